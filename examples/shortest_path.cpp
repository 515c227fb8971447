// How are two people connected? Boost's Dijkstra on the working graph, where a strong link is a
// short way.

#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <cstdio>
#include <vector>

#include "small_graph.hpp"

int main() {
  const comention::Graph graph = small_graph();
  const comention::WeightOf weight{&graph};
  const auto length = boost::make_function_property_map<comention::Adjacency::edge_descriptor>(
      [&](const auto& edge) { return 1 / weight(edge); });

  const std::uint32_t from = 0, to = 6;
  std::vector<std::uint32_t> before(graph.ids.size());
  std::vector<double> distance(graph.ids.size());
  boost::dijkstra_shortest_paths(
      graph.adjacency, from,
      boost::weight_map(length)
          .predecessor_map(boost::make_iterator_property_map(
              before.begin(), get(boost::vertex_index, graph.adjacency)))
          .distance_map(boost::make_iterator_property_map(
              distance.begin(), get(boost::vertex_index, graph.adjacency))));

  for (std::uint32_t at = to;; at = before[at]) {
    std::printf("%s (%.2f)\n", graph.ids[at].c_str(), distance[at]);
    if (at == from) break;
  }
}
