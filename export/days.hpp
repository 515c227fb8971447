#pragma once

#include "comention/types.hpp"
#include "export/fields.hpp"

namespace comention {

/// The time during which an element is there, as ISO days; both empty when nothing is known.
struct Lifetime {
  std::string_view start, end;
};

/// The columns that say when an element was seen.
struct Dates {
  const Field* first = nullptr;
  const Field* last = nullptr;
  explicit Dates(std::span<const Field> fields)
      : first(field_with(fields, ColumnRole::first_seen)),
        last(field_with(fields, ColumnRole::last_seen)) {}
  Dates() = default;

  bool exist() const { return first != nullptr && last != nullptr; }

  /// The days of an element in order, the other one for one that is missing. Text that is no date
  /// is passed over: it would make readers refuse the element.
  Lifetime of(std::span<const Value> cells) const {
    auto day = [&](const Field* field) {
      const auto text = text_of(field, cells).substr(0, 10);
      return parse_iso_day(text) == no_day ? std::string_view() : text;
    };
    Lifetime life{day(first), day(last)};
    if (life.start.empty()) life.start = life.end;
    if (life.end.empty()) life.end = life.start;
    if (life.end < life.start) std::swap(life.start, life.end);
    return life;
  }
};

}  // namespace comention
