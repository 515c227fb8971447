#include "export/html_columns.hpp"

#include <cassert>

namespace comention {

PageColumns::Column::Column() {
  const auto opened = out.open([this](std::string_view) -> Result<ByteSink*> { return &sink; });
  assert(opened);
  static_cast<void>(opened);
}

TextOut& PageColumns::cell(std::size_t column) {
  while (columns_.size() <= column) columns_.emplace_back();
  auto& [sink, out, cells] = columns_[column];
  if (cells++ > 0) out.put(',');
  return out;
}

void PageColumns::write_to(TextOut& out) {
  std::string_view before = "[[";
  for (auto& column : columns_) {
    const auto written = column.out.close();
    assert(written);
    static_cast<void>(written);
    out.add(before, column.sink.text);
    before = "],\n[";
  }
  out.put("]]");
  columns_.clear();
}

}  // namespace comention
