#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "count/range.hpp"
#include "count/rows.hpp"

namespace comention {

/// What a context says about each pair of it.
struct PairEvent {
  std::uint64_t weight;  ///< in 1/unit
  std::uint32_t document;
  Day day;
};

/// The sums of one pair while its row is counted: whole counts only.
struct LeanSums {
  std::uint32_t count = 0;
  bool empty() const { return count == 0; }
  void add(const PairEvent&) { ++count; }
};

/// The sums of one pair while its row is counted: everything.
struct RichSums {
  std::uint64_t count = 0;
  std::uint64_t weight = 0;
  std::uint32_t documents = 0;
  std::uint32_t last_document = UINT32_MAX;
  Day first = no_day, last = no_day;

  bool empty() const { return count == 0; }
  /// Contexts come by ascending article.
  void add(const PairEvent& event) {
    ++count;
    weight += event.weight;
    if (event.document == last_document) return;
    last_document = event.document;
    ++documents;
    if (event.day == no_day) return;
    first = first == no_day ? event.day : std::min(first, event.day);
    last = std::max(last, event.day);  // no_day is the smallest
  }
};

/// How records are laid out, known when the loop over them is compiled.
template <unsigned Header, unsigned Stride>
struct RecordLayout {
  static constexpr unsigned header = Header;
  static constexpr unsigned stride = Stride;

  static PairEvent event(const Incidence::State& state, const std::uint32_t* record) {
    PairEvent event{state.unit, 0, no_day};
    if constexpr (Header > 1) event.weight = state.class_weight[record[1]];
    if constexpr (Header > 2) {
      event.document = record[2];
      event.day = static_cast<Day>(record[3]);
    }
    return event;
  }
};

/// Counts single rows: a dense accumulator for the columns below `dense`, a sorted list for those
/// above (rows that rare have few of them), and the list of columns that were touched.
template <class Layout, class Sums>
class RowCounter {
 public:
  RowCounter(const Incidence::State& state, std::uint32_t columns, std::uint32_t dense)
      : state_(state), sums_(std::min(columns, dense)), marks_(sums_.size() / 64 + 1) {}

  /// Counts a row of the range and hands each pair to `pair(column, sums)`, by ascending column.
  template <class Pair>
  void count(const RowRange& range, std::uint32_t row, Pair pair) {
    const auto contexts = range.contexts(row);
    constexpr std::size_t ahead = 12;
    for (std::size_t i = 0; i < contexts.size(); ++i) {
      if (i + ahead < contexts.size()) {
        __builtin_prefetch(range.record(contexts[i + ahead]));
      }
      add_context(range.record(contexts[i]), row);
    }
    order_touched(row);
    for (const std::uint32_t column : touched_) {
      pair(column, sums_[column]);
      sums_[column] = {};
    }
    touched_.clear();
    hand_over_far(pair);
  }

 private:
  struct Far {
    std::uint32_t column;
    PairEvent event;
  };

  void add_context(const std::uint32_t* record, std::uint32_t row) {
    PairEvent event = Layout::event(state_, record);
    const std::uint32_t* item = record + Layout::header;
    const std::uint64_t weight = event.weight;
    std::uint64_t row_mentions = 1;
    if constexpr (Layout::stride == 2) {
      const std::uint32_t* own = item;
      while (*own != row) own += 2;
      row_mentions = own[1];
    }
    for (; *item != row; item += Layout::stride) {
      if constexpr (Layout::stride == 2) event.weight = weight * row_mentions * item[1];
      const std::uint32_t column = *item;
      if (column >= sums_.size()) {
        far_.push_back({column, event});
        continue;
      }
      Sums& sums = sums_[column];
      if (sums.empty()) touched_.push_back(column);
      sums.add(event);
    }
  }

  /// Puts the touched columns in order: by sorting when they are few, else through a bit map.
  void order_touched(std::uint32_t row) {
    const std::size_t words = std::min<std::size_t>(row, sums_.size()) / 64 + 1;
    if (touched_.size() < 64 || touched_.size() * 4 < words) {
      std::sort(touched_.begin(), touched_.end());
      return;
    }
    for (const std::uint32_t column : touched_)
      marks_[column / 64] |= std::uint64_t{1} << column % 64;
    std::uint32_t* out = touched_.data();
    for (std::size_t word = 0; word < words; ++word) {
      std::uint64_t bits = marks_[word];
      marks_[word] = 0;
      for (; bits != 0; bits &= bits - 1) {
        *out++ = static_cast<std::uint32_t>(word * 64) +
                 static_cast<std::uint32_t>(std::countr_zero(bits));
      }
    }
  }

  template <class Pair>
  void hand_over_far(Pair pair) {
    if (far_.empty()) return;
    std::stable_sort(far_.begin(), far_.end(),
                     [](const Far& a, const Far& b) { return a.column < b.column; });
    for (std::size_t i = 0; i < far_.size();) {
      Sums sums;
      const std::uint32_t column = far_[i].column;
      for (; i < far_.size() && far_[i].column == column; ++i) sums.add(far_[i].event);
      pair(column, sums);
    }
    far_.clear();
  }

  const Incidence::State& state_;
  std::vector<Sums> sums_;
  std::vector<std::uint64_t> marks_;
  std::vector<std::uint32_t> touched_;
  std::vector<Far> far_;
};

}  // namespace comention
