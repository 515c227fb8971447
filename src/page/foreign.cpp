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

/// What sets a stretch of lines apart from the rest of the body.
struct Strangeness {
  int names = 0;         ///< of its paragraphs
  int shared_names = 0;  ///< ... that the rest says as well
  int words = 0, shared_words = 0;
  bool prose = false;  ///< there is a sentence in it: no row of a table
};

Strangeness strangeness(const Vocabulary& vocabulary, const std::vector<Line>& lines,
                        const std::vector<std::size_t>& body, std::size_t begin, std::size_t end) {
  Strangeness out;
  for (std::size_t i = begin; i < end; ++i) {
    const auto paragraph = vocabulary.shared(lines[body[i]]);
    out.names += paragraph.names;
    out.shared_names += paragraph.names_shared;
    out.words += paragraph.words;
    out.shared_words += paragraph.words_shared;
    const Line& line = lines[body[i]];
    out.prose = out.prose || line.prose() || (line.size() >= 60 && line.stops >= 3);
  }
  return out;
}

/// Whether a headline hardly shares a word with the rest. A name that happens to stand in both
/// stories ("United") is one of several.
bool is_strange_headline(const Vocabulary& vocabulary, const Line& line) {
  const auto headline = vocabulary.shared(line);
  return 2 * headline.names_shared <= headline.names && headline.words_shared <= 1;
}

/// Cuts what was spliced into a body. A headline with odd spacing needs paragraphs without the
/// rest's names; a headline alone, or odd spacing alone, needs that the text goes on behind it with
/// the names that it had, and paragraphs full of others.
class ForeignFinder {
 public:
  ForeignFinder(const PageLines& page, const std::vector<std::size_t>& body)
      : lines_(page.lines()),
        page_(page),
        body_(body),
        vocabulary_(page, body),
        spaced_(is_spaced(page, body)),
        english_(is_english_text(page)) {}

  std::vector<Stretch> find();

 private:
  std::size_t end_at(std::size_t at);
  std::size_t end_with_odd_spacing(std::size_t at) const;
  std::size_t end_of_story(std::size_t at) const;
  bool stands_apart(std::size_t at) const;
  bool resumes(std::size_t begin, std::size_t end) const;
  void forget(std::size_t begin, std::size_t end, int by) {
    for (std::size_t i = begin; i < end; ++i) vocabulary_.add(lines_[body_[i]], by);
  }

  const std::vector<Line>& lines_;
  const PageLines& page_;
  const std::vector<std::size_t>& body_;
  Vocabulary vocabulary_;
  bool spaced_;
  bool english_;  ///< capitals mean names
};

/// Whether the lines behind a stretch come back to what is said before it, the first of them more
/// than it goes on with the stretch.
bool ForeignFinder::resumes(std::size_t begin, std::size_t end) const {
  if (end >= body_.size() || begin < 2) return false;
  const auto at = [&](std::size_t i) { return body_.begin() + static_cast<std::ptrdiff_t>(i); };
  constexpr std::size_t near = 40;
  const Vocabulary before(page_, {at(begin > near ? begin - near : 0), at(begin)});
  const Vocabulary inside(page_, {at(begin), at(end)});
  const Line& next = lines_[body_[end]];
  int shared = before.shared(next).words_shared;
  if (shared <= inside.shared(next).words_shared) return false;
  if (end + 1 < body_.size()) shared += before.shared(lines_[body_[end + 1]]).words_shared;
  return shared >= 2;
}

std::size_t ForeignFinder::end_with_odd_spacing(std::size_t at) const {
  const auto end = odd_run(page_, body_, at, spaced_);
  if (end == at + 1 || end == body_.size()) return at;
  if (!is_strange_headline(vocabulary_, lines_[body_[at]])) return at;
  for (std::size_t i = at + 1; i < end; ++i) {
    const auto own = strangeness(vocabulary_, lines_, body_, i, i + 1);
    if (own.shared_names > 0 || 4 * own.shared_words > own.words) return at;
  }
  return strangeness(vocabulary_, lines_, body_, at + 1, end).prose ? end : at;
}

/// The paragraphs behind a headline up to the one that comes back to the story.
std::size_t ForeignFinder::end_of_story(std::size_t at) const {
  if (!is_strange_headline(vocabulary_, lines_[body_[at]])) return at;
  std::size_t end = at + 1;
  while (end < body_.size() && end < at + 5) {
    const auto own = strangeness(vocabulary_, lines_, body_, end, end + 1);
    if (own.names < 2 || own.shared_names > 0 || 8 * own.shared_words > own.words) break;
    ++end;
  }
  const auto own = strangeness(vocabulary_, lines_, body_, at + 1, end);
  return own.prose && own.names >= 4 && resumes(at, end) ? end : at;
}

/// Whether a paragraph keeps another distance to both neighbours than all others do.
bool ForeignFinder::stands_apart(std::size_t at) const {
  if (at == 0 || at + 1 >= body_.size()) return false;
  const auto above = lines_[body_[at]].blanks_before;
  const auto below = lines_[body_[at + 1]].blanks_before;
  const auto usual = lines_[body_[1]].blanks_before;
  if (above == usual || below == usual) return false;
  std::size_t odd = 0;
  for (std::size_t i = 1; i < body_.size(); ++i) odd += lines_[body_[i]].blanks_before != usual;
  return odd == 2;
}

/// The end of what is foreign from a line on; the line itself when it belongs to the text.
std::size_t ForeignFinder::end_at(std::size_t at) {
  if (is_spliced_headline(page_, lines_[body_[at]])) {
    const auto run = std::min(odd_run(page_, body_, at, spaced_), at + 5);
    forget(at, run, -1);
    const auto odd = end_with_odd_spacing(at);
    forget(at, run, 1);
    if (odd > at) return odd;
    const auto reach = english_ ? std::min(at + 5, body_.size()) : at;
    for (auto end = at + 2; end < reach; ++end) {
      forget(at, end, -1);
      const auto story = end_of_story(at);
      forget(at, end, 1);
      if (story == end) return end;
    }
    return at;
  }
  if (!english_ || !stands_apart(at)) return at;
  forget(at, at + 1, -1);
  const auto own = strangeness(vocabulary_, lines_, body_, at, at + 1);
  const bool foreign = own.prose && own.names >= 3 && own.shared_names == 0 &&
                       8 * own.shared_words <= own.words && resumes(at, at + 1);
  forget(at, at + 1, 1);
  return foreign ? at + 1 : at;
}

std::vector<Stretch> ForeignFinder::find() {
  std::vector<Stretch> out;
  for (std::size_t i = 1; i + 1 < body_.size(); ++i) {
    const auto end = end_at(i);
    if (end == i) continue;
    out.push_back({i, end, is_spliced_headline(page_, lines_[body_[i]])});
    forget(i, end, -1);
    i = end - 1;
  }
  return out;
}

}  // namespace

std::vector<Stretch> find_foreign(const PageLines& page, const std::vector<std::size_t>& body) {
  if (body.size() < 5) return {};
  return ForeignFinder(page, body).find();
}

}  // namespace comention
