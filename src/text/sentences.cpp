#include "text/sentences.hpp"

#include <algorithm>
#include <array>

namespace comention {
namespace {

// Words that begin sentences far more often than they follow an abbreviation inside a name.
constexpr std::array<std::string_view, 44> starters = {
    "A",      "After",  "Although", "An",   "And",  "As",   "At",    "Before",  "But",
    "By",     "During", "For",      "From", "He",   "Her",  "His",   "However", "I",
    "If",     "In",     "It",       "Its",  "Last", "Many", "More",  "On",      "One",
    "Others", "She",    "Since",    "So",   "Some", "Such", "That",  "The",     "Their",
    "There",  "These",  "They",     "This", "We",   "When", "While", "You"};

class SentenceFinder {
 public:
  SentenceFinder(std::string_view text, std::span<const Token> tokens)
      : text_(text), tokens_(tokens) {}

  void run(std::vector<SentenceRange>& out) {
    out.clear();
    std::size_t line_at = 0;
    std::uint32_t paragraph = 0;
    std::size_t first = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const bool last_of_line = i + 1 == tokens_.size() || tokens_[i + 1].is(Token::line_start);
      if (!last_of_line && !ends_sentence(i)) continue;
      paragraph += static_cast<std::uint32_t>(
          std::count(text_.begin() + line_at, text_.begin() + tokens_[first].start, '\n'));
      line_at = tokens_[first].start;
      out.push_back(
          {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(i + 1), paragraph});
      first = i + 1;
    }
  }

 private:
  std::string_view word(std::size_t i) const { return tokens_[i].in(text_); }

  static bool is_terminator(std::string_view mark) {
    const char c = mark.front();
    return c == '.' || c == '!' || c == '?' || mark == "…";
  }
  static bool is_closer(std::string_view mark) {
    return mark == "\"" || mark == "'" || mark == "”" || mark == "’" || mark == ")" ||
           mark == "]" || mark == "»" || mark == "''";
  }
  static bool is_opener(std::string_view mark) {
    return mark == "\"" || mark == "'" || mark == "“" || mark == "‘" || mark == "(" ||
           mark == "[" || mark == "«" || mark == "``" || mark == "•" || mark == "#";
  }

  // Whether the sentence ends with token i; i is not the last of its line.
  bool ends_sentence(std::size_t i) const {
    const Token& next = tokens_[i + 1];
    if (!next.is(Token::space_before)) return glued(i);
    std::size_t end = i;  // the terminator, before closing quotes that touch it
    while (end > 0 && tokens_[end].kind == TokenKind::punctuation && is_closer(word(end)) &&
           !tokens_[end].is(Token::space_before)) {
      --end;
    }
    const Token& mark = tokens_[end];
    if (mark.is(Token::abbreviation)) return end == i ? after_abbreviation(i) : begins(i + 1);
    if (mark.kind != TokenKind::punctuation || !is_terminator(word(end))) return false;
    return begins(i + 1);
  }

  // Whether a sentence can begin with this token.
  bool begins(std::size_t i) const {
    const Token& token = tokens_[i];
    if (token.kind == TokenKind::word) return token.is(Token::upper_first) || mixed(token);
    if (token.kind == TokenKind::number) return true;
    if (token.kind != TokenKind::punctuation || !is_opener(word(i))) return false;
    return i + 1 >= tokens_.size() || tokens_[i + 1].kind != TokenKind::word ||
           tokens_[i + 1].is(Token::upper_first);
  }
  static bool mixed(const Token& token) { return token.is(Token::has_upper); }

  bool after_abbreviation(std::size_t i) const {
    if (is_title_abbreviation(word(i))) return false;
    if (tokens_[i].end - tokens_[i].start == 2 && i > 0 &&
        !tokens_[i - 1].is(Token::abbreviation) && tokens_[i - 1].is(Token::upper_first)) {
      return false;  // an initial inside a name
    }
    return std::binary_search(starters.begin(), starters.end(), word(i + 1));
  }

  // "...the end.The next": a lost blank between two sentences.
  bool glued(std::size_t i) const {
    const Token& mark = tokens_[i];
    const Token& next = tokens_[i + 1];
    if (mark.kind != TokenKind::punctuation || mark.end - mark.start != 1 || i == 0) return false;
    const char c = text_[mark.start];
    if (c != '.' && c != '!' && c != '?') return false;
    const Token& before = tokens_[i - 1];
    return next.kind == TokenKind::word && next.is(Token::upper_first) &&
           next.is(Token::has_lower) && before.kind == TokenKind::word &&
           before.end - before.start >= 3 && before.is(Token::has_lower) &&
           !mark.is(Token::space_before);
  }

  std::string_view text_;
  std::span<const Token> tokens_;
};

}  // namespace

void find_sentences(std::string_view text, std::span<const Token> tokens,
                    std::vector<SentenceRange>& sentences) {
  SentenceFinder(text, tokens).run(sentences);
}

}  // namespace comention
