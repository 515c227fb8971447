#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "comention/graph.hpp"
#include "graph/random.hpp"

namespace comention {

struct WeightedEdge {
  std::uint32_t a, b;
  double weight = 1;
};

/// A graph of `nodes` nodes n0, n1, ... with label columns; the edges may come in any order.
inline Graph make_graph(std::uint32_t nodes, std::vector<WeightedEdge> edges) {
  std::sort(edges.begin(), edges.end(), [](const WeightedEdge& x, const WeightedEdge& y) {
    return std::tie(x.a, x.b) < std::tie(y.a, y.b);
  });
  Graph graph;
  Column& label = graph.nodes.add("label", ColumnType::text, ColumnRole::label);
  for (std::uint32_t v = 0; v < nodes; ++v) {
    graph.ids.push_back("n" + std::to_string(v));
    label.texts.push_back("Node " + std::to_string(v));
  }
  Column& weight = graph.edges.add("weight", ColumnType::real, ColumnRole::weight);
  for (const auto& edge : edges) {
    graph.ends.emplace_back(edge.a, edge.b);
    graph.weight.push_back(edge.weight);
    weight.reals.push_back(edge.weight);
  }
  graph.index();
  return graph;
}

/// A random graph of groups of `group` nodes with more and heavier edges inside, the same every
/// time.
inline Graph random_graph(std::uint32_t nodes, std::uint32_t edges, std::uint64_t seed,
                          std::uint32_t group = 25) {
  Random random(seed);
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> chosen;
  while (chosen.size() < edges) {
    const std::uint32_t a = random.below(nodes);
    const bool inside = random.below(10) < 8;
    const std::uint32_t first = a / group * group;
    const std::uint32_t b = inside ? std::min(first + random.below(group), nodes - 1)
                                   : std::min(random.below(nodes), random.below(nodes));
    if (a == b) continue;
    chosen[std::minmax(a, b)] = 1 + random.below(inside ? 9 : 3);
  }
  std::vector<WeightedEdge> list;
  for (const auto& [ends, weight] : chosen) list.push_back({ends.first, ends.second, weight});
  return make_graph(nodes, list);
}

/// Two triangles joined by one edge: 0-1-2, 3-4-5, 2-3.
inline Graph two_triangles() {
  return make_graph(6, {{0, 1}, {0, 2}, {1, 2}, {3, 4}, {3, 5}, {4, 5}, {2, 3}});
}

}  // namespace comention
