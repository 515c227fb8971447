#pragma once

#include <memory>
#include <vector>

#include "base/spill.hpp"
#include "entity/blocks.hpp"
#include "entity/clusters.hpp"

namespace comention {

/// A rule that compares full names across documents. All rules file each node in one walk over the
/// names, then each compares what shares a block.
class FullNameRule {
 public:
  virtual ~FullNameRule() = default;
  /// Files a node under what it may have in common with others; `form` is not empty.
  virtual void file(std::uint32_t node, NameClass name_class, const NameForm& form) = 0;
  virtual Result<void> propose(std::vector<Proposal>& out) = 0;
};

/// Nodes of one block that are compared with each other: the most used ones of a larger block.
inline constexpr std::size_t most_in_block = 96;

/// Persons of one surname (however transliterated) with the same given name, nickname or initial.
/// A name that fits several clashing ones goes to `open`.
std::unique_ptr<FullNameRule> given_name_rule(const CorpusNames& names, const SpillPlace& place,
                                              std::vector<Proposal>& open);

/// One letter of a surname wrong, the given names the same, in documents with the same neighbours.
std::unique_ptr<FullNameRule> misspelling_rule(const CorpusNames& names, const SpillPlace& place);

/// The hash of a rule's block.
std::uint64_t block_hash(char rule, std::string_view a, std::string_view b = {});

}  // namespace comention
