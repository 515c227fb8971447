#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace comention {

/// Gives equal strings equal ids, dense from 0 in the order of first sight. Strings lie in one
/// arena; the table is open-addressed and knows strings of up to 8 bytes without looking there.
class Interner {
 public:
  /// Bytes that intern_padded() may read from a string's first byte on, whatever its size.
  static constexpr std::size_t padding = 8;

  Interner();
  std::uint32_t intern(std::string_view text);
  /// The same, faster, for text of which `padding` bytes may be read even if it is shorter.
  std::uint32_t intern_padded(const char* text, std::size_t size);
  /// The string of an id; lasts until the next intern.
  std::string_view at(std::uint32_t id) const {
    return std::string_view(arena_).substr(starts_[id], starts_[id + 1] - starts_[id]);
  }
  std::uint32_t size() const { return static_cast<std::uint32_t>(starts_.size() - 1); }
  /// Bytes in use.
  std::size_t memory() const;

 private:
  /// `size_plus_1` 0: free. `key`: the text itself up to 8 bytes, else its hash.
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t size_plus_1 = 0;
    std::uint32_t id = 0;
  };
  std::uint32_t find_or_add(std::uint64_t key, std::string_view text);
  void grow();

  std::vector<Slot> slots_;
  std::string arena_;
  std::vector<std::uint64_t> starts_{0};
};

}  // namespace comention
