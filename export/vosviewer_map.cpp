#include "export/make_writer.hpp"
#include "export/table_text.hpp"
#include "export/vosviewer.hpp"

namespace comention {
namespace {

/// VOSviewer's pair of text files: the map (items) and the network (links).
class VosviewerMapWriter final : public GraphWriter {
 public:
  explicit VosviewerMapWriter(OpenSink open) : open_(std::move(open)) {}

  Result<void> begin(const GraphHeader& header) override {
    if (auto opened = map_.open(open_, ".map"); !opened) return opened;
    if (auto opened = network_.open(open_, ".network"); !opened) return opened;
    nodes_ = node_fields(header.node_columns, {});
    edges_ = edge_fields(header.edge_columns, {});
    items_ = VosItems(nodes_);
    weight_ = field_with(edges_, ColumnRole::weight);
    map_.put("id\tlabel");
    if (items_.x != nullptr && items_.y != nullptr) map_.put("\tx\ty");
    if (items_.community != nullptr) map_.put("\tcluster");
    for (const Field& field : items_.weights) map_.add("\tweight<", field.name, ">");
    for (const Field& field : items_.scores) map_.add("\tscore<", field.name, ">");
    map_.put('\n');
    return map_.status();
  }

  Result<void> node(std::string_view id, std::span<const Value> cells) override {
    map_.add(++nodes_heard_, '\t');
    put_flat(map_, value_of(*items_.label, id, cells), plain_cell_escapes);
    if (items_.x != nullptr && items_.y != nullptr) {
      put_number(cells[items_.x->cell]);
      put_number(cells[items_.y->cell]);
    }
    if (items_.community != nullptr) {
      map_.put('\t');
      if (const auto cluster = items_.cluster(cells)) map_.put(*cluster);
    }
    for (const Field& field : items_.weights) put_number(cells[field.cell]);
    for (const Field& field : items_.scores) put_number(cells[field.cell]);
    map_.put('\n');
    return map_.status();
  }

  Result<void> edge(const NodeRef& source, const NodeRef& target,
                    std::span<const Value> cells) override {
    network_.add(vos_id(source), '\t', vos_id(target));
    const double weight = real_of(weight_, cells);
    if (std::isfinite(weight)) network_.add('\t', weight);
    network_.put('\n');
    return network_.status();
  }

  Result<void> end() override {
    if (auto closed = map_.close(); !closed) return closed;
    return network_.close();
  }

 private:
  void put_number(const Value& value) {
    map_.put('\t');
    if (has_value(value)) put_flat(map_, value, plain_cell_escapes);
  }

  OpenSink open_;
  TextOut map_, network_;
  std::vector<Field> nodes_, edges_;
  std::int64_t nodes_heard_ = 0;
  VosItems items_;
  const Field* weight_ = nullptr;
};

}  // namespace

ExportFormat vosviewer_map_format() {
  return {"vosviewer-map", "vos.txt", "VOSviewer's text files: .map.vos.txt and .network.vos.txt",
          make_writer<VosviewerMapWriter>};
}

}  // namespace comention
