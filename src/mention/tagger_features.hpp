#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "mention/tagger_document.hpp"

namespace comention {

/// The features of one token as hashes; at most `capacity`, further ones are dropped.
struct FeatureList {
  static constexpr std::size_t capacity = 160;
  std::array<std::uint64_t, capacity> hashes;
  std::size_t size = 0;
  void add(std::uint64_t hash) {
    if (size < capacity) hashes[size++] = hash;
  }
};

/// Computes the features of the tokens of runs. Keeps the forms of the words of the run at hand.
class FeatureReader {
 public:
  explicit FeatureReader(const TaggerDocument& document) : document_(document) {}

  /// Takes the run whose tokens are asked for next.
  void enter(const TokenRun& run);

  /// The features of a token of the run.
  void features(std::size_t token, FeatureList& out) const;

 private:
  struct Form {
    std::uint64_t cased;
    std::uint64_t key;
    std::uint64_t shape;
    std::uint64_t lists;
    std::array<std::uint64_t, 3> prefixes;  ///< of 2, 3, 4 bytes
    std::array<std::uint64_t, 4> suffixes;  ///< of 1, 2, 3, 4 bytes
    ListSet any_list;
  };
  Form form_of(std::size_t token) const;
  const Form& form(std::ptrdiff_t token) const;
  void word_features(std::size_t token, FeatureList& out) const;
  void context_features(std::size_t token, FeatureList& out) const;
  void list_features(std::size_t token, FeatureList& out) const;
  void run_features(std::size_t token, FeatureList& out) const;
  void document_features(std::size_t token, FeatureList& out) const;

  const TaggerDocument& document_;
  TokenRun run_{};
  SentenceRange sentence_{};
  Casing casing_ = Casing::normal;
  std::vector<Form> forms_;  ///< of the tokens from two before the run to two behind it
  std::size_t forms_from_ = 0;
  Form nothing_{};  ///< beyond the ends of the sentence
};

}  // namespace comention
