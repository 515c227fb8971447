#include "export/read_graphml.hpp"

#include <fmt/format.h>

#include <charconv>
#include <unordered_map>

#include "export/fields.hpp"
#include "export/graph_builder.hpp"
#include "export/xml_reader.hpp"

namespace comention {
namespace {

using Event = XmlReader::Event;

std::vector<std::string> split(std::string_view flat) {
  std::vector<std::string> items;
  for (;;) {
    const auto at = flat.find(list_separator);
    items.emplace_back(flat.substr(0, at));
    if (at == std::string_view::npos) return items;
    flat.remove_prefix(at + list_separator.size());
  }
}

template <class Number>
bool parse(std::string_view text, Number& number) {
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc() && read.ptr == end;
}

/// Reads one document; each function leaves the reader behind the element it was called for.
class GraphmlReader {
 public:
  explicit GraphmlReader(std::string_view document) : xml_(document) {}
  Result<Graph> read();

 private:
  struct Key {
    std::string name;
    ColumnType type;
  };

  tl::unexpected<Error> refuse(std::string_view why) {
    return fail(ErrorKind::input, fmt::format("line {}: {}", xml_.line(), why));
  }
  Result<void> start_tag();
  Result<void> read_key();
  Result<void> read_element(TableBuilder& rows);
  Result<void> store(TableBuilder& rows, const Key& key, std::string value);
  /// All text up to the end tag of the element that is open.
  Result<std::string> content();

  XmlReader xml_;
  GraphBuilder graph_;
  std::unordered_map<std::string, Key> keys_;
  bool in_graph_ = false;
};

Result<Graph> GraphmlReader::read() {
  for (;;) {
    const auto event = xml_.next();
    if (!event) return tl::unexpected<Error>(event.error());
    if (*event == Event::end) break;
    if (*event != Event::start_tag) continue;
    if (auto read = start_tag(); !read) return tl::unexpected<Error>(read.error());
  }
  if (!in_graph_) return fail(ErrorKind::input, "no <graph>: not GraphML");
  return graph_.finish();
}

Result<void> GraphmlReader::start_tag() {
  const std::string& name = xml_.name();
  if (name == "graph") {
    if (in_graph_) return refuse("a second graph");
    in_graph_ = true;
  } else if (name == "key") {
    return read_key();
  } else if (name == "desc" && in_graph_) {
    auto text = content();
    if (!text) return tl::unexpected<Error>(text.error());
    graph_.metadata = std::move(*text);
  } else if (name == "node" || name == "edge") {
    const bool node = name == "node";
    TableBuilder& rows = node ? graph_.nodes : graph_.edges;
    rows.start_row();
    const auto begun = node ? graph_.add_node(std::string(xml_.attribute("id")))
                            : graph_.add_edge(xml_.attribute("source"), xml_.attribute("target"));
    if (!begun) return refuse(begun.error().message);
    return read_element(rows);
  }
  return {};
}

Result<void> GraphmlReader::read_key() {
  const auto type_name = xml_.attribute("attr.type");
  ColumnType type = ColumnType::text;
  if (type_name == "int" || type_name == "long") type = ColumnType::integer;
  if (type_name == "float" || type_name == "double") type = ColumnType::real;
  const std::string name(xml_.attribute("attr.name"));
  TableBuilder& rows = xml_.attribute("for") == "edge" ? graph_.edges : graph_.nodes;
  if (name == "aliases" && type == ColumnType::text) type = ColumnType::text_list;
  rows.declare(name, type);
  keys_[std::string(xml_.attribute("id"))] = {name, type};
  return {};
}

Result<void> GraphmlReader::read_element(TableBuilder& rows) {
  for (;;) {
    const auto event = xml_.next();
    if (!event) return tl::unexpected<Error>(event.error());
    if (*event == Event::end_tag) return {};
    if (*event != Event::start_tag) continue;
    if (xml_.name() != "data") return refuse(fmt::format("<{}> is not expected here", xml_.name()));
    const auto key = keys_.find(std::string(xml_.attribute("key")));
    if (key == keys_.end()) return refuse("<data> with a key that was not declared");
    auto value = content();
    if (!value) return tl::unexpected<Error>(value.error());
    if (auto stored = store(rows, key->second, std::move(*value)); !stored) return stored;
  }
}

Result<void> GraphmlReader::store(TableBuilder& rows, const Key& key, std::string value) {
  std::int64_t integer = 0;
  double real = 0;
  switch (key.type) {
    case ColumnType::integer:
      if (!parse(value, integer)) return refuse(fmt::format("\"{}\" is no whole number", value));
      return rows.integer(key.name, integer);
    case ColumnType::real:
      if (!parse(value, real) || !std::isfinite(real)) {
        return refuse(fmt::format("\"{}\" is no finite number", value));
      }
      return rows.real(key.name, real);
    case ColumnType::text_list:
      return rows.list(key.name, split(value));
    default:
      return rows.text(key.name, std::move(value));
  }
}

Result<std::string> GraphmlReader::content() {
  std::string text;
  for (;;) {
    const auto event = xml_.next();
    if (!event) return tl::unexpected<Error>(event.error());
    if (*event == Event::end_tag) return text;
    if (*event != Event::text) return refuse("an element where text is expected");
    text += xml_.text();
  }
}

}  // namespace

Result<Graph> read_graphml(std::string_view document) { return GraphmlReader(document).read(); }

}  // namespace comention
