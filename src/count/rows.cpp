#include "count/rows.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "base/parallel.hpp"
#include "count/expectation.hpp"
#include "count/range.hpp"
#include "count/row_counter.hpp"

namespace comention {
namespace {

/// Pairs that a batch of rows adds up, about: small enough to stay in the cache.
constexpr std::uint64_t batch_work = 1 << 14;

/// Finished rows on their way from a worker to the sink.
struct CountedRows {
  std::vector<PairCell> cells;
  std::vector<std::pair<std::uint32_t, std::size_t>> ends;  ///< row, one past its last cell
  std::string rendered;
  std::uint64_t pairs = 0;
};

std::vector<PairRow> rows_of(const CountedRows& counted) {
  std::vector<PairRow> rows;
  rows.reserve(counted.ends.size());
  std::size_t begin = 0;
  for (const auto& [row, end] : counted.ends) {
    rows.push_back({row, std::span(counted.cells).subspan(begin, end - begin)});
    begin = end;
  }
  return rows;
}

/// Decides which pairs are kept; the entity's own conditions are looked up by rank.
class CellFilter {
 public:
  CellFilter(const Incidence& index, const RowFilter& filter) : index_(index), filter_(filter) {
    const auto& state = index.state();
    rows_ = static_cast<std::uint32_t>(
        std::partition_point(state.entity_of.begin(), state.entity_of.end(),
                             [&](std::uint32_t entity) {
                               return state.tallies[entity].contexts >=
                                      std::max<std::uint64_t>(filter.min_occurrences, 1);
                             }) -
        state.entity_of.begin());
    plain_ = filter.entities.empty() && filter.groups.empty() && filter.bounds.empty();
  }

  /// Only ranks below take part: the others are too rare.
  std::uint32_t rows() const { return rows_; }

  bool row(std::uint32_t rank) const {
    const auto entity = static_cast<std::uint32_t>(index_.entity_of(rank));
    if (!filter_.entities.empty() && !filter_.entities[entity]) return false;
    return filter_.groups.empty() || filter_.groups[entity] != 0;
  }

  bool pair(std::uint32_t row_rank, const PairCell& cell) const {
    if (cell.count < filter_.min_count) return false;
    if (plain_) return true;
    if (!row(cell.rank)) return false;
    if (!filter_.groups.empty()) {
      const unsigned a = filter_.groups[static_cast<std::uint32_t>(index_.entity_of(row_rank))];
      const unsigned b = filter_.groups[static_cast<std::uint32_t>(index_.entity_of(cell.rank))];
      if (!((a & 1 && b & 2) || (a & 2 && b & 1))) return false;
    }
    if (filter_.bounds.empty()) return true;
    const Contingency table = contingency(index_, row_rank, cell);
    return std::all_of(filter_.bounds.begin(), filter_.bounds.end(), [&](const MeasureBound& b) {
      const double value = b.measure->of(table);
      return value >= b.at_least && value <= b.at_most;
    });
  }

 private:
  const Incidence& index_;
  const RowFilter& filter_;
  std::uint32_t rows_ = 0;
  bool plain_ = true;
};

PairCell make_cell(const Incidence::State&, std::uint32_t column, const LeanSums& sums) {
  return {column, 0, sums.count, static_cast<double>(sums.count), no_day, no_day};
}

/// The nearest double of a sum in 1/unit; past 2^53 whole and rest apart, so that whole weights
/// come out whole.
double weight_of(std::uint64_t sum, std::uint64_t unit) {
  const double under = static_cast<double>(unit);
  if (sum < std::uint64_t{1} << 53) return static_cast<double>(sum) / under;
  return static_cast<double>(sum / unit) + static_cast<double>(sum % unit) / under;
}

PairCell make_cell(const Incidence::State& state, std::uint32_t column, const RichSums& sums) {
  const std::uint32_t documents = state.header > 2 ? sums.documents : 0;
  return {column, documents, sums.count, weight_of(sums.weight, state.unit), sums.first, sums.last};
}

/// Adds a context to a row that has room for all columns: items before the row's `own`.
template <class Layout, class Sums>
void add_items(Sums* row, const std::uint32_t* items, const std::uint32_t* own, PairEvent event) {
  const std::uint64_t weight = event.weight;
  for (const std::uint32_t* item = items; item != own; item += Layout::stride) {
    if constexpr (Layout::stride == 2) event.weight = weight * own[1] * item[1];
    row[*item].add(event);
  }
}

/// One walk over the file that adds to an accumulator for each pair of the rows [first, last).
template <class Layout, class Sums>
Result<void> add_triangle(const Incidence::State& state, std::uint32_t first, std::uint32_t last,
                          std::vector<Sums>& triangle, std::vector<std::uint32_t>& next_costs) {
  const std::uint64_t before = std::uint64_t{first} * (std::max(first, 1u) - 1) / 2;
  std::vector<std::uint32_t> buffer;
  for (std::size_t chunk = 0; chunk < state.store.size(); ++chunk) {
    auto words = state.store.load(chunk, buffer);
    if (!words) return tl::unexpected(words.error());
    for_each_record(state, *words,
                    [&](const std::uint32_t* record, std::uint32_t n, const std::uint32_t* items) {
                      add_costs(state, n, items, last, next_costs);
                      const PairEvent event = Layout::event(state, record);
                      for (std::uint32_t i = 1; i < n; ++i) {
                        const std::uint32_t* own = items + std::size_t{i} * Layout::stride;
                        if (*own < first) continue;
                        if (*own >= last) break;
                        Sums* row =
                            triangle.data() + (std::uint64_t{*own} * (*own - 1) / 2 - before);
                        add_items<Layout>(row, items, own, event);
                      }
                    });
  }
  return {};
}

template <class Layout, class Sums>
class Run {
 public:
  Run(const Incidence& index, const RowFilter& filter, RowSink& sink)
      : index_(index), state_(index.state()), filter_(index, filter), sink_(sink) {
    const std::uint64_t share = state_.options.place.memory / 8 / threads();
    dense_columns_ = static_cast<std::uint32_t>(
        std::clamp<std::uint64_t>(share / sizeof(Sums), 1 << 12, UINT32_MAX));
  }

  Result<RowReport> all() {
    if (!state_.store.spilled()) {
      const auto done = rows(RowRange::over(state_, filter_.rows()));
      if (!done) return tl::unexpected(done.error());
      return report_;
    }
    return by_ranges();
  }

 private:
  using Counter = RowCounter<Layout, Sums>;

  unsigned threads() const { return std::max(1u, state_.options.threads); }

  /// A batch of consecutive rows whose work is bounded.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> next_batch(const RowRange& range) {
    while (row_ < range.last() && range.work(row_) == 0) ++row_;
    if (row_ == range.last()) return std::nullopt;
    const std::uint32_t first = row_;
    std::uint64_t work = 0;
    do {
      work += range.work(row_++);
    } while (row_ < range.last() && work + range.work(row_) <= batch_work);
    return std::pair(first, row_);
  }

  void keep(CountedRows& out, std::uint32_t row, std::uint32_t column, const Sums& sums) const {
    ++out.pairs;
    const PairCell cell = make_cell(state_, column, sums);
    if (filter_.pair(row, cell)) out.cells.push_back(cell);
  }

  static void end_row(CountedRows& out, std::uint32_t row) {
    const std::size_t begin = out.ends.empty() ? 0 : out.ends.back().second;
    if (out.cells.size() > begin) out.ends.emplace_back(row, out.cells.size());
  }

  void render(CountedRows& out) const {
    const auto rows = rows_of(out);
    out.rendered = sink_.render({&index_, rows});
  }

  CountedRows work(const RowRange& range, std::pair<std::uint32_t, std::uint32_t> batch) {
    auto counter = borrow(range.last());
    CountedRows out;
    for (std::uint32_t row = batch.first; row < batch.second; ++row) {
      if (range.work(row) == 0 || !filter_.row(row)) continue;
      counter->count(range, row,
                     [&](std::uint32_t column, const Sums& sums) { keep(out, row, column, sums); });
      end_row(out, row);
    }
    give_back(std::move(counter));
    render(out);
    return out;
  }

  bool take(CountedRows counted) {
    report_.pairs += counted.pairs;
    report_.kept += counted.cells.size();
    if (counted.cells.empty()) return true;
    const auto rows = rows_of(counted);
    const auto go_on = sink_.take({&index_, rows}, std::move(counted.rendered));
    if (!go_on) error_ = go_on.error();
    if (go_on && !*go_on) report_.stopped = true;
    return go_on && *go_on;
  }

  Result<void> rows(const RowRange& range) {
    row_ = range.first();
    for_each_in_order(
        threads(), [&] { return next_batch(range); },
        [&](std::pair<std::uint32_t, std::uint32_t>& batch) { return work(range, batch); },
        [&](CountedRows counted) { return take(std::move(counted)); });
    counters_.clear();
    if (error_) return tl::unexpected(*error_);
    return {};
  }

  std::unique_ptr<Counter> borrow(std::uint32_t columns) {
    const std::lock_guard lock(mutex_);
    if (counters_.empty()) return std::make_unique<Counter>(state_, columns, dense_columns_);
    auto counter = std::move(counters_.back());
    counters_.pop_back();
    return counter;
  }

  void give_back(std::unique_ptr<Counter> counter) {
    const std::lock_guard lock(mutex_);
    counters_.push_back(std::move(counter));
  }

  Result<RowReport> by_ranges();
  Result<void> dense_rows(std::uint32_t first, std::uint32_t last,
                          std::vector<std::uint32_t>& next_costs);

  const Incidence& index_;
  const Incidence::State& state_;
  CellFilter filter_;
  RowSink& sink_;
  RowReport report_;
  std::uint32_t dense_columns_;
  std::uint32_t row_ = 0;
  std::optional<Error> error_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Counter>> counters_;
};

/// Past the memory budget: range after range of rows, each in one walk over the file. A range is
/// either indexed like everything else, or, where frequent rows would copy most of the file, one
/// dense triangle that the walk adds to; whichever gets further in its share of the memory.
template <class Layout, class Sums>
Result<RowReport> Run<Layout, Sums>::by_ranges() {
  const std::uint64_t budget = std::max<std::uint64_t>(state_.options.place.memory / 2, 1 << 12);
  const std::uint32_t end = filter_.rows();
  auto costs = row_costs(state_, 0, end);
  if (!costs) return tl::unexpected(costs.error());
  report_.ranges = 1;
  for (std::uint32_t first = 0; first < end && !report_.stopped;) {
    std::uint32_t indexed = first, dense = first;
    std::uint64_t words = 0, cells = 0;
    while (indexed < end && (words += (*costs)[indexed - first]) * 4 <= budget) ++indexed;
    while (dense < end && (cells += dense) * sizeof(Sums) <= budget) ++dense;
    dense = std::max(dense, first + 1);
    const std::uint32_t last = std::max(indexed, dense);
    costs->assign(end - last, 0);
    ++report_.ranges;
    if (dense >= indexed) {
      if (auto done = dense_rows(first, last, *costs); !done) return tl::unexpected(done.error());
    } else {
      auto range = RowRange::load(state_, first, last, *costs);
      if (!range) return tl::unexpected(range.error());
      if (auto done = rows(*range); !done) return tl::unexpected(done.error());
    }
    first = last;
  }
  return report_;
}

/// Rows [first, last) with an accumulator for each.
template <class Layout, class Sums>
Result<void> Run<Layout, Sums>::dense_rows(std::uint32_t first, std::uint32_t last,
                                           std::vector<std::uint32_t>& next_costs) {
  const auto below = [](std::uint64_t row) {
    return row * (std::max<std::uint64_t>(row, 1) - 1) / 2;
  };
  const auto start_of = [&](std::uint32_t row) { return below(row) - below(first); };
  std::vector<Sums> triangle(start_of(last));
  if (auto done = add_triangle<Layout>(state_, first, last, triangle, next_costs); !done) {
    return done;
  }
  for (std::uint32_t row = std::max(first, 1u); row < last; ++row) {
    if (!filter_.row(row)) continue;
    CountedRows out;
    const Sums* sums = triangle.data() + start_of(row);
    for (std::uint32_t column = 0; column < row; ++column) {
      if (!sums[column].empty()) keep(out, row, column, sums[column]);
    }
    end_row(out, row);
    render(out);
    if (!take(std::move(out))) break;
  }
  if (error_) return tl::unexpected(*error_);
  return {};
}

template <class Layout, class Sums>
Result<RowReport> run(const Incidence& index, const RowFilter& filter, RowSink& sink) {
  return Run<Layout, Sums>(index, filter, sink).all();
}

}  // namespace

Result<RowReport> count_rows(const Incidence& index, const RowFilter& filter, RowSink& sink) {
  const auto& state = index.state();
  if (state.header == 1) {
    const bool small = state.totals.contexts <= UINT32_MAX;
    return small ? run<RecordLayout<1, 1>, LeanSums>(index, filter, sink)
                 : run<RecordLayout<1, 1>, RichSums>(index, filter, sink);
  }
  if (state.header == 2) {
    return state.stride == 1 ? run<RecordLayout<2, 1>, RichSums>(index, filter, sink)
                             : run<RecordLayout<2, 2>, RichSums>(index, filter, sink);
  }
  return state.stride == 1 ? run<RecordLayout<4, 1>, RichSums>(index, filter, sink)
                           : run<RecordLayout<4, 2>, RichSums>(index, filter, sink);
}

Contingency contingency(const Incidence& index, std::uint32_t row_rank, const PairCell& cell) {
  const CorpusTotals& totals = index.totals();
  const EntityTally& a = index.tally(index.entity_of(row_rank));
  const EntityTally& b = index.tally(index.entity_of(cell.rank));
  const bool multiple = index.state().occurrences == Occurrences::multiple;
  return {static_cast<double>(a.contexts),
          static_cast<double>(b.contexts),
          static_cast<double>(cell.count),
          static_cast<double>(totals.contexts),
          cell.weight,
          expected_weight(totals, multiple ? a.mentions : a.contexts,
                          multiple ? b.mentions : b.contexts),
          expected_count(totals, a.contexts, b.contexts)};
}

}  // namespace comention
