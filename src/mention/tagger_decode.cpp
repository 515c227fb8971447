#include "mention/tagger_decode.hpp"

#include <algorithm>
#include <limits>

namespace comention {
namespace {

constexpr std::size_t type_count = tagger_type_names.size();
constexpr std::int32_t impossible = std::numeric_limits<std::int32_t>::min() / 2;

// The labels after which no name goes on, and those that begin something new.
constexpr auto closed_labels = [] {
  std::array<Label, 1 + 2 * type_count> labels{};
  for (std::size_t t = 0; t < type_count; ++t) {
    labels[1 + 2 * t] = make_label(static_cast<TaggerType>(t), Place::last);
    labels[2 + 2 * t] = make_label(static_cast<TaggerType>(t), Place::unit);
  }
  return labels;
}();
constexpr auto opening_labels = [] {
  std::array<Label, 1 + 2 * type_count> labels{};
  for (std::size_t t = 0; t < type_count; ++t) {
    labels[1 + 2 * t] = make_label(static_cast<TaggerType>(t), Place::begin);
    labels[2 + 2 * t] = make_label(static_cast<TaggerType>(t), Place::unit);
  }
  return labels;
}();

}  // namespace

void Decoder::decode(std::span<const LabelScores> scores, const TransitionScores& transitions,
                     std::vector<Label>& labels) {
  const std::size_t n = scores.size();
  labels.assign(n, outside);
  if (n == 0) return;
  best_.resize(n);
  from_.resize(n);
  best_[0].fill(impossible);
  for (const Label label : opening_labels) {
    best_[0][label] = scores[0][label] + transitions[outside][label];
  }
  for (std::size_t i = 1; i < n; ++i) {
    const LabelScores& before = best_[i - 1];
    LabelScores& here = best_[i];
    for (const Label label : opening_labels) {
      std::int32_t top = impossible;
      for (const Label previous : closed_labels) {
        const std::int32_t score = before[previous] + transitions[previous][label];
        if (score > top) top = score, from_[i][label] = previous;
      }
      here[label] = top + scores[i][label];
    }
    for (std::size_t t = 0; t < type_count; ++t) {
      const Label begin = make_label(static_cast<TaggerType>(t), Place::begin);
      const Label inside = make_label(static_cast<TaggerType>(t), Place::inside);
      for (const Label label : {inside, make_label(static_cast<TaggerType>(t), Place::last)}) {
        const std::int32_t after_begin = before[begin] + transitions[begin][label];
        const std::int32_t after_inside = before[inside] + transitions[inside][label];
        from_[i][label] = after_begin >= after_inside ? begin : inside;
        here[label] = std::max(after_begin, after_inside) + scores[i][label];
        if (here[label] < impossible) here[label] = impossible;
      }
    }
  }
  Label label = outside;
  for (const Label closed : closed_labels) {
    if (best_[n - 1][closed] > best_[n - 1][label]) label = closed;
  }
  for (std::size_t i = n; i-- > 0;) {
    labels[i] = label;
    if (i > 0) label = from_[i][label];
  }
}

void read_names(std::span<const Label> labels, std::uint32_t offset,
                std::vector<TokenName>& names) {
  std::uint32_t first = 0;
  for (std::uint32_t i = 0; i < labels.size(); ++i) {
    if (labels[i] == outside) continue;
    const Place place = place_of(labels[i]);
    if (place == Place::begin || place == Place::unit) first = i;
    if (place >= Place::last) names.push_back({offset + first, offset + i + 1, type_of(labels[i])});
  }
}

}  // namespace comention
