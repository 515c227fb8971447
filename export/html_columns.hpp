#pragma once

#include <deque>

#include "base/output.hpp"
#include "export/text_out.hpp"

namespace comention {

/// The cells of some rows as the page takes them, column after column: `[[a1,a2],[b1,b2]]`. A page
/// reads a few long arrays several times as fast as many short ones. Holds the text of these rows.
class PageColumns {
 public:
  /// Where the next cell of a column is to be written.
  TextOut& cell(std::size_t column);
  /// Writes the JSON and empties the block.
  void write_to(TextOut& out);

 private:
  struct Column {
    Column();
    StringSink sink;
    TextOut out;
    std::uint64_t cells = 0;
  };
  std::deque<Column> columns_;  // no Column ever moves: its `out` points to its `sink`
};

}  // namespace comention
