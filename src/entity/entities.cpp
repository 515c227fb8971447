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

namespace {

/// Puts drafts in the order of their keys. Keys are made anew wherever they are looked at: all of
/// them would take more memory than the names.
class DraftOrder {
 public:
  struct Entry {
    std::uint64_t prefix;
    std::uint32_t draft;
  };

  DraftOrder(const std::vector<EntityDraft>& drafts, const std::vector<std::uint32_t>& members,
             const Entities::Rows& rows)
      : drafts_(drafts), members_(members), rows_(rows) {}

  std::vector<Entry> sorted() {
    std::vector<Entry> order(drafts_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i].draft = i;
    sort_from(0, order);
    return order;
  }

  const std::string& key_of(std::uint32_t draft) {
    key_.clear();
    append_key(rows_.text_of_label(drafts_[draft].label), key_);
    return key_;
  }

 private:
  std::string_view least_form(std::uint32_t draft) const {
    std::string_view least = rows_.names.text(members_[drafts_[draft].first]);
    for (std::uint32_t m = 1; m < drafts_[draft].count; ++m) {
      least = std::min(least, rows_.names.text(members_[drafts_[draft].first + m]));
    }
    return least;
  }

  /// Sorts drafts whose keys agree up to `at`: by the next eight bytes, then those that still agree
  /// by what follows. A key of at most some 90 bytes bounds the depth.
  void sort_from(std::size_t at, std::span<Entry> stretch) {
    for (Entry& entry : stretch) {
      const std::string_view key = key_of(entry.draft);
      entry.prefix = prefix_of(key.substr(std::min(at, key.size())));
    }
    std::sort(stretch.begin(), stretch.end(), [](const Entry& a, const Entry& b) {
      return a.prefix != b.prefix ? a.prefix < b.prefix : a.draft < b.draft;
    });
    for (std::size_t first = 0; first < stretch.size();) {
      std::size_t end = first + 1;
      while (end < stretch.size() && stretch[end].prefix == stretch[first].prefix) ++end;
      const auto same = stretch.subspan(first, end - first);
      const bool ended = (stretch[first].prefix & 0xFF) == 0;
      if (same.size() > 1) ended ? sort_twins(same) : sort_from(at + 8, same);
      first = end;
    }
  }

  /// Of one key: by type, label, least form, then more members first.
  void sort_twins(std::span<Entry> twins) const {
    std::sort(twins.begin(), twins.end(), [&](const Entry& a, const Entry& b) {
      const EntityDraft& x = drafts_[a.draft];
      const EntityDraft& y = drafts_[b.draft];
      if (x.type != y.type) return x.type < y.type;
      const auto label = [&](const EntityDraft& d) { return rows_.text_of_label(d.label); };
      if (const int c = label(x).compare(label(y)); c != 0) return c < 0;
      return std::tuple(least_form(a.draft), y.count) < std::tuple(least_form(b.draft), x.count);
    });
  }

  const std::vector<EntityDraft>& drafts_;
  const std::vector<std::uint32_t>& members_;
  const Entities::Rows& rows_;
  std::string key_;
};

}  // namespace

std::string_view Entities::Rows::text_of_label(std::uint32_t which) const {
  if ((which & table_label) != 0) return TableNames::get().name_of(which & ~table_label);
  if ((which & thesaurus_label) != 0) return texts[which & ~thesaurus_label];
  return names.text(which);
}

std::string_view Entities::Rows::label_text(std::uint32_t entity) const {
  return text_of_label(label[entity]);
}

void number_entities(std::vector<EntityDraft> drafts, std::vector<std::uint32_t> members,
                     Entities::Rows& rows, std::vector<EntityId>& of_name) {
  DraftOrder keys(drafts, members, rows);
  const auto order = keys.sorted();
  of_name.assign(rows.names.size(), no_entity);
  rows.begin.reserve(order.size() + 1);
  rows.begin.assign(1, 0);
  rows.members.reserve(members.size());
  rows.label.reserve(order.size());
  rows.type.reserve(order.size());
  std::string before;
  std::uint32_t twin = 0;
  for (std::uint32_t id = 0; id < order.size(); ++id) {
    const EntityDraft& draft = drafts[order[id].draft];
    const std::string& key = keys.key_of(order[id].draft);
    twin = id > 0 && key == before ? twin + 1 : 0;
    if (twin > 0) rows.twins.emplace_back(id, twin);
    before = key;
    rows.label.push_back(draft.label);
    rows.type.push_back(draft.type);
    for (std::uint32_t m = 0; m < draft.count; ++m) {
      const std::uint32_t name = members[draft.first + m];
      rows.members.push_back(name);
      of_name[name] = EntityId{id};
    }
    rows.begin.push_back(static_cast<std::uint32_t>(rows.members.size()));
  }
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

std::uint64_t Entities::uses(EntityId id) const {
  std::uint64_t sum = 0;
  for (std::uint32_t m = rows_->begin[index_of(id)]; m < rows_->begin[index_of(id) + 1]; ++m) {
    sum += rows_->names.uses(rows_->members[m]);
  }
  return sum;
}

std::string Entities::key(EntityId id) const {
  std::string key;
  append_key(label(id), key);
  const auto& twins = rows_->twins;
  const auto entity = static_cast<std::uint32_t>(id);
  const auto found = std::lower_bound(twins.begin(), twins.end(), std::pair(entity, 0u));
  if (found != twins.end() && found->first == entity) {
    key += '.';
    key += std::to_string(found->second + 1);
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
