#include <cmath>
#include <cstddef>

#include "base/parallel.hpp"
#include "comention/algorithms.hpp"
#include "graph/rows.hpp"

namespace comention {

std::vector<std::uint32_t> degrees(const Graph& graph) {
  std::vector<std::uint32_t> degree(graph.ids.size(), 0);
  for (const auto& [a, b] : graph.ends) {
    ++degree[a];
    ++degree[b];
  }
  return degree;
}

std::vector<double> strengths(const Graph& graph) {
  std::vector<double> strength(graph.ids.size(), 0);
  for (std::size_t e = 0; e < graph.ends.size(); ++e) {
    strength[graph.ends[e].first] += graph.weight[e];
    strength[graph.ends[e].second] += graph.weight[e];
  }
  return strength;
}

std::vector<double> pagerank(const Graph& graph, const PageRankOptions& options) {
  const WeightedRows rows = weighted_rows(graph);
  const std::vector<double> strength = strengths(graph);
  const std::size_t n = rows.nodes();
  const auto count = static_cast<double>(n);
  std::vector<double> rank(n, 1 / count), share(n);
  for (unsigned iteration = 0; iteration < options.max_iterations; ++iteration) {
    double stuck = 0;  // rank of nodes without edges, which goes to everybody
    for (std::size_t v = 0; v < n; ++v) {
      if (strength[v] > 0) {
        share[v] = rank[v] / strength[v];
      } else {
        stuck += rank[v];
      }
    }
    const double base = (1 - options.damping + options.damping * stuck) / count;
    double change = 0;
    for (std::size_t v = 0; v < n; ++v) {
      double sum = 0;
      for (std::size_t at = rows.start[v]; at < rows.start[v + 1]; ++at) {
        sum += rows.weight[at] * share[rows.to[at]];
      }
      const double next = base + options.damping * sum;
      change += std::abs(next - rank[v]);
      rank[v] = next;
    }
    if (change < options.tolerance) break;
  }
  return rank;
}

std::vector<double> clustering_coefficients(const Graph& graph) {
  const std::vector<std::uint32_t> degree = degrees(graph);
  const auto n = static_cast<std::uint32_t>(graph.ids.size());
  // Every edge points to its end of higher degree (then number): at most sqrt(2 edges) arcs leave a
  // node, so a hub costs no more than others (Chiba and Nishizeki 1985).
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return degree[a] != degree[b] ? degree[a] < degree[b] : a < b;
  };
  std::vector<std::uint64_t> triangles(n, 0);
  std::vector<std::uint32_t> mark(n, UINT32_MAX);
  std::vector<std::vector<std::uint32_t>> later(n);
  for (std::uint32_t v = 0; v < n; ++v) {
    for (const std::uint32_t u : neighbors(graph.adjacency, v)) {
      if (before(v, u)) later[v].push_back(u);
    }
  }
  for (std::uint32_t v = 0; v < n; ++v) {
    for (const std::uint32_t u : later[v]) mark[u] = v;
    for (const std::uint32_t u : later[v]) {
      for (const std::uint32_t w : later[u]) {
        if (mark[w] != v) continue;
        ++triangles[v];
        ++triangles[u];
        ++triangles[w];
      }
    }
  }
  std::vector<double> coefficient(n, 0);
  for (std::uint32_t v = 0; v < n; ++v) {
    if (degree[v] < 2) continue;
    const double pairs = static_cast<double>(degree[v]) * (degree[v] - 1.0) / 2;
    coefficient[v] = static_cast<double>(triangles[v]) / pairs;
  }
  return coefficient;
}

namespace {

double closeness_of(const Adjacency& adjacency, std::uint32_t start,
                    std::vector<std::uint32_t>& distance) {
  distance.assign(num_vertices(adjacency), UINT32_MAX);
  std::vector<std::uint32_t> queue{start};
  distance[start] = 0;
  std::uint64_t sum = 0;
  for (std::size_t at = 0; at < queue.size(); ++at) {
    const std::uint32_t v = queue[at];
    sum += distance[v];
    for (const std::uint32_t u : neighbors(adjacency, v)) {
      if (distance[u] != UINT32_MAX) continue;
      distance[u] = distance[v] + 1;
      queue.push_back(u);
    }
  }
  if (sum == 0) return 0;
  const double others = static_cast<double>(queue.size()) - 1;
  return others / static_cast<double>(sum) * others / (static_cast<double>(distance.size()) - 1);
}

}  // namespace

std::vector<double> closeness(const Graph& graph, unsigned threads) {
  constexpr std::size_t block = 256;
  const std::size_t n = graph.ids.size();
  std::vector<double> result(n);
  for_each_index(threads, (n + block - 1) / block, [&](std::size_t b) {
    std::vector<std::uint32_t> distance;
    for (std::size_t v = b * block; v < std::min(n, (b + 1) * block); ++v) {
      result[v] = closeness_of(graph.adjacency, static_cast<std::uint32_t>(v), distance);
    }
  });
  return result;
}

}  // namespace comention
