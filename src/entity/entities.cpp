#include <algorithm>
#include <numeric>
#include <tuple>

#include "entity/entity_rows.hpp"
#include "entity/table_names.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr std::size_t longest_key = 64;

std::size_t index_of(EntityId id) { return static_cast<std::size_t>(id); }

/// The first eight bytes as a number that sorts as the bytes do.
std::uint64_t prefix_of(std::string_view key) {
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    prefix = prefix << 8 | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0u);
  }
  return prefix;
}

void append_letter_code(std::uint64_t value, std::string& out) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string reversed;
  do {
    reversed += digits[value & 15];
    value >>= 4;
  } while (value != 0);
  out.append(reversed.rbegin(), reversed.rend());
}

/// A label that is longer than a key may be, or holds letters that a key cannot: told apart by
/// hash.
void append_hash(std::string_view label, std::string& out) {
  out += '-';
  append_letter_code(hash_bytes(label), out);
}

}  // namespace

void append_key(std::string_view label, std::string& out) {
  const std::size_t begin = out.size();
  std::string folded;
  const bool ascii =
      std::all_of(label.begin(), label.end(), [](unsigned char c) { return c < 0x80; });
  if (!ascii) folded = fold_key(label);
  const std::string_view text = ascii ? label : std::string_view(folded);
  bool cut = false;
  for (const char c : text) {
    if (out.size() - begin >= longest_key) cut = true;
    if (cut) break;
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-') {
      out += c;
    } else if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      cut = true;
    } else if (out.size() > begin && out.back() != '_') {
      out += '_';
    }
  }
  while (out.size() > begin && out.back() == '_') out.pop_back();
  if (cut || out.size() == begin) append_hash(text, out);
}

std::string_view Entities::Rows::label_text(std::uint32_t entity) const {
  const std::uint32_t which = label[entity];
  if ((which & table_label) != 0) return TableNames::get().name_of(which & ~table_label);
  if ((which & thesaurus_label) != 0) return texts[which & ~thesaurus_label];
  return names.text(which);
}

void number_entities(std::vector<EntityDraft> drafts, const std::vector<std::uint32_t>& members,
                     Entities::Rows& rows, std::vector<EntityId>& of_name) {
  const auto count = static_cast<std::uint32_t>(drafts.size());
  rows.label.resize(count);
  std::string keys;
  std::vector<std::uint64_t> key_begin(count + 1, 0);
  for (std::uint32_t i = 0; i < count; ++i) {
    rows.label[i] = drafts[i].label;
    append_key(rows.label_text(i), keys);
    key_begin[i + 1] = keys.size();
  }
  const auto key = [&](std::uint32_t i) {
    return std::string_view(keys).substr(key_begin[i], key_begin[i + 1] - key_begin[i]);
  };
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order(count);
  for (std::uint32_t i = 0; i < count; ++i) order[i] = {prefix_of(key(i)), i};
  const auto least_form = [&](std::uint32_t i) {
    std::string_view least = rows.names.text(members[drafts[i].first]);
    for (std::uint32_t m = 1; m < drafts[i].count; ++m) {
      least = std::min(least, rows.names.text(members[drafts[i].first + m]));
    }
    return least;
  };
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    if (const int c = key(a.second).compare(key(b.second)); c != 0) return c < 0;
    const EntityDraft& x = drafts[a.second];
    const EntityDraft& y = drafts[b.second];
    if (x.type != y.type) return x.type < y.type;
    const auto label = [&](std::uint32_t i) { return rows.label_text(i); };
    if (const int c = label(a.second).compare(label(b.second)); c != 0) return c < 0;
    return std::tuple(least_form(a.second), y.count) < std::tuple(least_form(b.second), x.count);
  });

  of_name.assign(rows.names.size(), no_entity);
  std::vector<std::uint32_t> label(count);
  rows.begin.assign(1, 0);
  rows.members.reserve(members.size());
  for (std::uint32_t id = 0; id < count; ++id) {
    const std::uint32_t from = order[id].second;
    const EntityDraft& draft = drafts[from];
    label[id] = draft.label;
    rows.type.push_back(draft.type);
    const bool twin = id > 0 && key(order[id - 1].second) == key(from);
    rows.twin.push_back(twin ? rows.twin.back() + 1 : 0);
    std::uint64_t uses = 0;
    for (std::uint32_t m = 0; m < draft.count; ++m) {
      const std::uint32_t name = members[draft.first + m];
      rows.members.push_back(name);
      of_name[name] = EntityId{id};
      uses += rows.names.uses(name);
    }
    rows.uses.push_back(uses);
    rows.begin.push_back(static_cast<std::uint32_t>(rows.members.size()));
  }
  rows.label = std::move(label);
}

Entities::Entities() : rows_(std::make_unique<Rows>()) {}
Entities::~Entities() = default;
Entities::Entities(Entities&&) noexcept = default;
Entities& Entities::operator=(Entities&&) noexcept = default;

std::size_t Entities::size() const { return rows_->type.size(); }

std::string_view Entities::label(EntityId id) const {
  return rows_->label_text(static_cast<std::uint32_t>(id));
}

EntityType Entities::type(EntityId id) const { return rows_->type[index_of(id)]; }

std::uint64_t Entities::uses(EntityId id) const { return rows_->uses[index_of(id)]; }

std::string Entities::key(EntityId id) const {
  std::string key;
  append_key(label(id), key);
  if (const std::uint32_t twin = rows_->twin[index_of(id)]; twin > 0) {
    key += '.';
    key += std::to_string(twin + 1);
  }
  return key;
}

Entity Entities::at(EntityId id) const {
  const Rows& rows = *rows_;
  Entity entity{key(id), std::string(label(id)), type(id), uses(id), {}};
  std::vector<std::uint32_t> names(rows.members.begin() + rows.begin[index_of(id)],
                                   rows.members.begin() + rows.begin[index_of(id) + 1]);
  // One line a form: a form that several documents linked for several reasons has the most usual.
  std::sort(names.begin(), names.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple(rows.names.text(a), ~rows.names.uses(a), rows.reason[a]) <
           std::tuple(rows.names.text(b), ~rows.names.uses(b), rows.reason[b]);
  });
  for (const std::uint32_t name : names) {
    const std::string_view text = rows.names.text(name);
    if (entity.aliases.empty() || entity.aliases.back().text != text) {
      entity.aliases.push_back({std::string(text), 0, std::string(to_string(rows.reason[name]))});
    }
    entity.aliases.back().uses += rows.names.uses(name);
  }
  std::stable_sort(entity.aliases.begin(), entity.aliases.end(),
                   [&](const Alias& a, const Alias& b) {
                     const bool first = a.text == entity.label, second = b.text == entity.label;
                     return first != second ? first : a.uses > b.uses;
                   });
  return entity;
}

}  // namespace comention
