#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace comention {

/// Stands for a byte sequence that is no UTF-8.
inline constexpr char32_t replacement_character = U'\uFFFD';

/// Does what next_code_point() does where the byte at `at` is not ASCII.
char32_t next_wide_code_point(std::string_view text, std::size_t& at);

/// Decodes the code point at `at` (which must be < text.size()) and moves `at` past it. Malformed
/// input gives U+FFFD and moves one byte, so every text is walked to its end.
inline char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first >= 0x80) return next_wide_code_point(text, at);
  ++at;
  return first;
}

/// Appends a code point as UTF-8; surrogates and values above U+10FFFF become U+FFFD.
void append_utf8(std::string& out, char32_t code_point);

/// The first byte at or after `at` that is not ASCII, or the text's size.
std::size_t skip_ascii(std::string_view text, std::size_t at);
bool is_ascii(std::string_view text);

/// The first byte that is not part of well-formed UTF-8, or `npos`.
std::size_t find_invalid_utf8(std::string_view text);

/// The text with every malformed sequence replaced by U+FFFD.
std::string repair_utf8(std::string_view text);

/// Number of code points of valid UTF-8.
std::size_t count_code_points(std::string_view text);

/// Unicode normalisation form C. Text that is ASCII comes back as it is.
std::string to_nfc(std::string_view text);

/// The key under which spellings of one word meet: compatibility decomposition, case folded, marks
/// dropped ("Müller" and "MULLER" give "muller"; "ß" gives "ss"). Blanks and punctuation stay.
std::string fold_key(std::string_view text);
/// Whether `fold_key(text) == key`. Texts that differ in ASCII are told without folding them.
bool folds_to(std::string_view text, std::string_view key);

/// Character classes by Unicode category; ASCII is answered from a table.
bool is_letter(char32_t c);
bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_digit(char32_t c);
/// Blank of any kind: space, tab, line ends, no-break and typographic spaces, zero-width space.
bool is_space(char32_t c);
/// Simple lower-case mapping.
char32_t to_lower(char32_t c);
/// The whole text in lower case by the simple mapping.
std::string to_lower(std::string_view text);

/// Every run of blanks becomes one space; none at the ends; zero-width characters, soft hyphens and
/// byte-order marks go away.
std::string squeeze_spaces(std::string_view text);

/// The part of `text` without ASCII blanks at its ends.
std::string_view trim(std::string_view text);

/// Translates between code-point and byte offsets of one valid UTF-8 text, in both directions, by a
/// sampled table: O(1) amortised, one entry for 64 code points.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);
  /// Byte offset of a code point's first byte; the text's size for anything past the end.
  std::size_t byte_of(std::size_t code_point) const;
  /// Number of code points before a byte offset.
  std::size_t code_point_of(std::size_t byte) const;
  std::size_t code_points() const { return count_; }

 private:
  std::string_view text_;
  std::vector<std::size_t> bytes_;  ///< byte offset of code points 0, 64, 128, ...
  std::size_t count_ = 0;
};

}  // namespace comention
