#pragma once

#include <array>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "export/text_out.hpp"

namespace comention {

/// How one syntax writes the characters that mean something to it or that it cannot hold. Every
/// writer escapes through such a table, so that text is checked in one place: malformed UTF-8
/// becomes U+FFFD whatever the table says.
struct Escapes {
  std::array<std::string_view, 128> ascii{};  ///< null data: written as it is
  std::string_view next_line;                 ///< for U+0085, if not itself
  std::string_view line_separator;            ///< for U+2028, if not itself
  std::string_view noncharacter;              ///< for U+FFFE and U+FFFF, if not themselves

  /// A table with the changes given; NUL always becomes U+FFFD, as it ends the text for many a
  /// reader.
  static constexpr Escapes with(std::initializer_list<std::pair<char, std::string_view>> changes) {
    Escapes table;
    table.ascii[0] = "\uFFFD";
    for (const auto& [c, text] : changes) table.ascii[static_cast<std::size_t>(c)] = text;
    return table;
  }
};

/// Writes text by a table.
void put_escaped(TextOut& out, std::string_view text, const Escapes& table);

}  // namespace comention
