#include "export/table_text.hpp"

namespace comention {
namespace {

/// The importer takes a record a line unless told otherwise, so line ends become blanks.
constexpr Escapes neo4j_escapes = Escapes::with({{'"', "\"\""}, {'\n', " "}, {'\r', " "}});

constexpr char array_separator = ';';

std::string_view type_name(ColumnType type) {
  switch (type) {
    case ColumnType::integer:
      return ":long";
    case ColumnType::real:
      return ":double";
    case ColumnType::text:
      return "";
    default:
      return ":string[]";
  }
}

/// The tables of `neo4j-admin database import`: nodes with :LABEL, relationships CO_OCCURS.
class Neo4jWriter final : public GraphWriter {
 public:
  Neo4jWriter(OpenSink open, const WriterOptions& options)
      : open_(std::move(open)),
        nodes_out_({neo4j_escapes, csv_formulas(options)}),
        edges_out_({neo4j_escapes, csv_formulas(options)}) {}

  Result<void> begin(const GraphHeader& header) override {
    if (auto opened = nodes_out_.out().open(open_, ".nodes"); !opened) return opened;
    if (auto opened = edges_out_.out().open(open_, ".relationships"); !opened) return opened;
    nodes_ = node_fields(header.node_columns, {.reserved = "id"});
    edges_ = edge_fields(header.edge_columns, {});
    nodes_out_.text("id:ID");
    for (const Field& field : nodes_) {
      if (field.role == ColumnRole::kind) {
        nodes_out_.text(":LABEL");
      } else {
        put_name(nodes_out_, field);
      }
    }
    nodes_out_.end_line();
    for (const auto* name : {":START_ID", ":END_ID", ":TYPE"}) edges_out_.text(name);
    for (const Field& field : edges_) put_name(edges_out_, field);
    edges_out_.end_line();
    return {};
  }

  Result<void> node(std::string_view id, std::span<const Value> cells) override {
    nodes_out_.text(id);
    for (const Field& field : nodes_) put_value(nodes_out_, value_of(field, id, cells));
    nodes_out_.end_line();
    return nodes_out_.out().status();
  }

  Result<void> edge(const NodeRef& source, const NodeRef& target,
                    std::span<const Value> cells) override {
    edges_out_.text(source.id);
    edges_out_.text(target.id);
    edges_out_.text("CO_OCCURS");
    for (const Field& field : edges_) put_value(edges_out_, value_of(field, {}, cells));
    edges_out_.end_line();
    return edges_out_.out().status();
  }

  Result<void> end() override {
    if (auto closed = nodes_out_.out().close(); !closed) return closed;
    return edges_out_.out().close();
  }

 private:
  static void put_name(CsvOut& out, const Field& field) {
    out.text(field.name + std::string(type_name(field.type)));
  }

  /// Lists are items with a separator between, which no item may hold.
  void put_value(CsvOut& out, const Value& value) {
    array_.clear();
    const auto begin_item = [&] {
      if (!array_.empty()) array_.push_back(array_separator);
    };
    const auto append = [&](std::string_view piece) {
      for (const char c : piece) array_.push_back(c == array_separator ? ',' : c);
    };
    if (const auto* list = std::get_if<std::span<const std::string>>(&value)) {
      for (const auto& item : *list) begin_item(), append(item);
    } else if (const auto* all = std::get_if<std::span<const EvidenceSentence>>(&value)) {
      for (const auto& sentence : *all) begin_item(), flatten(sentence, append);
    } else {
      return out.value(value);
    }
    out.value(std::string_view(array_));
  }

  OpenSink open_;
  CsvOut nodes_out_, edges_out_;
  std::vector<Field> nodes_, edges_;
  std::string array_;
};

}  // namespace

ExportFormat neo4j_format() {
  return {"neo4j", "neo4j.csv",
          "tables for neo4j-admin import: .nodes.neo4j.csv and .relationships.neo4j.csv",
          [](const OpenSink& open, const WriterOptions& options) -> std::unique_ptr<GraphWriter> {
            return std::make_unique<Neo4jWriter>(open, options);
          }};
}

}  // namespace comention
