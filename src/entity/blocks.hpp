#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "base/spill.hpp"

namespace comention {

/// A node filed under a hash: nodes that share one are compared.
struct Filed {
  std::uint64_t block;
  std::uint32_t node;
  friend bool operator<(const Filed& a, const Filed& b) {
    return a.block != b.block ? a.block < b.block : a.node < b.node;
  }
  friend bool operator==(const Filed&, const Filed&) = default;
};

/// Files nodes under hashes and gives them back block by block, in the order of the hashes; n log
/// n. Past the place's budget sorted runs go to an unlinked temporary file and are merged: the same
/// blocks in the same order. Order of calls: add* next_block*.
class Blocks {
 public:
  explicit Blocks(SpillPlace place = {}) : place_(std::move(place)) {}

  void add(std::uint64_t block, std::uint32_t node) {
    filed_.push_back({block, node});
    if (filed_.size() * sizeof(Filed) >= place_.memory) write_run();
  }
  /// The nodes of the next block of at least `least` nodes, each once and rising; false at the end.
  Result<bool> next_block(std::size_t least, std::vector<std::uint32_t>& nodes);

 private:
  /// A sorted stretch of the file, of which `buffer` from `at` on is not taken yet.
  struct Run {
    std::uint64_t next, end;  ///< bytes of the file
    std::vector<Filed> buffer;
    std::size_t at = 0;
  };
  void sort_filed();
  void write_run();
  Result<void> start_merge();
  Result<void> refill(Run& run) const;
  Result<bool> take(Filed& filed);

  SpillPlace place_;
  std::vector<Filed> filed_;
  UnlinkedFile file_;
  Result<void> written_;  ///< add() cannot say it
  std::vector<Run> runs_;
  std::vector<std::uint32_t> heap_;  ///< runs, the one with the least record first
  std::uint64_t size_ = 0;           ///< bytes of the file
  std::size_t at_ = 0;               ///< of filed_, where there are no runs
  bool sorted_ = false;
  bool waiting_ = false;  ///< `ahead_` was taken and belongs to the next block
  Filed ahead_{};
};

/// Calls `visit(nodes)` for each block of at least `least` nodes.
template <class Visit>
Result<void> for_each_block(Blocks& blocks, std::size_t least, Visit visit) {
  std::vector<std::uint32_t> nodes;
  for (;;) {
    const auto more = blocks.next_block(least, nodes);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return {};
    visit(std::span<const std::uint32_t>(nodes));
  }
}

}  // namespace comention
