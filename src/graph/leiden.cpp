#include <algorithm>
#include <cstddef>
#include <numeric>

#include "graph/partition.hpp"
#include "graph/random.hpp"
#include "graph/rows.hpp"

namespace comention {
namespace {

constexpr std::uint32_t none = UINT32_MAX;

/// A graph whose nodes stand for groups of nodes. Loops are left out: they never change which move
/// is best.
struct Level {
  WeightedRows rows;
  /// Total link strength (modularity) or number of nodes (CPM): moving v into community C gains
  /// w(v, C) - penalty * mass(v) * mass(C).
  std::vector<double> mass;

  std::uint32_t nodes() const { return static_cast<std::uint32_t>(mass.size()); }
};

/// Weights from one node to groups, added up; reused from node to node.
class GroupWeights {
 public:
  explicit GroupWeights(std::size_t groups) : weight_(groups, 0) {}

  void add(std::uint32_t group, double weight) {
    if (weight_[group] == 0) touched_.push_back(group);
    weight_[group] += weight;
  }
  double of(std::uint32_t group) const { return weight_[group]; }
  std::span<const std::uint32_t> touched() const { return touched_; }
  void clear() {
    for (const std::uint32_t group : touched_) weight_[group] = 0;
    touched_.clear();
  }

 private:
  std::vector<double> weight_;
  std::vector<std::uint32_t> touched_;
};

/// Numbers the groups 0, 1, ... in the order of their smallest node; gives how many there are.
std::uint32_t make_dense(std::vector<std::uint32_t>& groups) {
  std::vector<std::uint32_t> number(groups.size(), none);
  std::uint32_t count = 0;
  for (std::uint32_t& group : groups) {
    if (number[group] == none) number[group] = count++;
    group = number[group];
  }
  return count;
}

std::vector<double> masses_of(const Level& level, std::span<const std::uint32_t> community) {
  std::vector<double> mass(level.nodes(), 0);
  for (std::uint32_t v = 0; v < level.nodes(); ++v) mass[community[v]] += level.mass[v];
  return mass;
}

class Leiden {
 public:
  Leiden(double penalty, double least_gain, std::uint64_t seed)
      : penalty_(penalty), least_gain_(least_gain), random_(seed) {}

  /// One run over all levels, from and to a community of each node; true when anything moved.
  bool run(const Level& base, std::vector<std::uint32_t>& community) {
    bool moved = move_nodes(base, community);
    std::uint32_t communities = make_dense(community);
    if (communities == base.nodes()) return moved;
    std::vector<std::uint32_t> at(base.nodes());  // of each node: its node in the current level
    std::iota(at.begin(), at.end(), 0u);
    Level owned;
    const Level* level = &base;
    std::vector<std::uint32_t> of_level = community;
    while (communities < level->nodes()) {
      std::vector<std::uint32_t> refined = refine(*level, of_level);
      const std::uint32_t groups = make_dense(refined);
      if (groups == level->nodes()) break;
      std::vector<std::uint32_t> next(groups);
      for (std::uint32_t v = 0; v < level->nodes(); ++v) next[refined[v]] = of_level[v];
      owned = aggregate(*level, refined, groups);
      level = &owned;
      for (std::uint32_t& group : at) group = refined[group];
      of_level = std::move(next);
      moved |= move_nodes(*level, of_level);
      communities = make_dense(of_level);
    }
    for (std::uint32_t v = 0; v < base.nodes(); ++v) community[v] = of_level[at[v]];
    return moved;
  }

 private:
  std::vector<std::uint32_t> random_order(std::uint32_t count) {
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0u);
    random_.shuffle(std::span(order));
    return order;
  }

  /// Moves nodes to the neighbouring community that gains most until no node wants to.
  bool move_nodes(const Level& level, std::vector<std::uint32_t>& community) {
    const std::uint32_t n = level.nodes();
    std::vector<double> mass = masses_of(level, community);
    std::vector<std::uint32_t> size(n, 0), empty;
    for (const std::uint32_t c : community) ++size[c];
    for (std::uint32_t c = n; c-- > 0;) {
      if (size[c] == 0) empty.push_back(c);
    }
    // A ring of nodes to visit; none stands in it twice, so n places are enough.
    std::vector<std::uint32_t> queue = random_order(n);
    std::vector<std::uint8_t> queued(n, 1);
    std::size_t head = 0, waiting = n;
    GroupWeights weights(n);
    bool moved = false;
    while (waiting > 0) {
      const std::uint32_t v = queue[head];
      head = head + 1 == n ? 0 : head + 1;
      --waiting;
      queued[v] = 0;
      const std::uint32_t old = community[v];
      for (std::size_t i = level.rows.start[v]; i < level.rows.start[v + 1]; ++i) {
        weights.add(community[level.rows.to[i]], level.rows.weight[i]);
      }
      const double pull = penalty_ * level.mass[v];
      mass[old] -= level.mass[v];
      std::uint32_t best = old;
      double best_gain = weights.of(old) - pull * mass[old] + least_gain_;
      for (const std::uint32_t c : weights.touched()) {
        const double gain = weights.of(c) - pull * mass[c];
        if (gain > best_gain) best = c, best_gain = gain;
      }
      weights.clear();
      if (best_gain < 0 && size[old] > 1) {
        best = empty.back();
        empty.pop_back();
      }
      mass[best] += level.mass[v];
      if (best == old) continue;
      moved = true;
      community[v] = best;
      ++size[best];
      if (--size[old] == 0) {
        mass[old] = 0;  // not what rounding left
        empty.push_back(old);
      }
      for (std::size_t i = level.rows.start[v]; i < level.rows.start[v + 1]; ++i) {
        const std::uint32_t u = level.rows.to[i];
        if (queued[u] || community[u] == best) continue;
        queued[u] = 1;
        std::size_t tail = head + waiting;
        if (tail >= n) tail -= n;
        queue[tail] = u;
        ++waiting;
      }
    }
    return moved;
  }

  /// Splits each community into groups that hold together well: starting from single nodes, a node
  /// that is still alone joins the group of its community that gains most, if both are well
  /// connected to the rest of the community.
  std::vector<std::uint32_t> refine(const Level& level, std::span<const std::uint32_t> community) {
    const std::uint32_t n = level.nodes();
    const std::vector<double> whole = masses_of(level, community);
    std::vector<std::uint32_t> group(n);
    std::iota(group.begin(), group.end(), 0u);
    std::vector<std::uint8_t> alone(n, 1);
    std::vector<double> mass = level.mass, bound(n, 0);  // bound: weight to the rest of community
    for (std::uint32_t v = 0; v < n; ++v) {
      for (std::size_t i = level.rows.start[v]; i < level.rows.start[v + 1]; ++i) {
        if (community[level.rows.to[i]] == community[v]) bound[v] += level.rows.weight[i];
      }
    }
    const auto well_connected = [&](std::uint32_t g, double all) {
      return bound[g] >= penalty_ * mass[g] * (all - mass[g]);
    };
    GroupWeights weights(n);
    for (const std::uint32_t v : random_order(n)) {
      const double all = whole[community[v]];
      if (!alone[v] || !well_connected(v, all)) continue;
      for (std::size_t i = level.rows.start[v]; i < level.rows.start[v + 1]; ++i) {
        const std::uint32_t u = level.rows.to[i];
        if (community[u] == community[v]) weights.add(group[u], level.rows.weight[i]);
      }
      std::uint32_t best = none;
      double best_gain = 0, joined = 0;
      for (const std::uint32_t g : weights.touched()) {
        if (!well_connected(g, all)) continue;
        const double gain = weights.of(g) - penalty_ * level.mass[v] * mass[g];
        if (gain > best_gain) best = g, best_gain = gain, joined = weights.of(g);
      }
      weights.clear();
      if (best == none) continue;
      alone[best] = 0;
      group[v] = best;
      mass[best] += mass[v];
      bound[best] += bound[v] - 2 * joined;
    }
    return group;
  }

  static Level aggregate(const Level& level, std::span<const std::uint32_t> group,
                         std::uint32_t groups) {
    std::vector<std::uint32_t> start(groups + 1, 0), member(level.nodes());
    for (const std::uint32_t g : group) ++start[g + 1];
    for (std::uint32_t g = 0; g < groups; ++g) start[g + 1] += start[g];
    std::vector<std::uint32_t> at(start.begin(), start.end() - 1);
    for (std::uint32_t v = 0; v < level.nodes(); ++v) member[at[group[v]]++] = v;

    Level result;
    result.mass.assign(groups, 0);
    result.rows.start.assign(1, 0);
    GroupWeights weights(groups);
    for (std::uint32_t g = 0; g < groups; ++g) {
      for (std::uint32_t m = start[g]; m < start[g + 1]; ++m) {
        const std::uint32_t v = member[m];
        result.mass[g] += level.mass[v];
        for (std::size_t i = level.rows.start[v]; i < level.rows.start[v + 1]; ++i) {
          weights.add(group[level.rows.to[i]], level.rows.weight[i]);
        }
      }
      for (const std::uint32_t to : weights.touched()) {
        if (to == g) continue;
        result.rows.to.push_back(to);
        result.rows.weight.push_back(weights.of(to));
      }
      weights.clear();
      result.rows.start.push_back(static_cast<std::uint32_t>(result.rows.to.size()));
    }
    return result;
  }

  double penalty_;
  double least_gain_;  ///< smaller gains are rounding, and following them might never end
  Random random_;
};

/// Gives the connected parts of each community a number of their own (the smallest node); with a
/// resolution above 0 splitting unconnected parts always gains.
std::vector<std::uint32_t> connected_parts(const Graph& graph,
                                           std::span<const std::uint32_t> community) {
  std::vector<std::uint32_t> part(community.size(), none), stack;
  for (std::uint32_t start = 0; start < community.size(); ++start) {
    if (part[start] != none) continue;
    part[start] = start;
    stack.assign(1, start);
    while (!stack.empty()) {
      const std::uint32_t v = stack.back();
      stack.pop_back();
      for (const std::uint32_t u : neighbors(graph.adjacency, v)) {
        if (part[u] != none || community[u] != community[start]) continue;
        part[u] = start;
        stack.push_back(u);
      }
    }
  }
  return part;
}

double weight_inside(const Graph& graph, std::span<const std::uint32_t> group) {
  double inside = 0;
  for (std::size_t e = 0; e < graph.ends.size(); ++e) {
    if (group[graph.ends[e].first] == group[graph.ends[e].second]) inside += graph.weight[e];
  }
  return inside;
}

double cpm_quality(const Graph& graph, const Partition& partition, double resolution) {
  double quality = weight_inside(graph, partition.of_node);
  for (const double size : partition.sizes) quality -= resolution * size * (size - 1) / 2;
  return quality;
}

}  // namespace

double modularity(const Graph& graph, std::span<const std::uint32_t> group_of_node,
                  double resolution) {
  const double total = std::accumulate(graph.weight.begin(), graph.weight.end(), 0.0);
  if (graph.ends.empty()) return 0;
  const std::vector<double> strength = strengths(graph);
  std::vector<double> of_group;
  for (std::size_t v = 0; v < group_of_node.size(); ++v) {
    if (group_of_node[v] >= of_group.size()) of_group.resize(group_of_node[v] + std::size_t{1}, 0);
    of_group[group_of_node[v]] += strength[v];
  }
  double expected = 0;
  for (const double s : of_group) expected += (s / (2 * total)) * (s / (2 * total));
  return weight_inside(graph, group_of_node) / total - resolution * expected;
}

Communities leiden(const Graph& graph, const CommunityOptions& options) {
  Level base{weighted_rows(graph), {}};
  double twice_total = 0;
  for (const double weight : graph.weight) twice_total += 2 * weight;
  double penalty = options.resolution;
  if (options.quality == Quality::modularity) {
    base.mass = strengths(graph);
    penalty = twice_total > 0 ? options.resolution / twice_total : 0;
  } else {
    base.mass.assign(graph.ids.size(), 1);
  }
  std::vector<std::uint32_t> community(graph.ids.size());
  std::iota(community.begin(), community.end(), 0u);
  Leiden search(penalty, 1e-12 * twice_total, options.seed);
  const unsigned most = options.iterations == 0 ? 100 : options.iterations;
  for (unsigned iteration = 0; iteration < most; ++iteration) {
    if (!search.run(base, community)) break;
  }
  Communities result;
  result.partition = numbered_by_size(connected_parts(graph, community));
  result.modularity = modularity(graph, result.partition.of_node);
  result.quality = options.quality == Quality::modularity
                       ? modularity(graph, result.partition.of_node, options.resolution)
                       : cpm_quality(graph, result.partition, options.resolution);
  return result;
}

}  // namespace comention
