#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "page/trees.hpp"

namespace comention {
namespace {

constexpr int no_child = 127;

struct Sums {
  double gradient = 0;
  double curvature = 0;
  std::uint32_t rows = 0;
};

using Histogram = std::vector<Sums>;  ///< features times bins

struct Split {
  double gain = 0;
  std::size_t feature = 0;
  int bin = -1;  ///< rows with a bin <= this one go left
};

struct Leaf {
  std::vector<std::uint32_t> rows;
  Histogram histogram;
  Split split;
  int parent = -1;  ///< the split whose child this is
  int depth = 0;
  bool right = false;
};

struct GrownSplit {
  std::size_t feature;
  int bin;
  int child[2];  ///< a split, or -1 - leaf
};

struct GrownTree {
  std::vector<GrownSplit> splits;
  std::vector<double> values;
};

/// Thresholds between the values of one feature, about equally many rows apart.
std::vector<float> cut_points(std::vector<float> values, int bins) {
  std::sort(values.begin(), values.end());
  std::vector<float> cuts;
  for (int b = 1; b < bins; ++b) {
    const auto at = values.size() * static_cast<std::size_t>(b) / static_cast<std::size_t>(bins);
    const float low = values[at];
    const auto next = std::upper_bound(values.begin(), values.end(), low);
    if (next == values.end()) break;
    const float cut = low + (*next - low) / 2;
    if (cuts.empty() || cut > cuts.back()) cuts.push_back(cut);
  }
  return cuts;
}

class Trainer {
 public:
  Trainer(std::span<const float> rows, std::size_t features, std::span<const float> labels,
          std::span<const float> weights, const TreeTraining& options)
      : features_(features), labels_(labels), weights_(weights), options_(options) {
    bin_rows(rows);
    random_ = options.seed * 0x9E3779B97F4A7C15ULL + 1;
  }

  std::string train() {
    const auto count = labels_.size();
    double yes = 1e-6, all = 2e-6;
    for (std::size_t i = 0; i < count; ++i) {
      yes += weights_[i] * labels_[i];
      all += weights_[i];
    }
    const double bias = std::log(yes / (all - yes));
    scores_.assign(count, bias);
    gradients_.resize(count);
    curvatures_.resize(count);
    for (int round = 0; round < options_.rounds; ++round) {
      for (std::size_t i = 0; i < count; ++i) {
        const double p = 1 / (1 + std::exp(-scores_[i]));
        gradients_[i] = static_cast<float>(weights_[i] * (p - labels_[i]));
        curvatures_[i] = static_cast<float>(weights_[i] * p * (1 - p));
      }
      auto tree = grow();
      if (tree.splits.empty()) break;
      trees_.push_back(std::move(tree));
    }
    return write(bias);
  }

 private:
  void bin_rows(std::span<const float> rows) {
    const auto count = labels_.size();
    bins_.resize(count * features_);
    cuts_.resize(features_);
    std::vector<float> column(count);
    for (std::size_t f = 0; f < features_; ++f) {
      for (std::size_t i = 0; i < count; ++i) column[i] = rows[i * features_ + f];
      cuts_[f] = cut_points(column, options_.bins);
      for (std::size_t i = 0; i < count; ++i) {
        const auto at = std::lower_bound(cuts_[f].begin(), cuts_[f].end(), column[i]);
        bins_[i * features_ + f] = static_cast<std::uint8_t>(at - cuts_[f].begin());
      }
    }
  }

  std::uint64_t next_random() {
    random_ ^= random_ << 13;
    random_ ^= random_ >> 7;
    random_ ^= random_ << 17;
    return random_;
  }

  void choose_columns() {
    std::vector<std::size_t> all(features_);
    std::iota(all.begin(), all.end(), std::size_t{0});
    for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[next_random() % i]);
    const auto keep = static_cast<std::size_t>(
        std::max(1.0, std::ceil(options_.column_share * static_cast<double>(features_))));
    all.resize(std::min(keep, all.size()));
    std::sort(all.begin(), all.end());
    columns_ = std::move(all);
  }

  Histogram histogram_of(const std::vector<std::uint32_t>& rows) const {
    const auto bins = static_cast<std::size_t>(options_.bins);
    Histogram out(features_ * bins);
    for (const auto row : rows) {
      const auto* bin = &bins_[row * features_];
      for (const auto f : columns_) {
        auto& sums = out[f * bins + bin[f]];
        sums.gradient += gradients_[row];
        sums.curvature += curvatures_[row];
        ++sums.rows;
      }
    }
    return out;
  }

  double worth(double gradient, double curvature) const {
    return gradient * gradient / (curvature + options_.ridge);
  }

  Split best_split(const Histogram& histogram) const {
    const auto bins = static_cast<std::size_t>(options_.bins);
    Split best;
    for (const auto f : columns_) {
      Sums all;
      for (std::size_t b = 0; b < bins; ++b) add(all, histogram[f * bins + b]);
      Sums left;
      for (std::size_t b = 0; b < cuts_[f].size(); ++b) {
        add(left, histogram[f * bins + b]);
        const auto min_rows = static_cast<std::uint32_t>(options_.min_rows);
        if (left.rows < min_rows) continue;
        if (all.rows - left.rows < min_rows) break;
        const double gain = worth(left.gradient, left.curvature) +
                            worth(all.gradient - left.gradient, all.curvature - left.curvature) -
                            worth(all.gradient, all.curvature);
        if (gain > best.gain) best = {gain, f, static_cast<int>(b)};
      }
    }
    return best;
  }

  static void add(Sums& to, const Sums& from) {
    to.gradient += from.gradient;
    to.curvature += from.curvature;
    to.rows += from.rows;
  }

  /// Draws the rows that the next tree learns from.
  std::vector<std::uint32_t> choose_rows() {
    std::vector<std::uint32_t> rows;
    drawn_.assign(labels_.size(), true);
    const auto keep = static_cast<std::uint64_t>(options_.row_share * 65536);
    for (std::uint32_t row = 0; row < labels_.size(); ++row) {
      if (keep < 65536) drawn_[row] = (next_random() >> 24 & 0xFFFF) < keep;
      if (drawn_[row]) rows.push_back(row);
    }
    return rows;
  }

  /// What a tree says of the rows that it has not learned from.
  void score_others(const GrownTree& tree) {
    for (std::size_t row = 0; row < labels_.size(); ++row) {
      if (drawn_[row]) continue;
      int at = 0;
      while (at >= 0) {
        const auto& split = tree.splits[static_cast<std::size_t>(at)];
        at = split.child[bins_[row * features_ + split.feature] <= split.bin ? 0 : 1];
      }
      scores_[row] += tree.values[static_cast<std::size_t>(-1 - at)];
    }
  }

  GrownTree grow() {
    choose_columns();
    std::vector<Leaf> leaves(1);
    leaves[0].rows = choose_rows();
    leaves[0].histogram = histogram_of(leaves[0].rows);
    leaves[0].split = best_split(leaves[0].histogram);
    GrownTree tree;
    while (static_cast<int>(leaves.size()) < std::min(options_.leaves, 32)) {
      auto best = std::max_element(leaves.begin(), leaves.end(), [](const Leaf& a, const Leaf& b) {
        return a.split.gain < b.split.gain;
      });
      if (best->split.bin < 0 || best->split.gain < 1e-9) break;
      split_leaf(leaves, static_cast<std::size_t>(best - leaves.begin()), tree);
    }
    if (tree.splits.empty()) return tree;
    for (std::size_t i = 0; i < leaves.size(); ++i)
      finish_leaf(leaves[i], static_cast<int>(i), tree);
    score_others(tree);
    return tree;
  }

  void split_leaf(std::vector<Leaf>& leaves, std::size_t at, GrownTree& tree) {
    const auto node = static_cast<int>(tree.splits.size());
    Leaf old = std::move(leaves[at]);
    if (old.parent >= 0)
      tree.splits[static_cast<std::size_t>(old.parent)].child[old.right ? 1 : 0] = node;
    tree.splits.push_back({old.split.feature, old.split.bin, {no_child, no_child}});
    Leaf left, right;
    for (const auto row : old.rows) {
      const bool goes_left = bins_[row * features_ + old.split.feature] <= old.split.bin;
      (goes_left ? left : right).rows.push_back(row);
    }
    left.parent = right.parent = node;
    left.depth = right.depth = old.depth + 1;
    right.right = true;
    Leaf& small = left.rows.size() < right.rows.size() ? left : right;
    Leaf& large = left.rows.size() < right.rows.size() ? right : left;
    small.histogram = histogram_of(small.rows);
    large.histogram = std::move(old.histogram);
    for (std::size_t i = 0; i < large.histogram.size(); ++i) {
      large.histogram[i].gradient -= small.histogram[i].gradient;
      large.histogram[i].curvature -= small.histogram[i].curvature;
      large.histogram[i].rows -= small.histogram[i].rows;
    }
    if (left.depth < options_.depth) {
      small.split = best_split(small.histogram);
      large.split = best_split(large.histogram);
    }
    leaves[at] = std::move(left);
    leaves.push_back(std::move(right));
  }

  void finish_leaf(const Leaf& leaf, int number, GrownTree& tree) {
    double gradient = 0, curvature = 0;
    for (const auto row : leaf.rows) {
      gradient += gradients_[row];
      curvature += curvatures_[row];
    }
    const double value = -options_.rate * gradient / (curvature + options_.ridge);
    tree.splits[static_cast<std::size_t>(leaf.parent)].child[leaf.right ? 1 : 0] = -1 - number;
    tree.values.push_back(value);
    for (const auto row : leaf.rows) scores_[row] += value;
  }

  template <class T>
  static void put(std::string& out, T value) {
    char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    out.append(bytes, sizeof(T));
  }

  std::string write(double bias) const {
    double largest = 1e-9;
    for (const auto& tree : trees_)
      for (const double value : tree.values) largest = std::max(largest, std::abs(value));
    const double unit = largest / 32767;
    std::string out = "CTR1";
    put(out, static_cast<std::uint16_t>(features_));
    put(out, static_cast<std::uint16_t>(trees_.size()));
    put(out, static_cast<float>(bias));
    put(out, static_cast<float>(unit));
    for (const auto& cuts : cuts_) {
      put(out, static_cast<std::uint8_t>(cuts.size()));
      for (const float cut : cuts) put(out, cut);
    }
    for (const auto& tree : trees_) {
      put(out, static_cast<std::uint8_t>(tree.splits.size()));
      for (const auto& split : tree.splits) {
        put(out, static_cast<std::uint8_t>(split.feature));
        put(out, static_cast<std::uint8_t>(split.bin));
        for (const int child : split.child) put(out, static_cast<std::int8_t>(child));
      }
      for (const double value : tree.values)
        put(out, static_cast<std::int16_t>(std::lround(value / unit)));
    }
    return out;
  }

  std::size_t features_;
  std::span<const float> labels_;
  std::span<const float> weights_;
  TreeTraining options_;
  std::vector<std::uint8_t> bins_;
  std::vector<std::vector<float>> cuts_;
  std::vector<double> scores_;
  std::vector<float> gradients_, curvatures_;
  std::vector<std::size_t> columns_;
  std::vector<GrownTree> trees_;
  std::vector<bool> drawn_;  ///< rows that the tree at hand learns from
  std::uint64_t random_;
};

}  // namespace

std::string train_trees(std::span<const float> rows, std::size_t features,
                        std::span<const float> labels, std::span<const float> weights,
                        const TreeTraining& options) {
  if (labels.empty() || features == 0 || features > 255) return {};
  return Trainer(rows, features, labels, weights, options).train();
}

}  // namespace comention
