#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace comention {

/// Numbers nodes in the order in which they come, for formats whose ids are numbers. Grows with the
/// nodes of the graph, not with its edges.
class NodeNumbers {
 public:
  explicit NodeNumbers(std::int64_t first) : next_(first) {}

  std::int64_t add(std::string_view id) {
    numbers_.emplace(id, next_);
    return next_++;
  }
  std::int64_t of(std::string_view id) const {
    const auto at = numbers_.find(id);
    assert(at != numbers_.end());
    return at->second;
  }

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, std::int64_t, Hash, std::equal_to<>> numbers_;
  std::int64_t next_;
};

}  // namespace comention
