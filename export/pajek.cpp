#include "export/make_writer.hpp"
#include "export/table_text.hpp"

namespace comention {
namespace {

/// Pajek has no way to write a double quote inside a label.
constexpr Escapes pajek_escapes =
    Escapes::with({{'"', "'"}, {'\t', " "}, {'\n', " "}, {'\r', " "}});

/// Pajek's .net: labels and weights, nothing else. No positions: Gephi takes y for the size.
class PajekWriter final : public GraphWriter {
 public:
  explicit PajekWriter(OpenSink open) : open_(std::move(open)) {}

  Result<void> begin(const GraphHeader& header) override {
    if (auto opened = out_.open(open_); !opened) return opened;
    nodes_ = node_fields(header.node_columns, {});
    edges_ = edge_fields(header.edge_columns, {});
    label_ = field_with(nodes_, ColumnRole::label);
    weight_ = field_with(edges_, ColumnRole::weight);
    out_.add("*Vertices ", header.nodes, '\n');
    return out_.status();
  }

  Result<void> node(std::string_view id, std::span<const Value> cells) override {
    out_.add(++nodes_heard_, " \"");
    const auto label = std::get<std::string_view>(value_of(*label_, id, cells));
    put_escaped(out_, close_backslashes(label, closed_), pajek_escapes);
    out_.put("\"\n");
    return out_.status();
  }

  Result<void> edge(const NodeRef& source, const NodeRef& target,
                    std::span<const Value> cells) override {
    start_edges();
    out_.add(std::uint64_t{source.number} + 1, ' ', std::uint64_t{target.number} + 1);
    const double weight = real_of(weight_, cells);
    if (std::isfinite(weight)) out_.add(' ', weight);
    out_.put('\n');
    return out_.status();
  }

  Result<void> end() override {
    start_edges();
    return out_.close();
  }

 private:
  void start_edges() {
    if (!in_edges_) out_.put("*Edges\n");
    in_edges_ = true;
  }

  OpenSink open_;
  TextOut out_;
  std::string closed_;
  std::vector<Field> nodes_, edges_;
  std::uint64_t nodes_heard_ = 0;
  const Field* label_ = nullptr;
  const Field* weight_ = nullptr;
  bool in_edges_ = false;
};

}  // namespace

ExportFormat pajek_format() {
  return {"pajek", "net", "Pajek .net: labels and weights only", make_writer<PajekWriter>};
}

}  // namespace comention
