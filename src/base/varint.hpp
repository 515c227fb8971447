#pragma once

#include <cstdint>
#include <string>

namespace comention {

/// Appends an unsigned number, 7 bits a byte, low bits first (LEB128).
inline void put_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out += static_cast<char>(value | 0x80);
    value >>= 7;
  }
  out += static_cast<char>(value);
}

/// Signed numbers near 0 as unsigned ones near 0.
constexpr std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
constexpr std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

/// Reads what put_varint wrote and moves `at` past it. Only for bytes written by this program.
inline std::uint64_t get_varint(const char*& at) {
  auto byte = static_cast<unsigned char>(*at++);
  if (byte < 0x80) return byte;
  std::uint64_t value = byte & 0x7F;
  for (unsigned shift = 7;; shift += 7) {
    byte = static_cast<unsigned char>(*at++);
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
}

}  // namespace comention
