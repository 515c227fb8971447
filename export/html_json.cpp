#include "export/html_json.hpp"

#include <array>
#include <cmath>

#include "export/escape.hpp"

namespace comention {
namespace {

constexpr std::size_t controls = 0x20, escape_length = 6;

// \u0000 to \u001f, one after another.
constexpr auto control_escapes = [] {
  std::array<char, controls * escape_length> text{};
  for (std::size_t c = 0; c < controls; ++c) {
    const char escape[] = {'\\', 'u', '0', '0', c < 16 ? '0' : '1', "0123456789abcdef"[c % 16]};
    for (std::size_t i = 0; i < escape_length; ++i) text[c * escape_length + i] = escape[i];
  }
  return text;
}();

constexpr Escapes in_string = [] {
  Escapes table;
  for (std::size_t c = 0; c < controls; ++c) {
    table.ascii[c] = {control_escapes.data() + c * escape_length, escape_length};
  }
  table.ascii['"'] = "\\\"";
  table.ascii['\\'] = "\\\\";
  table.ascii['<'] = "\\u003c";
  return table;
}();

// `<` stands only inside strings of well-formed JSON.
constexpr Escapes in_json = [] {
  Escapes table;
  table.ascii['<'] = "\\u003c";
  return table;
}();

struct ValueWriter {
  TextOut& out;
  void operator()(std::monostate) const { out.put("null"); }
  void operator()(std::int64_t number) const { out.put(number); }
  void operator()(double number) const {
    if (std::isfinite(number)) {
      out.put(number);
    } else {
      out.put("null");
    }
  }
  void operator()(std::string_view text) const { put_page_string(out, text); }
  void operator()(std::span<const std::string> texts) const {
    out.put('[');
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (i > 0) out.put(',');
      put_page_string(out, texts[i]);
    }
    out.put(']');
  }
  void operator()(std::span<const EvidenceSentence>) const { out.put("null"); }
};

}  // namespace

void put_page_string(TextOut& out, std::string_view text) {
  out.put('"');
  put_escaped(out, text, in_string);
  out.put('"');
}

void put_page_json(TextOut& out, std::string_view json) { put_escaped(out, json, in_json); }

void put_page_value(TextOut& out, const Value& value) { std::visit(ValueWriter{out}, value); }

}  // namespace comention
