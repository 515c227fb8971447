#include "export/table_text.hpp"

namespace comention {
namespace {

/// The fields in the order of columns: the one with the role first.
std::vector<Field> with_first(std::vector<Field> fields, ColumnRole role) {
  std::vector<Field> out;
  for (const auto& field : fields) {
    if (field.role == role) out.push_back(field);
  }
  for (const auto& field : fields) {
    if (field.role != role) out.push_back(field);
  }
  return out;
}

/// The pair of tables that Gephi's spreadsheet import takes: nodes, then edges. Dates stay plain
/// columns: a Timeset beside them makes Gephi refuse one of the two (GEXF has the timeline).
class CsvWriter final : public GraphWriter {
 public:
  CsvWriter(OpenSink open, const WriterOptions& options)
      : open_(std::move(open)),
        nodes_out_({csv_escapes, csv_formulas(options), CsvStyle::Backslashes::escapes}),
        edges_out_({csv_escapes, csv_formulas(options), CsvStyle::Backslashes::escapes}) {}

  Result<void> begin(const GraphHeader& header) override {
    if (auto opened = nodes_out_.out().open(open_, ".nodes"); !opened) return opened;
    if (auto opened = edges_out_.out().open(open_, ".edges"); !opened) return opened;
    nodes_ =
        with_first(node_fields(header.node_columns, {.reserved = "id timeset interval start end"}),
                   ColumnRole::label);
    edges_ = with_first(
        edge_fields(header.edge_columns,
                    {.reserved = "id label source target type timeset interval start end"}),
        ColumnRole::weight);
    nodes_out_.text("Id");
    put_names(nodes_out_, nodes_);
    for (const auto* name : {"Source", "Target", "Type"}) edges_out_.text(name);
    put_names(edges_out_, edges_);
    return {};
  }

  Result<void> node(std::string_view id, std::span<const Value> cells) override {
    nodes_out_.text(id);
    for (const Field& field : nodes_) nodes_out_.value(value_of(field, id, cells));
    nodes_out_.end_line();
    return nodes_out_.out().status();
  }

  Result<void> edge(const NodeRef& source, const NodeRef& target,
                    std::span<const Value> cells) override {
    edges_out_.text(source.id);
    edges_out_.text(target.id);
    edges_out_.text("Undirected");
    for (const Field& field : edges_) edges_out_.value(value_of(field, {}, cells));
    edges_out_.end_line();
    return edges_out_.out().status();
  }

  Result<void> end() override {
    if (auto closed = nodes_out_.out().close(); !closed) return closed;
    return edges_out_.out().close();
  }

 private:
  /// Column titles; Gephi writes those that it knows with a capital.
  static void put_names(CsvOut& out, const std::vector<Field>& fields) {
    for (const Field& field : fields) {
      if (field.role == ColumnRole::label) {
        out.text("Label");
      } else if (field.role == ColumnRole::weight) {
        out.text("Weight");
      } else {
        out.text(field.name);
      }
    }
    out.end_line();
  }

  OpenSink open_;
  CsvOut nodes_out_, edges_out_;
  std::vector<Field> nodes_, edges_;
};

}  // namespace

ExportFormat csv_format() {
  return {"csv", "csv", "two tables for Gephi, pandas and spreadsheets: .nodes.csv and .edges.csv",
          [](const OpenSink& open, const WriterOptions& options) -> std::unique_ptr<GraphWriter> {
            return std::make_unique<CsvWriter>(open, options);
          }};
}

}  // namespace comention
