#include "page/trees.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

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

/// The longest way from the first split to a leaf, or 0 when the splits are no tree: every split
/// but the first must be the child of exactly one earlier split.
std::uint16_t depth_of(std::span<const RawSplit> splits) {
  std::vector<std::uint16_t> level(splits.size(), 0);
  level[0] = 1;
  std::uint16_t depth = 1;
  for (std::size_t i = 0; i < splits.size(); ++i) {
    if (level[i] == 0) return 0;
    for (const int child : {int{splits[i].left}, int{splits[i].right}}) {
      if (child < 0) {
        if (static_cast<std::size_t>(-1 - child) > splits.size()) return 0;
        continue;
      }
      const auto at = static_cast<std::size_t>(child);
      if (at <= i || at >= splits.size() || level[at] != 0) return 0;
      level[at] = static_cast<std::uint16_t>(level[i] + 1);
      depth = std::max(depth, level[at]);
    }
  }
  return depth;
}

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
    if (!in.ok() || splits.empty() || splits.size() >= max_nodes) return std::nullopt;
    const auto depth = depth_of(splits);
    const auto root = model.nodes_.size();
    if (depth == 0 || root + 2 * splits.size() + 1 > 0xFFFF) return std::nullopt;
    const auto place = [&](int child) {
      const auto offset = child >= 0 ? static_cast<std::size_t>(child)
                                     : splits.size() + static_cast<std::size_t>(-1 - child);
      return static_cast<std::uint16_t>(root + offset);
    };
    for (const auto& split : splits) {
      if (split.feature >= model.features_) return std::nullopt;
      if (split.threshold >= thresholds[split.feature].size()) return std::nullopt;
      model.nodes_.push_back({thresholds[split.feature][split.threshold],
                              split.feature,
                              {place(split.left), place(split.right)}});
      model.values_.push_back(0);
    }
    for (std::size_t leaf = 0; leaf <= splits.size(); ++leaf) {
      const auto self = static_cast<std::uint16_t>(model.nodes_.size());
      model.nodes_.push_back({0, 0, {self, self}});
      model.values_.push_back(static_cast<float>(in.take<std::int16_t>()) * unit);
    }
    model.trees_.push_back({static_cast<std::uint16_t>(root), depth});
  }
  if (!in.at_end() || model.features_ == 0) return std::nullopt;
  return model;
}

void TreeModel::probabilities(std::span<const float> rows, std::span<float> out) const {
  // Several rows walk each tree side by side, so that their loads overlap.
  constexpr std::size_t lanes = 8;
  for (std::size_t first = 0; first < out.size(); first += lanes) {
    const auto width = std::min(lanes, out.size() - first);
    std::array<const float*, lanes> row;
    for (std::size_t i = 0; i < lanes; ++i)
      row[i] = rows.data() + (first + std::min(i, width - 1)) * features_;
    std::array<float, lanes> sum;
    sum.fill(bias_);
    for (const auto& tree : trees_) {
      std::array<std::uint16_t, lanes> at;
      at.fill(tree.root);
      for (int level = 0; level < tree.depth; ++level) {
        for (std::size_t i = 0; i < lanes; ++i) {
          const Node& node = nodes_[at[i]];
          at[i] = node.child[row[i][node.feature] > node.threshold ? 1 : 0];
        }
      }
      for (std::size_t i = 0; i < lanes; ++i) sum[i] += values_[at[i]];
    }
    for (std::size_t i = 0; i < width; ++i) out[first + i] = logistic(sum[i]);
  }
}

}  // namespace comention
