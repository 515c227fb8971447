// What falls apart when someone is taken away? An editable copy, one node's edges removed, and
// Boost's connected components.

#include <boost/graph/connected_components.hpp>
#include <cstdio>
#include <vector>

#include "comention/editable_graph.hpp"
#include "small_graph.hpp"

int main() {
  const comention::Graph graph = small_graph();
  comention::EditableGraph editable = comention::to_adjacency_list(graph);
  const std::size_t dora = 3;
  clear_vertex(dora, editable);

  std::vector<std::size_t> part(num_vertices(editable));
  const auto parts = boost::connected_components(
      editable,
      boost::make_iterator_property_map(part.begin(), get(boost::vertex_index, editable)));
  std::printf("%zu parts\n", static_cast<std::size_t>(parts));
  for (std::size_t v = 0; v < part.size(); ++v) {
    std::printf("%s: %zu\n", editable[v].id.c_str(), part[v]);
  }
  const comention::Graph back = comention::from_adjacency_list(editable, graph);
  std::printf("%zu edges left\n", back.ends.size());
}
