#pragma once

#include <cstdint>

#include "base/hash.hpp"

/// Small numbers by splitmix64: the same on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint32_t below(std::uint32_t n) {
    state_ += 0x9E3779B97F4A7C15u;
    return static_cast<std::uint32_t>(comention::mix_bits(state_) % n);
  }

 private:
  std::uint64_t state_;
};
