#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "comention/export.hpp"
#include "comention/result.hpp"
#include "count/rows.hpp"
#include "read/tag_table.hpp"

namespace comention {

/// Settings of the way from tag tables to pairs.
struct TagPairOptions {
  RowFilter filter;
  SpillPlace place{"/tmp", std::uint64_t{512} << 20};
  unsigned threads = 1;
  /// Asked between blocks and between rows: true ends the run with an error of kind `stopped`.
  std::function<bool()> stop = {};
};

/// What was read and written.
struct TagPairReport {
  TagTableReport table;
  CorpusTotals totals;
  RowReport rows;
};

/// Counts tag tables (each line one context) and writes `a TAB b TAB count` lines, a before b in
/// byte order, rows in one fixed order whatever the threads, the budget and the order of lines. The
/// same index and rows as everything else; only the mention log is left out.
Result<TagPairReport> write_tag_pairs(const std::vector<TagTableInput>& inputs,
                                      const TagPairOptions& options, ByteSink& out);

}  // namespace comention
