#pragma once

#include <cstdint>
#include <vector>

namespace comention {

/// A small open-addressing table from 64-bit hashes to values; the hash is the key (two different
/// strings with one hash are taken for the same: for look-ups in word lists).
template <class Value>
class HashTable {
 public:
  Value* find(std::uint64_t hash) {
    return const_cast<Value*>(static_cast<const HashTable*>(this)->find(hash));
  }
  const Value* find(std::uint64_t hash) const {
    if (slots_.empty()) return nullptr;
    for (std::size_t at = hash & mask();; at = (at + 1) & mask()) {
      const Slot& slot = slots_[at];
      if (!slot.used) return nullptr;
      if (slot.hash == hash) return &slot.value;
    }
  }
  /// The value of a hash, made if there is none yet.
  Value& operator[](std::uint64_t hash) {
    if ((size_ + 1) * 3 > slots_.size() * 2) grow();
    Slot& slot = slot_for(hash);
    if (!slot.used) slot.used = true, slot.hash = hash, ++size_;
    return slot.value;
  }
  std::size_t size() const { return size_; }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    Value value{};
    bool used = false;
  };
  std::size_t mask() const { return slots_.size() - 1; }
  Slot& slot_for(std::uint64_t hash) {
    std::size_t at = hash & mask();
    while (slots_[at].used && slots_[at].hash != hash) at = (at + 1) & mask();
    return slots_[at];
  }
  void grow() {
    std::vector<Slot> old(slots_.empty() ? 16 : slots_.size() * 2);
    old.swap(slots_);
    for (Slot& slot : old) {
      if (slot.used) slot_for(slot.hash) = std::move(slot);
    }
  }
  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

}  // namespace comention
