#pragma once

#include <cmath>

#include "comention/layout.hpp"

namespace comention {

/// Places farther and farther from the middle that cover the plane evenly, about one for every pi
/// units of area: each is turned by the golden angle (Vogel 1979). Turned by multiplication, as the
/// C library's sines differ between machines.
class Spiral {
 public:
  const Point& at() const { return at_; }

  void advance() {
    constexpr double cosine = -0.7373688780783197, sine = 0.6754902942615238;
    const Point turned{direction_.x * cosine - direction_.y * sine,
                       direction_.x * sine + direction_.y * cosine};
    const double length = std::sqrt(turned.x * turned.x + turned.y * turned.y);
    direction_ = {turned.x / length, turned.y / length};
    const double radius = std::sqrt(++number_);
    at_ = {radius * direction_.x, radius * direction_.y};
  }

 private:
  Point at_, direction_{1, 0};
  double number_ = 0;
};

}  // namespace comention
