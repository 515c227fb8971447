#include <algorithm>
#include <cmath>
#include <cstddef>

#include "graph/force_atlas2.hpp"
#include "graph/spiral.hpp"

namespace comention {
namespace {

/// Which squares of the plane are taken.
class Plane {
 public:
  Plane(double reach, double square)
      : square_(square), side_(2 * static_cast<std::ptrdiff_t>(reach / square) + 3) {
    taken_.assign(static_cast<std::size_t>(side_ * side_), 0);
  }

  void take(double x, double y) {
    const std::ptrdiff_t c = place(x), l = place(y);
    for (std::ptrdiff_t j = l - 1; j <= l + 1; ++j) {
      for (std::ptrdiff_t i = c - 1; i <= c + 1; ++i) {
        if (inside(i, j)) taken_[static_cast<std::size_t>(j * side_ + i)] = 1;
      }
    }
  }
  bool free(double x, double y) const {
    const std::ptrdiff_t c = place(x), l = place(y);
    return !inside(c, l) || !taken_[static_cast<std::size_t>(l * side_ + c)];
  }
  double square() const { return square_; }

 private:
  std::ptrdiff_t place(double at) const {
    return static_cast<std::ptrdiff_t>(std::floor(at / square_)) + side_ / 2;
  }
  bool inside(std::ptrdiff_t c, std::ptrdiff_t l) const {
    return c >= 0 && l >= 0 && c < side_ && l < side_;
  }

  double square_;
  std::ptrdiff_t side_;
  std::vector<std::uint8_t> taken_;
};

/// Marks points along an edge, so that nothing is set on it.
void take_edge(Plane& plane, const Point& a, const Point& b) {
  const double length = std::sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
  const double steps = std::min(64.0, std::floor(length / plane.square()));
  for (double i = 0; i <= steps; ++i) {
    const double t = steps > 0 ? i / steps : 0;
    plane.take(a.x + t * (b.x - a.x), a.y + t * (b.y - a.y));
  }
}

}  // namespace

void pack_components(std::span<Point> points, const Partition& components,
                     std::span<const std::pair<std::uint32_t, std::uint32_t>> ends) {
  if (components.sizes.size() < 2) return;
  const std::size_t count = components.sizes.size();
  std::vector<std::vector<std::uint32_t>> members(count), edges(count);
  for (std::uint32_t v = 0; v < points.size(); ++v) members[components.of_node[v]].push_back(v);
  for (std::uint32_t e = 0; e < ends.size(); ++e) {
    edges[components.of_node[ends[e].first]].push_back(e);
  }
  Plane plane(120 * std::sqrt(static_cast<double>(points.size())) + 500, 50);
  Spiral spiral;  // components get smaller, so it only goes outwards
  for (std::size_t c = 0; c < count; ++c) {
    const auto shift = [&] { return Point{25 * spiral.at().x, 25 * spiral.at().y}; };
    while (!std::all_of(members[c].begin(), members[c].end(), [&](std::uint32_t v) {
      return plane.free(points[v].x + shift().x, points[v].y + shift().y);
    })) {
      spiral.advance();
    }
    for (const std::uint32_t v : members[c]) {
      points[v].x += shift().x;
      points[v].y += shift().y;
      plane.take(points[v].x, points[v].y);
    }
    for (const std::uint32_t e : edges[c]) {
      take_edge(plane, points[ends[e].first], points[ends[e].second]);
    }
  }
}

}  // namespace comention
