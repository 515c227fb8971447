#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/spill.hpp"
#include "entity/corpus_names.hpp"
#include "entity/reason.hpp"

namespace comention {

/// A rule's proposal that two nodes are one. Higher scores are heard first.
struct Proposal {
  std::uint32_t from;  ///< the node that says less
  std::uint32_t to;
  std::uint16_t score;
  Reason reason;
};

/// Scores of the rules: whole numbers, so that the order of proposals is the same everywhere.
struct Score {
  static constexpr std::uint16_t thesaurus = 1000, same_words = 900, letters = 880,
                                 word_order = 860, spelling = 850, middle_name = 840,
                                 name_order = 820, initials = 800, misspelling = 760,
                                 short_form = 600;
};

/// Clusters of nodes: a union-find with vetoes between whole clusters.
class Clusters {
 public:
  explicit Clusters(const CorpusNames& names);

  std::uint32_t root(std::uint32_t node) const;
  /// Forbids that two nodes end in one cluster.
  void forbid(std::uint32_t a, std::uint32_t b);
  /// Takes a node out: proposals that name it are not heard.
  void exclude(std::uint32_t node) { excluded_[node] = true; }
  bool excluded(std::uint32_t node) const { return excluded_[node]; }
  /// Sorts the proposals and accepts each that no veto stops.
  void merge(std::vector<Proposal>& proposals);
  std::uint32_t uses(std::uint32_t root) const { return uses_[root]; }
  bool alone(std::uint32_t node) const { return next_[node] == node; }
  Reason reason(std::uint32_t node) const { return reason_[node]; }
  Neighbours neighbours(std::uint32_t root) const;

  /// Calls `visit(node)` for each member of a cluster.
  template <class Visit>
  void for_members(std::uint32_t root, Visit visit) const {
    std::uint32_t node = root;
    do {
      visit(node);
      node = next_[node];
    } while (node != root);
  }

 private:
  bool vetoed(std::uint32_t a, std::uint32_t b, std::uint16_t score) const;
  bool forbidden(std::uint32_t a, std::uint32_t b) const;
  /// Names of a cluster that vetoes compare: full names of persons, names of several words of
  /// bodies and places.
  struct Telling {
    std::vector<NameForm> persons, bodies;
  };
  Telling telling_names(std::uint32_t root) const;

  const CorpusNames& names_;
  mutable std::vector<std::uint32_t> parent_;
  std::vector<std::uint32_t> next_;  ///< the members of a cluster in a ring
  std::vector<std::uint32_t> uses_;  ///< no more than 32 bits hold
  std::vector<Reason> reason_;
  std::vector<bool> excluded_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> forbidden_;
};

/// The rules that compare full names across documents. Names that fit several clashing ones go to
/// `open`.
Result<std::vector<Proposal>> propose_full_names(const CorpusNames& names, const SpillPlace& place,
                                                 std::vector<Proposal>& open);

/// A short form across documents and what it could mean.
struct OpenName {
  std::uint32_t node;
  std::vector<std::uint32_t> candidates;  ///< cluster roots, most used first
  Reason reason;
};

/// Merges surnames, acronyms and short forms that no document explains with the cluster that
/// dominates them; gives back those that stay open.
Result<std::vector<OpenName>> merge_short_forms(const CorpusNames& names, const SpillPlace& place,
                                                Clusters& clusters);

/// What is left of one bare surname in different company is one open name.
Result<std::vector<Proposal>> propose_bare_surnames(const CorpusNames& names,
                                                    const SpillPlace& place,
                                                    const Clusters& clusters);

}  // namespace comention
