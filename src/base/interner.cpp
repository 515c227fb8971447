#include "base/interner.hpp"

#include <bit>
#include <cstring>
#include <utility>

#include "base/hash.hpp"

namespace comention {
namespace {

constexpr std::uint64_t multiplier = 0x9E3779B97F4A7C15u;

/// Keys of short strings differ in their high bytes only when those differ: mix before use.
std::size_t place_of(std::uint64_t key, std::uint32_t size, std::size_t mask) {
  return static_cast<std::size_t>(mix_bits(key + size * multiplier)) & mask;
}

std::uint64_t short_key(const char* text, std::size_t size) {
  std::uint64_t word;
  std::memcpy(&word, text, 8);
  if (size == 8) return word;
  const std::uint64_t used = (std::uint64_t{1} << (size * 8)) - 1;
  return std::endian::native == std::endian::little ? word & used : word >> (64 - size * 8);
}

std::uint64_t long_key(const char* text, std::size_t size) {
  std::uint64_t key = size, word = 0;
  for (std::size_t at = 0; at + 8 < size; at += 8) {
    std::memcpy(&word, text + at, 8);
    key = std::rotl((key ^ word) * multiplier, 29);
  }
  std::memcpy(&word, text + size - 8, 8);  // the last eight, some of them a second time
  return (key ^ word) * multiplier;
}

}  // namespace

Interner::Interner() : slots_(1024) {}

std::size_t Interner::memory() const {
  return slots_.capacity() * sizeof(Slot) + arena_.capacity() + starts_.capacity() * 8;
}

std::uint32_t Interner::intern(std::string_view text) {
  if (text.size() >= padding) return intern_padded(text.data(), text.size());
  char padded[padding] = {};
  std::memcpy(padded, text.data(), text.size());
  return intern_padded(padded, text.size());
}

std::uint32_t Interner::intern_padded(const char* text, std::size_t size) {
  if (size == 0) return find_or_add(0, {});
  const auto key = size <= 8 ? short_key(text, size) : long_key(text, size);
  return find_or_add(key, {text, size});
}

std::uint32_t Interner::find_or_add(std::uint64_t key, std::string_view text) {
  const auto marked = static_cast<std::uint32_t>(text.size() + 1);
  const std::size_t mask = slots_.size() - 1;
  std::size_t place = place_of(key, marked, mask);
  for (; slots_[place].size_plus_1 != 0; place = (place + 1) & mask) {
    const Slot& slot = slots_[place];
    if (slot.key != key || slot.size_plus_1 != marked) continue;
    if (text.size() <= 8 || at(slot.id) == text) return slot.id;
  }
  const std::uint32_t id = size();
  slots_[place] = {key, marked, id};
  arena_ += text;
  starts_.push_back(arena_.size());
  if (std::size_t{size()} * 5 > slots_.size() * 4) grow();
  return id;
}

void Interner::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  std::swap(old, slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.size_plus_1 == 0) continue;
    std::size_t place = place_of(slot.key, slot.size_plus_1, mask);
    while (slots_[place].size_plus_1 != 0) place = (place + 1) & mask;
    slots_[place] = slot;
  }
}

}  // namespace comention
