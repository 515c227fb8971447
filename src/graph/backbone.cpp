#include "comention/backbone.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <tuple>

#include "comention/algorithms.hpp"
#include "graph/rows.hpp"

namespace comention {
namespace {

/// All nodes, and the edges whose figure is at most `limit`.
Selection edges_up_to(const Graph& graph, std::span<const double> figure, double limit) {
  Selection selection = everything(graph);
  for (std::size_t e = 0; e < figure.size(); ++e) selection.edges[e] = figure[e] <= limit;
  return selection;
}

Result<Selection> select_disparity(const Graph& graph, const BackboneOptions& options) {
  // An edge that is all its ends have cannot be tested; it stays, as the paper has it for leaves.
  const std::vector<double> alpha = disparity_alphas(graph);
  const std::vector<std::uint32_t> degree = degrees(graph);
  Selection selection = everything(graph);
  for (std::size_t e = 0; e < alpha.size(); ++e) {
    const bool alone = degree[graph.ends[e].first] == 1 && degree[graph.ends[e].second] == 1;
    selection.edges[e] = alone || alpha[e] < options.alpha;
  }
  return selection;
}

Result<Selection> select_noise_corrected(const Graph& graph, const BackboneOptions& options) {
  return edges_up_to(graph, noise_corrected_p_values(graph), options.alpha);
}

Result<Selection> select_size_corrected(const Graph& graph, const BackboneOptions& options) {
  const Column* column = graph.edges.find("q_value");
  if (column == nullptr || column->schema.type != ColumnType::real) {
    return fail(ErrorKind::usage,
                "the size-corrected backbone needs the edge attribute q_value, which this graph "
                "does not have");
  }
  return edges_up_to(graph, column->reals, options.alpha);
}

Result<Selection> select_spanning_tree(const Graph& graph, const BackboneOptions&) {
  std::vector<std::uint32_t> order(graph.ends.size()), parent(graph.ids.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return graph.weight[a] > graph.weight[b];
  });
  std::iota(parent.begin(), parent.end(), 0u);
  const auto root = [&](std::uint32_t v) {
    while (parent[v] != v) v = parent[v] = parent[parent[v]];
    return v;
  };
  Selection selection = everything(graph);
  selection.edges.assign(graph.ends.size(), 0);
  for (const std::uint32_t e : order) {
    const std::uint32_t a = root(graph.ends[e].first), b = root(graph.ends[e].second);
    if (a == b) continue;
    parent[std::max(a, b)] = std::min(a, b);
    selection.edges[e] = 1;
  }
  return selection;
}

Result<Selection> select_neighbors(const Graph& graph, const BackboneOptions& options) {
  Selection selection = everything(graph);
  selection.edges.assign(graph.ends.size(), 0);
  std::vector<std::uint32_t> rows;
  for (std::uint32_t v = 0; v < graph.ids.size(); ++v) {
    rows.clear();
    const auto [first, last] = out_edges(v, graph.adjacency);
    for (auto edge = first; edge != last; ++edge) rows.push_back(graph.adjacency[*edge].row);
    const std::size_t count = std::min<std::size_t>(options.neighbors, rows.size());
    const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(count);
    std::partial_sort(rows.begin(), middle, rows.end(), [&](std::uint32_t a, std::uint32_t b) {
      return graph.weight[a] != graph.weight[b] ? graph.weight[a] > graph.weight[b] : a < b;
    });
    for (auto row = rows.begin(); row != middle; ++row) selection.edges[*row] = 1;
  }
  return selection;
}

Result<Selection> select_core(const Graph& graph, const BackboneOptions& options) {
  Selection selection = everything(graph);
  std::vector<std::uint32_t> degree = degrees(graph), removed;
  const auto remove_if_low = [&](std::uint32_t v) {
    if (!selection.nodes[v] || degree[v] >= options.core) return;
    selection.nodes[v] = 0;
    removed.push_back(v);
  };
  for (std::uint32_t v = 0; v < graph.ids.size(); ++v) remove_if_low(v);
  while (!removed.empty()) {
    const std::uint32_t v = removed.back();
    removed.pop_back();
    for (const std::uint32_t u : neighbors(graph.adjacency, v)) {
      --degree[u];
      remove_if_low(u);
    }
  }
  return selection;
}

Result<Selection> select_giant(const Graph& graph, const BackboneOptions&) {
  Selection selection = everything(graph);
  const Partition components = connected_components(graph);
  for (std::size_t v = 0; v < selection.nodes.size(); ++v) {
    selection.nodes[v] = components.of_node[v] == 0;
  }
  return selection;
}

/// The node with this id, else the first with this label.
Result<std::uint32_t> node_called(const Graph& graph, std::string_view name) {
  const auto id = std::find(graph.ids.begin(), graph.ids.end(), name);
  if (id != graph.ids.end()) return static_cast<std::uint32_t>(id - graph.ids.begin());
  for (const Column& column : graph.nodes.columns) {
    if (column.schema.role != ColumnRole::label || column.texts.empty()) continue;
    const auto label = std::find(column.texts.begin(), column.texts.end(), name);
    if (label != column.texts.end())
      return static_cast<std::uint32_t>(label - column.texts.begin());
  }
  return fail(ErrorKind::usage, "no node is called \"" + std::string(name) + "\"");
}

Result<Selection> select_ego(const Graph& graph, const BackboneOptions& options) {
  const Result<std::uint32_t> centre = node_called(graph, options.ego);
  if (!centre) return tl::unexpected(centre.error());
  Selection selection = everything(graph);
  selection.nodes.assign(graph.ids.size(), 0);
  selection.nodes[*centre] = 1;
  std::vector<std::uint32_t> ring{*centre}, next;
  for (std::uint32_t hop = 0; hop < options.hops && !ring.empty(); ++hop) {
    next.clear();
    for (const std::uint32_t v : ring) {
      for (const std::uint32_t u : neighbors(graph.adjacency, v)) {
        if (selection.nodes[u]) continue;
        selection.nodes[u] = 1;
        next.push_back(u);
      }
    }
    ring.swap(next);
  }
  return selection;
}

constexpr std::array<Backbone, 8> table = {{
    {"disparity", "edges that stand out among all edges of an end (--alpha)",
     "Serrano, Boguna, Vespignani 2009", select_disparity},
    {"noise-corrected", "edges heavier than the strengths of their ends explain (--alpha)",
     "Coscia, Neffke 2017", select_noise_corrected},
    {"size-corrected", "edges whose q-value under the size-corrected expectation is low (--alpha)",
     "Benjamini, Hochberg 1995", select_size_corrected},
    {"maximum-spanning-tree", "the heaviest edges that hold everything connected, without a circle",
     "Kruskal 1956", select_spanning_tree},
    {"top-neighbors", "the heaviest edges of every node (--top-neighbors)", "", select_neighbors},
    {"k-core", "nodes that have k neighbours in what remains", "Seidman 1983", select_core},
    {"giant-component", "the largest component", "", select_giant},
    {"ego-network", "a node and those near it", "", select_ego},
}};

}  // namespace

std::span<const Backbone> backbones() { return table; }

const Backbone* find_backbone(std::string_view name) {
  const auto at = std::find_if(table.begin(), table.end(),
                               [&](const Backbone& backbone) { return backbone.name == name; });
  return at == table.end() ? nullptr : &*at;
}

std::vector<double> disparity_alphas(const Graph& graph) {
  const std::vector<std::uint32_t> degree = degrees(graph);
  const std::vector<double> strength = strengths(graph);
  const auto alpha = [&](std::uint32_t v, double weight) {
    return degree[v] < 2 ? 1.0 : std::pow(1 - std::min(1.0, weight / strength[v]), degree[v] - 1.0);
  };
  std::vector<double> result(graph.ends.size());
  for (std::size_t e = 0; e < result.size(); ++e) {
    const auto [a, b] = graph.ends[e];
    result[e] = std::min(alpha(a, graph.weight[e]), alpha(b, graph.weight[e]));
  }
  return result;
}

std::vector<double> noise_corrected_p_values(const Graph& graph) {
  const std::vector<double> strength = strengths(graph);
  const double total = std::accumulate(strength.begin(), strength.end(), 0.0);  // 2W
  std::vector<double> result(graph.ends.size(), 1);
  for (std::size_t e = 0; e < result.size(); ++e) {
    const double a = strength[graph.ends[e].first], b = strength[graph.ends[e].second];
    const double w = graph.weight[e];
    if (!(total > 1) || a >= total || b >= total) continue;
    // The chance of a link as a Beta distribution: prior from the margins (hypergeometric mean and
    // variance), then the observed weight.
    const double mean = a / total * (b / total);
    const double variance = mean * (1 - a / total) * (1 - b / total) / (total - 1);
    const double prior_a = mean * mean / variance * (1 - mean) - mean;
    const double prior_b = mean / variance * (1 - mean) * (1 - mean) - (1 - mean);
    const double chance = (prior_a + w) / (prior_a + prior_b + total);
    const double weight_variance = chance * (1 - chance) * total;
    // The score (kw - 1) / (kw + 1), k = total / (a b), and its standard deviation (delta method).
    const double k = total / a / b;
    const double score = (k * w - 1) / (k * w + 1);
    const double d = (1 - total / a - total / b) / a / b;
    const double slope = 2 * (k + w * d) / ((k * w + 1) * (k * w + 1));
    const double deviation = std::sqrt(weight_variance) * std::abs(slope);
    if (deviation > 0) result[e] = 0.5 * std::erfc(score / deviation / std::sqrt(2.0));
  }
  return result;
}

}  // namespace comention
