#include "comention/editable_graph.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <tuple>

#include "graph/rows.hpp"

namespace comention {

EditableGraph to_adjacency_list(const Graph& graph) {
  EditableGraph editable(graph.ids.size());
  for (std::uint32_t v = 0; v < graph.ids.size(); ++v) editable[v] = {graph.ids[v], v};
  for (std::uint32_t e = 0; e < graph.ends.size(); ++e) {
    add_edge(graph.ends[e].first, graph.ends[e].second, EditableEdge{graph.weight[e], e}, editable);
  }
  return editable;
}

Graph from_adjacency_list(const EditableGraph& changed, const Graph& original) {
  struct Row {
    std::pair<std::uint32_t, std::uint32_t> ends;
    double weight;
    std::uint32_t row;
  };
  std::vector<Row> rows;
  for (const auto edge : boost::make_iterator_range(edges(changed))) {
    const std::size_t one = source(edge, changed), other = target(edge, changed);
    const auto [a, b] = std::minmax(one, other);
    const double weight = changed[edge].weight;
    if (a == b || !(weight > 0) || !std::isfinite(weight)) continue;
    rows.push_back({{static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b)},
                    weight,
                    changed[edge].row});
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& a, const Row& b) { return a.ends < b.ends; });
  const auto same_ends = [](const Row& a, const Row& b) { return a.ends == b.ends; };
  rows.erase(std::unique(rows.begin(), rows.end(), same_ends), rows.end());

  Graph graph;
  graph.metadata = original.metadata;
  std::vector<std::uint32_t> kept;
  for (const auto v : boost::make_iterator_range(vertices(changed))) {
    graph.ids.push_back(changed[v].id);
    kept.push_back(changed[v].row);
  }
  graph.nodes = rows_of(original.nodes, kept);
  kept.clear();
  for (const auto& row : rows) {
    graph.ends.push_back(row.ends);
    graph.weight.push_back(row.weight);
    kept.push_back(row.row);
  }
  graph.edges = rows_of(original.edges, kept);
  for (Column& column : graph.edges.columns) {
    if (column.schema.role == ColumnRole::weight && column.schema.type == ColumnType::real) {
      column.reals = graph.weight;
    }
  }
  graph.index();
  return graph;
}

}  // namespace comention
