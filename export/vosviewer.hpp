#pragma once

#include <optional>

#include "export/fields.hpp"

namespace comention {

/// Items are numbered from 1 in the order in which nodes are heard.
inline std::int64_t vos_id(const NodeRef& node) {
  return static_cast<std::int64_t>(node.number) + 1;
}

/// What VOSviewer knows of an item: label, position, cluster, weights (counts, never negative) and
/// scores (any number). Valid as long as the fields it was made from.
struct VosItems {
  const Field* label = nullptr;
  const Field* x = nullptr;
  const Field* y = nullptr;
  const Field* community = nullptr;
  std::vector<Field> weights, scores;

  VosItems() = default;
  explicit VosItems(std::span<const Field> fields)
      : label(field_with(fields, ColumnRole::label)),
        x(field_with(fields, ColumnRole::x)),
        y(field_with(fields, ColumnRole::y)),
        community(field_with(fields, ColumnRole::community)) {
    for (const Field& field : fields) {
      const bool number = field.type == ColumnType::integer || field.type == ColumnType::real;
      if (field.role == ColumnRole::occurrences && number) weights.push_back(field);
      if (field.role == ColumnRole::none && number) scores.push_back(field);
    }
  }

  bool has_position(std::span<const Value> cells) const {
    return std::isfinite(real_of(x, cells)) && std::isfinite(real_of(y, cells));
  }

  /// Clusters count from 1 and end at 1000 in VOSviewer, communities count from 0.
  std::optional<std::int64_t> cluster(std::span<const Value> cells) const {
    const double number = real_of(community, cells);
    if (!(number >= 0 && number < 1000)) return std::nullopt;
    return static_cast<std::int64_t>(number) + 1;
  }
};

}  // namespace comention
