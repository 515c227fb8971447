#include "export/json_frame.hpp"
#include "export/make_writer.hpp"

namespace comention {
namespace {

/// JSON Graph Format, version 2: nodes are members of an object by their ids.
class JgfWriter final : public JsonGraphWriter {
 public:
  explicit JgfWriter(OpenSink open) : JsonGraphWriter(std::move(open), {}, {}) {}

 private:
  void put_head(const GraphHeader& header) override {
    out_.add(
        "{\"graph\":{\"directed\":false,\"type\":\"co-occurrence\",\"label\":\"comention\",\n"
        "\"metadata\":",
        compact_metadata(header.metadata), ",\n\"nodes\":{");
    label_ = field_with(nodes_, ColumnRole::label);
  }
  void put_node(std::string_view id, std::span<const Value> cells) override {
    put_json_text(out_, id);
    out_.put(':');
    row_.open_object();
    row_.key("label");
    row_.value(value_of(*label_, id, cells));
    put_metadata(nodes_, cells);
    row_.close_object();
  }
  void put_middle() override { out_.put("},\n\"edges\":["); }
  void put_edge(const NodeRef& source, const NodeRef& target,
                std::span<const Value> cells) override {
    row_.open_object();
    row_.member("source", source.id);
    row_.member("target", target.id);
    row_.member("relation", std::string_view("co-occurs"));
    put_metadata(edges_, cells);
    row_.close_object();
  }
  void put_tail() override { out_.put("]}}\n"); }

  void put_metadata(const std::vector<Field>& fields, std::span<const Value> cells) {
    row_.key("metadata");
    row_.open_object();
    for (const Field& field : fields) {
      if (field.role != ColumnRole::label) row_.field(field, value_of(field, {}, cells));
    }
    row_.close_object();
  }

  const Field* label_ = nullptr;
};

}  // namespace

ExportFormat jgf_format() {
  return {"jgf", "jgf.json jgf", "JSON Graph Format 2", make_writer<JgfWriter>};
}

}  // namespace comention
