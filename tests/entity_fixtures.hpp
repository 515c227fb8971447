#pragma once

#include <string>
#include <vector>

#include "comention/entity.hpp"

namespace comention {

/// A name in a test's document.
struct Named {
  EntityType type;
  std::string text;
  Origin origin = Origin::text;
  std::string before = {};
  std::string after = {};
};
using NamedDocument = std::vector<Named>;
using NamedCorpus = std::vector<NamedDocument>;

inline constexpr auto person = EntityType::person;
inline constexpr auto org = EntityType::org;
inline constexpr auto place = EntityType::place;
inline constexpr auto norp = EntityType::norp;
inline constexpr auto tag = EntityType::tag;

/// A corpus with its entities.
struct Resolved {
  Entities entities;
  std::vector<std::vector<NameId>> names;  ///< of each use, document by document

  EntityId at(std::size_t document, std::size_t use) const {
    return entities.of(names[document][use]);
  }
  std::string key(std::size_t document, std::size_t use) const {
    const EntityId id = at(document, use);
    return id == no_entity ? "-" : entities.key(id);
  }
};

inline std::vector<NameUse> uses_of(const NamedDocument& document) {
  std::vector<NameUse> uses;
  for (const Named& n : document) uses.push_back({n.text, n.type, n.origin, n.before, n.after});
  return uses;
}

inline Resolved resolve(const NamedCorpus& corpus, ResolveOptions options = {}) {
  EntityResolver resolver(std::move(options));
  Resolved resolved;
  for (const NamedDocument& document : corpus) {
    const LinkedNames linked = resolver.link(uses_of(document));
    const std::vector<NameId> ids = resolver.add(linked);
    resolved.names.emplace_back();
    for (const std::uint32_t i : linked.of_mention) resolved.names.back().push_back(ids[i]);
  }
  resolved.entities = std::move(resolver.resolve()).value();
  return resolved;
}

}  // namespace comention
