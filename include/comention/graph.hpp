#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "comention/table.hpp"

namespace comention {

/// Edge bundle of the working graph: the row of the edge in `Graph::edges` (both directions of an
/// edge share one row).
struct EdgeRow {
  std::uint32_t row;
};

/// The working graph: every undirected edge stands in both directions, neighbours sorted by id.
using Adjacency =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, EdgeRow,
                                       boost::no_property, std::uint32_t, std::uint32_t>;

/// A weighted undirected graph with its attributes. Node i is row i of `nodes`; edge e joins
/// `ends[e].first < ends[e].second` and is row e of `edges`; edges are sorted by their ends.
struct Graph {
  std::vector<std::string> ids;  ///< one for each node
  Table nodes;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
  Table edges;
  std::vector<double> weight;  ///< of each edge, finite and > 0; what algorithms use
  Adjacency adjacency;
  std::string metadata;  ///< one JSON object

  /// Builds `adjacency` from `ids` and `ends`. Call after changing them.
  void index();
};

/// The weight of an edge of `graph.adjacency`, in the form in which Boost algorithms take it:
/// `boost::make_function_property_map<Adjacency::edge_descriptor>(WeightOf{&graph})`.
struct WeightOf {
  const Graph* graph;
  double operator()(const Adjacency::edge_descriptor& edge) const {
    return graph->weight[graph->adjacency[edge].row];
  }
};

}  // namespace comention
