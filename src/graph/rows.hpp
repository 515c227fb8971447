#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "comention/graph.hpp"

namespace comention {

/// The rows of a table in this order; `no_row` gives an empty row (0 where integers are held).
Table rows_of(const Table& table, std::span<const std::uint32_t> rows);

/// Removes the rows whose flag is 0, in place.
void keep_rows(Table& table, std::span<const std::uint8_t> keep);

/// Neighbours and weights of all nodes in arrays, for algorithms that walk them many times: those
/// of node v stand at [start[v], start[v + 1]), sorted by neighbour.
struct WeightedRows {
  std::vector<std::uint32_t> start;
  std::vector<std::uint32_t> to;
  std::vector<double> weight;

  std::size_t nodes() const { return start.size() - 1; }
};

WeightedRows weighted_rows(const Graph& graph);

/// The neighbours of a node as a range of node numbers.
inline auto neighbors(const Adjacency& adjacency, std::uint32_t node) {
  struct Range {
    boost::graph_traits<Adjacency>::adjacency_iterator first, last;
    auto begin() const { return first; }
    auto end() const { return last; }
  };
  const auto [first, last] = adjacent_vertices(node, adjacency);
  return Range{first, last};
}

}  // namespace comention
