#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace comention {

static_assert(std::endian::native == std::endian::little,
              "hashes of words are part of the model file, which is little-endian");

/// One multiply-and-fold step of the hashes below (the mixing step of wyhash).
inline std::uint64_t mix_hash(std::uint64_t a, std::uint64_t b) {
  const auto product =
      static_cast<unsigned __int128>(a ^ 0x9E3779B97F4A7C15u) * (b ^ 0xE7037ED1A0B428DBu);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// Hash of bytes; the same on every machine.
inline std::uint64_t hash_word(std::string_view bytes) {
  std::uint64_t hash = 0xA0761D6478BD642Fu ^ bytes.size();
  while (bytes.size() >= 8) {
    std::uint64_t chunk;
    std::memcpy(&chunk, bytes.data(), 8);
    hash = mix_hash(hash, chunk);
    bytes.remove_prefix(8);
  }
  std::uint64_t chunk = 0;
  if (!bytes.empty()) std::memcpy(&chunk, bytes.data(), bytes.size());
  return mix_hash(hash, chunk);
}

/// Hash of ASCII bytes in which letters of both cases are equal.
inline std::uint64_t hash_ascii_folded(std::string_view bytes) {
  constexpr std::uint64_t case_bits = 0x2020202020202020u;
  std::uint64_t hash = 0xA0761D6478BD642Fu ^ bytes.size();
  while (bytes.size() >= 8) {
    std::uint64_t chunk;
    std::memcpy(&chunk, bytes.data(), 8);
    hash = mix_hash(hash, chunk | case_bits);
    bytes.remove_prefix(8);
  }
  std::uint64_t chunk = 0;
  if (!bytes.empty()) std::memcpy(&chunk, bytes.data(), bytes.size());
  return mix_hash(hash, chunk | case_bits);
}

}  // namespace comention
