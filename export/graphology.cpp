#include "export/json_frame.hpp"
#include "export/make_writer.hpp"

namespace comention {
namespace {

/// The JSON of graphology, which sigma.js draws. The kind goes as `kind`: sigma takes an attribute
/// `type` for the name of a drawing program and throws when it has none of that name.
class GraphologyWriter final : public JsonGraphWriter {
 public:
  explicit GraphologyWriter(OpenSink open)
      : JsonGraphWriter(std::move(open), {.reserved = "type", .kind = "kind"},
                        {.reserved = "type", .kind = "kind"}) {}

 private:
  void put_head(const GraphHeader& header) override {
    out_.add("{\"attributes\":", compact_metadata(header.metadata),
             ",\n\"options\":{\"type\":\"undirected\",\"multi\":false,\"allowSelfLoops\":false},\n"
             "\"nodes\":[");
  }
  void put_node(std::string_view id, std::span<const Value> cells) override {
    row_.open_object();
    row_.member("key", id);
    row_.key("attributes");
    row_.open_object();
    put_fields(nodes_, id, cells);
    row_.close_object();
    row_.close_object();
  }
  void put_middle() override { out_.put("],\n\"edges\":["); }
  void put_edge(const NodeRef& source, const NodeRef& target,
                std::span<const Value> cells) override {
    row_.open_object();
    row_.member("key", edge_id(source.id, target.id));
    row_.member("source", source.id);
    row_.member("target", target.id);
    row_.key("undirected");
    row_.boolean(true);
    row_.key("attributes");
    row_.open_object();
    put_fields(edges_, {}, cells);
    row_.close_object();
    row_.close_object();
  }
  void put_tail() override { out_.put("]}\n"); }
};

}  // namespace

ExportFormat graphology_format() {
  return {"graphology", "graphology.json", "JSON for graphology and sigma.js",
          make_writer<GraphologyWriter>};
}

}  // namespace comention
