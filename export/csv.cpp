#include "export/make_writer.hpp"
#include "export/table_pair.hpp"

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
class CsvWriter final : public TablePairWriter {
 public:
  CsvWriter(const OpenSink& open, const WriterOptions& options)
      : TablePairWriter(open, {csv_escapes, csv_formulas(options), CsvStyle::Backslashes::escapes},
                        ".edges", "Undirected") {}

 private:
  void put_titles(const GraphHeader& header) override {
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
  }

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
};

}  // namespace

ExportFormat csv_format() {
  return {"csv", "csv", "two tables for Gephi, pandas and spreadsheets: .nodes.csv and .edges.csv",
          make_writer<CsvWriter>};
}

}  // namespace comention
