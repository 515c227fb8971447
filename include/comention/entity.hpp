#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "comention/result.hpp"
#include "comention/types.hpp"

namespace comention {

/// A name form as the resolver keeps it: equal ids, same form and type.
enum class NameId : std::uint32_t {};

/// An entity of the corpus; ids are dense from 0, in the order of the entities' keys (without the
/// number that tells twins apart).
enum class EntityId : std::uint32_t {};

/// The entity of a name that was deleted by a thesaurus.
inline constexpr EntityId no_entity{UINT32_MAX};

/// A mention as the resolver sees it.
struct NameUse {
  std::string_view text;
  EntityType type;
  Origin origin = Origin::text;
  std::string_view before =
      {};                       ///< the line's text right before the name (some 40 bytes), or empty
  std::string_view after = {};  ///< the line's text right after the name (some 20 bytes), or empty
};

/// The names of one document after linking inside it.
struct LinkedNames {
  struct Name {
    std::string form;  ///< what the mention says, possessive and quotes stripped
    EntityType type;   ///< after agreement inside the document
    std::uint32_t
        full;  ///< index in `names` of the fuller name it stands for; its own index if none
    std::string_view reason;  ///< why it stands for that name, a fixed word ("surname", ...)
    std::uint32_t uses = 0;
    std::string before;            ///< a title seen before the name ("Mr", "President"), or empty
    Origin origin = Origin::text;  ///< of its first use that is no tag
  };
  std::vector<Name> names;                ///< distinct (form, type) of the document
  std::vector<std::uint32_t> of_mention;  ///< for each use its index in `names`
};

/// One form under which an entity is known, and why it belongs there.
struct Alias {
  std::string text;
  std::uint64_t uses;
  std::string reason;  ///< "same name", "surname in the document", "country table", ...
};

/// Someone or something that the corpus names.
struct Entity {
  std::string key;    ///< stable between runs and machines, [A-Za-z0-9_.-], unique
  std::string label;  ///< the best full name
  EntityType type;
  std::uint64_t uses = 0;
  std::vector<Alias> aliases;  ///< every form seen, the label first, then by uses
};

/// A short form that could mean several entities and was left alone.
struct AmbiguousName {
  std::string form;
  EntityId kept_as;
  std::vector<EntityId> candidates;  ///< most used first, some of them if there are many
  std::string_view reason;
};

/// Who is who: the outcome of resolution. Kept compact (millions of entities): an `Entity` is put
/// together when it is asked for.
class Entities {
 public:
  Entities();
  ~Entities();
  Entities(Entities&&) noexcept;
  Entities& operator=(Entities&&) noexcept;

  struct Rows;  ///< private to the room

  std::size_t size() const;  ///< number of entities
  /// The entity of a name, or `no_entity` if the thesaurus deletes it.
  EntityId of(NameId name) const { return of_name_[static_cast<std::size_t>(name)]; }
  /// The entity of every name, indexed by NameId.
  std::span<const EntityId> of_names() const { return of_name_; }
  std::string_view label(EntityId id) const;
  EntityType type(EntityId id) const;
  std::uint64_t uses(EntityId id) const;
  std::string key(EntityId id) const;
  Entity at(EntityId id) const;
  /// What stayed ambiguous, by form.
  std::span<const AmbiguousName> ambiguous() const { return ambiguous_; }

 private:
  friend class EntityResolver;
  std::unique_ptr<Rows> rows_;
  std::vector<EntityId> of_name_;
  std::vector<AmbiguousName> ambiguous_;
};

/// Settings of resolution.
struct ResolveOptions {
  bool aliases = true;        ///< false: only exactly equal names are one entity
  bool map_demonyms = false;  ///< count a nationality as its country
  bool map_capitals = false;  ///< count a capital as its country
  std::vector<std::pair<std::string, std::string>>
      thesaurus;  ///< label, replace by (empty: delete)
  std::vector<std::pair<std::string, std::string>> do_not_merge;
  /// Bytes that comparing names may take; what is larger goes to a temporary file, the same result.
  /// The names themselves stay in memory.
  std::size_t memory = std::size_t{256} << 20;
  std::string temporary_folder = "/tmp";
};

/// Decides which names are one. Use: link() for each document (any thread), add() (one thread),
/// resolve() once at the end. The partition and the keys do not depend on the order of documents;
/// NameIds do (dense from 0, in the order of first use).
class EntityResolver {
 public:
  explicit EntityResolver(ResolveOptions options);
  ~EntityResolver();
  EntityResolver(EntityResolver&&) noexcept;
  EntityResolver& operator=(EntityResolver&&) noexcept;

  /// Links short forms to fuller names inside one document. Pure, safe from many threads.
  LinkedNames link(std::span<const NameUse> uses) const;

  /// Takes a linked document in; returns for each of its names (`LinkedNames::names`) the id under
  /// which mentions of that name have to be logged.
  std::vector<NameId> add(const LinkedNames& names);

  /// Takes in a ready-made name as it is (a tag of a table): no linking inside the document.
  NameId add_plain(std::string_view text, EntityType type);

  /// Bytes that the names take in memory so far, and their number. They are never spilled:
  /// resolving takes about as much again as the names do.
  std::size_t memory() const;
  std::size_t names() const;

  /// Merges across documents. Call once, last: the names move into the result.
  Result<Entities> resolve();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace comention
