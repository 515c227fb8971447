#include "export/flat_value.hpp"
#include "export/json.hpp"
#include "export/make_writer.hpp"

namespace comention {
namespace {

/// Text in double quotes. Graphviz draws what follows a backslash as an escape, so it is doubled.
constexpr Escapes dot_escapes = Escapes::with({{'"', "\\\""}, {'\\', "\\\\"}, {'\n', "\\n"}});

/// Metadata for a comment, which must not end inside: `*\/` is the same in JSON.
std::string comment_text(std::string_view metadata) {
  std::string text;
  for (const char c : metadata) {
    if (c == '/' && !text.empty() && text.back() == '*') text.push_back('\\');
    text.push_back(c);
  }
  return text;
}

/// DOT as Gephi takes it too: node and edge statements alone, metadata in a
/// C comment (graph-tool takes the rest of the file for part of a `//` comment). Color goes as
/// `fillcolor`, which Gephi looks for.
class DotWriter final : public GraphWriter {
 public:
  explicit DotWriter(OpenSink open) : open_(std::move(open)) {}

  Result<void> begin(const GraphHeader& header) override {
    if (auto opened = out_.open(open_); !opened) return opened;
    nodes_ = node_fields(header.node_columns, {.color = "fillcolor"});
    edges_ = edge_fields(header.edge_columns, {});
    out_.add("/* ", comment_text(compact_metadata(header.metadata)), " */\ngraph comention {\n");
    return out_.status();
  }

  Result<void> node(std::string_view id, std::span<const Value> cells) override {
    out_.add("  \"", id, '"');
    put_attributes(nodes_, id, cells);
    return out_.status();
  }

  Result<void> edge(const NodeRef& source, const NodeRef& target,
                    std::span<const Value> cells) override {
    out_.add("  \"", source.id, "\" -- \"", target.id, '"');
    put_attributes(edges_, {}, cells);
    return out_.status();
  }

  Result<void> end() override {
    out_.put("}\n");
    return out_.close();
  }

 private:
  void put_attributes(const std::vector<Field>& fields, std::string_view id,
                      std::span<const Value> cells) {
    std::string_view before = " [";
    for (const Field& field : fields) {
      const Value value = value_of(field, id, cells);
      if (!has_value(value)) continue;
      out_.add(before, '"', field.name, "\"=\"");
      put_flat(out_, value, dot_escapes);
      out_.put('"');
      before = ", ";
    }
    out_.put(before == ", " ? "];\n" : ";\n");
  }

  OpenSink open_;
  TextOut out_;
  std::vector<Field> nodes_, edges_;
};

}  // namespace

ExportFormat dot_format() { return {"dot", "dot gv", "DOT for Graphviz", make_writer<DotWriter>}; }

}  // namespace comention
