#include "export/json_frame.hpp"
#include "export/make_writer.hpp"

namespace comention {
namespace {

std::string_view type_name(ColumnType type) {
  switch (type) {
    case ColumnType::integer:
      return "long";
    case ColumnType::real:
      return "double";
    case ColumnType::text:
      return "string";
    default:
      return "list_of_string";
  }
}

/// CX2 of NDEx and Cytoscape 3.10: typed columns, positions, ids that are numbers (ours stands as
/// attribute `id`). It has no lists of objects: evidence is a list of flat texts.
class Cx2Writer final : public JsonGraphWriter {
 public:
  explicit Cx2Writer(OpenSink open)
      : JsonGraphWriter(std::move(open), {.reserved = "id", .customary = Naming::Customary::add},
                        {.reserved = "source target id", .customary = Naming::Customary::add}) {}

 private:
  void put_head(const GraphHeader& header) override {
    out_.add(
        "[{\"CXVersion\":\"2.0\",\"hasFragments\":false},\n"
        "{\"metaData\":[{\"name\":\"attributeDeclarations\",\"elementCount\":1},"
        "{\"name\":\"networkAttributes\",\"elementCount\":1},{\"name\":\"nodes\",\"elementCount\":",
        header.nodes, "},{\"name\":\"edges\",\"elementCount\":", header.edges,
        "}]},\n{\"attributeDeclarations\":[{\"networkAttributes\":{\"name\":{\"d\":\"string\"},"
        "\"metadata\":{\"d\":\"string\"}},\n\"nodes\":{\"id\":{\"d\":\"string\"}");
    for (const Field& field : nodes_) {
      if (!is_position(field)) declare(field);
    }
    out_.put("},\n\"edges\":{");
    for (const Field& field : edges_) declare(field, &field == edges_.data() ? "" : ",");
    out_.put("}}]},\n{\"networkAttributes\":[{\"name\":\"comention\",\"metadata\":");
    put_json_text(out_, compact_metadata(header.metadata));
    out_.put("}]},\n{\"nodes\":[");
    x_ = field_with(nodes_, ColumnRole::x);
    y_ = field_with(nodes_, ColumnRole::y);
  }

  void put_node(std::string_view id, std::span<const Value> cells) override {
    row_.open_object();
    row_.member("id", node_number_++);
    const double x = real_of(x_, cells), y = real_of(y_, cells);
    if (std::isfinite(x) && std::isfinite(y)) {
      row_.member("x", x);
      row_.member("y", y);
    }
    row_.key("v");
    row_.open_object();
    row_.member("id", id);
    for (const Field& field : nodes_) {
      if (!is_position(field)) put_attribute(field, value_of(field, id, cells));
    }
    row_.close_object();
    row_.close_object();
  }

  void put_middle() override { out_.put("]},\n{\"edges\":["); }

  void put_edge(const NodeRef& source, const NodeRef& target,
                std::span<const Value> cells) override {
    row_.open_object();
    row_.member("id", edge_number_++);
    row_.member("s", static_cast<std::int64_t>(source.number));
    row_.member("t", static_cast<std::int64_t>(target.number));
    row_.key("v");
    row_.open_object();
    for (const Field& field : edges_) put_attribute(field, value_of(field, {}, cells));
    row_.close_object();
    row_.close_object();
  }

  void put_tail() override { out_.put("]},\n{\"status\":[{\"success\":true,\"error\":\"\"}]}]\n"); }

  static bool is_position(const Field& field) {
    return field.role == ColumnRole::x || field.role == ColumnRole::y;
  }

  void declare(const Field& field, std::string_view before = ",") {
    out_.put(before);
    put_json_text(out_, field.name);
    out_.add(":{\"d\":\"", type_name(field.type), "\"}");
  }

  void put_attribute(const Field& field, const Value& value) {
    if (field.type != ColumnType::evidence) return row_.field(field, value);
    row_.key(field.name);
    row_.flat_sentences(value);
  }

  std::int64_t node_number_ = 0;
  std::int64_t edge_number_ = 0;
  const Field* x_ = nullptr;
  const Field* y_ = nullptr;
};

}  // namespace

ExportFormat cx2_format() {
  return {"cx2", "cx2", "CX2 for NDEx and Cytoscape 3.10", make_writer<Cx2Writer>};
}

}  // namespace comention
