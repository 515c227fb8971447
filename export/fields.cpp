#include "export/fields.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>

namespace comention {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.' || c == '-' || (c & 0x80) != 0;
}

/// What readers call a role, or nothing where the column's own name is as good.
std::string_view name_of(ColumnRole role, const Naming& naming) {
  switch (role) {
    case ColumnRole::label:
      return "label";
    case ColumnRole::weight:
      return "weight";
    case ColumnRole::x:
      return "x";
    case ColumnRole::y:
      return "y";
    case ColumnRole::size:
      return "size";
    case ColumnRole::color:
      return naming.color.empty() ? "color" : naming.color;
    case ColumnRole::kind:
      return naming.kind;
    default:
      return {};
  }
}

/// Names in use, folded; hands out free ones.
class Names {
 public:
  void reserve(std::string_view blank_separated) {
    while (!blank_separated.empty()) {
      const auto blank = blank_separated.find(' ');
      taken_.insert(lower(blank_separated.substr(0, blank)));
      if (blank == std::string_view::npos) break;
      blank_separated.remove_prefix(blank + 1);
    }
  }
  bool is_free(std::string_view name) const { return taken_.count(lower(name)) == 0; }
  std::string take(std::string name) {
    for (char& c : name) {
      if (!is_name_character(c)) c = '_';
    }
    if (name.empty()) name = "_";
    std::string free = name;
    for (int number = 2; !is_free(free); ++number) free = name + "_" + std::to_string(number);
    taken_.insert(lower(free));
    return free;
  }

 private:
  std::set<std::string> taken_;
};

std::vector<Field> fields_of(std::span<const ColumnSchema> columns, const Naming& naming,
                             Names& names) {
  std::vector<Field> fields;
  std::set<ColumnRole> seen;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool first = seen.insert(columns[i].role).second;
    const auto role = first ? columns[i].role : ColumnRole::none;
    const auto from = role == ColumnRole::label ? Field::From::label : Field::From::cell;
    fields.push_back({std::string(name_of(role, naming)), columns[i].type, role, from, i, {}});
  }
  // Names that readers demand are given first, so that no ordinary column can take them.
  for (Field& field : fields) {
    if (!field.name.empty()) field.name = names.take(field.name);
  }
  for (Field& field : fields) {
    if (field.name.empty()) field.name = names.take(columns[field.cell].name);
  }
  return fields;
}

}  // namespace

std::vector<Field> node_fields(std::span<const ColumnSchema> columns, const Naming& naming) {
  Names names;
  names.reserve(naming.reserved);
  auto fields = fields_of(columns, naming, names);
  auto label = std::find_if(fields.begin(), fields.end(),
                            [](const Field& field) { return field.role == ColumnRole::label; });
  if (label == fields.end()) {
    label = fields.insert(fields.begin(), {names.take("label"),
                                           ColumnType::text,
                                           ColumnRole::label,
                                           Field::From::label,
                                           no_cell,
                                           {}});
  }
  if (naming.customary == Naming::Customary::add && names.is_free("name")) {
    Field copy = *label;
    copy.name = "name";
    copy.role = ColumnRole::none;
    fields.insert(label + 1, std::move(copy));
  }
  return fields;
}

std::vector<Field> edge_fields(std::span<const ColumnSchema> columns, const Naming& naming) {
  Names names;
  names.reserve(naming.reserved);
  auto fields = fields_of(columns, naming, names);
  if (naming.customary == Naming::Customary::add && names.is_free("interaction")) {
    fields.push_back({"interaction", ColumnType::text, ColumnRole::none, Field::From::fixed,
                      no_cell, "co-occurs"});
  }
  return fields;
}

const Field* field_with(std::span<const Field> fields, ColumnRole role) {
  const auto at = std::find_if(fields.begin(), fields.end(),
                               [&](const Field& field) { return field.role == role; });
  return at == fields.end() ? nullptr : &*at;
}

bool has_value(const Value& value) {
  switch (value.index()) {
    case 0:
      return false;
    case 1:
      return true;
    case 2:
      return std::isfinite(std::get<2>(value));
    case 3:
      return !std::get<3>(value).empty();
    case 4:
      return !std::get<4>(value).empty();
    default:
      return !std::get<5>(value).empty();
  }
}

Value value_of(const Field& field, std::string_view id, std::span<const Value> cells) {
  if (field.from == Field::From::fixed) return field.text;
  if (field.from == Field::From::label) {
    const auto label = text_of(&field, cells);
    return label.empty() ? id : label;
  }
  return cells[field.cell];
}

std::string_view text_of(const Field* field, std::span<const Value> cells) {
  if (field == nullptr || field->cell == no_cell) return {};
  const auto* text = std::get_if<std::string_view>(&cells[field->cell]);
  return text == nullptr ? std::string_view() : *text;
}

double real_of(const Field* field, std::span<const Value> cells) {
  if (field != nullptr) {
    if (const auto* real = std::get_if<double>(&cells[field->cell])) return *real;
    if (const auto* integer = std::get_if<std::int64_t>(&cells[field->cell])) {
      return static_cast<double>(*integer);
    }
  }
  return std::numeric_limits<double>::quiet_NaN();
}

std::string edge_id(std::string_view source, std::string_view target) {
  std::string id;
  id.reserve(source.size() + target.size() + 1);
  id.append(source).append("~").append(target);
  return id;
}

}  // namespace comention
