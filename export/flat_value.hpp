#pragma once

#include "export/escape.hpp"
#include "export/fields.hpp"

namespace comention {

/// Writes a cell as flat text: numbers plain, lists and evidence joined, all text escaped.
inline void put_flat(TextOut& out, const Value& value, const Escapes& table) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return out.put(*integer);
  if (const auto* real = std::get_if<double>(&value)) return out.put(*real);
  flatten(value, [&](std::string_view piece) { put_escaped(out, piece, table); });
}

}  // namespace comention
