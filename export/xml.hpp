#pragma once

#include <string_view>

#include "export/escape.hpp"

namespace comention {

/// Character data of XML 1.0, which cannot hold most control characters and noncharacters even as
/// references: they become U+FFFD. U+0085 and U+2028 go as references because XML 1.1 line-end
/// rules, which some readers apply, would make newlines of them.
inline constexpr Escapes xml_text_escapes = [] {
  auto table = Escapes::with({{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'\r', "&#13;"}});
  for (std::size_t c = 0; c < 0x20; ++c) {
    if (c != '\t' && c != '\n' && c != '\r') table.ascii[c] = "\uFFFD";
  }
  table.noncharacter = "\uFFFD";
  table.next_line = "&#133;";
  table.line_separator = "&#8232;";
  return table;
}();

/// Attribute values in double quotes; blanks other than the space would be normalised.
inline constexpr Escapes xml_attribute_escapes = [] {
  Escapes table = xml_text_escapes;
  table.ascii['"'] = "&quot;";
  table.ascii['\t'] = "&#9;";
  table.ascii['\n'] = "&#10;";
  return table;
}();

/// Writes ` name="value"`.
inline void put_attribute(TextOut& out, std::string_view name, std::string_view value) {
  out.add(' ', name, "=\"");
  put_escaped(out, value, xml_attribute_escapes);
  out.put('"');
}
inline void put_attribute(TextOut& out, std::string_view name, double value) {
  out.add(' ', name, "=\"", value, '"');
}

}  // namespace comention
