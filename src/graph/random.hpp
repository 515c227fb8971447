#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace comention {

/// Seeded random numbers that are the same on every machine: SplitMix64 (Steele, Lea, Flood 2014).
/// The standard library's distributions and std::shuffle are not.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

  /// A number below `limit` (at most 2^32); the bias is below limit / 2^32 and of no matter here.
  std::uint32_t below(std::uint64_t limit) {
    return static_cast<std::uint32_t>(((next() >> 32) * limit) >> 32);
  }

  /// Puts the items into random order.
  template <class T>
  void shuffle(std::span<T> items) {
    for (std::size_t left = items.size(); left > 1; --left) {
      std::swap(items[left - 1], items[below(left)]);
    }
  }

 private:
  std::uint64_t state_;
};

}  // namespace comention
