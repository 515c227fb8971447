#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "text/word_hash.hpp"

namespace comention {

/// A small fixed set of words by their keys, at most a few hundred.
class WordSet {
 public:
  WordSet(std::initializer_list<std::string_view> words) : slots_(size, 0) {
    for (const auto word : words) {
      const std::uint64_t key = hash_ascii_folded(word);
      std::size_t at = key & (size - 1);
      while (slots_[at] != 0) at = (at + 1) & (size - 1);
      slots_[at] = key;
    }
  }

  bool has(std::uint64_t key) const {
    for (std::size_t at = key & (size - 1); slots_[at] != 0; at = (at + 1) & (size - 1)) {
      if (slots_[at] == key) return true;
    }
    return false;
  }

 private:
  static constexpr std::size_t size = 1024;
  std::vector<std::uint64_t> slots_;
};

}  // namespace comention
