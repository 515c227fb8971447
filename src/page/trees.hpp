#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace comention {

/// Gradient-boosted decision trees for one yes-no question, as small tables.
///
/// A tree is not walked: every split strikes out leaves, and the first one left is the answer
/// (QuickScorer: Lucchese et al. 2015). Splits are taken feature by feature in the order of their
/// thresholds. Neighbouring rows are much alike, so for a block of rows most splits say the same
/// for all of them, or nothing; what remains is done for several rows in one vector instruction.
///
/// Written form (little endian): "CTR1", u16 features, u16 trees, f32 bias, f32 leaf unit; for each
/// feature u8 count and that many f32 thresholds; for each tree u8 splits, splits times {u8
/// feature, u8 threshold, i8 left, i8 right}, then splits + 1 times i16 leaf value in leaf units. A
/// child
/// >= 0 is a split of the tree, a negative one the leaf `-1 - child`.
class TreeModel {
 public:
  /// Reads the written form; nothing when the bytes are not a whole, sound model.
  static std::optional<TreeModel> parse(std::string_view bytes);

  /// Probability of "yes" for each row. `rows` holds rows of `feature_count()` values one after
  /// the other, `out` one place a row. The answer for a row does not depend on the other rows. No
  /// value is a NaN.
  void probabilities(std::span<const float> rows, std::span<float> out) const;

  std::size_t feature_count() const { return features_; }
  std::size_t tree_count() const { return first_value_.size(); }

 private:
  static constexpr std::size_t max_splits = 31;  ///< a leaf is one bit of 32
  /// A row whose value is above the threshold cannot end in `below`, the leaves on its other side.
  struct Split {
    float threshold;
    std::int32_t below;  ///< one bit a leaf, in their order from left to right
    std::uint32_t tree;
  };
  struct Block;
  void strike_out(Block& block) const;
  void add_up(const Block& block, std::span<float> out) const;

  std::size_t features_ = 0;
  float bias_ = 0;
  std::vector<Split> splits_;               ///< by feature, then by threshold
  std::vector<std::uint32_t> first_split_;  ///< of each feature, and the number of splits
  std::vector<float> values_;               ///< of leaves
  std::vector<std::uint32_t> first_value_;  ///< of each tree
};

/// Settings of training.
struct TreeTraining {
  int rounds = 120;           ///< number of trees
  int leaves = 12;            ///< leaves a tree, at most 32
  int depth = 9;              ///< splits on the way to a leaf, at most: what a walk costs
  int min_rows = 50;          ///< rows a leaf must hold
  double rate = 0.1;          ///< shrinkage of every tree
  double ridge = 1.0;         ///< added to the sum of second derivatives
  double column_share = 0.5;  ///< share of the features that a tree may use
  double row_share = 1;       ///< share of the rows that a tree learns from (Friedman 2002)
  int bins = 48;              ///< thresholds a feature, at most 255
  std::uint64_t seed = 1;     ///< of the choice of features
};

/// Trains by second-order boosting of the logistic loss with leaf-wise growth over binned features
/// (Friedman 2001; Ke et al. 2017) and gives the written form. `rows` as for `probabilities`,
/// `labels` 0 to 1 and `weights` one a row. Deterministic.
std::string train_trees(std::span<const float> rows, std::size_t features,
                        std::span<const float> labels, std::span<const float> weights,
                        const TreeTraining& options);

}  // namespace comention
