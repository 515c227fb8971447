#include "export/table_text.hpp"

namespace comention {
namespace {

bool needs_quotes(std::string_view text) {
  return text.empty() || text.front() == ' ' || text.back() == ' ' ||
         text.find_first_of(",;\"\t\r\n") != std::string_view::npos;
}

bool is_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

}  // namespace

std::string_view close_backslashes(std::string_view text, std::string& buffer) {
  if (text.find('\\') == std::string_view::npos) return text;
  buffer.clear();
  std::size_t run = 0;
  const auto close = [&] {
    if (run % 2 == 1) buffer.push_back('\\');
    run = 0;
  };
  for (const char c : text) {
    if (c == '"') close();
    run = c == '\\' ? run + 1 : 0;
    buffer.push_back(c);
  }
  close();
  return buffer;
}

void CsvOut::text(std::string_view text) {
  separate();
  if (style_.backslashes == CsvStyle::Backslashes::escapes) text = close_backslashes(text, closed_);
  const bool neutralise = style_.formulas == CsvStyle::Formulas::neutralise && is_formula(text);
  const bool quoted = needs_quotes(text);
  if (quoted) out_.put('"');
  if (neutralise) out_.put('\'');
  put_escaped(out_, text, style_.escapes);
  if (quoted) out_.put('"');
}

void CsvOut::value(const Value& value) {
  if (!has_value(value)) return separate();
  if (const auto* plain = std::get_if<std::string_view>(&value)) return text(*plain);
  if (std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value)) {
    separate();
    return put_flat(out_, value, style_.escapes);
  }
  joined_.clear();
  flatten(value, [&](std::string_view piece) { joined_.append(piece); });
  text(joined_);
}

}  // namespace comention
