// Who stands between others? Boost's betweenness on the working graph, unchanged.

#include <boost/graph/betweenness_centrality.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstdio>
#include <vector>

#include "small_graph.hpp"

int main() {
  const comention::Graph graph = small_graph();
  std::vector<double> between(graph.ids.size());
  boost::brandes_betweenness_centrality(
      graph.adjacency, boost::make_iterator_property_map(
                           between.begin(), get(boost::vertex_index, graph.adjacency)));
  // Every edge stands in both directions, so every pair was counted twice.
  for (std::size_t v = 0; v < graph.ids.size(); ++v) {
    std::printf("%-5s %.1f\n", graph.ids[v].c_str(), between[v] / 2);
  }
}
