#include "export/escape.hpp"

#include "text/utf8.hpp"

namespace comention {
namespace {

/// What stands for the code point that begins at `at` (not ASCII), or null data; `at` moves past.
std::string_view beyond_ascii(std::string_view text, std::size_t& at, const Escapes& table) {
  const std::size_t start = at;
  const char32_t c = next_code_point(text, at);
  if (c == replacement_character && at - start == 1) return "\uFFFD";
  if (c == 0x85) return table.next_line;
  if (c == 0x2028) return table.line_separator;
  if (c == 0xFFFE || c == 0xFFFF) return table.noncharacter;
  return {};
}

}  // namespace

void put_escaped(TextOut& out, std::string_view text, const Escapes& table) {
  std::size_t run = 0;  // start of what can be copied as it is
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::string_view written =
        byte < 0x80 ? (++at, table.ascii[byte]) : beyond_ascii(text, at, table);
    if (written.data() == nullptr) continue;
    out.put(text.substr(run, start - run));
    out.put(written);
    run = at;
  }
  out.put(text.substr(run));
}

}  // namespace comention
