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
  for (std::size_t t = 0; t < trees && in.ok(); ++t) {
    std::vector<RawSplit> splits(in.take<std::uint8_t>());
    for (auto& split : splits) split = in.take<RawSplit>();
    if (!in.ok() || splits.empty() || splits.size() > max_splits) return std::nullopt;
    const auto order = order_leaves(splits);
    if (!order) return std::nullopt;
    model.trees_.push_back({static_cast<std::uint32_t>(model.splits_.size()),
                            static_cast<std::uint32_t>(splits.size()),
                            static_cast<std::uint32_t>(model.values_.size())});
    for (std::size_t i = 0; i < splits.size(); ++i) {
      const RawSplit& split = splits[i];
      if (split.feature >= model.features_) return std::nullopt;
      if (split.threshold >= thresholds[split.feature].size()) return std::nullopt;
      model.splits_.push_back(
          {thresholds[split.feature][split.threshold], split.feature, order->below[i]});
    }
    std::vector<float> values(splits.size() + 1);
    for (float& value : values) value = static_cast<float>(in.take<std::int16_t>()) * unit;
    for (const std::size_t leaf : order->leaves) model.values_.push_back(values[leaf]);
  }
  if (!in.at_end() || model.features_ == 0) return std::nullopt;
  return model;
}

void TreeModel::probabilities(std::span<const float> rows, std::span<float> out) const {
  std::vector<std::array<Values, 2>> columns(features_);
  constexpr std::size_t lanes = 8;  // rows that are done side by side
  for (std::size_t first = 0; first < out.size(); first += lanes) {
    const auto width = std::min(lanes, out.size() - first);
    for (std::size_t i = 0; i < lanes; ++i) {
      const float* row = rows.data() + (first + std::min(i, width - 1)) * features_;
      for (std::size_t f = 0; f < features_; ++f) columns[f][i / 4][i % 4] = row[f];
    }
    std::array<float, lanes> sum;
    sum.fill(bias_);
    for (const auto& tree : trees_) {
      Leaves low = ~Leaves{}, high = ~Leaves{};
      for (const auto& split : std::span(splits_).subspan(tree.split, tree.splits)) {
        const auto& column = columns[split.feature];
        low &= ~((column[0] > split.threshold) & split.below);
        high &= ~((column[1] > split.threshold) & split.below);
      }
      const float* values = values_.data() + tree.leaf;
      for (std::size_t i = 0; i < lanes / 2; ++i) {
        sum[i] += values[std::countr_zero(static_cast<std::uint32_t>(low[i]))];
        sum[i + lanes / 2] += values[std::countr_zero(static_cast<std::uint32_t>(high[i]))];
      }
    }
    for (std::size_t i = 0; i < width; ++i) out[first + i] = logistic(sum[i]);
  }
}

}  // namespace comention
