#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "comention/entity.hpp"
#include "entity/name_form.hpp"
#include "entity/reason.hpp"

namespace comention {

/// A name of a document while it is being linked.
struct DocumentName {
  std::string surface;
  EntityType type;
  Origin origin;
  std::string title;  ///< seen before the name
  NameForm form;
  std::vector<std::uint32_t> at;  ///< numbers of its uses, rising
  std::uint32_t full;             ///< the fuller name it stands for, or itself
  Reason reason = Reason::same_name;
};

/// The distinct names of a document and what they stand for. Names point to fuller names, never in
/// a circle; `root` follows the way to its end.
class DocumentNames {
 public:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  /// Names compared with one name at most: bounds the work on a document that is a list of names.
  static constexpr std::size_t most_candidates = 64;

  explicit DocumentNames(std::span<const NameUse> uses);

  std::size_t size() const { return names_.size(); }
  DocumentName& operator[](std::size_t i) { return names_[i]; }
  const DocumentName& operator[](std::size_t i) const { return names_[i]; }
  const std::vector<std::uint32_t>& of_use() const { return of_use_; }

  std::uint32_t root(std::uint32_t name) const;
  bool linked(std::uint32_t name) const { return names_[name].full != name; }
  /// Makes `name` and all that stand for it stand for `full`.
  void link(std::uint32_t name, std::uint32_t full, Reason reason);
  /// Uses of a name and of all that stand for it.
  std::uint32_t total(std::uint32_t root) const { return totals_[root]; }
  /// Of the candidates' roots the most used one; among equals the one named first, whom the text is
  /// about. `rivals` tells how many uses the others have.
  std::uint32_t choose(std::uint32_t name, std::span<const std::uint32_t> candidates,
                       std::uint32_t* rivals = nullptr) const;

 private:
  std::vector<DocumentName> names_;
  std::vector<std::uint32_t> of_use_;
  std::vector<std::uint32_t> totals_;
};

/// Surnames, given names, initials and parts of persons' names stand for the full name.
void link_persons(DocumentNames& names);

/// Acronyms, heads and tails of names of organisations and places stand for the longer name.
void link_bodies(DocumentNames& names);

/// One form with two types is one name, of the type that it has most often.
void agree_on_types(DocumentNames& names);

/// Tags that name a person, organisation or place of the text stand for it.
void link_tags(DocumentNames& names);

}  // namespace comention
