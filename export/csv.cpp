#include "export/days.hpp"
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

/// The pair of tables that Gephi's spreadsheet import takes: nodes, then edges.
class CsvWriter final : public GraphWriter {
 public:
  CsvWriter(OpenSink open, const WriterOptions& options)
      : open_(std::move(open)),
        nodes_out_(csv_escapes, formulas(options)),
        edges_out_(csv_escapes, formulas(options)) {}

  Result<void> begin(const GraphHeader& header) override {
    if (auto opened = nodes_out_.out().open(open_, ".nodes"); !opened) return opened;
    if (auto opened = edges_out_.out().open(open_, ".edges"); !opened) return opened;
    nodes_ = with_first(node_fields(header.node_columns, {"id timeset interval start end", {}, {}}),
                        ColumnRole::label);
    edges_ =
        with_first(edge_fields(header.edge_columns,
                               {"id label source target type timeset interval start end", {}, {}}),
                   ColumnRole::weight);
    node_dates_ = Dates(nodes_);
    edge_dates_ = Dates(edges_);
    nodes_out_.text("Id");
    put_names(nodes_out_, nodes_, node_dates_);
    for (const auto* name : {"Source", "Target", "Type"}) edges_out_.text(name);
    put_names(edges_out_, edges_, edge_dates_);
    return {};
  }

  Result<void> node(std::string_view id, std::span<const Value> cells) override {
    nodes_out_.text(id);
    for (const Field& field : nodes_) nodes_out_.value(value_of(field, id, cells));
    end_row(nodes_out_, node_dates_, cells);
    return nodes_out_.out().status();
  }

  Result<void> edge(std::string_view source, std::string_view target,
                    std::span<const Value> cells) override {
    edges_out_.text(source);
    edges_out_.text(target);
    edges_out_.text("Undirected");
    for (const Field& field : edges_) edges_out_.value(value_of(field, {}, cells));
    end_row(edges_out_, edge_dates_, cells);
    return edges_out_.out().status();
  }

  Result<void> end() override {
    if (auto closed = nodes_out_.out().close(); !closed) return closed;
    return edges_out_.out().close();
  }

 private:
  static CsvOut::Formulas formulas(const WriterOptions& options) {
    return options.csv_safe ? CsvOut::Formulas::neutralise : CsvOut::Formulas::keep;
  }

  /// Column titles; Gephi writes those that it knows with a capital.
  static void put_names(CsvOut& out, const std::vector<Field>& fields, const Dates& dates) {
    for (const Field& field : fields) {
      if (field.role == ColumnRole::label) {
        out.text("Label");
      } else if (field.role == ColumnRole::weight) {
        out.text("Weight");
      } else {
        out.text(field.name);
      }
    }
    if (dates.exist()) out.text("Timeset");
    out.end_line();
  }

  /// The interval that makes Gephi's timeline, then the line's end.
  static void end_row(CsvOut& out, const Dates& dates, std::span<const Value> cells) {
    if (dates.exist()) {
      const auto life = dates.of(cells);
      std::string timeset;
      if (!life.start.empty()) {
        timeset.append("<[").append(life.start).append(",").append(life.end).append("]>");
      }
      out.value(std::string_view(timeset));
    }
    out.end_line();
  }

  OpenSink open_;
  CsvOut nodes_out_, edges_out_;
  std::vector<Field> nodes_, edges_;
  Dates node_dates_, edge_dates_;
};

}  // namespace

ExportFormat csv_format() {
  return {"csv", "csv", "two tables for Gephi, pandas and spreadsheets: .nodes.csv and .edges.csv",
          [](const OpenSink& open, const WriterOptions& options) -> std::unique_ptr<GraphWriter> {
            return std::make_unique<CsvWriter>(open, options);
          }};
}

}  // namespace comention
