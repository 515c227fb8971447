#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "mention/tagger_decode.hpp"
#include "mention/tagger_model.hpp"

namespace comention {

/// The features of a run of tokens, one token after another, and where each token's features end.
struct RunFeatures {
  std::span<const std::uint64_t> features;
  std::span<const std::uint32_t> ends;
  std::span<const std::uint64_t> votes;  ///< those of the second reading
  std::span<const std::uint32_t> vote_ends;
  std::uint64_t source = 0;  ///< number of the set of texts, from 1; 0: not told
};

/// A structured perceptron (Collins 2002) with averaged weights, whole-number steps, and rows only
/// for features that were ever wrong. Each set of texts has a copy of all features for itself,
/// which takes up what only its labels do, and is thrown away (Daumé 2007).
class NameLearner {
 public:
  /// `dropout`: percent of the features that are hidden at each step, another choice each time, so
  /// that no single one is relied upon. `margin`: what wrong labels are given ahead while learning.
  NameLearner(unsigned dropout, unsigned margin);

  /// One sequence, with the features of each token one after another. Returns true when the labels
  /// had to be corrected. Every second time the features of the second reading are left out.
  bool learn(const RunFeatures& run, std::span<const Label> gold, std::int32_t weight);

  /// Averaged weights of the shared features, in the order in which they were first needed.
  std::vector<FeatureWeights> averaged() const;
  std::array<std::array<double, label_count>, label_count> averaged_transitions() const;

 private:
  struct Row {
    std::array<std::int32_t, label_count> weights{};
    std::array<std::int64_t, label_count> sums{};
    std::uint32_t seen = 0;
    bool shared = true;  ///< holds in all sets
  };
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t row = 0;
  };
  void gather(const RunFeatures& run);
  Row* find(std::uint64_t hash);
  Row& need(std::uint64_t hash);
  bool dropped(std::uint64_t hash) const;
  void grow();
  void adjust(Row& row, Label label, std::int32_t by);

  unsigned dropout_;
  std::int32_t margin_;
  std::int64_t time_ = 1;
  std::vector<Slot> slots_;
  std::vector<Row> rows_;
  std::vector<std::uint64_t> hashes_;  ///< of each row
  std::array<Row, label_count> transition_rows_{};
  TransitionScores transitions_{};
  Decoder decoder_;
  std::vector<LabelScores> scores_;
  std::vector<Label> labels_;
  // Of this step, without what is hidden: for each token the shared ones, then those of the set.
  std::vector<std::uint64_t> features_;
  std::vector<std::size_t> shared_ends_;
  std::vector<std::size_t> ends_;
};

/// The weights of several learners together.
class LearnedWeights {
 public:
  void add(const NameLearner& learner);
  const std::vector<FeatureWeights>& features() const { return features_; }
  const std::array<std::array<double, label_count>, label_count>& transitions() const {
    return transitions_;
  }

 private:
  std::vector<FeatureWeights> features_;  ///< in the order in which they were first needed
  std::unordered_map<std::uint64_t, std::size_t> places_;
  std::array<std::array<double, label_count>, label_count> transitions_{};
};

}  // namespace comention
