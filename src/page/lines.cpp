#include "page/lines.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "page/credits.hpp"
#include "page/names.hpp"
#include "page/wording.hpp"
#include "text/dates.hpp"
#include "text/line_ends.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr std::uint32_t fnv_basis = 2166136261U;
constexpr std::uint32_t fnv_prime = 16777619U;

constexpr std::uint32_t mix(std::uint32_t hash, unsigned char c) { return (hash ^ c) * fnv_prime; }

constexpr bool is_small(unsigned char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_capital(unsigned char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_number(unsigned char c) { return c >= '0' && c <= '9'; }

/// Bytes of a character beyond ASCII that is no punctuation; 0 for everything else. General
/// punctuation (E2 80, E2 81), arrows and symbols (E2 82 to E2 BF), Latin-1 signs (C2) and CJK
/// punctuation (E3 80, EF BC) divide words.
std::size_t letter_bytes(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0xC3) return 0;
  if (c == 0xE2 || (c == 0xE3 && at + 1 < text.size() && text[at + 1] == '\x80')) return 0;
  if (c == 0xEF && at + 1 < text.size() && text[at + 1] == '\xBC') return 0;
  const std::size_t size = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
  return std::min(size, text.size() - at);
}

/// The typographic apostrophe U+2019.
bool is_curly_apostrophe(std::string_view text, std::size_t at) {
  return text.substr(at, 3) == "\xE2\x80\x99";
}

bool is_word_byte(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  return is_small(c) || is_capital(c) || is_number(c) || letter_bytes(text, at) > 0;
}

/// Mixes a letter beyond ASCII into a hash. Capitals of Western European and Cyrillic writing count
/// as the small letter: wording is listed in small letters.
std::uint32_t mix_letter(std::uint32_t hash, std::string_view letter) {
  auto first = static_cast<unsigned char>(letter[0]);
  auto second = static_cast<unsigned char>(letter.size() > 1 ? letter[1] : 0);
  if (first == 0xC3 && second >= 0x80 && second <= 0x9E && second != 0x97) {
    second = static_cast<unsigned char>(second + 0x20);
  } else if (first == 0xD0 && second >= 0x90 && second < 0xA0) {
    second = static_cast<unsigned char>(second + 0x20);
  } else if (first == 0xD0 && second >= 0xA0 && second < 0xB0) {
    first = 0xD1;
    second = static_cast<unsigned char>(second - 0x20);
  }
  hash = mix(hash, first);
  if (letter.size() > 1) hash = mix(hash, second);
  for (std::size_t i = 2; i < letter.size(); ++i)
    hash = mix(hash, static_cast<unsigned char>(letter[i]));
  return hash;
}

}  // namespace

bool is_word_start(std::string_view text, std::size_t at) { return is_word_byte(text, at); }

Word next_word(std::string_view text, std::size_t& at) {
  Word word{fnv_basis, static_cast<std::uint32_t>(at), 0, false, false, false, false};
  const auto first = static_cast<unsigned char>(text[at]);
  word.capital = is_capital(first);
  word.digits = is_number(first);
  unsigned small = 0, capital = 0;
  while (at < text.size()) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (is_capital(c)) {
      word.hash = mix(word.hash, c | 0x20);
      ++capital;
      ++at;
    } else if (is_small(c) || is_number(c)) {
      word.hash = mix(word.hash, c);
      small += is_small(c);
      ++at;
    } else if (c == '\'' && at + 1 < text.size() && is_word_byte(text, at + 1)) {
      word.hash = mix(word.hash, '\'');
      ++at;
    } else if (is_curly_apostrophe(text, at) && at + 3 < text.size() &&
               is_word_byte(text, at + 3)) {
      word.hash = mix(word.hash, '\'');
      at += 3;
    } else if (const auto bytes = letter_bytes(text, at)) {
      word.hash = mix_letter(word.hash, text.substr(at, bytes));
      ++small;
      at += bytes;
    } else {
      break;
    }
  }
  if (!word.capital && first >= 0xC3) {
    std::size_t start = word.begin;
    word.capital = is_upper(next_code_point(text, start));
  }
  word.length = static_cast<std::uint16_t>(std::min<std::size_t>(at - word.begin, 0xFFFF));
  word.all_capitals = capital >= 2 && small == 0;
  return word;
}

namespace {

std::uint16_t bump(std::uint16_t value) {
  return value == 0xFFFF ? value : static_cast<std::uint16_t>(value + 1);
}

/// True when the sentence mark at `at` is followed by a blank or a closing sign, or ends the line.
bool closes_sentence(std::string_view text, std::size_t at) {
  const auto next = text.find_first_not_of(".!?\"')]", at + 1);
  if (next == std::string_view::npos) return true;
  return text[next] == ' ' || static_cast<unsigned char>(text[next]) >= 0x80;
}

/// Counts signs between words.
void count_sign(std::string_view text, std::size_t at, Line& line) {
  switch (text[at]) {
    case ',':
      line.commas = bump(line.commas);
      break;
    case '.':
    case '!':
    case '?':
      if (at > 0 && (text[at - 1] == '.' || text[at - 1] == '!' || text[at - 1] == '?')) break;
      if (closes_sentence(text, at)) line.sentences = bump(line.sentences);
      break;
    case '|':
    case '/':
    case '>':
    case '<':
    case '=':
    case '{':
    case '}':
    case ';':
      line.separators = bump(line.separators);
      break;
    case '"':
      line.quotes = bump(line.quotes);
      break;
    case '(':
    case '[':
      line.brackets = bump(line.brackets);
      break;
    case '@':
      line.has_address = true;
      break;
    case '\xC2':
      if (at + 1 >= text.size()) break;
      if (text[at + 1] == '\xA9') line.has_copyright = true;
      if (text[at + 1] == '\xB7' || text[at + 1] == '\xBB' || text[at + 1] == '\xAB')
        line.separators = bump(line.separators);
      break;
    case '\xE2':
      if (at + 2 >= text.size()) break;
      if (text[at + 1] == '\x80' && (text[at + 2] == '\x9C' || text[at + 2] == '\x9D'))
        line.quotes = bump(line.quotes);
      if (text[at + 1] == '\x80' && (text[at + 2] == '\xA2' || text[at + 2] == '\xBA'))
        line.separators = bump(line.separators);
      break;
    case '\xE3':  // ideographic full stop
      if (text.substr(at, 3) == "\xE3\x80\x82") line.sentences = bump(line.sentences);
      break;
    default:
      break;
  }
}

/// Looks at the end of the line behind closing quotes and brackets.
void see_ending(Line& line) {
  std::string_view text = line.text;
  if (text.ends_with("...") || text.ends_with("\xE2\x80\xA6") || text.ends_with("[...]") ||
      text.ends_with("[\xE2\x80\xA6]"))
    line.ends_ellipsis = true;
  for (;;) {
    if (text.ends_with('"') || text.ends_with('\'') || text.ends_with(')') || text.ends_with(']'))
      text.remove_suffix(1);
    else if (text.ends_with("\xE2\x80\x9D") || text.ends_with("\xE2\x80\x99"))
      text.remove_suffix(3);
    else if (text.ends_with("\xC2\xBB"))
      text.remove_suffix(2);
    else if (text.ends_with(' '))  // as French writes them
      text.remove_suffix(1);
    else
      break;
  }
  if (text.empty()) return;
  const char last = text.back();
  line.ends_sentence = last == '.' || last == '!' || last == '?' ||
                       text.ends_with("\xE2\x80\xA6") || text.ends_with("\xE3\x80\x82");
  line.ends_colon = last == ':';
}

bool is_year(std::string_view word) {
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
         is_number(static_cast<unsigned char>(word[2])) &&
         is_number(static_cast<unsigned char>(word[3]));
}

/// Takes list marks off the front: bullets, dashes, "1." before a blank.
std::string_view without_list_mark(std::string_view text, bool& bullet) {
  static constexpr std::string_view marks[] = {"\xE2\x80\xA2", "\xE2\x97\xA6", "\xE2\x96\xAA",
                                               "\xE2\x97\x8F", "\xC2\xB7",     "*"};
  for (const auto mark : marks) {
    if (text == mark) return bullet = true, std::string_view();
    if (text.starts_with(mark) && text.size() > mark.size() && text[mark.size()] == ' ') {
      bullet = true;
      return text.substr(mark.size() + 1);
    }
  }
  std::size_t digits = 0;
  while (digits < text.size() && digits < 3 && is_number(static_cast<unsigned char>(text[digits])))
    ++digits;
  if (digits > 0 && text.substr(digits, 2) == ". " && digits + 2 < text.size()) {
    const auto date = find_date(text.substr(0, 60));
    if (date && date->begin == 0) return text;  // "14. November 2019"
    bullet = true;
    return text.substr(digits + 2);
  }
  return text;
}

}  // namespace

std::uint32_t word_hash(std::string_view lower_case) {
  std::uint32_t hash = fnv_basis;
  for (const char c : lower_case) hash = mix(hash, static_cast<unsigned char>(c));
  return hash;
}

PageLines::PageLines(std::string_view text) {
  text_.reserve(text.size());
  words_.reserve(text.size() / 6);
  std::uint32_t number = 0;
  std::uint16_t blanks = 0;
  for_each_line(text, [&](std::string_view raw) {
    const auto before = lines_.size();
    add(raw, ++number, blanks);
    blanks = lines_.size() > before ? std::uint16_t{0} : bump(blanks);
  });
}

PageLines::PageLines(std::span<const std::string_view> blocks) {
  std::size_t size = 0;
  for (const auto block : blocks) size += block.size();
  text_.reserve(size);
  words_.reserve(size / 6);
  lines_.reserve(blocks.size());
  std::uint32_t number = 0;
  for (const auto block : blocks) add(block, ++number, 1);
}

namespace {

/// A word of up to four small letters; Greek and Cyrillic letters take two bytes each.
bool is_short_small(std::string_view text, const Word& word) {
  const auto first = static_cast<unsigned char>(text[word.begin]);
  const bool two_bytes = first >= 0xCD && first < 0xE0;
  return !word.capital && !word.digits && word.length <= (two_bytes ? 8 : 4);
}

/// ASCII that is no blank and no control character.
bool is_plain(char c) { return c > 0x20 && c != 0x7F; }

/// The end of what needs no squeezing: words of ASCII with single blanks between them.
std::size_t plain_end(std::string_view text, std::size_t at) {
  for (;;) {
    while (at < text.size() && is_plain(text[at])) ++at;
    if (at + 1 >= text.size() || text[at] != ' ' || !is_plain(text[at + 1])) return at;
    ++at;
  }
}

}  // namespace

std::string_view PageLines::squeeze(std::string_view raw, Line& line) {
  const auto begin = text_.size();
  bool blank = false;
  for (std::size_t at = 0; at < raw.size();) {
    const auto c = static_cast<unsigned char>(raw[at]);
    if (c <= 0x20 || c == 0x7F) {
      if (c == '\t' && text_.size() > begin) line.tabs = bump(line.tabs);
      if (text_.size() == begin) line.indent = bump(line.indent);
      blank = true;
      ++at;
      continue;
    }
    const auto start = at;
    if (c < 0x80) {
      at = plain_end(raw, at);
    } else {
      const char32_t point = next_code_point(raw, at);
      if (point == U'\u200B' || point == U'\u00AD' || point == U'\uFEFF' || point == U'\u200E' ||
          point == U'\u200F' || point == U'\u2060')
        continue;
      if (point == U'\u00A0' || (point >= 0x2000 && is_space(point))) {
        blank = true;
        continue;
      }
    }
    if (blank && text_.size() > begin) text_.push_back(' ');
    blank = false;
    text_.insert(text_.end(), raw.begin() + static_cast<std::ptrdiff_t>(start),
                 raw.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return {text_.data() + begin, text_.size() - begin};
}

void PageLines::add(std::string_view raw, std::uint32_t number, std::uint16_t blanks) {
  Line line{};
  line.number = number;
  line.blanks_before = blanks;
  line.text = without_list_mark(squeeze(raw, line), line.bullet);
  if (line.text.empty()) return;
  line.first_word = static_cast<std::uint32_t>(words_.size());
  line.hash = fnv_basis;
  const auto text = line.text;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_word_byte(text, at)) {
      count_sign(text, at, line);
      ++at;
      continue;
    }
    Word word = next_word(text, at);
    word.stop = is_stop_word(word.hash);
    line.hash = (line.hash ^ word.hash) * fnv_prime;
    line.capitals = static_cast<std::uint16_t>(line.capitals + word.capital);
    line.all_capitals = static_cast<std::uint16_t>(line.all_capitals + word.all_capitals);
    line.stops = static_cast<std::uint16_t>(line.stops + word.stop);
    line.smalls = static_cast<std::uint16_t>(line.smalls + is_short_small(text, word));
    line.numbers = static_cast<std::uint16_t>(line.numbers + word.digits);
    if (word.digits && !line.has_year && is_year(text.substr(word.begin, word.length)))
      line.has_year = true;
    words_.push_back(word);
  }
  line.word_count = static_cast<std::uint32_t>(words_.size()) - line.first_word;
  see_ending(line);
  if (text.find("http") != text.npos || text.find("www.") != text.npos ||
      text.find(".com") != text.npos)
    line.has_address = true;
  mark_wording(line, words(line));
  see_dates(line);
  line.byline = read_byline(text).has_value();
  line.credit = is_credit(text);
  line.ends_in_credit = ends_in_credit(text);
  lines_.push_back(line);
}

}  // namespace comention
