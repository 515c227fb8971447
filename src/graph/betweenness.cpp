#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <queue>
#include <span>
#include <utility>

#include "base/parallel.hpp"
#include "comention/algorithms.hpp"
#include "graph/random.hpp"
#include "graph/rows.hpp"

namespace comention {
namespace {

/// Shortest paths by hops from one start node after another (Brandes 2001). The inner loop has no
/// branches: whether a neighbour is new, on the next level or behind is as good as random, and
/// wrong guesses cost more than the work.
class PathsByHops {
 public:
  explicit PathsByHops(const WeightedRows& rows)
      : rows_(rows),
        level_(rows.nodes(), unreached),
        paths_(rows.nodes(), 0),
        share_(rows.nodes()),
        order_(rows.nodes() + 1),
        steps_(rows.to.size() / 2 + 1),
        first_step_(rows.nodes() + 1) {}

  /// Adds to `sum` what pairs with this start node contribute.
  void add_from(std::uint32_t start, std::vector<double>& sum) {
    const std::size_t reached = reach(start);
    // Back from the farthest: share_[u] is what each path to u brings to the nodes before u.
    for (std::size_t at = reached; at-- > 0;) {
      const std::uint32_t v = order_[at];
      double behind = 0;
      for (std::size_t i = first_step_[at]; i < first_step_[at + 1]; ++i) {
        behind += share_[steps_[i]];
      }
      behind *= paths_[v];
      share_[v] = (1 + behind) / paths_[v];
      if (at > 0) sum[v] += behind;
      level_[v] = unreached;
    }
    for (std::size_t at = 0; at < reached; ++at) paths_[order_[at]] = 0;
  }

 private:
  static constexpr std::uint32_t unreached = UINT32_MAX;

  /// Fills order_, paths_ and steps_; gives the number of nodes reached.
  std::size_t reach(std::uint32_t start) {
    std::size_t reached = 1, steps = 0;
    order_[0] = start;
    level_[start] = 0;
    paths_[start] = 1;
    for (std::size_t at = 0; at < reached; ++at) {
      const std::uint32_t v = order_[at];
      const std::uint32_t next = level_[v] + 1;
      const double paths = paths_[v];
      first_step_[at] = steps;
      for (std::size_t i = rows_.start[v]; i < rows_.start[v + 1]; ++i) {
        const std::uint32_t u = rows_.to[i];
        const std::uint32_t level = std::min(level_[u], next);
        order_[reached] = u;
        reached += level_[u] == unreached;
        level_[u] = level;
        const bool step = level == next;
        paths_[u] += step ? paths : 0;
        steps_[steps] = u;
        steps += step;
      }
    }
    first_step_[reached] = steps;
    return reached;
  }

  const WeightedRows& rows_;
  std::vector<std::uint32_t> level_;
  std::vector<double> paths_, share_;
  std::vector<std::uint32_t> order_;  ///< nodes reached, nearest first
  std::vector<std::uint32_t> steps_;  ///< edges that lead one level on, by node in that order
  std::vector<std::size_t> first_step_;
};

/// The same by length, where an edge is 1 / weight long.
class PathsByWeight {
 public:
  explicit PathsByWeight(const WeightedRows& rows)
      : rows_(rows), far_(rows.nodes(), unreached), paths_(rows.nodes()), share_(rows.nodes()) {}

  void add_from(std::uint32_t start, std::vector<double>& sum) {
    reach(start);
    for (std::size_t at = order_.size(); at-- > 1;) {
      const std::uint32_t v = order_[at];
      const double part = (1 + share_[v]) / paths_[v];
      for (std::size_t i = rows_.start[v]; i < rows_.start[v + 1]; ++i) {
        const std::uint32_t u = rows_.to[i];
        if (far_[u] + 1 / rows_.weight[i] == far_[v]) share_[u] += paths_[u] * part;
      }
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

  void reach(std::uint32_t start) {
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
        } else if (next == far_[u] && !done_[u]) {
          paths_[u] += paths_[v];
        }
      }
    }
  }

  const WeightedRows& rows_;
  std::vector<double> far_, paths_, share_;
  std::vector<std::uint8_t> done_;
  std::vector<std::uint32_t> order_;
};

/// What the pairs that start at these nodes contribute.
template <class Paths>
std::vector<double> sum_over(const WeightedRows& rows, std::span<const std::uint32_t> sources) {
  std::vector<double> sum(rows.nodes(), 0);
  Paths paths(rows);
  for (const std::uint32_t source : sources) paths.add_from(source, sum);
  return sum;
}

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

std::uint32_t betweenness_sources(const Graph& graph, const BetweennessOptions& options) {
  const auto n = static_cast<std::uint32_t>(graph.ids.size());
  const double arcs = 2 * static_cast<double>(graph.ends.size());
  return n * (n + arcs) <= options.exact_limit ? n : std::min(n, options.samples);
}

Betweenness betweenness(const Graph& graph, const BetweennessOptions& options) {
  const WeightedRows rows = weighted_rows(graph);
  const std::size_t n = rows.nodes();
  const std::vector<std::uint32_t> sources =
      choose_sources(n, betweenness_sources(graph, options), options.seed);

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
        const std::size_t first = sources.size() * b / blocks;
        const std::size_t last = sources.size() * (b + 1) / blocks;
        const auto some = std::span(sources).subspan(first, last - first);
        return options.distance == Distance::hops ? sum_over<PathsByHops>(rows, some)
                                                  : sum_over<PathsByWeight>(rows, some);
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
