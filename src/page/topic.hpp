#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "base/flat_table.hpp"
#include "page/lines.hpp"

namespace comention {

/// The words that a text is about, with the weight of the lines that say them: an article comes
/// back to its words, teasers of other articles do not.
class Topic {
 public:
  Topic(const PageLines& page, std::span<const float> ratings)
      : page_(page), ratings_(ratings), weights_(words_in(page)) {
    for (std::size_t i = 0; i < page.lines().size(); ++i)
      each(i, [&](const Word& word) { weights_[word.hash] += weight(i); });
  }

  /// Mean weight of a line's words in the other lines, each cut off at `most`, for several cuts.
  template <std::size_t count>
  std::array<float, count> kinship(std::size_t i, const std::array<float, count>& most) const {
    std::array<float, count> sums{};
    float words = 0;
    each(i, [&](const Word& word) {
      const float* found = weights_.find(word.hash);
      const float elsewhere = (found != nullptr ? *found : 0) - weight(i);
      for (std::size_t n = 0; n < count; ++n) sums[n] += std::clamp(elsewhere, 0.0F, most[n]);
      ++words;
    });
    for (std::size_t n = 0; n < count; ++n) sums[n] = words > 0 ? sums[n] / (words * most[n]) : -1;
    return sums;
  }

 private:
  static std::size_t words_in(const PageLines& page) {
    std::size_t words = 0;
    for (const auto& line : page.lines()) words += line.word_count;
    return words;
  }

  float weight(std::size_t i) const { return page_.lines()[i].size() < 40 ? 0 : ratings_[i]; }

  template <class Visit>
  void each(std::size_t i, Visit visit) const {
    for (const auto& word : page_.words(page_.lines()[i]))
      if (!word.stop && !word.digits && word.length >= 4 && word.hash != 0) visit(word);
  }

  const PageLines& page_;
  std::span<const float> ratings_;
  FlatTable<std::uint32_t, float> weights_;
};

}  // namespace comention
