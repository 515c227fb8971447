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
  return type(name) == key.type && row.full == key.full && row.reason == key.reason &&
         sex(name) == key.sex && row.company == key.company && text(name) == key.text;
}

std::uint32_t NameTable::add(const Key& key, std::uint32_t uses) {
  if ((size() + 1) * 4 > slots_.size() * 3) grow();
  const std::uint32_t hash = hash_of(key);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].name != none; at = (at + 1) & mask) {
    if (slots_[at].hash != hash || !equal(slots_[at].name, key)) continue;
    std::uint32_t& count = rows_[slots_[at].name].uses;
    count = saturated_sum(count, uses);
    return slots_[at].name;
  }
  const auto name = static_cast<std::uint32_t>(size());
  slots_[at] = {hash, name};
  Row row{};
  row.begin = letters_.size();
  row.full = key.full;
  row.uses = uses;
  row.neighbours = none;
  row.company = key.company;
  row.reason = key.reason;
  row.type = static_cast<std::uint8_t>(key.type) & 7u;
  row.sex = static_cast<std::uint8_t>(key.sex) & 3u;
  rows_.push_back(row);
  letters_.append(key.text.data(), key.text.size());
  return name;
}

void NameTable::add_neighbours(std::uint32_t name, Company& document) {
  Row& row = rows_[name];
  if (row.neighbours == none) {
    if (document.set == none) {
      document.set = static_cast<std::uint32_t>(sets_.size());
      sets_.push_back(document.neighbours);
    }
    row.neighbours = document.set;
    return;
  }
  if (row.neighbours == document.set) return;
  if (row.own_set == 0) {
    sets_.push_back(sets_[row.neighbours]);
    row.neighbours = static_cast<std::uint32_t>(sets_.size() - 1);
    row.own_set = 1;
  }
  sets_[row.neighbours].add(document.neighbours);
}

std::size_t NameTable::memory() const {
  return letters_.size() + rows_.size() * sizeof(Row) + sets_.size() * sizeof(Neighbours) +
         slots_.size() * sizeof(Slot);
}

void NameTable::grow() {
  const std::vector<Slot> old = std::move(slots_);
  slots_.assign(std::max<std::size_t>(64, old.size() * 2), Slot{});
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.name == none) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].name != none) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

}  // namespace comention
