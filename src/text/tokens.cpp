#include "text/tokens.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/embedded.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

enum ByteClass : std::uint8_t { mark, lower, upper, digit, blank, line_end, high };

constexpr std::array<ByteClass, 256> make_byte_classes() {
  std::array<ByteClass, 256> classes{};
  for (int c = 0; c < 256; ++c) {
    if (c >= 'a' && c <= 'z') classes[c] = lower;
    if (c >= 'A' && c <= 'Z') classes[c] = upper;
    if (c >= '0' && c <= '9') classes[c] = digit;
    if (c == ' ' || (c < ' ' && c != '\n') || c == 0x7F) classes[c] = blank;
    if (c == '\n') classes[c] = line_end;
    if (c >= 0x80) classes[c] = high;
  }
  return classes;
}
constexpr auto byte_classes = make_byte_classes();

constexpr bool is_letter_class(ByteClass c) { return c == lower || c == upper; }

// The abbreviations of data/abbreviations.tsv, sorted; `title` ones apart.
struct Abbreviations {
  std::vector<std::string_view> all, titles;
  Abbreviations() {
    for_each_tsv_row(embedded_file("abbreviations.tsv"), [&](const auto& fields) {
      if (fields.size() < 2) return;
      all.push_back(fields[1]);
      if (fields[0] == "title") titles.push_back(fields[1]);
    });
    std::sort(all.begin(), all.end());
    std::sort(titles.begin(), titles.end());
  }
};

const Abbreviations& abbreviations() {
  static const Abbreviations lists;
  return lists;
}

// A non-ASCII character at `at`, as the tokenizer sees it.
enum class HighKind { letter, space, apostrophe, mark };
struct HighCharacter {
  HighKind kind;
  std::size_t end;
  bool upper = false, lower = false;
};

HighCharacter read_high(std::string_view text, std::size_t at) {
  std::size_t end = at;
  const char32_t c = next_code_point(text, end);
  if (c == U'’' || c == U'ʼ' || c == U'ʻ') return {HighKind::apostrophe, end};
  if (is_space(c)) return {HighKind::space, end};
  const bool combining = c >= 0x300 && c <= 0x36F;
  if (combining || is_letter(c)) return {HighKind::letter, end, is_upper(c), is_lower(c)};
  return {HighKind::mark, end};
}

class Tokenizer {
 public:
  Tokenizer(std::string_view text, std::vector<Token>& out)
      : text_(text), out_(out), abbreviations_(abbreviations()) {}

  void run() {
    out_.clear();
    out_.reserve(text_.size() / 5);
    while (at_ < text_.size()) step();
  }

 private:
  ByteClass class_at(std::size_t i) const {
    return i < text_.size() ? byte_classes[static_cast<unsigned char>(text_[i])] : line_end;
  }
  char char_at(std::size_t i) const { return i < text_.size() ? text_[i] : '\n'; }

  void step() {
    switch (class_at(at_)) {
      case blank:
        pending_ |= Token::space_before;
        ++at_;
        return;
      case line_end:
        pending_ |= Token::space_before | Token::line_start;
        ++at_;
        return;
      case lower:
      case upper:
        if (skips_address()) return;
        return word(TokenKind::word);
      case digit:
        return word(TokenKind::number);
      case high:
        return high_character();
      case mark:
        return mark_token();
    }
  }

  void emit(TokenKind kind, std::size_t end, unsigned flags) {
    out_.push_back({static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end), kind,
                    static_cast<std::uint8_t>(flags | pending_)});
    pending_ = 0;
    at_ = end;
  }

  // "http://...", "https://...", "www....": one token up to the next blank.
  bool skips_address() {
    const char c = text_[at_];
    if (c != 'h' && c != 'w' && c != 'H' && c != 'W') return false;
    const auto rest = text_.substr(at_, 8);
    if (!rest.starts_with("http://") && !rest.starts_with("https://") && !rest.starts_with("www."))
      return false;
    emit(TokenKind::other, blank_after(at_), 0);
    return true;
  }

  std::size_t blank_after(std::size_t i) const {
    while (i < text_.size() && class_at(i) != blank && class_at(i) != line_end) ++i;
    return i;
  }

  void high_character() {
    const HighCharacter c = read_high(text_, at_);
    if (c.kind == HighKind::letter) return word(TokenKind::word);
    if (c.kind == HighKind::space) {
      pending_ |= Token::space_before;
      at_ = c.end;
      return;
    }
    if (c.kind == HighKind::apostrophe && clitic_at(c.end)) {
      return emit(TokenKind::clitic, c.end + 1, Token::non_ascii);
    }
    emit(TokenKind::punctuation, c.end, Token::non_ascii);
  }

  // True when an "s" that ends a word stands here (the text before is an apostrophe).
  bool clitic_at(std::size_t i) const {
    if (pending_ != 0 || out_.empty()) return false;
    if (char_at(i) != 's' && char_at(i) != 'S') return false;
    return ends_word(i + 1);
  }

  bool ends_word(std::size_t i) const {
    const ByteClass c = class_at(i);
    if (is_letter_class(c) || c == digit) return false;
    return c != high || read_high(text_, i).kind != HighKind::letter;
  }

  void mark_token() {
    const char c = text_[at_];
    if (c == '\'' && clitic_at(at_ + 1)) return emit(TokenKind::clitic, at_ + 2, 0);
    if (c == '@' && is_letter_class(class_at(at_ + 1))) return handle();
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] == c) ++end;
    emit(TokenKind::punctuation, end, 0);
  }

  void handle() {
    std::size_t end = at_ + 1;
    for (;; ++end) {
      const ByteClass c = class_at(end);
      if (!is_letter_class(c) && c != digit && char_at(end) != '_') break;
    }
    emit(TokenKind::other, end, 0);
  }

  // A word or number from at_ on: letters, digits, and marks that stand inside of it.
  void word(TokenKind kind) {
    unsigned flags = class_at(at_) == upper ? Token::upper_first | Token::has_upper : 0;
    std::size_t end = at_;
    for (;;) {
      const ByteClass c = class_at(end);
      if (c == lower) {
        flags |= Token::has_lower;
        ++end;
      } else if (c == upper) {
        flags |= Token::has_upper;
        ++end;
      } else if (c == digit) {
        ++end;
      } else if (c == high) {
        if (!take_high(end, flags)) break;
      } else if (c != mark || !take_mark(end, flags)) {
        break;
      }
    }
    if (char_at(end) == '.' && keeps_dot(end, flags)) {
      ++end;
      flags |= Token::abbreviation;
    }
    emit(kind, end, flags);
  }

  bool take_high(std::size_t& end, unsigned& flags) const {
    const HighCharacter c = read_high(text_, end);
    if (c.kind == HighKind::letter) {
      flags |= Token::non_ascii;
      if (c.upper) flags |= Token::has_upper | (end == at_ ? Token::upper_first : 0);
      if (c.lower) flags |= Token::has_lower;
      end = c.end;
      return true;
    }
    if (c.kind != HighKind::apostrophe || ends_word(c.end) || begins_clitic(c.end)) return false;
    flags |= Token::non_ascii;
    end = c.end;
    return true;
  }

  bool begins_clitic(std::size_t i) const {
    return (char_at(i) == 's' || char_at(i) == 'S') && ends_word(i + 1);
  }

  // An apostrophe, dot, comma or ampersand between letters or digits.
  bool take_mark(std::size_t& end, unsigned& flags) const {
    const char c = text_[end];
    const ByteClass before = class_at(end - 1), after = class_at(end + 1);
    switch (c) {
      case '\'':
        if (ends_word(end + 1) || begins_clitic(end + 1)) return false;
        break;
      case '&':
        if (before != upper || after != upper) return false;
        break;
      case ',':
      case ':':
        if (before != digit || after != digit) return false;
        break;
      case '.':
        if (!joins_dot(end, before, after, flags)) return false;
        flags |= Token::dotted;
        break;
      case '_':
        break;
      default:
        return false;
    }
    ++end;
    return true;
  }

  bool joins_dot(std::size_t dot, ByteClass before, ByteClass after, unsigned flags) const {
    if (before == digit && after == digit) return true;
    if (before == lower && after == lower && dot - at_ >= 2) return true;  // site.org
    if (!is_letter_class(before) || !is_letter_class(after)) return false;
    const bool letter_by_letter = dot - at_ == 1 || (flags & Token::dotted);
    if (!letter_by_letter || (dot - at_ >= 2 && text_[dot - 2] != '.')) return false;
    // "U.S", "a.m", "J.R" but not the glued "C.The".
    return !is_letter_class(class_at(dot + 2));
  }

  // Whether the dot at `dot` belongs to the word that ends there.
  bool keeps_dot(std::size_t dot, unsigned flags) const {
    const std::size_t size = dot - at_;
    if (char_at(dot + 1) == '.') return false;
    if (size == 1) return class_at(at_) == upper;
    if (size == 2 && (flags & Token::non_ascii)) return (flags & Token::has_upper) != 0;
    if ((flags & Token::dotted) && size >= 3 && text_[dot - 2] == '.') {
      return is_letter_class(class_at(dot - 1));
    }
    if (size > 6) return false;
    return std::binary_search(abbreviations_.all.begin(), abbreviations_.all.end(),
                              text_.substr(at_, size));
  }

  std::string_view text_;
  std::vector<Token>& out_;
  const Abbreviations& abbreviations_;
  std::size_t at_ = 0;
  unsigned pending_ = Token::space_before | Token::line_start;
};

}  // namespace

void split_tokens(std::string_view text, std::vector<Token>& tokens) {
  Tokenizer(text, tokens).run();
}

bool is_title_abbreviation(std::string_view word_with_dot) {
  if (word_with_dot.empty() || word_with_dot.back() != '.') return false;
  word_with_dot.remove_suffix(1);
  const auto& titles = abbreviations().titles;
  return std::binary_search(titles.begin(), titles.end(), word_with_dot);
}

}  // namespace comention
