#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "comention/result.hpp"
#include "count/incidence_state.hpp"

namespace comention {

/// Calls `visit(record, n, items)` for each record of the words.
template <class Visit>
void for_each_record(const Incidence::State& state, std::span<const std::uint32_t> words,
                     Visit visit) {
  const std::uint32_t* at = words.data();
  const std::uint32_t* end = at + words.size();
  while (at != end) {
    const std::uint32_t n = *at;
    const std::uint32_t* items = at + state.header;
    visit(at, n, items);
    at = items + std::size_t{n} * state.stride;
  }
}

/// Adds what the rows [first, first + costs.size()) need of one record: the first of them copies
/// the record up to itself, each further one adds its item, and each is listed once.
void add_costs(const Incidence::State& state, std::uint32_t n, const std::uint32_t* items,
               std::uint32_t first, std::vector<std::uint32_t>& costs);

/// Records in memory, addressed by 32-bit word offsets, with the inverted lists of a range of rows:
/// for each row the contexts in which it has company of smaller rank.
class RowRange {
 public:
  std::uint32_t first() const { return first_; }
  std::uint32_t last() const { return last_; }  ///< one past the last row
  /// Offsets of the contexts of a row, ascending.
  std::span<const std::uint32_t> contexts(std::uint32_t row) const {
    const std::uint32_t* begin = starts_.data() + (row - first_);
    return {postings_.get() + begin[0], postings_.get() + begin[1]};
  }
  const std::uint32_t* record(std::uint32_t offset) const {
    return bases_[offset >> ChunkStore::chunk_bits] + (offset & (ChunkStore::chunk_words - 1));
  }
  /// Pairs that counting the row will add up; an upper bound of its cells.
  std::uint32_t work(std::uint32_t row) const { return work_[row - first_]; }

  /// All rows up to `last` over a store that is in memory; the store must outlive the range.
  static RowRange over(const Incidence::State& state, std::uint32_t last);

  /// The rows [first, last) of a store in a file: copies what they need of each record. Meanwhile
  /// measures what each row from `last` on would cost (in words), for the choice of the next range.
  static Result<RowRange> load(const Incidence::State& state, std::uint32_t first,
                               std::uint32_t last, std::vector<std::uint32_t>& next_costs);

 private:
  RowRange(std::uint32_t first, std::uint32_t last)
      : first_(first), last_(last), starts_(last - first + 2), work_(last - first) {}
  void add_chunk(const std::uint32_t* words, std::uint32_t used);
  void index(const Incidence::State& state);
  void fill(const Incidence::State& state, std::uint32_t first, std::uint32_t last);

  struct Piece {
    const std::uint32_t* words;
    std::uint32_t used;
    std::uint32_t offset;  ///< of its first word
  };
  std::uint32_t first_, last_;
  std::vector<Piece> pieces_;
  std::vector<const std::uint32_t*> bases_;
  std::vector<std::unique_ptr<std::uint32_t[]>> owned_;
  std::vector<std::uint32_t> starts_;
  std::unique_ptr<std::uint32_t[]> postings_;
  std::vector<std::uint32_t> work_;
};

/// Words that a range starting at `first` would take, row by row (index: row - first, saturating).
Result<std::vector<std::uint32_t>> row_costs(const Incidence::State& state, std::uint32_t first,
                                             std::uint32_t last);

}  // namespace comention
