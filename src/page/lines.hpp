#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "comention/page.hpp"

namespace comention {

/// A word of a line. The hash is of its lower-case letters, so it can be looked up without a copy.
struct Word {
  std::uint32_t hash;
  std::uint32_t begin;   ///< byte in the line's text
  std::uint16_t length;  ///< bytes, cut off at 65535
  bool capital;          ///< begins with a capital letter
  bool all_capitals;     ///< two letters or more, none of them small
  bool digits;           ///< begins with a digit
  bool stop;             ///< among the commonest words of English
};

/// The hash that `Word` keeps for a word in lower case.
std::uint32_t word_hash(std::string_view lower_case);

/// Whether a word begins at this byte of valid UTF-8, and reading it (moves `at` past it; `stop` is
/// left open).
bool is_word_start(std::string_view text, std::size_t at);
Word next_word(std::string_view text, std::size_t& at);

/// A set of line kinds.
using KindSet = std::uint32_t;
constexpr KindSet kind_bit(LineKind kind) { return KindSet{1} << static_cast<unsigned>(kind); }

/// Stands for "no such line".
inline constexpr std::size_t no_line = static_cast<std::size_t>(-1);

/// One printed line (or block) of a page with what can be seen of it at once.
struct Line {
  std::string_view text;  ///< blanks squeezed, list marks taken off
  std::uint32_t number;   ///< counted from 1 in the page as read, blank lines too
  std::uint32_t first_word;
  std::uint32_t word_count;
  std::uint32_t hash;           ///< of its words
  std::uint16_t blanks_before;  ///< blank lines before it
  std::uint16_t indent;         ///< blanks before its first character
  std::uint16_t tabs;           ///< tabs inside, as between the cells of a table
  bool bullet;                  ///< had a list mark or a number before it
  // Counts over the text.
  std::uint16_t capitals = 0, all_capitals = 0, stops = 0, numbers = 0;  ///< words
  std::uint16_t smalls = 0;  ///< words of up to four bytes in small letters: function words
  std::uint16_t commas = 0, sentences = 0, separators = 0, quotes = 0, brackets = 0;
  bool ends_sentence = false;  ///< its last character ends a sentence
  bool ends_ellipsis = false;
  bool ends_colon = false;
  bool has_address = false;    ///< a web or mail address, or a handle
  bool has_copyright = false;  ///< the copyright sign
  bool has_year = false;
  bool dated = false;          ///< a date with its year stands in it
  bool dates_only = false;     ///< ... and hardly anything else
  bool relative_date = false;  ///< "2 hours ago" and hardly anything else
  bool clock_only = false;     ///< a clock time and hardly anything else
  bool byline = false;         ///< says who wrote the text
  bool credit = false;         ///< credits a picture
  bool ends_in_credit = false;
  KindSet whole = 0;  ///< kinds whose wording is the whole line
  KindSet start = 0;  ///< kinds whose wording begins it
  KindSet any = 0;    ///< kinds whose wording stands in it, ends included
  // Decisions.
  float probability = 0;  ///< of being body, by the line and what stands around it
  float second = -1;      ///< ... knowing the probabilities around it; negative: not looked at
  LineKind kind = LineKind::other;
  std::string_view reason;  ///< a fixed word

  std::size_t size() const { return text.size(); }
  /// The last word on whether the line is body. `probability` alone tells what the line looks like.
  float body_chance() const { return second < 0 ? probability : second; }
  bool prose() const { return size() >= 60 && ends_sentence && smalls > 1; }
};

/// The lines of a page, blank ones left out. The page's text is copied once, squeezed.
class PageLines {
 public:
  /// Cuts a text at its line ends.
  explicit PageLines(std::string_view text);
  /// Takes blocks as lines; `numbers` from 1 as in the page.
  explicit PageLines(std::span<const std::string_view> blocks);

  PageLines(const PageLines&) = delete;
  PageLines& operator=(const PageLines&) = delete;
  PageLines(PageLines&&) = default;
  PageLines& operator=(PageLines&&) = default;

  std::vector<Line>& lines() { return lines_; }
  const std::vector<Line>& lines() const { return lines_; }
  std::span<const Word> words(const Line& line) const {
    return std::span(words_).subspan(line.first_word, line.word_count);
  }
  std::string_view word(const Line& line, const Word& w) const {
    return line.text.substr(w.begin, w.length);
  }

 private:
  void add(std::string_view raw, std::uint32_t number, std::uint16_t blanks);
  std::string_view squeeze(std::string_view raw, Line& line);

  std::vector<char> text_;  ///< never grows past its reserve: lines point into it
  std::vector<Word> words_;
  std::vector<Line> lines_;
};

}  // namespace comention
