#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "comention/entity.hpp"
#include "entity/name_form.hpp"
#include "entity/name_table.hpp"

namespace comention {

/// The names of a corpus that stand for themselves, grouped by what they say: a node is a class and
/// a row of words (or a row of the tables) with all forms in which it was written. Nodes are
/// numbered by hash, so their order does not depend on the documents.
class CorpusNames {
 public:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  CorpusNames(const NameTable& names, const ResolveOptions& options);

  const NameTable& names() const { return *names_; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(hash_.size()); }
  /// The node of a name; of a name that stands for another one, that one's node.
  std::uint32_t node_of(std::uint32_t name) const { return node_of_[name]; }
  /// The most used form of a node.
  std::uint32_t best_name(std::uint32_t node) const { return best_[node]; }
  NameClass name_class(std::uint32_t node) const { return class_[node]; }
  /// False for a corpus of plain tag lists, whose tags have nothing to be compared with.
  bool has_other_than_tags() const { return has_other_than_tags_; }
  /// Row of the tables that the node is, as in TableNames.
  std::uint32_t row(std::uint32_t node) const { return row_[node]; }
  /// Uses of the node's names and of those that stand for them; no more than 32 bits hold.
  std::uint32_t uses(std::uint32_t node) const { return uses_[node]; }
  bool given(std::uint32_t node) const { return given_[node]; }
  const Neighbours* neighbours(std::uint32_t node) const;
  /// Takes the node's best name apart.
  void parse(std::uint32_t node, NameForm& form) const;
  void parse_name(std::uint32_t name, NameForm& form) const;

  /// The nodes that a text names, whatever their class.
  std::vector<std::uint32_t> find(std::string_view text) const;
  /// The node of exactly this hash of class and words, or `none`.
  std::uint32_t find_hash(std::uint64_t hash) const;
  /// A name keeps its own hash even where it stands for another name.
  std::uint64_t hash_of_name(std::uint32_t name, NameForm& form) const;

 private:
  void add_set(std::uint32_t name, std::uint32_t& seen);
  void group(std::vector<std::pair<std::uint64_t, std::uint32_t>> hashed);
  std::uint32_t row_for(std::uint32_t name, const NameForm& form) const;
  bool stands_alone(std::uint32_t name, NameForm& form) const;

  const NameTable* names_;
  const ResolveOptions* options_;
  std::vector<std::uint64_t> listed_;  ///< sorted hashes of what thesaurus and do-not-merge list
  std::vector<std::uint64_t> hash_;
  std::vector<std::uint32_t> best_;
  std::vector<NameClass> class_;
  bool has_other_than_tags_ = false;
  std::vector<std::uint32_t> row_;
  std::vector<std::uint32_t> uses_;
  std::vector<bool> given_;
  static constexpr std::uint32_t merged_set = 1u << 31;
  Array<Neighbours> merged_;                  ///< of nodes whose names have several sets
  std::vector<std::uint32_t> neighbours_of_;  ///< a set of the names, or of `merged_`
  std::vector<std::uint32_t> node_of_;
};

/// The classes under which a listed label or a tag is looked up, most telling first.
std::span<const NameClass> all_classes();

}  // namespace comention
