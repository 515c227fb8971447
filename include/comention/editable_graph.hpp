#pragma once

#include <boost/graph/adjacency_list.hpp>
#include <cstdint>
#include <string>

#include "comention/graph.hpp"

namespace comention {

/// Stands for "this node or edge is new: no row of the original graph".
inline constexpr std::uint32_t no_row = UINT32_MAX;

/// A node of an editable graph; `row` is its row in the graph that it came from.
struct EditableNode {
  std::string id;
  std::uint32_t row = no_row;
};

/// An edge of an editable graph; `row` is its row in the graph that it came from.
struct EditableEdge {
  double weight = 1;
  std::uint32_t row = no_row;
};

/// A graph to change: nodes and edges can be added and removed, every Boost algorithm for
/// undirected graphs runs on it. It takes about six times the memory of `Graph::adjacency`.
using EditableGraph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, EditableNode, EditableEdge>;

/// A copy of the graph's shape that can be changed; vertex v is node v, attributes stay behind and
/// are found by `row`.
EditableGraph to_adjacency_list(const Graph& graph);

/// The changed graph with the attributes of `original`: nodes and edges that have no row get empty
/// cells (0 where the column holds integers). Loops and edges of weight <= 0 are left out, of
/// parallel edges the first one stays. The result is indexed.
Graph from_adjacency_list(const EditableGraph& changed, const Graph& original);

}  // namespace comention
