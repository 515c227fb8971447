#pragma once

#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "comention/export.hpp"

namespace comention {

/// An attribute as a format writes it: a column under the name that readers look for, or something
/// else that they expect on every element.
struct Field {
  enum class From {
    cell,   ///< the cell as it is
    label,  ///< the cell, or the node's id where it is empty: no node goes without a label
    fixed,  ///< the same text on every element
  };
  std::string name;
  ColumnType type = ColumnType::text;
  ColumnRole role = ColumnRole::none;
  From from = From::cell;
  std::size_t cell = 0;        ///< index into the cells of a row; none for a label without a column
  std::string_view text = {};  ///< what is fixed
};

inline constexpr std::size_t no_cell = static_cast<std::size_t>(-1);

/// What a format demands of attribute names.
struct Naming {
  /// Names that the syntax keeps for itself, blank-separated; compared without regard to case.
  std::string_view reserved = {};
  /// The names under which kind and color have to go, or empty for the usual.
  std::string_view kind = {};
  std::string_view color = {};
  /// Add what readers of networks expect: `name` (a copy of the label), `interaction`.
  enum class Customary { leave_out, add } customary = Customary::leave_out;
};

/// The attributes of nodes: names are unique without regard to case (a second one gets a number,
/// because Gephi drops one of two), only the first column of a role keeps it, and label, weight,
/// position, size and color bear those names whatever the column is called, because every reader
/// looks for exactly these. There always is a label. Characters outside [A-Za-z0-9_.-] and beyond
/// ASCII become `_`.
std::vector<Field> node_fields(std::span<const ColumnSchema> columns, const Naming& naming);

/// The attributes of edges, by the same rules.
std::vector<Field> edge_fields(std::span<const ColumnSchema> columns, const Naming& naming);

/// The field that has a role, or null.
const Field* field_with(std::span<const Field> fields, ColumnRole role);

/// Whether a cell can be written: a number that is finite, a text or list that is not empty.
bool has_value(const Value& value);

/// What a field says about an element; `id` is a node's id (edges have no label to fall back on).
Value value_of(const Field& field, std::string_view id, std::span<const Value> cells);

/// Cells by meaning: empty or NaN where there is no such field or no value.
std::string_view text_of(const Field* field, std::span<const Value> cells);
double real_of(const Field* field, std::span<const Value> cells);

/// The id of an edge where a format needs one: the same for the same pair in every run, and never
/// the id of a node, because no node's id holds `~`.
std::string edge_id(std::string_view source, std::string_view target);

/// One evidence sentence as flat text, `text (source, date)`; `put` gets it in pieces.
template <class Put>
void flatten(const EvidenceSentence& sentence, Put&& put) {
  put(std::string_view(sentence.text));
  const bool source = !sentence.source.empty(), date = !sentence.date.empty();
  if (!source && !date) return;
  put(std::string_view(" ("));
  put(std::string_view(sentence.source));
  if (source && date) put(std::string_view(", "));
  put(std::string_view(sentence.date));
  put(std::string_view(")"));
}

inline constexpr std::string_view list_separator = " | ";

/// A cell of text, list or evidence as one flat text, `A | B`; `put` gets it in pieces.
template <class Put>
void flatten(const Value& value, Put&& put) {
  if (const auto* text = std::get_if<std::string_view>(&value)) put(*text);
  if (const auto* list = std::get_if<std::span<const std::string>>(&value)) {
    for (std::size_t i = 0; i < list->size(); ++i) {
      if (i > 0) put(list_separator);
      put(std::string_view((*list)[i]));
    }
  }
  if (const auto* sentences = std::get_if<std::span<const EvidenceSentence>>(&value)) {
    for (std::size_t i = 0; i < sentences->size(); ++i) {
      if (i > 0) put(list_separator);
      flatten((*sentences)[i], put);
    }
  }
}

}  // namespace comention
