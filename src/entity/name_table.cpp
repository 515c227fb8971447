#include "entity/name_table.hpp"

#include <algorithm>
#include <bit>

#include "base/hash.hpp"

namespace comention {
namespace {

std::uint32_t hash_of(const NameTable::Key& key) {
  std::uint64_t hash = hash_bytes(key.text) + static_cast<std::uint64_t>(key.type) * 0x9E37u;
  if (key.full != NameTable::none) hash += (std::uint64_t{key.full} + 1) << 20;
  hash += static_cast<std::uint64_t>(key.reason) << 8;
  hash += static_cast<std::uint64_t>(key.sex) << 4;
  hash += std::uint64_t{key.company} << 40;
  return static_cast<std::uint32_t>(mix_bits(hash) >> 16);
}

}  // namespace

void Neighbours::add(const Neighbours& other) {
  for (int i = 0; i < 4; ++i) bits[i] |= other.bits[i];
}

int Neighbours::count() const {
  int sum = 0;
  for (const std::uint64_t word : bits) sum += std::popcount(word);
  return sum;
}

int Neighbours::shared(const Neighbours& other) const {
  int sum = 0;
  for (int i = 0; i < 4; ++i) sum += std::popcount(bits[i] & other.bits[i]);
  return sum;
}

bool NameTable::equal(std::uint32_t name, const Key& key) const {
  const Row& row = rows_[name];
  return row.type == key.type && row.full == key.full && row.reason == key.reason &&
         row.sex == key.sex && row.company == key.company && text(name) == key.text;
}

std::uint32_t NameTable::add(const Key& key, std::uint32_t uses) {
  if ((size() + 1) * 4 > slots_.size() * 3) grow();
  const std::uint32_t hash = hash_of(key);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].name != none; at = (at + 1) & mask) {
    if (slots_[at].hash != hash || !equal(slots_[at].name, key)) continue;
    std::uint32_t& count = rows_[slots_[at].name].uses;
    count = count > none - uses ? none : count + uses;
    return slots_[at].name;
  }
  const auto name = static_cast<std::uint32_t>(size());
  slots_[at] = {hash, name};
  rows_.push_back({letters_.size(), hash, key.full, uses, none, key.company, key.type, key.reason,
                   key.sex, false});
  letters_ += key.text;
  return name;
}

void NameTable::add_neighbours(std::uint32_t name, const Neighbours& neighbours) {
  std::uint32_t& which = rows_[name].neighbours;
  if (which == none) {
    which = static_cast<std::uint32_t>(neighbours_.size());
    neighbours_.emplace_back();
  }
  neighbours_[which].add(neighbours);
}

void NameTable::grow() {
  slots_.assign(std::max<std::size_t>(64, slots_.size() * 2), Slot{});
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t name = 0; name < size(); ++name) {
    std::size_t at = rows_[name].hash & mask;
    while (slots_[at].name != none) at = (at + 1) & mask;
    slots_[at] = {rows_[name].hash, name};
  }
}

}  // namespace comention
