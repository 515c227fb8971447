#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace comention {

/// A node filed under a hash: nodes that share one are compared.
struct Filed {
  std::uint64_t block;
  std::uint32_t node;
  friend bool operator<(const Filed& a, const Filed& b) {
    return a.block != b.block ? a.block < b.block : a.node < b.node;
  }
  friend bool operator==(const Filed&, const Filed&) = default;
};

/// Calls `visit(nodes)` for each block of at least `least` nodes. Sorting makes this n log n and
/// the order that of the hashes.
template <class Visit>
void for_each_block(std::vector<Filed>& filed, std::size_t least, Visit visit) {
  std::sort(filed.begin(), filed.end());
  filed.erase(std::unique(filed.begin(), filed.end()), filed.end());
  std::vector<std::uint32_t> nodes;
  for (std::size_t at = 0; at < filed.size();) {
    std::size_t end = at;
    nodes.clear();
    for (; end < filed.size() && filed[end].block == filed[at].block; ++end) {
      nodes.push_back(filed[end].node);
    }
    if (nodes.size() >= least) visit(std::span<const std::uint32_t>(nodes));
    at = end;
  }
}

}  // namespace comention
