#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "comention/export.hpp"
#include "export/fields.hpp"
#include "export/picture_png.hpp"
#include "export/picture_svg.hpp"

namespace comention {
namespace {

constexpr std::string_view no_fonts =
    "this machine has no font to write names with: install one (apt-get install "
    "fonts-dejavu-core), or write .svg, which is drawn by its reader's fonts";

// More lines than this make a picture no clearer.
constexpr std::size_t most_edges = 5000;

/// Keeps the nodes and the strongest edges of a graph, and draws them at the end. Memory grows with
/// the nodes and not with the edges.
class PictureWriter final : public GraphWriter {
 public:
  explicit PictureWriter(std::unique_ptr<Painter> painter) : painter_(std::move(painter)) {}

  Result<void> begin(const GraphHeader& header) override {
    node_fields_ = node_fields(header.node_columns, {});
    edge_fields_ = edge_fields(header.edge_columns, {});
    return {};
  }

  Result<void> node(std::string_view id, std::span<const Value> cells) override {
    const auto field = [&](ColumnRole role) { return field_with(node_fields_, role); };
    PictureNode node;
    const auto* label = field(ColumnRole::label);
    if (label != nullptr) node.label = text_of(label, cells);
    if (node.label.empty()) node.label = id;
    node.kind = text_of(field(ColumnRole::kind), cells);
    node.group = group_of(field(ColumnRole::community), cells);
    node.importance = number_of(field(ColumnRole::occurrences), cells, 1);
    const auto turn = static_cast<double>(picture_.nodes.size());
    // Where a graph has no places: a spiral (golden angle).
    node.x = number_of(field(ColumnRole::x), cells, std::sqrt(turn) * std::cos(2.399963 * turn));
    node.y = number_of(field(ColumnRole::y), cells, std::sqrt(turn) * std::sin(2.399963 * turn));
    picture_.nodes.push_back(std::move(node));
    return {};
  }

  Result<void> edge(const NodeRef& source, const NodeRef& target,
                    std::span<const Value> cells) override {
    ++picture_.all_edges;
    picture_.edges.push_back({static_cast<std::uint32_t>(source.number),
                              static_cast<std::uint32_t>(target.number),
                              number_of(field_with(edge_fields_, ColumnRole::weight), cells, 1)});
    if (picture_.edges.size() == 2 * most_edges) keep_strongest();
    return {};
  }

  Result<void> end() override {
    keep_strongest();
    picture_.all_nodes = picture_.nodes.size();
    drop_lone_nodes();
    return draw_picture(picture_, *painter_);
  }

 private:
  static double number_of(const Field* field, std::span<const Value> cells, double missing) {
    const double number = real_of(field, cells);
    return std::isfinite(number) ? number : missing;
  }

  /// Communities by number or by name; names are numbered as they come.
  std::int64_t group_of(const Field* field, std::span<const Value> cells) {
    if (field == nullptr) return PictureNode::no_group;
    if (const auto* number = std::get_if<std::int64_t>(&cells[field->cell])) return *number;
    const auto name = text_of(field, cells);
    if (name.empty()) return PictureNode::no_group;
    return groups_.try_emplace(std::string(name), static_cast<std::int64_t>(groups_.size()))
        .first->second;
  }

  /// Equal weights stay in the order in which they came.
  void keep_strongest() {
    std::stable_sort(picture_.edges.begin(), picture_.edges.end(),
                     [](const auto& a, const auto& b) { return a.weight > b.weight; });
    if (picture_.edges.size() > most_edges) picture_.edges.resize(most_edges);
  }

  /// Where edges were cut, the nodes that have lost all of theirs would float about.
  void drop_lone_nodes() {
    if (picture_.edges.size() == picture_.all_edges) return;
    constexpr auto unused = UINT32_MAX;
    std::vector<std::uint32_t> place(picture_.nodes.size(), unused);
    for (const auto& edge : picture_.edges) place[edge.source] = place[edge.target] = 0;
    std::vector<PictureNode> kept;
    for (std::size_t n = 0; n < place.size(); ++n) {
      if (place[n] == unused) continue;
      place[n] = static_cast<std::uint32_t>(kept.size());
      kept.push_back(std::move(picture_.nodes[n]));
    }
    picture_.nodes = std::move(kept);
    for (auto& edge : picture_.edges) {
      edge.source = place[edge.source];
      edge.target = place[edge.target];
    }
  }

  std::unique_ptr<Painter> painter_;
  std::vector<Field> node_fields_, edge_fields_;
  std::unordered_map<std::string, std::int64_t> groups_;
  Picture picture_;
};

}  // namespace

ExportFormat svg_format() {
  return {"svg", "svg", "a drawing for a report, its names still text",
          [](const OpenSink& open, const WriterOptions&) -> std::unique_ptr<GraphWriter> {
            return std::make_unique<PictureWriter>(std::make_unique<SvgPainter>(open));
          }};
}

ExportFormat png_format() {
  return {"png", "png", "a picture for a report",
          [](const OpenSink& open, const WriterOptions&) -> std::unique_ptr<GraphWriter> {
            return std::make_unique<PictureWriter>(std::make_unique<PngPainter>(open));
          },
          []() -> std::string_view { return has_fonts() ? std::string_view() : no_fonts; }};
}

}  // namespace comention
