#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "comention/entity.hpp"
#include "entity/name_table.hpp"

namespace comention {

/// The entities of a corpus in flat arrays: members are names, an entity's row is its label.
struct Entities::Rows {
  NameTable names;
  std::vector<Reason> reason;        ///< why each name belongs to its entity
  std::vector<std::uint32_t> begin;  ///< first member of each entity, and the end
  std::vector<std::uint32_t> members;
  std::vector<std::uint32_t> label;  ///< a name; or with `table_label` a row of the tables
  std::vector<EntityType> type;
  /// Entities whose key others before them have, and how many; by entity.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> twins;
  std::vector<std::string> texts;  ///< labels that a thesaurus gave

  static constexpr std::uint32_t table_label = 1u << 31;      ///< label is a table row
  static constexpr std::uint32_t thesaurus_label = 1u << 30;  ///< label is an entry of `texts`
  std::string_view text_of_label(std::uint32_t which) const;
  std::string_view label_text(std::uint32_t entity) const;
};

/// An entity before it has a number.
struct EntityDraft {
  std::uint32_t label;
  EntityType type;
  std::uint32_t first;  ///< of its members in a list that the drafts share
  std::uint32_t count;
};

/// The part of an entity's key that its label makes: folded, [a-z0-9_.-], at most 64 bytes.
void append_key(std::string_view label, std::string& out);

/// Numbers the drafts in the order of their keys and fills the rows; `members` is the list that the
/// drafts refer to. `rows.names`, `rows.reason` and `rows.texts` must be there.
void number_entities(std::vector<EntityDraft> drafts, std::vector<std::uint32_t> members,
                     Entities::Rows& rows, std::vector<EntityId>& of_name);

}  // namespace comention
