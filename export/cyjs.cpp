#include "export/json_frame.hpp"
#include "export/make_writer.hpp"

namespace comention {
namespace {

/// Cytoscape's JSON. Cytoscape.js wants ids that are unique over nodes and edges, networkx wants
/// `value` and `name` in a node's data and `directed`, `multigraph` on top.
class CyjsWriter final : public JsonGraphWriter {
 public:
  explicit CyjsWriter(OpenSink open)
      : JsonGraphWriter(std::move(open),
                        {.reserved = "id value parent", .customary = Naming::Customary::add},
                        {.reserved = "id source target", .customary = Naming::Customary::add}) {}

 private:
  void put_head(const GraphHeader& header) override {
    out_.add(
        "{\"format_version\":\"1.0\",\"generated_by\":\"comention\","
        "\"target_cytoscapejs_version\":\"~3\",\n\"data\":",
        compact_metadata(header.metadata),
        ",\n\"directed\":false,\"multigraph\":false,\n\"elements\":{\"nodes\":[");
    x_ = field_with(nodes_, ColumnRole::x);
    y_ = field_with(nodes_, ColumnRole::y);
  }
  void put_node(std::string_view id, std::span<const Value> cells) override {
    row_.open_object();
    row_.key("data");
    row_.open_object();
    row_.member("id", id);
    row_.member("value", id);
    put_fields(nodes_, id, cells);
    row_.close_object();
    const double x = real_of(x_, cells), y = real_of(y_, cells);
    if (std::isfinite(x) && std::isfinite(y)) {
      row_.key("position");
      row_.open_object();
      row_.member("x", x);
      row_.member("y", y);
      row_.close_object();
    }
    row_.close_object();
  }
  void put_middle() override { out_.put("],\n\"edges\":["); }
  void put_edge(const NodeRef& source, const NodeRef& target,
                std::span<const Value> cells) override {
    row_.open_object();
    row_.key("data");
    row_.open_object();
    row_.member("id", edge_id(source.id, target.id));
    row_.member("source", source.id);
    row_.member("target", target.id);
    put_fields(edges_, {}, cells);
    row_.close_object();
    row_.close_object();
  }
  void put_tail() override { out_.put("]}}\n"); }

  const Field* x_ = nullptr;
  const Field* y_ = nullptr;
};

}  // namespace

ExportFormat cyjs_format() {
  return {"cyjs", "cyjs", "JSON for Cytoscape and Cytoscape.js", make_writer<CyjsWriter>};
}

}  // namespace comention
