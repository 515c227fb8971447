#pragma once

#include <string>
#include <vector>

#include "comention/graph.hpp"

/// Seven people: two circles of friends and one who knows both.
inline comention::Graph small_graph() {
  comention::Graph graph;
  graph.ids = {"Anna", "Bert", "Carl", "Dora", "Emil", "Frank", "Greta"};
  graph.ends = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {3, 5}, {4, 5}, {4, 6}, {5, 6}};
  graph.weight = {5, 3, 2, 4, 4, 3, 1, 2};
  graph.nodes.add("label", comention::ColumnType::text, comention::ColumnRole::label).texts =
      graph.ids;
  graph.edges.add("weight", comention::ColumnType::real, comention::ColumnRole::weight).reals =
      graph.weight;
  graph.index();
  return graph;
}
