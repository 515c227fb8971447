#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "mention/tagger_labels.hpp"

namespace comention {

/// Scores of all labels for one token.
using LabelScores = std::array<std::int32_t, label_count>;

/// Scores of one label behind another: [before][here]. Only legal pairs are read.
using TransitionScores = std::array<LabelScores, label_count>;

/// Finds the best legal sequence of labels (Viterbi); keeps its memory between calls.
class Decoder {
 public:
  /// `labels` gets one label a token.
  void decode(std::span<const LabelScores> scores, const TransitionScores& transitions,
              std::vector<Label>& labels);

 private:
  std::vector<LabelScores> best_;
  std::vector<std::array<Label, label_count>> from_;
};

/// The names that a sequence of labels stands for; `offset` is added to the token numbers.
void read_names(std::span<const Label> labels, std::uint32_t offset, std::vector<TokenName>& names);

}  // namespace comention
