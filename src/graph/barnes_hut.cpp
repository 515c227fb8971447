#include "graph/barnes_hut.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/parallel.hpp"

namespace comention {

BarnesHut::BarnesHut(std::vector<float> masses, float theta)
    : masses_(std::move(masses)), theta_(theta), order_(masses_.size()) {
  std::iota(order_.begin(), order_.end(), 0u);
  plan();
}

/// The shape of the tree depends on the number of bodies alone: halves, cut at a multiple of eight.
void BarnesHut::plan() {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> stack;
  if (!masses_.empty()) stack.push_back({0, static_cast<std::uint32_t>(masses_.size())});
  while (!stack.empty()) {
    const auto [begin, end] = stack.back();
    stack.pop_back();
    if (end - begin <= lanes) leaf_nodes_.push_back(static_cast<std::uint32_t>(nodes_.size()));
    nodes_.push_back({begin, end, 0, 0, 0, 0, 0, {}});
    if (end - begin <= lanes) continue;
    const auto eights = static_cast<std::uint32_t>((end - begin + lanes - 1) / lanes);
    const std::uint32_t left = (eights + 1) / 2 * static_cast<std::uint32_t>(lanes);
    stack.push_back({begin + left, end});
    stack.push_back({begin, begin + left});
  }
  leaves_.resize(leaf_nodes_.size());
  // From the back: the left child follows its node, the right one follows the left one's subtree.
  for (std::size_t at = nodes_.size(); at-- > 0;) {
    Node& node = nodes_[at];
    if (node.end - node.begin <= lanes) {
      node.skip = static_cast<std::uint32_t>(at + 1);
    } else {
      node.skip = nodes_[nodes_[at + 1].skip].skip;
    }
  }
}

void BarnesHut::sort(std::span<const float> x, std::span<const float> y) {
  for (std::size_t at = 0; at < nodes_.size(); ++at) {
    const Node& node = nodes_[at];
    const auto begin = order_.begin() + node.begin, end = order_.begin() + node.end;
    if (node.end - node.begin <= lanes) {
      std::sort(begin, end);  // one order whatever the standard library
      continue;
    }
    float left = x[*begin], right = left, bottom = y[*begin], top = bottom;
    for (auto body = begin; body != end; ++body) {
      left = std::min(left, x[*body]);
      right = std::max(right, x[*body]);
      bottom = std::min(bottom, y[*body]);
      top = std::max(top, y[*body]);
    }
    const std::span<const float> along = right - left >= top - bottom ? x : y;
    std::nth_element(begin, order_.begin() + nodes_[at + 1].end, end,
                     [&](std::uint32_t a, std::uint32_t b) {
                       return along[a] != along[b] ? along[a] < along[b] : a < b;
                     });
  }
}

void BarnesHut::update(std::span<const float> x, std::span<const float> y) {
  std::size_t leaf = leaf_nodes_.size();
  for (std::size_t at = nodes_.size(); at-- > 0;) {
    Node& node = nodes_[at];
    if (node.end - node.begin > lanes) {
      const Node& a = nodes_[at + 1];
      const Node& b = nodes_[a.skip];
      node.mass = a.mass + b.mass;
      node.x = (a.x * a.mass + b.x * b.mass) / node.mass;
      node.y = (a.y * a.mass + b.y * b.mass) / node.mass;
      node.box = {std::min(a.box.left, b.box.left), std::max(a.box.right, b.box.right),
                  std::min(a.box.bottom, b.box.bottom), std::max(a.box.top, b.box.top)};
    } else {
      Leaf& lane = leaves_[--leaf];
      float mass = 0, sum_x = 0, sum_y = 0;
      const std::uint32_t first = order_[node.begin];
      node.box = {x[first], x[first], y[first], y[first]};
      for (std::size_t i = 0; i < lanes; ++i) {
        const bool used = node.begin + i < node.end;
        const std::uint32_t body = used ? order_[node.begin + i] : first;
        lane.x[i] = x[body];
        lane.y[i] = y[body];
        lane.mass[i] = used ? masses_[body] : 0;
        mass += lane.mass[i];
        sum_x += lane.x[i] * lane.mass[i];
        sum_y += lane.y[i] * lane.mass[i];
        node.box = {std::min(node.box.left, x[body]), std::max(node.box.right, x[body]),
                    std::min(node.box.bottom, y[body]), std::max(node.box.top, y[body])};
      }
      node.mass = mass;
      node.x = sum_x / mass;
      node.y = sum_y / mass;
    }
    node.extent = std::max(node.box.right - node.box.left, node.box.top - node.box.bottom);
  }
}

void BarnesHut::Sources::clear() {
  x.clear();
  y.clear();
  mass.clear();
}

void BarnesHut::Sources::add(float px, float py, float pmass) {
  x.push_back(px);
  y.push_back(py);
  mass.push_back(pmass);
}

/// Lists what the bodies in a box feel: far groups as one body, near bodies each.
void BarnesHut::gather(const Box& box, Sources& sources) const {
  sources.clear();
  const float near = theta_ * theta_;
  std::uint32_t at = 0;
  while (at < nodes_.size()) {
    const Node& node = nodes_[at];
    const float dx = std::max({box.left - node.x, node.x - box.right, 0.0f});
    const float dy = std::max({box.bottom - node.y, node.y - box.top, 0.0f});
    if (node.extent * node.extent < near * (dx * dx + dy * dy)) {
      sources.add(node.x, node.y, node.mass);
      at = node.skip;
      continue;
    }
    if (node.end - node.begin <= lanes) {
      const Leaf& leaf = leaves_[node.begin / lanes];
      for (std::size_t i = 0; i < node.end - node.begin; ++i) {
        sources.add(leaf.x[i], leaf.y[i], leaf.mass[i]);
      }
    }
    ++at;
  }
}

void BarnesHut::forces_on_leaf(std::size_t leaf, Sources& sources, std::span<float> fx,
                               std::span<float> fy) const {
  const Node& node = nodes_[leaf_nodes_[leaf]];
  const Leaf bodies = leaves_[leaf];
  gather(node.box, sources);
  std::array<float, lanes> sum_x{}, sum_y{};
  for (std::size_t s = 0; s < sources.x.size(); ++s) {
    const float x = sources.x[s], y = sources.y[s], mass = sources.mass[s];
    for (std::size_t i = 0; i < lanes; ++i) {
      const float dx = bodies.x[i] - x, dy = bodies.y[i] - y;
      // The small number keeps a body from pushing itself: 0 * mass / tiny is 0.
      const float push = mass / (dx * dx + dy * dy + 1e-9f);
      sum_x[i] += dx * push;
      sum_y[i] += dy * push;
    }
  }
  for (std::size_t i = 0; i < node.end - node.begin; ++i) {
    const std::uint32_t body = order_[node.begin + i];
    fx[body] = sum_x[i] * bodies.mass[i];
    fy[body] = sum_y[i] * bodies.mass[i];
  }
}

void BarnesHut::forces(std::span<const float> x, std::span<const float> y, unsigned threads,
                       std::span<float> fx, std::span<float> fy) {
  update(x, y);
  constexpr std::size_t chunk = 256;
  const std::size_t chunks = (leaves_.size() + chunk - 1) / chunk;
  for_each_index(threads, chunks, [&](std::size_t c) {
    Sources sources;
    for (std::size_t leaf = c * chunk; leaf < std::min(leaves_.size(), (c + 1) * chunk); ++leaf) {
      forces_on_leaf(leaf, sources, fx, fy);
    }
  });
}

}  // namespace comention
