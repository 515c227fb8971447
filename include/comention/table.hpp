#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace comention {

/// What a column holds.
enum class ColumnType : std::uint8_t { integer, real, text, text_list, evidence };

/// A sentence that shows why an edge is there.
struct EvidenceSentence {
  std::string text;
  std::string
      source;  ///< file or URL of the page, with "#n" for its n-th article where there are several
  std::string date;  ///< ISO date, or empty
  /// Where the two ends are named: first byte and end in `text`, of the source node, then the
  /// target.
  std::uint32_t source_start = 0, source_end = 0, target_start = 0, target_end = 0;
};

/// What a column means to a reader of graphs, so that a writer can put it where that reader looks
/// without knowing any attribute's name. `none` is an ordinary attribute.
enum class ColumnRole : std::uint8_t {
  none,
  label,
  kind,
  weight,
  x,
  y,
  size,
  color,
  first_seen,
  last_seen,
  community,
  occurrences,
  aliases,
  evidence
};

/// A cell. `monostate`: no value (the attribute is left out, or the cell stays empty).
using Value = std::variant<std::monostate, std::int64_t, double, std::string_view,
                           std::span<const std::string>, std::span<const EvidenceSentence>>;

/// Name, type and meaning of a column; what a writer needs before the first row.
struct ColumnSchema {
  std::string name;
  ColumnType type;
  ColumnRole role = ColumnRole::none;
};

/// A column with its cells; only the vector of its type is used. A missing real is NaN, a missing
/// text or list is empty; integers are never missing.
struct Column {
  ColumnSchema schema;
  std::vector<std::int64_t> integers;
  std::vector<double> reals;
  std::vector<std::string> texts;
  std::vector<std::vector<std::string>> lists;
  std::vector<std::vector<EvidenceSentence>> evidence;

  /// The cell of a row.
  Value at(std::size_t row) const;
};

/// Columns of equal length: the attributes of all nodes, or of all edges, row by row.
struct Table {
  std::vector<Column> columns;

  /// The column of that name, or null.
  const Column* find(std::string_view name) const;
  Column* find(std::string_view name);
  /// Appends a column and returns it; the reference lasts until the next `add`.
  Column& add(std::string name, ColumnType type, ColumnRole role = ColumnRole::none);
};

}  // namespace comention
