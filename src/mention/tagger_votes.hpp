#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "mention/tagger_document.hpp"
#include "mention/tagger_features.hpp"
#include "mention/tagger_labels.hpp"

namespace comention {

/// What a first reading of a document says about its words: how the other places of a word were
/// labelled. A second reading takes it as features, so that the clear places decide the unclear
/// ones. (The idea of Krishnan and Manning 2006.)
class DocumentVotes {
 public:
  explicit DocumentVotes(const TaggerDocument& document) : document_(document) {}

  /// Takes the labels of all tokens of the document; those outside of runs are not read.
  void collect(std::span<const Label> labels);

  /// The features of a token of a run; none when the document says nothing more about it.
  void features(std::size_t token, const TokenRun& run, FeatureList& out) const;

 private:
  // A word was outside of names, a whole name, the last word of one, or another part of one.
  static constexpr std::size_t roles = 1 + 3 * tagger_type_names.size();
  using Votes = std::array<std::uint16_t, roles>;
  struct Spelled {
    std::uint64_t key;  ///< of the word that the capitals of a name make
    TaggerType type;
  };
  static std::size_t role_of(Label label);
  Votes others(std::size_t token) const;
  void collect_capitals(const TokenRun& run);
  const Spelled* spelled(std::size_t token) const;

  const TaggerDocument& document_;
  std::span<const Label> labels_;
  std::vector<Votes> votes_;  ///< of each slot of `document.words`
  std::vector<Spelled> spelled_;
};

}  // namespace comention
