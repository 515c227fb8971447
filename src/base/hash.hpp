#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace comention {

/// Mixes the bits of a word so that all of them depend on all (the finaliser of splitmix64).
constexpr std::uint64_t mix_bits(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

/// A hash that is the same in every run and on every machine; not made to resist an adversary.
inline std::uint64_t hash_bytes(std::string_view bytes) {
  std::uint64_t hash = 0x9E3779B97F4A7C15u ^ bytes.size();
  for (const char c : bytes) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  }
  return mix_bits(hash);
}

}  // namespace comention
