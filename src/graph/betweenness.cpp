#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <queue>
#include <utility>

#include "base/parallel.hpp"
#include "comention/algorithms.hpp"
#include "graph/random.hpp"
#include "graph/rows.hpp"

namespace comention {
namespace {

/// The shortest paths from one start node after another (Brandes 2001), with its work arrays.
class ShortestPaths {
 public:
  explicit ShortestPaths(const WeightedRows& rows)
      : rows_(rows), far_(rows.nodes(), unreached), paths_(rows.nodes()), share_(rows.nodes()) {
    order_.reserve(rows.nodes());
  }

  /// Adds to `sum` what pairs with this start node contribute.
  void add_from(std::uint32_t start, Distance distance, std::vector<double>& sum) {
    if (distance == Distance::hops) {
      reach_by_hops(start);
    } else {
      reach_by_weight(start);
    }
    // Back from the farthest: a node passes on its share, in the ratio of the numbers of paths.
    for (std::size_t at = order_.size(); at-- > 1;) {
      const std::uint32_t v = order_[at];
      const double part = (1 + share_[v]) / paths_[v];
      for_each_before(v, distance, [&](std::uint32_t u) { share_[u] += paths_[u] * part; });
      sum[v] += share_[v];
    }
    for (const std::uint32_t v : order_) far_[v] = unreached;
  }

 private:
  static constexpr double unreached = -1;

  void meet(std::uint32_t v, double far, double paths) {
    far_[v] = far;
    paths_[v] = paths;
    share_[v] = 0;
  }

  void reach_by_hops(std::uint32_t start) {
    order_.assign(1, start);
    meet(start, 0, 1);
    for (std::size_t at = 0; at < order_.size(); ++at) {
      const std::uint32_t v = order_[at];
      const double far = far_[v] + 1;
      for (std::size_t i = rows_.start[v]; i < rows_.start[v + 1]; ++i) {
        const std::uint32_t u = rows_.to[i];
        if (far_[u] == unreached) {
          meet(u, far, paths_[v]);
          order_.push_back(u);
        } else if (far_[u] == far) {
          paths_[u] += paths_[v];
        }
      }
    }
  }

  void reach_by_weight(std::uint32_t start) {
    order_.clear();
    done_.assign(rows_.nodes(), 0);
    using Entry = std::pair<double, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    meet(start, 0, 1);
    queue.push({0, start});
    while (!queue.empty()) {
      const auto [far, v] = queue.top();
      queue.pop();
      if (done_[v]) continue;
      done_[v] = 1;
      order_.push_back(v);
      for (std::size_t i = rows_.start[v]; i < rows_.start[v + 1]; ++i) {
        const std::uint32_t u = rows_.to[i];
        const double next = far + 1 / rows_.weight[i];
        if (far_[u] == unreached || next < far_[u]) {
          meet(u, next, paths_[v]);
          queue.push({next, u});
        } else if (next == far_[u]) {
          paths_[u] += paths_[v];
        }
      }
    }
  }

  /// Calls `visit` for the neighbours that stand before v on a shortest path.
  template <class Visit>
  void for_each_before(std::uint32_t v, Distance distance, Visit visit) const {
    for (std::size_t i = rows_.start[v]; i < rows_.start[v + 1]; ++i) {
      const std::uint32_t u = rows_.to[i];
      const double step = distance == Distance::hops ? 1 : 1 / rows_.weight[i];
      if (far_[u] + step == far_[v]) visit(u);
    }
  }

  const WeightedRows& rows_;
  std::vector<double> far_, paths_, share_;
  std::vector<std::uint8_t> done_;
  std::vector<std::uint32_t> order_;  ///< nodes reached, nearest first
};

std::vector<std::uint32_t> choose_sources(std::size_t nodes, std::size_t count,
                                          std::uint64_t seed) {
  std::vector<std::uint32_t> sources(nodes);
  std::iota(sources.begin(), sources.end(), 0u);
  if (count >= nodes) return sources;
  Random random(seed);
  for (std::size_t i = 0; i < count; ++i) {
    std::swap(sources[i], sources[i + random.below(nodes - i)]);
  }
  sources.resize(count);
  std::sort(sources.begin(), sources.end());
  return sources;
}

}  // namespace

Betweenness betweenness(const Graph& graph, const BetweennessOptions& options) {
  const WeightedRows rows = weighted_rows(graph);
  const std::size_t n = rows.nodes();
  const double cost = static_cast<double>(n) * static_cast<double>(n + rows.to.size());
  const std::size_t wanted =
      cost <= options.exact_limit ? n : std::min<std::size_t>(n, options.samples);
  const std::vector<std::uint32_t> sources = choose_sources(n, wanted, options.seed);

  // A fixed number of blocks, added up in order: the same rounding whatever the threads.
  const std::size_t blocks = std::min<std::size_t>(64, sources.size());
  Betweenness result;
  result.of_node.assign(n, 0);
  result.sources = static_cast<std::uint32_t>(sources.size());
  result.sampled = sources.size() < n;
  std::size_t block = 0;
  for_each_in_order(
      std::max(1u, options.threads),
      [&] { return block < blocks ? std::optional(block++) : std::nullopt; },
      [&](std::size_t b) {
        std::vector<double> sum(n, 0);
        ShortestPaths paths(rows);
        for (std::size_t i = sources.size() * b / blocks; i < sources.size() * (b + 1) / blocks;
             ++i) {
          paths.add_from(sources[i], options.distance, sum);
        }
        return sum;
      },
      [&](std::vector<double> sum) {
        for (std::size_t v = 0; v < n; ++v) result.of_node[v] += sum[v];
        return true;
      });
  if (sources.empty()) return result;
  // Each pair was seen from both of its ends.
  const double scale = 0.5 * static_cast<double>(n) / static_cast<double>(sources.size());
  for (double& value : result.of_node) value *= scale;
  return result;
}

}  // namespace comention
