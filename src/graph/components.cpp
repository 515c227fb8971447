#include <algorithm>
#include <cstddef>
#include <numeric>

#include "graph/partition.hpp"
#include "graph/rows.hpp"

namespace comention {

Partition numbered_by_size(std::span<const std::uint32_t> labels) {
  constexpr std::uint32_t unseen = UINT32_MAX;
  std::vector<std::uint32_t> number(labels.size(), unseen), size;
  for (const std::uint32_t label : labels) {
    if (number[label] == unseen) {
      number[label] = static_cast<std::uint32_t>(size.size());  // in order of the smallest node
      size.push_back(0);
    }
    ++size[number[label]];
  }
  std::vector<std::uint32_t> order(size.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return size[a] > size[b]; });
  std::vector<std::uint32_t> rank(size.size());
  Partition partition;
  for (std::uint32_t at = 0; at < order.size(); ++at) {
    rank[order[at]] = at;
    partition.sizes.push_back(size[order[at]]);
  }
  partition.of_node.reserve(labels.size());
  for (const std::uint32_t label : labels) partition.of_node.push_back(rank[number[label]]);
  return partition;
}

Partition connected_components(const Graph& graph) {
  constexpr std::uint32_t unseen = UINT32_MAX;
  const auto n = static_cast<std::uint32_t>(graph.ids.size());
  std::vector<std::uint32_t> label(n, unseen), queue;
  for (std::uint32_t start = 0; start < n; ++start) {
    if (label[start] != unseen) continue;
    label[start] = start;
    queue.assign(1, start);
    while (!queue.empty()) {
      const std::uint32_t v = queue.back();
      queue.pop_back();
      for (const std::uint32_t u : neighbors(graph.adjacency, v)) {
        if (label[u] != unseen) continue;
        label[u] = start;
        queue.push_back(u);
      }
    }
  }
  return numbered_by_size(label);
}

}  // namespace comention
