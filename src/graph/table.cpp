#include "comention/table.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace comention {

Value Column::at(std::size_t row) const {
  switch (schema.type) {
    case ColumnType::integer:
      return integers[row];
    case ColumnType::real:
      if (std::isnan(reals[row])) return std::monostate{};
      return reals[row];
    case ColumnType::text:
      if (texts[row].empty()) return std::monostate{};
      return std::string_view(texts[row]);
    case ColumnType::text_list:
      if (lists[row].empty()) return std::monostate{};
      return std::span<const std::string>(lists[row]);
    case ColumnType::evidence:
      if (evidence[row].empty()) return std::monostate{};
      return std::span<const EvidenceSentence>(evidence[row]);
  }
  return std::monostate{};
}

const Column* Table::find(std::string_view name) const {
  const auto at = std::find_if(columns.begin(), columns.end(),
                               [&](const Column& column) { return column.schema.name == name; });
  return at == columns.end() ? nullptr : &*at;
}

Column* Table::find(std::string_view name) {
  return const_cast<Column*>(std::as_const(*this).find(name));
}

Column& Table::add(std::string name, ColumnType type, ColumnRole role) {
  return columns.emplace_back(Column{{std::move(name), type, role}, {}, {}, {}, {}, {}});
}

}  // namespace comention
