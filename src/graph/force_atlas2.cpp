#include "graph/force_atlas2.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "graph/barnes_hut.hpp"

namespace comention {
namespace {

/// ln(1 + d) / d for d >= 0 by the series of artanh, with the same rounding on every machine (the
/// C library's logarithms differ).
float log_ratio(float d) {
  if (d < 1e-3f) return 1;
  const std::uint32_t bits = std::bit_cast<std::uint32_t>(1 + d);
  auto exponent = static_cast<float>(static_cast<std::int32_t>(bits >> 23) - 127);
  float mantissa = std::bit_cast<float>((bits & 0x7fffffu) | 0x3f800000u);  // in [1, 2)
  if (mantissa > 1.41421356f) {
    mantissa /= 2;
    exponent += 1;
  }
  const float t = (mantissa - 1) / (mantissa + 1), t2 = t * t;
  const float series = 1 + t2 * (1 / 3.0f + t2 * (1 / 5.0f + t2 / 7));
  return (exponent * 0.693147181f + 2 * t * series) / d;
}

float length(float x, float y) { return std::sqrt(x * x + y * y); }

/// `weight` to a power; the usual powers without the C library, whose pow() differs.
double to_power(double weight, double power) {
  if (power == 0.5) return std::sqrt(weight);
  return power == 1 ? weight : std::pow(weight, power);
}

/// One run; the formulas are those of the paper, its numbers in section "Adapting the speed".
class ForceAtlas2 {
 public:
  ForceAtlas2(const WeightedRows& rows, std::span<const Point> start, const LayoutOptions& options)
      : rows_(rows),
        options_(options),
        count_(start.size()),
        x_(count_),
        y_(count_),
        fx_(count_),
        fy_(count_),
        old_x_(count_, 0),
        old_y_(count_, 0),
        mass_(masses(rows)),
        pull_(pulls(rows, options.weight_influence)),
        far_(mass_, static_cast<float>(options.theta)) {
    for (std::size_t v = 0; v < count_; ++v) {
      x_[v] = static_cast<float>(start[v].x);
      y_[v] = static_cast<float>(start[v].y);
    }
  }

  void step(unsigned number) {
    // Bodies move little in a step: the tree keeps its order for some steps.
    if (number % 4 == 0 || number < 50) far_.sort(x_, y_);
    far_.forces(x_, y_, count_ < 20000 ? 1 : options_.threads, fx_, fy_);
    const auto repulsion = static_cast<float>(options_.repulsion);
    for (std::size_t v = 0; v < count_; ++v) {
      fx_[v] *= repulsion;
      fy_[v] *= repulsion;
    }
    attract();
    fall();
    move();
  }

  std::vector<Point> places() const {
    std::vector<Point> points(count_);
    for (std::size_t v = 0; v < count_; ++v) points[v] = {x_[v], y_[v]};
    return points;
  }

 private:
  static std::vector<float> masses(const WeightedRows& rows) {
    std::vector<float> mass;
    for (std::size_t v = 0; v < rows.nodes(); ++v) {
      mass.push_back(1 + static_cast<float>(rows.start[v + 1] - rows.start[v]));
    }
    return mass;
  }

  /// Weights relative to their mean, so that the unit of the weights does not matter.
  static std::vector<float> pulls(const WeightedRows& rows, double influence) {
    double sum = 0;
    for (const double weight : rows.weight) sum += to_power(weight, influence);
    const double mean = sum > 0 ? sum / static_cast<double>(rows.weight.size()) : 1;
    std::vector<float> pull;
    pull.reserve(rows.weight.size());
    for (const double weight : rows.weight) {
      pull.push_back(static_cast<float>(to_power(weight, influence) / mean));
    }
    return pull;
  }

  void attract() {
    const bool logarithm = options_.attraction == Attraction::linlog;
    for (std::size_t v = 0; v < count_; ++v) {
      const float x = x_[v], y = y_[v];
      float sum_x = 0, sum_y = 0;
      for (std::size_t i = rows_.start[v]; i < rows_.start[v + 1]; ++i) {
        const float dx = x_[rows_.to[i]] - x, dy = y_[rows_.to[i]] - y;
        float pull = pull_[i];
        if (logarithm) pull *= log_ratio(length(dx, dy));
        sum_x += dx * pull;
        sum_y += dy * pull;
      }
      fx_[v] += sum_x;
      fy_[v] += sum_y;
    }
  }

  /// Gravity: the same pull towards the middle at every distance. The paper's constant suits one
  /// size of graph only; here it is such that a node which nothing else pulls settles at three
  /// times the usual distance from the middle (where repulsion, total mass / distance, is as
  /// strong), so that no loose end stretches the picture.
  void fall() {
    double squares = 0, total = 0;
    for (std::size_t v = 0; v < count_; ++v) {
      squares += mass_[v] * (x_[v] * x_[v] + y_[v] * y_[v]);
      total += mass_[v];
    }
    const double usual = std::sqrt(squares / total) + 1e-6;
    const auto gravity =
        static_cast<float>(options_.gravity * options_.repulsion * total / (3 * usual));
    for (std::size_t v = 0; v < count_; ++v) {
      const float distance = length(x_[v], y_[v]) + 1e-6f;
      const float pull = gravity * mass_[v] / distance;
      fx_[v] -= x_[v] * pull;
      fy_[v] -= y_[v] * pull;
    }
  }

  void move() {
    double swinging = 0, traction = 0;
    for (std::size_t v = 0; v < count_; ++v) {
      swinging += mass_[v] * length(old_x_[v] - fx_[v], old_y_[v] - fy_[v]);
      traction += mass_[v] * length(old_x_[v] + fx_[v], old_y_[v] + fy_[v]) / 2;
    }
    adapt_speed(swinging, traction);
    for (std::size_t v = 0; v < count_; ++v) {
      const double swing = mass_[v] * length(old_x_[v] - fx_[v], old_y_[v] - fy_[v]);
      const double factor = speed_ / (1 + std::sqrt(speed_ * swing));
      x_[v] += static_cast<float>(fx_[v] * factor);
      y_[v] += static_cast<float>(fy_[v] * factor);
      old_x_[v] = fx_[v];
      old_y_[v] = fy_[v];
    }
  }

  void adapt_speed(double swinging, double traction) {
    if (!(swinging > 0) || !(traction > 0)) return;
    const auto n = static_cast<double>(count_);
    const double usual = 0.05 * std::sqrt(n);
    double jitter = std::max(std::sqrt(usual), std::min(10.0, usual * traction / (n * n)));
    if (swinging / traction > 2) {
      if (efficiency_ > 0.05) efficiency_ *= 0.5;
      jitter = std::max(jitter, 1.0);
    }
    const double target = jitter * efficiency_ * traction / swinging;
    if (swinging > jitter * traction) {
      if (efficiency_ > 0.05) efficiency_ *= 0.7;
    } else if (speed_ < 1000) {
      efficiency_ *= 1.3;
    }
    speed_ += std::min(target - speed_, 0.5 * speed_);
  }

  const WeightedRows& rows_;
  const LayoutOptions& options_;
  std::size_t count_;
  std::vector<float> x_, y_, fx_, fy_, old_x_, old_y_, mass_, pull_;
  BarnesHut far_;
  double speed_ = 1, efficiency_ = 1;
};

}  // namespace

std::vector<Point> run_force_atlas2(const WeightedRows& rows, std::vector<Point> start,
                                    unsigned iterations, const LayoutOptions& options) {
  ForceAtlas2 run(rows, start, options);
  for (unsigned step = 0; step < iterations; ++step) run.step(step);
  return run.places();
}

}  // namespace comention
