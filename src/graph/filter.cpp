#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "comention/backbone.hpp"
#include "graph/rows.hpp"

namespace comention {
namespace {

/// The cells of a numeric attribute as doubles (NaN: missing).
Result<std::vector<double>> figures(const Table& table, std::string_view attribute,
                                    std::string_view whose) {
  const Column* column = table.find(attribute);
  if (column == nullptr) {
    return fail(ErrorKind::usage, "no attribute \"" + std::string(attribute) + "\" on " +
                                      std::string(whose) + " of this graph");
  }
  if (column->schema.type == ColumnType::real) return column->reals;
  if (column->schema.type == ColumnType::integer) {
    return std::vector<double>(column->integers.begin(), column->integers.end());
  }
  return fail(ErrorKind::usage, "attribute \"" + std::string(attribute) + "\" holds no numbers");
}

Result<std::vector<double>> edge_figures(const Graph& graph, std::string_view attribute) {
  if (attribute == "weight") return graph.weight;
  return figures(graph.edges, attribute, "edges");
}

std::vector<std::uint8_t> within(std::span<const double> values, const Threshold& threshold) {
  std::vector<std::uint8_t> flags;
  flags.reserve(values.size());
  for (const double value : values) {
    flags.push_back(value >= threshold.min && value <= threshold.max);  // false for NaN
  }
  return flags;
}

/// Flags of the first `count` rows in the order of `before`.
template <class Before>
std::vector<std::uint8_t> first_rows(std::size_t rows, std::size_t count, Before before) {
  std::vector<std::uint32_t> order(rows);
  std::iota(order.begin(), order.end(), 0u);
  count = std::min(count, rows);
  std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                   before);
  std::vector<std::uint8_t> flags(rows, 0);
  for (std::size_t at = 0; at < count; ++at) flags[order[at]] = 1;
  return flags;
}

/// Missing values stand behind all others.
double rankable(double value) {
  return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value;
}

Result<const Column*> type_column(const Graph& graph) {
  for (const Column& column : graph.nodes.columns) {
    if (column.schema.role == ColumnRole::kind && column.schema.type == ColumnType::text) {
      return &column;
    }
  }
  return fail(ErrorKind::usage, "the nodes of this graph have no type");
}

}  // namespace

Selection everything(const Graph& graph) {
  return {std::vector<std::uint8_t>(graph.ids.size(), 1),
          std::vector<std::uint8_t>(graph.ends.size(), 1)};
}

Selection both(const Selection& a, const Selection& b) {
  Selection result = a;
  for (std::size_t i = 0; i < result.nodes.size(); ++i) result.nodes[i] &= b.nodes[i];
  for (std::size_t i = 0; i < result.edges.size(); ++i) result.edges[i] &= b.edges[i];
  return result;
}

Result<Selection> nodes_within(const Graph& graph, const Threshold& threshold) {
  const auto values = figures(graph.nodes, threshold.attribute, "nodes");
  if (!values) return tl::unexpected(values.error());
  Selection selection = everything(graph);
  selection.nodes = within(*values, threshold);
  return selection;
}

Result<Selection> edges_within(const Graph& graph, const Threshold& threshold) {
  const auto values = edge_figures(graph, threshold.attribute);
  if (!values) return tl::unexpected(values.error());
  Selection selection = everything(graph);
  selection.edges = within(*values, threshold);
  return selection;
}

Result<Selection> top_nodes(const Graph& graph, std::size_t count, std::string_view attribute) {
  const auto values = figures(graph.nodes, attribute, "nodes");
  if (!values) return tl::unexpected(values.error());
  Selection selection = everything(graph);
  selection.nodes = first_rows(values->size(), count, [&](std::uint32_t a, std::uint32_t b) {
    const double x = rankable((*values)[a]), y = rankable((*values)[b]);
    return x != y ? x > y : a < b;
  });
  return selection;
}

Result<Selection> top_edges(const Graph& graph, std::size_t count, std::string_view attribute) {
  const auto values = edge_figures(graph, attribute);
  if (!values) return tl::unexpected(values.error());
  Selection selection = everything(graph);
  selection.edges = first_rows(values->size(), count, [&](std::uint32_t a, std::uint32_t b) {
    const double x = rankable((*values)[a]), y = rankable((*values)[b]);
    if (x != y) return x > y;
    return graph.weight[a] != graph.weight[b] ? graph.weight[a] > graph.weight[b] : a < b;
  });
  return selection;
}

Result<Selection> of_types(const Graph& graph, std::span<const std::string_view> types) {
  const auto column = type_column(graph);
  if (!column) return tl::unexpected(column.error());
  Selection selection = everything(graph);
  for (std::size_t v = 0; v < selection.nodes.size(); ++v) {
    selection.nodes[v] = std::find(types.begin(), types.end(), (*column)->texts[v]) != types.end();
  }
  return selection;
}

Result<Selection> between_types(const Graph& graph, std::string_view a, std::string_view b) {
  const auto column = type_column(graph);
  if (!column) return tl::unexpected(column.error());
  Selection selection = everything(graph);
  for (std::size_t e = 0; e < selection.edges.size(); ++e) {
    const std::string& from = (*column)->texts[graph.ends[e].first];
    const std::string& to = (*column)->texts[graph.ends[e].second];
    selection.edges[e] = (from == a && to == b) || (from == b && to == a);
  }
  return selection;
}

Cut cut(Graph graph, const Selection& selection, Isolates isolates) {
  Cut result;
  std::vector<std::uint8_t> nodes = selection.nodes, edges = selection.edges;
  std::vector<std::uint8_t> linked(nodes.size(), 0);
  for (std::size_t e = 0; e < edges.size(); ++e) {
    const auto [a, b] = graph.ends[e];
    edges[e] = edges[e] && nodes[a] && nodes[b];
    if (!edges[e]) {
      ++result.edges_dropped;
      continue;
    }
    linked[a] = linked[b] = 1;
  }
  std::vector<std::uint32_t> number(nodes.size());
  std::uint32_t kept = 0;
  for (std::size_t v = 0; v < nodes.size(); ++v) {
    if (!nodes[v]) {
      ++result.nodes_dropped;
    } else if (isolates == Isolates::drop && !linked[v]) {
      ++result.isolates_dropped;
      nodes[v] = 0;
    }
    number[v] = kept;
    if (!nodes[v]) continue;
    if (kept != v) graph.ids[kept] = std::move(graph.ids[v]);
    ++kept;
  }
  graph.ids.resize(kept);
  std::size_t to = 0;
  for (std::size_t e = 0; e < edges.size(); ++e) {
    if (!edges[e]) continue;
    graph.ends[to] = {number[graph.ends[e].first], number[graph.ends[e].second]};
    graph.weight[to++] = graph.weight[e];
  }
  graph.ends.resize(to);
  graph.weight.resize(to);
  keep_rows(graph.nodes, nodes);
  keep_rows(graph.edges, edges);
  graph.index();
  result.graph = std::move(graph);
  return result;
}

}  // namespace comention
