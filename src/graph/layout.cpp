#include "comention/layout.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "comention/algorithms.hpp"
#include "graph/force_atlas2.hpp"
#include "graph/rows.hpp"

namespace comention {
namespace {

/// Turns by which neighbours on a spiral stand apart, the golden angle in radians: places fill a
/// disc evenly.
constexpr double golden_angle = 2.399963229728653;

Point on_spiral(std::size_t number) {
  const auto n = static_cast<double>(number);
  return {std::sqrt(n) * std::cos(n * golden_angle), std::sqrt(n) * std::sin(n * golden_angle)};
}

/// The part of a graph that one component is, with nodes numbered from 0.
struct Part {
  std::vector<std::uint32_t> nodes;
  WeightedRows rows;
};

std::vector<Part> parts_of(const WeightedRows& rows, const Partition& components) {
  std::vector<Part> parts(components.sizes.size());
  std::vector<std::uint32_t> local(components.of_node.size());
  for (std::uint32_t v = 0; v < components.of_node.size(); ++v) {
    std::vector<std::uint32_t>& nodes = parts[components.of_node[v]].nodes;
    local[v] = static_cast<std::uint32_t>(nodes.size());
    nodes.push_back(v);
  }
  for (Part& part : parts) {
    part.rows.start.assign(1, 0);
    for (const std::uint32_t v : part.nodes) {
      for (std::size_t i = rows.start[v]; i < rows.start[v + 1]; ++i) {
        part.rows.to.push_back(local[rows.to[i]]);
        part.rows.weight.push_back(rows.weight[i]);
      }
      part.rows.start.push_back(static_cast<std::uint32_t>(part.rows.to.size()));
    }
  }
  return parts;
}

unsigned iterations_for(std::size_t nodes) {
  if (nodes <= 2) return 50;
  if (nodes <= 1000) return 600;
  if (nodes <= 10000) return 400;
  return nodes <= 100000 ? 200 : 100;
}

/// Moves the points so that their box is centred at 0 and its longer side is `width`.
void fit(std::span<Point> points, double width) {
  if (points.empty()) return;
  Point low = points[0], high = points[0];
  for (const Point& p : points) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  const double extent = std::max(high.x - low.x, high.y - low.y);
  const double scale = extent > 0 && width > 0 ? width / extent : 1;
  for (Point& p : points) {
    p = {(p.x - (low.x + high.x) / 2) * scale, (p.y - (low.y + high.y) / 2) * scale};
  }
}

double usual_width(std::size_t nodes) {
  return nodes < 2 ? 0 : 100 * std::sqrt(static_cast<double>(nodes));
}

}  // namespace

std::vector<Point> force_atlas2(const Graph& graph, const LayoutOptions& options,
                                std::span<const double> radii) {
  const Partition components = connected_components(graph);
  std::vector<Point> points(graph.ids.size());
  for (const Part& part : parts_of(weighted_rows(graph), components)) {
    std::vector<Point> places(part.nodes.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
      const Point p = on_spiral(i);
      places[i] = {10 * p.x, 10 * p.y};
    }
    const unsigned steps =
        options.iterations > 0 ? options.iterations : iterations_for(places.size());
    if (places.size() > 1) places = run_force_atlas2(part.rows, std::move(places), steps, options);
    fit(places, usual_width(places.size()));
    for (std::size_t i = 0; i < places.size(); ++i) points[part.nodes[i]] = places[i];
  }
  pack_components(points, components, graph.ends);
  fit(points, usual_width(points.size()));
  if (!radii.empty()) push_apart(points, radii);
  fit(points, 0);
  return points;
}

}  // namespace comention
