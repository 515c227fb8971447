#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "comention/measure.hpp"
#include "comention/result.hpp"
#include "comention/types.hpp"
#include "count/incidence.hpp"

namespace comention {

/// A pair of entities: one cell of a row.
struct PairCell {
  std::uint32_t rank;       ///< of the more frequent entity (the column); smaller than the row's
  std::uint32_t documents;  ///< distinct articles, 0 without CountOptions::documents
  std::uint64_t count;      ///< n_ij: contexts in which both occur
  double weight;            ///< the link weight w_ij
  Day first, last;          ///< days of the first and the last dated article, or `no_day`
};

/// A row: all kept pairs of an entity with more frequent ones.
struct PairRow {
  std::uint32_t rank;                 ///< of the row's entity
  std::span<const PairCell> columns;  ///< by ascending rank, never empty
};

/// Finished rows that follow each other, by ascending rank.
struct RowBatch {
  const Incidence* index;
  std::span<const PairRow> rows;
};

/// A bound on a measure.
struct MeasureBound {
  const Measure* measure;
  double at_least = -std::numeric_limits<double>::infinity();
  double at_most = std::numeric_limits<double>::infinity();
};

/// Which pairs are handed on.
struct RowFilter {
  std::uint64_t min_count = 1;            ///< of n_ij
  std::uint64_t min_occurrences = 1;      ///< of n_i and of n_j
  std::vector<MeasureBound> bounds = {};  ///< all must hold
  /// Entities that take part, indexed by EntityId; empty: all. (`--types`, `--between` are filters
  /// of the cells themselves: see `groups`.)
  std::vector<bool> entities = {};
  /// Group of each entity, indexed by EntityId; empty: no grouping. With groups a pair is kept only
  /// if one end is in group 1 and the other in group 2 (`--between PERSON:PLACE`); an entity in
  /// both has group 3, one in neither 0.
  std::vector<std::uint8_t> groups = {};
};

/// What was kept and what was not.
struct RowReport {
  std::uint64_t pairs = 0;  ///< distinct pairs that co-occur
  std::uint64_t kept = 0;
  std::uint64_t ranges = 1;  ///< passes over the contexts (more than 1: past the memory budget)
  bool stopped = false;      ///< the sink asked to stop
};

/// Hears rows in order. `render` runs on any thread, for work that needs no order (formatting);
/// `take` runs in order, one call at a time.
class RowSink {
 public:
  virtual ~RowSink() = default;
  virtual std::string render(const RowBatch&) const { return {}; }
  /// `rendered` is what `render` returned for this batch. Return false to stop.
  virtual Result<bool> take(const RowBatch& batch, std::string rendered) = 0;
};

/// Counts all pairs row by row (Gustavson 1978) and hands the kept ones to `sink`. A row is the
/// rarer entity, its columns are the more frequent ones. The edge table is never held. Same rows in
/// the same order whatever the threads and the budget.
Result<RowReport> count_rows(const Incidence& index, const RowFilter& filter, RowSink& sink);

/// The table of a pair, for measures: margins from the index, expectation of both weights.
Contingency contingency(const Incidence& index, std::uint32_t row_rank, const PairCell& cell);

}  // namespace comention
