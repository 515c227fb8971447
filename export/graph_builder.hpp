#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "comention/graph.hpp"
#include "comention/result.hpp"

namespace comention {

/// Collects the rows of a table whose columns only show as they come: a column appears with its
/// first value, behind the column that stands before it in that row, and takes its type from it. A
/// later value of the same row and name replaces the earlier one.
class TableBuilder {
 public:
  explicit TableBuilder(std::string_view element) : element_(element) {}

  void start_row() {
    ++rows_;
    previous_ = nothing;
  }
  std::size_t rows() const { return rows_; }

  /// Declares a column before its first value, where a file says what it has.
  void declare(std::string_view name, ColumnType type);
  Result<void> integer(std::string_view name, std::int64_t value);
  Result<void> real(std::string_view name, double value);
  Result<void> text(std::string_view name, std::string value);
  Result<void> list(std::string_view name, std::vector<std::string> value);
  Result<void> evidence(std::string_view name, std::vector<EvidenceSentence> value);

  /// The type that a column has or, by what its name means, should have; text_list for an unknown.
  ColumnType list_type(std::string_view name) const;

  /// Fills what is missing and gives the table away. Integers cannot be missing: a column that
  /// lacks some is real. One that only repeats what writers add by themselves is dropped.
  Table finish();

 private:
  struct Building {
    Column column;
    std::size_t last = 0;  ///< row of the latest value, counted from 1
  };
  Result<Building*> column_for(std::string_view name, ColumnType type);
  bool is_customary(const Column& column, const Column* label) const;

  std::string element_;
  std::size_t rows_ = 0;
  static constexpr std::size_t nothing = SIZE_MAX;
  std::vector<Building> columns_;
  std::vector<std::size_t> order_;  ///< of the columns in the table
  std::size_t previous_ = nothing;  ///< the column that got the row's latest value
  std::unordered_map<std::string, std::size_t> index_;
};

/// Collects a graph from a file that is being read: nodes first, then edges.
class GraphBuilder {
 public:
  TableBuilder nodes{"node"}, edges{"edge"};
  std::string metadata;

  /// Begins a node or an edge; its attributes follow. Ids may hold [A-Za-z0-9_.-] only.
  Result<void> add_node(std::string id);
  Result<void> add_edge(std::string_view source, std::string_view target);

  /// Puts the edges into the order that a Graph has, checks weights and pairs, builds the index.
  Result<Graph> finish();

 private:
  Result<void> read_weights(Graph& graph) const;

  std::vector<std::string> ids_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends_;
};

}  // namespace comention
