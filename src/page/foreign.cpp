#include <algorithm>

#include "base/flat_table.hpp"
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
  Vocabulary(const PageLines& page, const std::vector<std::size_t>& body)
      : page_(page), counts_(words_in(page, body)) {
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
        const int* count = counts_.find(word.hash);
        const bool known = count != nullptr && *count > 0;
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
  static std::size_t words_in(const PageLines& page, const std::vector<std::size_t>& body) {
    std::size_t words = 0;
    for (const auto i : body) words += page.lines()[i].word_count;
    return words;
  }

  const PageLines& page_;
  FlatTable<std::uint32_t, int> counts_;
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

/// Whether most lines of the body have a blank line before them.
bool is_spaced(const PageLines& page, const std::vector<std::size_t>& body) {
  std::size_t spaced = 0;
  for (std::size_t i = 1; i < body.size(); ++i) spaced += page.lines()[body[i]].blanks_before > 0;
  return 2 * spaced > body.size();
}

/// The end of the run of lines that hangs on a headline unlike the rest of the body: without blank
/// lines where there are some elsewhere, or between two blank lines where there are none.
std::size_t odd_run(const PageLines& page, const std::vector<std::size_t>& body, std::size_t at,
                    bool spaced) {
  const auto& lines = page.lines();
  if (!spaced && lines[body[at]].blanks_before == 0) return at + 1;
  std::size_t end = at + 1;
  while (end < body.size() && end < at + 5 && lines[body[end]].blanks_before == 0) ++end;
  if (!spaced && end == at + 5) return at + 1;
  return end;
}

/// Whether headline and paragraphs share no names and hardly a word with the rest. A name that
/// happens to stand in both stories ("United") is one of several.
bool is_strange(const Vocabulary& vocabulary, const std::vector<Line>& lines,
                const std::vector<std::size_t>& body, std::size_t begin, std::size_t end) {
  const auto headline = vocabulary.shared(lines[body[begin]]);
  if (2 * headline.names_shared > headline.names || headline.words_shared > 1) return false;
  for (std::size_t i = begin + 1; i < end; ++i) {
    const auto paragraph = vocabulary.shared(lines[body[i]]);
    if (paragraph.names_shared > 0 || 4 * paragraph.words_shared > paragraph.words) return false;
  }
  return true;
}

}  // namespace

std::vector<Stretch> find_foreign(const PageLines& page, const std::vector<std::size_t>& body) {
  std::vector<Stretch> out;
  if (body.size() < 5) return out;
  const auto& lines = page.lines();
  Vocabulary vocabulary(page, body);
  const bool spaced = is_spaced(page, body);
  for (std::size_t i = 1; i + 1 < body.size(); ++i) {
    if (!is_spliced_headline(page, lines[body[i]])) continue;
    const auto end = odd_run(page, body, i, spaced);
    if (end == i + 1 || end == body.size()) continue;
    for (std::size_t j = i; j < end; ++j) vocabulary.add(lines[body[j]], -1);
    if (is_strange(vocabulary, lines, body, i, end)) {
      out.push_back({i, end});
      i = end - 1;
      continue;
    }
    for (std::size_t j = i; j < end; ++j) vocabulary.add(lines[body[j]], 1);
  }
  return out;
}

}  // namespace comention
