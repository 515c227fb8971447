#pragma once

#include <cstddef>
#include <string_view>

namespace comention {

/// Runs of text are numbered by the characters of the private-use planes 15 and 16, from here on.
inline constexpr char32_t first_run_code = 0xF0000;

inline bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A character of a character reference behind its "&".
inline bool is_reference_char(char c) {
  return is_name_start(c) || (c >= '0' && c <= '9') || c == '#';
}

/// A numeric reference that would make one of the codes of runs.
bool is_private_reference(std::string_view reference);

/// The place behind a comment whose text begins at `from`.
std::size_t comment_end(std::string_view html, std::size_t from);

/// The end of an element's name.
std::size_t name_end(std::string_view html, std::size_t from);

/// The ">" of the tag whose attributes begin at `from`; the end of the page when there is none.
std::size_t tag_end(std::string_view html, std::size_t from);

}  // namespace comention
