#pragma once

#include <string_view>

namespace comention {

/// The bytes of a file of data/ or models/ that was compiled in, by its file name; empty when there
/// is no such file. The view lasts as long as the program.
std::string_view embedded_file(std::string_view name);

/// Calls `row(fields)` for each line of a compiled-in TSV file; `#` lines and empty lines are left
/// out. `fields` is a vector of string_view that is reused between calls.
template <class Row>
void for_each_tsv_row(std::string_view text, Row row);

}  // namespace comention

#include <vector>

namespace comention {

template <class Row>
void for_each_tsv_row(std::string_view text, Row row) {
  std::vector<std::string_view> fields;
  while (!text.empty()) {
    const auto line_end = text.find('\n');
    std::string_view line = text.substr(0, line_end);
    text.remove_prefix(line_end == std::string_view::npos ? text.size() : line_end + 1);
    if (line.empty() || line.front() == '#') continue;
    fields.clear();
    for (;;) {
      const auto tab = line.find('\t');
      fields.push_back(line.substr(0, tab));
      if (tab == std::string_view::npos) break;
      line.remove_prefix(tab + 1);
    }
    row(fields);
  }
}

}  // namespace comention
