#include "comention/layout.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "comention/algorithms.hpp"
#include "graph/force_atlas2.hpp"
#include "graph/rows.hpp"
#include "graph/spiral.hpp"

namespace comention {
namespace {

std::vector<Point> on_spiral(std::size_t count) {
  std::vector<Point> points;
  points.reserve(count);
  for (Spiral spiral; points.size() < count; spiral.advance()) points.push_back(spiral.at());
  return points;
}

/// The part of a graph that one component is, with nodes numbered from 0.
struct Part {
  std::vector<std::uint32_t> nodes;
  WeightedRows rows;
  std::vector<std::uint32_t> group;  ///< community of each node, numbered from 0
};

std::vector<Part> parts_of(const WeightedRows& rows, const Partition& components,
                           std::span<const std::uint32_t> communities) {
  std::vector<Part> parts(components.sizes.size());
  std::vector<std::uint32_t> local(components.of_node.size());
  for (std::uint32_t v = 0; v < components.of_node.size(); ++v) {
    std::vector<std::uint32_t>& nodes = parts[components.of_node[v]].nodes;
    local[v] = static_cast<std::uint32_t>(nodes.size());
    nodes.push_back(v);
  }
  const std::uint32_t most =
      communities.empty() ? 0 : *std::max_element(communities.begin(), communities.end()) + 1;
  std::vector<std::uint32_t> number(most, UINT32_MAX);
  for (Part& part : parts) {
    std::uint32_t groups = 0;
    part.rows.start.assign(1, 0);
    for (const std::uint32_t v : part.nodes) {
      for (std::size_t i = rows.start[v]; i < rows.start[v + 1]; ++i) {
        part.rows.to.push_back(local[rows.to[i]]);
        part.rows.weight.push_back(rows.weight[i]);
      }
      part.rows.start.push_back(static_cast<std::uint32_t>(part.rows.to.size()));
      std::uint32_t& group = number[communities[v]];
      if (group == UINT32_MAX) group = groups++;
      part.group.push_back(group);
    }
  }
  return parts;
}

/// The graph of groups: weights between two groups added up.
WeightedRows between_groups(const Part& part, std::span<const std::vector<std::uint32_t>> members) {
  WeightedRows result;
  result.start.assign(1, 0);
  std::vector<double> weight(members.size(), 0);
  for (std::uint32_t g = 0; g < members.size(); ++g) {
    std::vector<std::uint32_t> met;
    for (const std::uint32_t v : members[g]) {
      for (std::size_t i = part.rows.start[v]; i < part.rows.start[v + 1]; ++i) {
        const std::uint32_t other = part.group[part.rows.to[i]];
        if (other == g) continue;
        if (weight[other] == 0) met.push_back(other);
        weight[other] += part.rows.weight[i];
      }
    }
    std::sort(met.begin(), met.end());
    for (const std::uint32_t other : met) {
      result.to.push_back(other);
      result.weight.push_back(std::exchange(weight[other], 0));
    }
    result.start.push_back(static_cast<std::uint32_t>(result.to.size()));
  }
  return result;
}

unsigned iterations_for(std::size_t nodes) {
  if (nodes <= 2) return 50;
  if (nodes <= 1000) return 400;
  if (nodes <= 10000) return 200;
  return nodes <= 100000 ? 100 : 60;
}

/// A node with hundreds of neighbours is pulled to its place in fewer steps, of which each takes
/// longer.
unsigned iterations_for(std::size_t nodes, std::size_t arcs) {
  constexpr std::size_t usual_neighbours = 200, least = 60;
  const unsigned steps = iterations_for(nodes);
  if (arcs <= nodes * usual_neighbours || steps <= least) return steps;
  return static_cast<unsigned>(std::max(least, steps * (nodes * usual_neighbours) / arcs));
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

double usual_width(std::size_t nodes) { return 100 * std::sqrt(static_cast<double>(nodes)); }

/// Of a component among others: as much narrower as the room around it takes.
double part_width(std::size_t nodes) { return usual_width(nodes) - 100; }

/// Where the nodes of a part start: its communities laid out as if each were a node, and the nodes
/// of each around that place, those with most neighbours in the middle. From there the nodes settle
/// in a fraction of the steps, and seldom in a tangle.
std::vector<Point> start_places(const Part& part, const LayoutOptions& options) {
  const std::size_t count = part.nodes.size();
  std::vector<std::vector<std::uint32_t>> members;
  for (std::uint32_t v = 0; v < count; ++v) {
    if (part.group[v] >= members.size()) members.resize(part.group[v] + std::size_t{1});
    members[part.group[v]].push_back(v);
  }
  if (members.size() == 1) return on_spiral(count);
  std::vector<double> radii;
  for (const auto& group : members) {
    radii.push_back(std::sqrt(static_cast<double>(group.size())) + 0.5);
  }
  std::vector<Point> middle =
      run_force_atlas2(between_groups(part, members), on_spiral(members.size()), 300, options);
  fit(middle, 2 * std::sqrt(static_cast<double>(count)));
  push_apart(middle, radii);
  std::vector<Point> places(count);
  const auto degree = [&](std::uint32_t v) { return part.rows.start[v + 1] - part.rows.start[v]; };
  for (std::size_t g = 0; g < members.size(); ++g) {
    std::stable_sort(members[g].begin(), members[g].end(),
                     [&](std::uint32_t a, std::uint32_t b) { return degree(a) > degree(b); });
    const std::vector<Point> around = on_spiral(members[g].size());
    for (std::size_t i = 0; i < members[g].size(); ++i) {
      places[members[g][i]] = {middle[g].x + around[i].x, middle[g].y + around[i].y};
    }
  }
  return places;
}

std::vector<Point> place_part(const Part& part, const LayoutOptions& options) {
  const std::size_t count = part.nodes.size();
  if (count == 1) return std::vector<Point>(1);
  std::vector<Point> places = start_places(part, options);
  // About the width at which repulsion and attraction balance: an edge between nodes of usual mass
  // is as long as that mass.
  const auto arcs = static_cast<double>(part.rows.to.size());
  fit(places, std::sqrt(static_cast<double>(count)) * (1 + arcs / static_cast<double>(count)));
  const unsigned steps =
      options.iterations > 0 ? options.iterations : iterations_for(count, part.rows.to.size());
  places = run_force_atlas2(part.rows, std::move(places), steps, options);
  fit(places, part_width(count));
  return places;
}

/// The width of a picture in which nodes have room: squares around discs fill at most a fifth.
double width_for(std::size_t nodes, std::span<const double> radii) {
  double area = 0;
  for (const double radius : radii) area += 4 * radius * radius;
  return std::max(usual_width(nodes), std::sqrt(5 * area));
}

}  // namespace

std::vector<Point> force_atlas2(const Graph& graph, const LayoutOptions& options,
                                std::span<const double> radii) {
  const Partition components = connected_components(graph);
  std::vector<Point> points(graph.ids.size());
  std::vector<std::uint32_t> found;
  std::span<const std::uint32_t> communities = options.communities;
  if (communities.size() != points.size()) {
    found = leiden(graph).partition.of_node;
    communities = found;
  }
  for (const Part& part : parts_of(weighted_rows(graph), components, communities)) {
    const std::vector<Point> places = place_part(part, options);
    for (std::size_t i = 0; i < places.size(); ++i) points[part.nodes[i]] = places[i];
  }
  pack_components(points, components, graph.ends);
  if (points.size() > 1) fit(points, width_for(points.size(), radii));
  if (!radii.empty()) push_apart(points, radii);
  fit(points, 0);
  return points;
}

}  // namespace comention
