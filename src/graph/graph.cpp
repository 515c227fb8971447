#include "comention/graph.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>

namespace comention {

void Graph::index() {
  assert(std::is_sorted(ends.begin(), ends.end()));
  const std::size_t n = ids.size();
  // First the edges to lower neighbours, then those to higher ones: as `ends` is sorted, the
  // neighbours of every node come out in order without a sort.
  std::vector<std::uint32_t> at(n + 1, 0);
  for (const auto& [a, b] : ends) {
    assert(a < b && b < n);
    ++at[a + 1];
    ++at[b + 1];
  }
  for (std::size_t v = 0; v < n; ++v) at[v + 1] += at[v];
  std::vector<std::pair<std::uint32_t, std::uint32_t>> arcs(2 * ends.size());
  std::vector<EdgeRow> rows(2 * ends.size());
  const auto put = [&](std::uint32_t from, std::uint32_t to, std::size_t row) {
    arcs[at[from]] = {from, to};
    rows[at[from]++] = {static_cast<std::uint32_t>(row)};
  };
  for (std::size_t e = 0; e < ends.size(); ++e) put(ends[e].second, ends[e].first, e);
  for (std::size_t e = 0; e < ends.size(); ++e) put(ends[e].first, ends[e].second, e);
  adjacency = Adjacency(boost::edges_are_sorted, arcs.begin(), arcs.end(), rows.begin(),
                        static_cast<std::uint32_t>(n), static_cast<std::uint32_t>(arcs.size()));
}

}  // namespace comention
