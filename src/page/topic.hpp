#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "page/lines.hpp"

namespace comention {

/// The words that a text is about, with the weight of the lines that say them: an article comes
/// back to its words, teasers of other articles do not.
class Topic {
 public:
  Topic(const PageLines& page, std::span<const float> ratings) : page_(page), ratings_(ratings) {
    std::size_t size = 64;
    for (const auto& line : page.lines()) size += line.word_count;
    slots_.resize(std::bit_ceil(2 * size));
    for (std::size_t i = 0; i < page.lines().size(); ++i)
      each(i, [&](const Word& word) { slot(word.hash).weight += weight(i); });
  }

  /// Mean weight of a line's words in the other lines, each cut off at `most`.
  float kinship(std::size_t i, float most) const {
    float sum = 0, count = 0;
    each(i, [&](const Word& word) {
      sum += std::clamp(find(word.hash) - weight(i), 0.0F, most);
      ++count;
    });
    return count > 0 ? sum / (count * most) : -1;
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    float weight = 0;
  };

  float weight(std::size_t i) const { return page_.lines()[i].size() < 40 ? 0 : ratings_[i]; }

  template <class Visit>
  void each(std::size_t i, Visit visit) const {
    for (const auto& word : page_.words(page_.lines()[i]))
      if (!word.stop && !word.digits && word.length >= 4 && word.hash != 0) visit(word);
  }
  Slot& slot(std::uint32_t hash) {
    for (std::size_t at = hash;; ++at) {
      auto& here = slots_[at & (slots_.size() - 1)];
      if (here.hash == hash) return here;
      if (here.hash != 0) continue;
      here.hash = hash;
      return here;
    }
  }
  float find(std::uint32_t hash) const {
    for (std::size_t at = hash;; ++at) {
      const auto& here = slots_[at & (slots_.size() - 1)];
      if (here.hash == hash) return here.weight;
      if (here.hash == 0) return 0;
    }
  }

  const PageLines& page_;
  std::span<const float> ratings_;
  std::vector<Slot> slots_;
};

}  // namespace comention
