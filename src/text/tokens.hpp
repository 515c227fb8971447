#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace comention {

/// What a token is made of.
enum class TokenKind : std::uint8_t {
  word,         ///< begins with a letter ("O'Brien", "U.S.", "AT&T", "G8")
  number,       ///< begins with a digit ("3.5", "1,000", "20th")
  clitic,       ///< a split-off 's
  punctuation,  ///< one mark, or a run of the same mark ("...")
  other,        ///< URL, e-mail address, @handle: never part of a name
};

/// A token as a span of the text; what a reader of names asks of its letters is known already.
struct Token {
  std::uint32_t start;
  std::uint32_t end;
  TokenKind kind;
  std::uint8_t flags;

  static constexpr std::uint8_t space_before = 1;
  static constexpr std::uint8_t line_start = 2;
  static constexpr std::uint8_t upper_first = 4;
  static constexpr std::uint8_t has_upper = 8;
  static constexpr std::uint8_t has_lower = 16;
  static constexpr std::uint8_t non_ascii = 32;
  static constexpr std::uint8_t dotted = 64;         ///< a dot inside ("U.S.", "3.5", "site.org")
  static constexpr std::uint8_t abbreviation = 128;  ///< ends with a dot that belongs to it

  bool is(std::uint8_t flag) const { return (flags & flag) != 0; }
  std::string_view in(std::string_view text) const { return text.substr(start, end - start); }
};

/// Splits valid UTF-8 into tokens in one pass. Blanks and line ends are no tokens; a hyphen is a
/// token of its own; an initial ("J."), a dotted abbreviation ("U.S.") and a word of
/// data/abbreviations.tsv keep their dot. The result replaces what `tokens` held.
void split_tokens(std::string_view text, std::vector<Token>& tokens);

/// True when a name or a number follows this abbreviation ("Mr.", "Gen.", "No."), so that its dot
/// never ends a sentence.
bool is_title_abbreviation(std::string_view word_with_dot);

}  // namespace comention
