#include "export/make_writer.hpp"
#include "export/table_pair.hpp"

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
class Neo4jWriter final : public TablePairWriter {
 public:
  Neo4jWriter(const OpenSink& open, const WriterOptions& options)
      : TablePairWriter(open, {neo4j_escapes, csv_formulas(options)}, ".relationships",
                        "CO_OCCURS") {}

 private:
  void put_titles(const GraphHeader& header) override {
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
  }

  static void put_name(CsvOut& out, const Field& field) {
    out.text(field.name + std::string(type_name(field.type)));
  }

  /// Lists are items with a separator between, which no item may hold.
  void put_value(CsvOut& out, const Value& value) override {
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

  std::string array_;
};

}  // namespace

ExportFormat neo4j_format() {
  return {"neo4j", "neo4j.csv",
          "tables for neo4j-admin import: .nodes.neo4j.csv and .relationships.neo4j.csv",
          make_writer<Neo4jWriter>};
}

}  // namespace comention
