#include "graph/rows.hpp"

#include <cstddef>
#include <limits>
#include <utility>

#include "comention/editable_graph.hpp"

namespace comention {
namespace {

template <class T>
void gather(const std::vector<T>& from, std::span<const std::uint32_t> rows, std::vector<T>& to,
            const T& missing) {
  if (from.empty()) {
    to.clear();
    return;
  }
  to.reserve(rows.size());
  for (const std::uint32_t row : rows) to.push_back(row == no_row ? missing : from[row]);
}

template <class T>
void keep_in(std::vector<T>& cells, std::span<const std::uint8_t> keep) {
  if (cells.empty()) return;
  std::size_t to = 0;
  for (std::size_t from = 0; from < keep.size(); ++from) {
    if (!keep[from]) continue;
    if (to != from) cells[to] = std::move(cells[from]);
    ++to;
  }
  cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(to), cells.end());
}

}  // namespace

Table rows_of(const Table& table, std::span<const std::uint32_t> rows) {
  Table result;
  for (const Column& column : table.columns) {
    Column& copy = result.add(column.schema.name, column.schema.type, column.schema.role);
    gather(column.integers, rows, copy.integers, std::int64_t{0});
    gather(column.reals, rows, copy.reals, std::numeric_limits<double>::quiet_NaN());
    gather(column.texts, rows, copy.texts, {});
    gather(column.lists, rows, copy.lists, {});
    gather(column.evidence, rows, copy.evidence, {});
  }
  return result;
}

void keep_rows(Table& table, std::span<const std::uint8_t> keep) {
  for (Column& column : table.columns) {
    keep_in(column.integers, keep);
    keep_in(column.reals, keep);
    keep_in(column.texts, keep);
    keep_in(column.lists, keep);
    keep_in(column.evidence, keep);
  }
}

WeightedRows weighted_rows(const Graph& graph) {
  const auto n = static_cast<std::uint32_t>(num_vertices(graph.adjacency));
  WeightedRows rows;
  rows.start.reserve(n + 1);
  rows.start.push_back(0);
  rows.to.reserve(num_edges(graph.adjacency));
  rows.weight.reserve(num_edges(graph.adjacency));
  for (std::uint32_t v = 0; v < n; ++v) {
    const auto [first, last] = out_edges(v, graph.adjacency);
    for (auto edge = first; edge != last; ++edge) {
      rows.to.push_back(target(*edge, graph.adjacency));
      rows.weight.push_back(graph.weight[graph.adjacency[*edge].row]);
    }
    rows.start.push_back(static_cast<std::uint32_t>(rows.to.size()));
  }
  return rows;
}

}  // namespace comention
