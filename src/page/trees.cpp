#include "page/trees.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <optional>
#include <span>
#include <vector>

namespace comention {
namespace {

static_assert(std::endian::native == std::endian::little, "models are read as little endian");

/// Takes values off the front of a byte string; `ok` turns false when it is too short.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}
  template <class T>
  T take() {
    T value{};
    if (rest_.size() < sizeof(T)) {
      ok_ = false;
      return value;
    }
    std::memcpy(&value, rest_.data(), sizeof(T));
    rest_.remove_prefix(sizeof(T));
    return value;
  }
  bool ok() const { return ok_; }
  bool at_end() const { return ok_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

struct RawSplit {
  std::uint8_t feature;
  std::uint8_t threshold;
  std::int8_t left;
  std::int8_t right;
};

constexpr std::int32_t leaf_bit(std::size_t leaf) {
  return static_cast<std::int32_t>(std::uint32_t{1} << leaf);
}

/// The leaves of a tree from left to right, and for each split the set of those on its left as
/// bits of that order. Nothing when the splits are no tree: every split but the first must be the
/// child of exactly one earlier split, every leaf of one split.
struct LeafOrder {
  std::vector<std::size_t> leaves;
  std::vector<std::int32_t> below;
};

std::optional<LeafOrder> order_leaves(std::span<const RawSplit> splits) {
  LeafOrder out;
  out.below.resize(splits.size());
  std::vector<std::uint8_t> seen(2 * splits.size() + 1);
  // Splits whose left side is being read, and what stands to their right.
  std::vector<std::size_t> open;
  int at = 0;
  for (;;) {
    const auto place =
        at >= 0 ? static_cast<std::size_t>(at) : splits.size() + static_cast<std::size_t>(-1 - at);
    if ((at >= 0 && place >= splits.size()) || place >= seen.size() || seen[place] != 0)
      return std::nullopt;
    seen[place] = 1;
    if (at >= 0) {
      open.push_back(place);
      at = splits[place].left;
      continue;
    }
    for (const std::size_t split : open) out.below[split] |= leaf_bit(out.leaves.size());
    out.leaves.push_back(place - splits.size());
    if (open.empty()) break;
    at = splits[open.back()].right;
    open.pop_back();
  }
  if (out.leaves.size() != splits.size() + 1) return std::nullopt;
  return out;
}

/// Four rows in one instruction, on every processor that the compilers know.
using Values = float __attribute__((vector_size(16)));
using Leaves = std::int32_t __attribute__((vector_size(16)));
constexpr std::size_t lanes = 32;  ///< rows a block
constexpr std::size_t vectors = lanes / 4;

/// The first leaf that is left. One always is: nothing strikes out the last leaf of a tree.
int first_leaf(std::int32_t left) { return __builtin_ctz(static_cast<unsigned>(left)); }

float logistic(float x) { return 1.0F / (1.0F + std::exp(-x)); }

}  // namespace

std::optional<TreeModel> TreeModel::parse(std::string_view bytes) {
  if (!bytes.starts_with("CTR1")) return std::nullopt;
  Bytes in(bytes.substr(4));
  TreeModel model;
  model.features_ = in.take<std::uint16_t>();
  const auto trees = in.take<std::uint16_t>();
  model.bias_ = in.take<float>();
  const auto unit = in.take<float>();
  std::vector<std::vector<float>> thresholds(in.ok() ? model.features_ : 0);
  for (auto& row : thresholds) {
    row.resize(in.take<std::uint8_t>());
    for (auto& threshold : row) threshold = in.take<float>();
  }
  std::vector<std::vector<Split>> splits_of(thresholds.size());
  for (std::uint32_t t = 0; t < trees && in.ok(); ++t) {
    std::vector<RawSplit> splits(in.take<std::uint8_t>());
    for (auto& split : splits) split = in.take<RawSplit>();
    if (!in.ok() || splits.empty() || splits.size() > max_splits) return std::nullopt;
    const auto order = order_leaves(splits);
    if (!order) return std::nullopt;
    for (std::size_t i = 0; i < splits.size(); ++i) {
      const RawSplit& split = splits[i];
      if (split.feature >= model.features_) return std::nullopt;
      if (split.threshold >= thresholds[split.feature].size()) return std::nullopt;
      splits_of[split.feature].push_back(
          {thresholds[split.feature][split.threshold], order->below[i], t});
    }
    std::vector<float> values(splits.size() + 1);
    for (float& value : values) value = static_cast<float>(in.take<std::int16_t>()) * unit;
    model.first_value_.push_back(static_cast<std::uint32_t>(model.values_.size()));
    for (const std::size_t leaf : order->leaves) model.values_.push_back(values[leaf]);
  }
  if (!in.at_end() || model.features_ == 0) return std::nullopt;
  for (auto& splits : splits_of) {
    std::stable_sort(splits.begin(), splits.end(),
                     [](const Split& a, const Split& b) { return a.threshold < b.threshold; });
    model.first_split_.push_back(static_cast<std::uint32_t>(model.splits_.size()));
    model.splits_.insert(model.splits_.end(), splits.begin(), splits.end());
  }
  model.first_split_.push_back(static_cast<std::uint32_t>(model.splits_.size()));
  return model;
}

/// Rows that are done together, and the leaves of every tree that they can still end in.
struct TreeModel::Block {
  explicit Block(const TreeModel& model)
      : features(model.features_),
        least(features),
        most(features),
        left(model.tree_count()),
        left_for_all(model.tree_count()) {}

  void take(std::span<const float> some) {
    rows = some;
    std::copy_n(rows.begin(), features, least.begin());
    std::copy_n(rows.begin(), features, most.begin());
    for (std::size_t i = features; i < rows.size(); i += features) {
      const float* row = &rows[i];
      for (std::size_t f = 0; f < features; ++f) {
        least[f] = std::min(least[f], row[f]);
        most[f] = std::max(most[f], row[f]);
      }
    }
    std::array<Leaves, vectors> every;
    every.fill(~Leaves{});
    std::fill(left.begin(), left.end(), every);
    std::fill(left_for_all.begin(), left_for_all.end(), -1);
  }

  std::array<Values, vectors> column(std::size_t feature) const {
    std::array<Values, vectors> out{};
    for (std::size_t i = 0; i * features < rows.size(); ++i)
      out[i / 4][i % 4] = rows[i * features + feature];
    return out;
  }

  std::size_t features;
  std::span<const float> rows;
  std::vector<float> least, most;                 ///< of each feature
  std::vector<std::array<Leaves, vectors>> left;  ///< by tree
  std::vector<std::int32_t> left_for_all;  ///< by tree, after splits that all rows answer alike
};

void TreeModel::strike_out(Block& block) const {
  for (std::size_t f = 0; f < features_; ++f) {
    const Split* split = splits_.data() + first_split_[f];
    const Split* const end = splits_.data() + first_split_[f + 1];
    for (; split != end && split->threshold < block.least[f]; ++split)
      block.left_for_all[split->tree] &= ~split->below;
    if (split == end || split->threshold >= block.most[f]) continue;
    const auto column = block.column(f);
    for (; split != end && split->threshold < block.most[f]; ++split) {
      auto& left = block.left[split->tree];
      for (std::size_t k = 0; k < vectors; ++k)
        left[k] &= ~((column[k] > split->threshold) & split->below);
    }
  }
}

void TreeModel::add_up(const Block& block, std::span<float> out) const {
  std::array<float, lanes> sums;
  sums.fill(bias_);
  const std::size_t used = (out.size() + 3) / 4;
  for (std::size_t t = 0; t < tree_count(); ++t) {
    const float* values = values_.data() + first_value_[t];
    for (std::size_t k = 0; k < used; ++k) {
      const Leaves left = block.left[t][k] & block.left_for_all[t];
      for (std::size_t i = 0; i < 4; ++i) sums[4 * k + i] += values[first_leaf(left[i])];
    }
  }
  std::transform(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(out.size()), out.begin(),
                 logistic);
}

void TreeModel::probabilities(std::span<const float> rows, std::span<float> out) const {
  Block block(*this);
  for (std::size_t first = 0; first < out.size(); first += lanes) {
    const auto some = out.subspan(first, std::min(lanes, out.size() - first));
    block.take(rows.subspan(first * features_, some.size() * features_));
    strike_out(block);
    add_up(block, some);
  }
}

}  // namespace comention
