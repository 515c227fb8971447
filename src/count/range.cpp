#include "count/range.hpp"

#include <algorithm>

#include "base/parallel.hpp"

namespace comention {
namespace {

std::uint32_t add_capped(std::uint32_t a, std::uint64_t b) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(a + b, UINT32_MAX));
}

}  // namespace

/// Adds what the rows [first, first + costs.size()) need of one record: the first of them copies
/// the record up to itself, each further one adds its item, and each is listed once.
void add_costs(const Incidence::State& state, std::uint32_t n, const std::uint32_t* items,
               std::uint32_t first, std::vector<std::uint32_t>& costs) {
  bool copied = false;
  for (std::uint32_t i = 0; i < n; ++i) {
    const std::uint32_t rank = items[std::size_t{i} * state.stride];
    if (rank < first) continue;
    if (rank - first >= costs.size()) return;
    const std::uint64_t words =
        copied ? state.stride : state.header + (std::uint64_t{i} + 1) * state.stride;
    copied = true;
    costs[rank - first] = add_capped(costs[rank - first], words + 1);
  }
}

void RowRange::add_chunk(const std::uint32_t* words, std::uint32_t used) {
  const auto offset = static_cast<std::uint32_t>(bases_.size()) << ChunkStore::chunk_bits;
  pieces_.push_back({words, used, offset});
  for (std::uint64_t at = 0; at < used; at += ChunkStore::chunk_words) bases_.push_back(words + at);
}

/// Inverted lists by counting sort. Threads share the rows, so the result does not depend on them.
void RowRange::index(const Incidence::State& state) {
  for (const Piece& piece : pieces_) {
    for_each_record(state, {piece.words, piece.used},
                    [&](const std::uint32_t*, std::uint32_t n, const std::uint32_t* items) {
                      for (std::uint32_t i = 1; i < n; ++i) {
                        const std::uint32_t row = items[std::size_t{i} * state.stride] - first_;
                        if (row >= last_ - first_) continue;
                        ++starts_[row + 2];
                        work_[row] = add_capped(work_[row], i);
                      }
                    });
  }
  for (std::size_t row = 2; row < starts_.size(); ++row) starts_[row] += starts_[row - 1];
  const std::uint32_t total = starts_.back();
  postings_ = std::make_unique_for_overwrite<std::uint32_t[]>(total);
  const unsigned threads = std::max(1u, state.options.threads);
  std::vector<std::uint32_t> cuts{first_};
  for (unsigned t = 1; t < threads; ++t) {
    const auto target = static_cast<std::uint32_t>(std::uint64_t{total} * t / threads);
    const auto at = std::lower_bound(starts_.begin() + 1, starts_.end(), target);
    const auto row = static_cast<std::uint32_t>(at - (starts_.begin() + 1));
    cuts.push_back(std::clamp(first_ + row, cuts.back(), last_));
  }
  cuts.push_back(last_);
  for_each_index(threads, threads, [&](std::size_t t) { fill(state, cuts[t], cuts[t + 1]); });
  starts_.pop_back();
}

/// Lists the contexts of the rows [first, last); starts_[row + 1] runs from a row's first place to
/// one past its last, which leaves it where the next row begins.
void RowRange::fill(const Incidence::State& state, std::uint32_t first, std::uint32_t last) {
  std::uint32_t* const next = starts_.data() + 1;
  const std::uint32_t stride = state.stride;
  for (const Piece& piece : pieces_) {
    for_each_record(state, {piece.words, piece.used},
                    [&](const std::uint32_t* record, std::uint32_t n, const std::uint32_t* items) {
                      const auto offset =
                          piece.offset + static_cast<std::uint32_t>(record - piece.words);
                      for (std::uint32_t i = 1; i < n; ++i) {
                        const std::uint32_t rank = items[std::size_t{i} * stride];
                        if (rank < first) continue;
                        if (rank >= last) break;
                        postings_[next[rank - first_]++] = offset;
                      }
                    });
  }
}

RowRange RowRange::over(const Incidence::State& state, std::uint32_t last) {
  RowRange range(0, last);
  for (std::size_t i = 0; i < state.store.size(); ++i) {
    range.add_chunk(state.store.chunk(i).words.get(), state.store.chunk(i).used);
  }
  range.index(state);
  return range;
}

Result<RowRange> RowRange::load(const Incidence::State& state, std::uint32_t first,
                                std::uint32_t last, std::vector<std::uint32_t>& next_costs) {
  RowRange range(first, last);
  std::vector<std::uint32_t> buffer;
  std::uint32_t capacity = 0, used = 0;
  const auto close = [&] {
    if (used > 0) range.add_chunk(range.owned_.back().get(), used);
    used = capacity = 0;
  };
  const auto copy = [&](const std::uint32_t* record, std::uint32_t n) {
    const std::uint32_t words = state.header + n * state.stride;
    if (capacity - used < words) {
      close();
      capacity = std::max(words, ChunkStore::chunk_words);
      range.owned_.push_back(std::make_unique_for_overwrite<std::uint32_t[]>(capacity));
    }
    std::uint32_t* to = range.owned_.back().get() + used;
    std::copy(record, record + words, to);
    *to = n;
    used += words;
  };
  for (std::size_t i = 0; i < state.store.size(); ++i) {
    auto words = state.store.load(i, buffer);
    if (!words) return tl::unexpected(words.error());
    for_each_record(state, *words,
                    [&](const std::uint32_t* record, std::uint32_t n, const std::uint32_t* items) {
                      std::uint32_t keep = n;
                      while (keep > 0 && items[std::size_t{keep - 1} * state.stride] >= last)
                        --keep;
                      if (keep > 1 && items[std::size_t{keep - 1} * state.stride] >= first) {
                        copy(record, keep);
                      }
                      add_costs(state, n, items, last, next_costs);
                    });
  }
  close();
  range.index(state);
  return range;
}

Result<std::vector<std::uint32_t>> row_costs(const Incidence::State& state, std::uint32_t first,
                                             std::uint32_t last) {
  std::vector<std::uint32_t> costs(last - first), buffer;
  for (std::size_t i = 0; i < state.store.size(); ++i) {
    auto words = state.store.load(i, buffer);
    if (!words) return tl::unexpected(words.error());
    for_each_record(state, *words,
                    [&](const std::uint32_t*, std::uint32_t n, const std::uint32_t* items) {
                      add_costs(state, n, items, first, costs);
                    });
  }
  return costs;
}

}  // namespace comention
