#include "export/vosviewer.hpp"

#include "export/json_frame.hpp"
#include "export/make_writer.hpp"

namespace comention {
namespace {

/// VOSviewer's JSON, for the program and for VOSviewer Online. Text attributes have no place in it.
class VosviewerWriter final : public JsonGraphWriter {
 public:
  explicit VosviewerWriter(OpenSink open) : JsonGraphWriter(std::move(open), {}, {}) {}

 private:
  void put_head(const GraphHeader&) override {
    items_ = VosItems(nodes_);
    weight_ = field_with(edges_, ColumnRole::weight);
    out_.put("{\"network\":{\"items\":[");
  }
  void put_node(std::string_view id, std::span<const Value> cells) override {
    row_.open_object();
    row_.member("id", ++nodes_heard_);
    row_.key("label");
    row_.value(value_of(*items_.label, id, cells));
    if (items_.has_position(cells)) {
      row_.member("x", real_of(items_.x, cells));
      row_.member("y", real_of(items_.y, cells));
    }
    if (const auto cluster = items_.cluster(cells)) row_.member("cluster", *cluster);
    put_numbers("weights", items_.weights, cells);
    put_numbers("scores", items_.scores, cells);
    row_.close_object();
  }
  void put_middle() override { out_.put("],\n\"links\":["); }
  void put_edge(const NodeRef& source, const NodeRef& target,
                std::span<const Value> cells) override {
    row_.open_object();
    row_.member("source_id", vos_id(source));
    row_.member("target_id", vos_id(target));
    const double weight = real_of(weight_, cells);
    if (std::isfinite(weight)) row_.member("strength", weight);
    row_.close_object();
  }
  void put_tail() override { out_.put("]}}\n"); }

  void put_numbers(std::string_view name, const std::vector<Field>& fields,
                   std::span<const Value> cells) {
    row_.key(name);
    row_.open_object();
    for (const Field& field : fields) row_.field(field, value_of(field, {}, cells));
    row_.close_object();
  }

  std::int64_t nodes_heard_ = 0;
  VosItems items_;
  const Field* weight_ = nullptr;
};

}  // namespace

ExportFormat vosviewer_format() {
  return {"vosviewer", "vos.json", "JSON for VOSviewer and VOSviewer Online",
          make_writer<VosviewerWriter>};
}

}  // namespace comention
