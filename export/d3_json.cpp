#include "export/json_frame.hpp"
#include "export/make_writer.hpp"

namespace comention {
namespace {

/// The node-link JSON of D3, as networkx reads it too (`node_link_graph(d, edges="links")`).
class D3JsonWriter final : public JsonGraphWriter {
 public:
  explicit D3JsonWriter(OpenSink open)
      : JsonGraphWriter(std::move(open), {.reserved = "id", .customary = Naming::Customary::add},
                        {.reserved = "source target id"}) {}

 private:
  void put_head(const GraphHeader& header) override {
    out_.add("{\"directed\":false,\"multigraph\":false,\n\"graph\":",
             compact_metadata(header.metadata), ",\n\"nodes\":[");
  }
  void put_node(std::string_view id, std::span<const Value> cells) override {
    row_.open_object();
    row_.member("id", id);
    put_fields(nodes_, id, cells);
    row_.close_object();
  }
  void put_middle() override { out_.put("],\n\"links\":["); }
  void put_edge(const NodeRef& source, const NodeRef& target,
                std::span<const Value> cells) override {
    row_.open_object();
    row_.member("source", source.id);
    row_.member("target", target.id);
    put_fields(edges_, {}, cells);
    row_.close_object();
  }
  void put_tail() override { out_.put("]}\n"); }
};

}  // namespace

ExportFormat json_format() {
  return {"json", "json", "node-link JSON for D3.js and networkx; can be read back",
          make_writer<D3JsonWriter>};
}

}  // namespace comention
