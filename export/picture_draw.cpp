#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "export/picture.hpp"
#include "export/picture_labels.hpp"

namespace comention {
namespace {

// The page's size; a layout that is wide or tall gets a page of its proportions.
constexpr double page_width = 1600, least_height = 700, most_height = 1500, margin = 70;
constexpr double legend_line = 24;
constexpr std::string_view edge_color = "#8a94a3", faint_color = "#626b78", other_color = "#9aa2ad";

// The colours of the viewer's light page: groups by Paul Tol's muted scheme (its palest darkened on
// paper), types by Okabe and Ito.
constexpr std::array<std::string_view, 9> groups_colors = {"#4b3fa7", "#cc6677", "#117733",
                                                           "#4fb0dd", "#cfae3a", "#882255",
                                                           "#44aa99", "#999933", "#aa4499"};
constexpr std::array<std::string_view, 7> kind_colors = {"#0072b2", "#d55e00", "#009e73", "#56b4e9",
                                                         "#cc79a7", "#e69f00", "#8a8f98"};
constexpr std::array<std::string_view, 7> usual_kinds = {"PERSON", "ORG",   "PLACE", "TAG",
                                                         "NORP",   "EVENT", "OTHER"};
constexpr std::array<double, 5> widths = {0.7, 1.1, 1.8, 2.8, 4.2};
constexpr std::array<double, 5> opacities = {0.42, 0.5, 0.58, 0.66, 0.75};

std::size_t kind_slot(std::string_view kind) {
  const auto found = std::find(usual_kinds.begin(), usual_kinds.end(), kind);
  return std::min<std::size_t>(static_cast<std::size_t>(found - usual_kinds.begin()),
                               usual_kinds.size() - 1);
}

/// One line of the legend.
struct LegendEntry {
  Shape shape;
  std::string_view color;
  std::string text;
};

/// Everything about the drawing that follows from the whole picture.
struct Plan {
  double height = least_height;
  std::vector<double> x, y, radius;
  std::vector<std::string_view> color;
  std::vector<std::uint32_t> by_importance;
  std::vector<LegendEntry> kinds, groups;
  double largest = 1;
  bool has_groups = false;
};

double largest_radius(std::size_t nodes) {
  return std::clamp(80 / std::pow(static_cast<double>(std::max<std::size_t>(nodes, 1)), 0.24), 9.0,
                    34.0);
}

void measure_nodes(const Picture& picture, Plan& plan) {
  const auto& nodes = picture.nodes;
  plan.by_importance.resize(nodes.size());
  std::iota(plan.by_importance.begin(), plan.by_importance.end(), 0U);
  std::stable_sort(plan.by_importance.begin(), plan.by_importance.end(),
                   [&](auto a, auto b) { return nodes[a].importance > nodes[b].importance; });
  plan.largest = largest_radius(nodes.size());
  const double top = nodes.empty() ? 1 : nodes[plan.by_importance.front()].importance;
  const double low = std::max(1.6, plan.largest / 7);
  for (const auto& node : nodes) {
    const double share = top > 0 ? std::sqrt(std::max(0.0, node.importance) / top) : 0;
    plan.radius.push_back(low + (plan.largest - low) * share);
  }
}

Box bounds(std::span<const PictureNode> nodes) {
  if (nodes.empty()) return {0, 0, 1, 1};
  Box box{HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
  for (const auto& node : nodes) {
    box = {std::min(box.left, node.x), std::min(box.top, node.y), std::max(box.right, node.x),
           std::max(box.bottom, node.y)};
  }
  return box;
}

double legend_height(const Plan& plan) {
  return legend_line * static_cast<double>(1 + !plan.kinds.empty() + !plan.groups.empty()) + 24;
}

void place_nodes(const Picture& picture, Plan& plan) {
  const auto box = bounds(picture.nodes);
  const double width = std::max(box.right - box.left, 1e-9);
  const double tall = std::max(box.bottom - box.top, 1e-9);
  const double below = legend_height(plan), wide = page_width - 2 * margin;
  plan.height = std::clamp(wide * tall / width + 2 * margin + below, least_height, most_height);
  const double high = plan.height - 2 * margin - below;
  const double scale = picture.nodes.size() < 2 ? 0 : std::min(wide / width, high / tall);
  const double middle_x = (box.left + box.right) / 2, middle_y = (box.top + box.bottom) / 2;
  for (const auto& node : picture.nodes) {
    plan.x.push_back(page_width / 2 + (node.x - middle_x) * scale);
    plan.y.push_back(margin + high / 2 + (node.y - middle_y) * scale);
  }
}

/// Groups by size, each named after its most important member.
void colour_groups(const Picture& picture, Plan& plan) {
  struct Group {
    std::size_t members = 0;
    std::uint32_t first = UINT32_MAX;
  };
  std::map<std::int64_t, Group> groups;
  for (const auto n : plan.by_importance) {
    auto& group = groups[picture.nodes[n].group];
    if (group.members++ == 0) group.first = n;
  }
  groups.erase(PictureNode::no_group);
  plan.has_groups = groups.size() > 1;
  std::vector<std::pair<std::int64_t, Group>> order(groups.begin(), groups.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.second.members > b.second.members;
  });
  std::map<std::int64_t, std::string_view> colors;
  for (std::size_t i = 0; i < std::min(order.size(), groups_colors.size()); ++i) {
    colors[order[i].first] = groups_colors[i];
    plan.groups.push_back({Shape::circle, groups_colors[i],
                           shortened(picture.nodes[order[i].second.first].label, 22)});
  }
  if (!plan.has_groups) plan.groups.clear();
  for (const auto& node : picture.nodes) {
    const auto found = colors.find(node.group);
    plan.color.push_back(!plan.has_groups        ? kind_colors[kind_slot(node.kind)]
                         : found == colors.end() ? other_color
                                                 : found->second);
  }
}

void list_kinds(const Picture& picture, Plan& plan) {
  std::map<std::size_t, std::string> kinds;
  for (const auto& node : picture.nodes) {
    if (!node.kind.empty()) kinds.try_emplace(kind_slot(node.kind), node.kind);
  }
  for (const auto& [slot, kind] : kinds) {
    std::string text = kind;
    for (std::size_t i = 1; i < text.size(); ++i) {
      if (text[i] >= 'A' && text[i] <= 'Z') text[i] = static_cast<char>(text[i] - 'A' + 'a');
    }
    plan.kinds.push_back({static_cast<Shape>(slot),
                          plan.has_groups ? faint_color : kind_colors[slot], std::move(text)});
  }
}

/// Which of the five widths an edge is drawn with.
std::size_t width_step(double weight, double lightest, double heaviest) {
  if (!(heaviest > lightest)) return 0;
  const double share = std::sqrt((weight - lightest) / (heaviest - lightest));
  return std::min<std::size_t>(static_cast<std::size_t>(share * widths.size()), widths.size() - 1);
}

void draw_edges(const Picture& picture, const Plan& plan, Painter& painter) {
  if (picture.edges.empty()) return;
  const double heaviest = picture.edges.front().weight, lightest = picture.edges.back().weight;
  const double crowded = std::min(1.0, 0.4 + 1200.0 / static_cast<double>(picture.edges.size()));
  std::map<std::pair<std::size_t, std::string_view>, std::vector<Segment>> batches;
  for (const auto& edge : picture.edges) {
    const bool within =
        plan.has_groups && picture.nodes[edge.source].group == picture.nodes[edge.target].group;
    const auto color = within ? plan.color[edge.source] : edge_color;
    batches[{width_step(edge.weight, lightest, heaviest), color}].push_back(
        {plan.x[edge.source], plan.y[edge.source], plan.x[edge.target], plan.y[edge.target]});
  }
  for (const auto& [key, segments] : batches) {
    const auto [step, color] = key;
    const double fade = step < 2 ? crowded : std::max(0.7, crowded);
    painter.lines({color, widths[step], opacities[step] * fade}, segments);
  }
}

void draw_nodes(const Picture& picture, const Plan& plan, Painter& painter) {
  for (const auto n : plan.by_importance) {
    const auto shape = static_cast<Shape>(kind_slot(picture.nodes[n].kind));
    painter.mark(picture.nodes[n].kind.empty() ? Shape::circle : shape, plan.x[n], plan.y[n],
                 plan.radius[n], plan.color[n]);
  }
}

void draw_labels(const Picture& picture, const Plan& plan, Painter& painter) {
  const auto most = static_cast<std::size_t>(page_width * plan.height / 13000);
  std::vector<WantedLabel> wanted;
  for (const auto n : plan.by_importance) {
    if (wanted.size() == 4 * most) break;
    const double share = plan.radius[n] / plan.largest;
    wanted.push_back({shortened(picture.nodes[n].label, 34), plan.x[n], plan.y[n], plan.radius[n],
                      11 + 8 * std::pow(share, 1.2)});
  }
  const Box frame{8, 8, page_width - 8, plan.height - legend_height(plan) - 4};
  for (const auto& label : place_labels(wanted, frame, most)) painter.text(label);
}

void draw_legend_line(std::span<const LegendEntry> entries, double y, Painter& painter) {
  constexpr double size = 13;
  double x = 30;
  for (const auto& entry : entries) {
    if (x + 24 + text_width(entry.text, size) > page_width - 20) break;
    painter.mark(entry.shape, x, y, 5.5, entry.color);
    painter.text(
        {entry.text, x + 12, y, size, Anchor::start, faint_color, TextMark::Weight::normal});
    x += 36 + text_width(entry.text, size);
  }
}

/// 1234567 as "1,234,567".
std::string grouped(std::uint64_t number) {
  auto digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string caption(const Picture& picture) {
  const auto nodes = picture.nodes.size(), edges = picture.edges.size();
  const auto of = [](std::uint64_t part, std::uint64_t all) {
    return part == all ? grouped(all) : grouped(part) + " of " + grouped(all);
  };
  return of(nodes, picture.all_nodes) + " names, " +
         (edges < picture.all_edges ? "the strongest " : "") + of(edges, picture.all_edges) +
         " links";
}

void draw_legend(const Picture& picture, const Plan& plan, Painter& painter) {
  double y = plan.height - legend_height(plan) + 20;
  for (const auto* entries : {&plan.groups, &plan.kinds}) {
    if (entries->empty()) continue;
    draw_legend_line(*entries, y, painter);
    y += legend_line;
  }
  painter.text({caption(picture), 24, y, 13, Anchor::start, faint_color, TextMark::Weight::normal});
}

}  // namespace

std::span<const std::pair<double, double>> shape_corners(Shape shape) {
  using Corners = std::vector<std::pair<double, double>>;
  const auto regular = [](int count, double turn, double scale) {
    constexpr double tau = 6.283185307179586;
    Corners corners;
    for (int i = 0; i < count; ++i) {
      const double angle = (turn + static_cast<double>(i) / count) * tau;
      corners.emplace_back(scale * std::cos(angle), scale * std::sin(angle));
    }
    return corners;
  };
  static const std::array<Corners, 7> all = {Corners{},
                                             regular(4, 0.125, 1.25),
                                             regular(4, 0, 1.28),
                                             regular(3, -0.25, 1.45),
                                             regular(6, 0, 1.1),
                                             regular(5, -0.25, 1.15),
                                             Corners{{.35, 1},
                                                     {-.35, 1},
                                                     {-.35, .35},
                                                     {-1, .35},
                                                     {-1, -.35},
                                                     {-.35, -.35},
                                                     {-.35, -1},
                                                     {.35, -1},
                                                     {.35, -.35},
                                                     {1, -.35},
                                                     {1, .35},
                                                     {.35, .35}}};
  return all[static_cast<std::size_t>(shape)];
}

Result<void> draw_picture(const Picture& picture, Painter& painter) {
  Plan plan;
  measure_nodes(picture, plan);
  colour_groups(picture, plan);
  list_kinds(picture, plan);
  place_nodes(picture, plan);
  if (auto begun = painter.begin(page_width, plan.height, paper_color); !begun) return begun;
  draw_edges(picture, plan, painter);
  draw_nodes(picture, plan, painter);
  draw_labels(picture, plan, painter);
  draw_legend(picture, plan, painter);
  return painter.end();
}

}  // namespace comention
