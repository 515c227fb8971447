#include <algorithm>
#include <unordered_map>

#include "page/structure.hpp"

namespace comention {
namespace {

/// Words that carry meaning: no stop words, four letters or a capital inside a sentence.
bool carries_meaning(const Word& word, bool first) {
  if (word.stop || word.digits) return false;
  return (word.capital && !first && word.length >= 3) || word.length >= 5;
}

/// How often each meaningful word stands in the whole body, and in one line.
class Vocabulary {
 public:
  Vocabulary(const PageLines& page, const std::vector<std::size_t>& body) : page_(page) {
    for (const auto i : body) add(page.lines()[i], 1);
  }
  void add(const Line& line, int by) {
    bool first = true;
    for (const auto& word : page_.words(line)) {
      if (carries_meaning(word, first)) counts_[word.hash] += by;
      first = false;
    }
  }
  /// Share of the line's meaningful words that stand in the body; names apart.
  struct Shared {
    int names = 0, names_shared = 0, words = 0, words_shared = 0;
  };
  Shared shared(const Line& line) const {
    Shared out;
    bool first = true;
    for (const auto& word : page_.words(line)) {
      if (carries_meaning(word, first)) {
        const auto found = counts_.find(word.hash);
        const bool known = found != counts_.end() && found->second > 0;
        ++out.words;
        out.words_shared += known;
        if (word.capital && !first) {
          ++out.names;
          out.names_shared += known;
        }
      }
      first = false;
    }
    return out;
  }

 private:
  const PageLines& page_;
  std::unordered_map<std::uint32_t, int> counts_;  ///< looked up only, never walked
};

/// A spliced-in headline: headline form with at least two names after its first word.
bool is_spliced_headline(const PageLines& page, const Line& line) {
  if (!is_headline(line) || line.word_count < 4) return false;
  int names = 0;
  bool first = true;
  for (const auto& word : page.words(line)) {
    names += !first && word.capital && !word.stop;
    first = false;
  }
  return names >= 2;
}

/// Whether a line is set apart from its neighbour unlike most lines of the body.
bool has_odd_spacing(const PageLines& page, const std::vector<std::size_t>& body, std::size_t at) {
  std::size_t spaced = 0;
  for (std::size_t i = 1; i < body.size(); ++i) spaced += page.lines()[body[i]].blanks_before > 0;
  const bool mostly = 2 * spaced > body.size();
  return (page.lines()[body[at]].blanks_before > 0) != mostly;
}

}  // namespace

std::vector<Stretch> find_foreign(const PageLines& page, const std::vector<std::size_t>& body) {
  std::vector<Stretch> out;
  if (body.size() < 5) return out;
  const auto& lines = page.lines();
  Vocabulary vocabulary(page, body);
  for (std::size_t i = 1; i + 1 < body.size(); ++i) {
    if (!is_spliced_headline(page, lines[body[i]])) continue;
    std::size_t end = i + 1;
    vocabulary.add(lines[body[i]], -1);
    while (end < body.size() && end < i + 4) {
      vocabulary.add(lines[body[end]], -1);
      const auto paragraph = vocabulary.shared(lines[body[end]]);
      const bool apart =
          paragraph.names_shared == 0 && 4 * paragraph.words_shared <= paragraph.words;
      if (!apart || is_headline(lines[body[end]])) {
        vocabulary.add(lines[body[end]], 1);
        break;
      }
      ++end;
    }
    const auto headline = vocabulary.shared(lines[body[i]]);
    int signals = 0;
    signals += headline.names_shared == 0;
    signals += headline.words_shared <= 1;
    signals += end > i + 1;
    signals += end > i + 1 && has_odd_spacing(page, body, i + 1);
    signals += lines[body[i]].probability < 0.5F;
    // A name that happens to stand in both stories ("United") is one of several.
    const bool strange = 3 * headline.names_shared <= headline.names && headline.words_shared <= 1;
    if (end > i + 1 && strange && signals >= 3) {
      out.push_back({i, end});
      i = end - 1;
      continue;
    }
    for (std::size_t j = i; j < end; ++j) vocabulary.add(lines[body[j]], 1);
  }
  return out;
}

}  // namespace comention
