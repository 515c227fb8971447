#include <algorithm>
#include <cmath>
#include <cstddef>

#include "graph/force_atlas2.hpp"

namespace comention {
namespace {

/// Discs by the square of the plane that holds their centre; squares are as wide as the widest
/// disc, so discs that touch stand in neighbouring squares.
class Squares {
 public:
  Squares(std::span<const Point> points, double width) : width_(width) {
    for (const Point& point : points) {
      left_ = std::min(left_, point.x);
      bottom_ = std::min(bottom_, point.y);
      right_ = std::max(right_, point.x);
      top_ = std::max(top_, point.y);
    }
    // At most about four squares a disc: a far outlier must not cost memory.
    const double most = 4.0 * static_cast<double>(points.size()) + 16;
    while (((right_ - left_) / width_ + 1) * ((top_ - bottom_) / width_ + 1) > most) width_ *= 1.5;
    columns_ = static_cast<std::size_t>((right_ - left_) / width_) + 1;
    lines_ = static_cast<std::size_t>((top_ - bottom_) / width_) + 1;
    start_.assign(columns_ * lines_ + 1, 0);
    for (const Point& point : points) ++start_[square(point) + 1];
    for (std::size_t s = 1; s < start_.size(); ++s) start_[s] += start_[s - 1];
    std::vector<std::uint32_t> at(start_.begin(), start_.end() - 1);
    members_.resize(points.size());
    for (std::uint32_t v = 0; v < points.size(); ++v) members_[at[square(points[v])]++] = v;
  }

  /// Calls `visit` for each disc in the nine squares around a point.
  template <class Visit>
  void around(const Point& point, Visit visit) const {
    const std::size_t c = column(point), l = line(point);
    for (std::size_t y = l == 0 ? 0 : l - 1; y <= std::min(l + 1, lines_ - 1); ++y) {
      for (std::size_t x = c == 0 ? 0 : c - 1; x <= std::min(c + 1, columns_ - 1); ++x) {
        const std::size_t s = y * columns_ + x;
        for (std::size_t i = start_[s]; i < start_[s + 1]; ++i) visit(members_[i]);
      }
    }
  }

 private:
  std::size_t column(const Point& p) const {
    return std::min(columns_ - 1, static_cast<std::size_t>((p.x - left_) / width_));
  }
  std::size_t line(const Point& p) const {
    return std::min(lines_ - 1, static_cast<std::size_t>((p.y - bottom_) / width_));
  }
  std::size_t square(const Point& p) const { return line(p) * columns_ + column(p); }

  double left_ = 0, right_ = 0, bottom_ = 0, top_ = 0;
  double width_;
  std::size_t columns_, lines_;
  std::vector<std::uint32_t> start_, members_;
};

}  // namespace

void push_apart(std::span<Point> points, std::span<const double> radii) {
  if (points.empty()) return;
  const double widest = 2 * *std::max_element(radii.begin(), radii.end());
  std::vector<Point> shift(points.size());
  // Of many discs each is a dot: some rounds are enough there.
  const auto rounds =
      static_cast<unsigned>(std::clamp<std::size_t>(20'000'000 / points.size(), 50, 1000));
  for (unsigned round = 1; round <= rounds; ++round) {
    // Where pushing alone does not make room, the whole picture grows a little.
    if (round % 25 == 0) {
      for (Point& point : points) point = {point.x * 1.08, point.y * 1.08};
    }
    const Squares squares(points, std::max(widest * 1.05, 1.0));
    bool overlap = false;
    std::fill(shift.begin(), shift.end(), Point{});
    for (std::uint32_t v = 0; v < points.size(); ++v) {
      squares.around(points[v], [&](std::uint32_t u) {
        if (u <= v) return;
        double dx = points[u].x - points[v].x, dy = points[u].y - points[v].y;
        const double wanted = (radii[u] + radii[v]) * 1.05;
        if (dx * dx + dy * dy >= wanted * wanted) return;
        if (dx == 0 && dy == 0) dx = 1e-3;
        const double distance = std::sqrt(dx * dx + dy * dy);
        overlap |= distance < radii[u] + radii[v];
        // The smaller disc gives way.
        const double move = (wanted - distance) / distance * 0.6;
        const double share = radii[u] / (radii[u] + radii[v]);
        shift[v].x -= dx * move * share;
        shift[v].y -= dy * move * share;
        shift[u].x += dx * move * (1 - share);
        shift[u].y += dy * move * (1 - share);
      });
    }
    if (!overlap) return;
    for (std::size_t v = 0; v < points.size(); ++v) {
      points[v].x += shift[v].x;
      points[v].y += shift[v].y;
    }
  }
}

}  // namespace comention
