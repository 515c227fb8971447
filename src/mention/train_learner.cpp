#include "mention/train_learner.hpp"

#include <algorithm>

#include "text/word_hash.hpp"

namespace comention {

NameLearner::NameLearner(unsigned dropout, unsigned margin)
    : dropout_(dropout), margin_(static_cast<std::int32_t>(margin)), slots_(std::size_t{1} << 20) {}

NameLearner::Row* NameLearner::find(std::uint64_t hash) {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask; slots_[at].hash != 0; at = (at + 1) & mask) {
    if (slots_[at].hash == hash) return &rows_[slots_[at].row];
  }
  return nullptr;
}

NameLearner::Row& NameLearner::need(std::uint64_t hash) {
  if (2 * rows_.size() >= slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].hash != 0 && slots_[at].hash != hash) at = (at + 1) & mask;
  if (slots_[at].hash == 0) {
    slots_[at] = {hash, static_cast<std::uint32_t>(rows_.size())};
    rows_.emplace_back();
    hashes_.push_back(hash);
  }
  return rows_[slots_[at].row];
}

bool NameLearner::dropped(std::uint64_t hash) const {
  return mix_hash(hash, static_cast<std::uint64_t>(time_)) % 100 < dropout_;
}

void NameLearner::grow() {
  slots_.assign(slots_.size() * 2, {});
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t row = 0; row < hashes_.size(); ++row) {
    std::size_t at = hashes_[row] & mask;
    while (slots_[at].hash != 0) at = (at + 1) & mask;
    slots_[at] = {hashes_[row], row};
  }
}

void NameLearner::adjust(Row& row, Label label, std::int32_t by) {
  row.weights[label] += by;
  row.sums[label] += by * time_;
}

void NameLearner::gather(const RunFeatures& run) {
  features_.clear();
  shared_ends_.clear();
  ends_.clear();
  const bool again = mix_hash(static_cast<std::uint64_t>(time_), 7) % 2 == 0;
  std::size_t at = 0, vote = 0;
  for (std::size_t i = 0; i < run.ends.size(); ++i) {
    for (; at < run.ends[i]; ++at) {
      if (!dropped(run.features[at])) features_.push_back(run.features[at]);
    }
    if (again && !run.vote_ends.empty()) {
      for (; vote < run.vote_ends[i]; ++vote) {
        if (!dropped(run.votes[vote])) features_.push_back(run.votes[vote]);
      }
    }
    shared_ends_.push_back(features_.size());
    if (run.source != 0) {
      for (std::size_t f = ends_.empty() ? 0 : ends_.back(); f < shared_ends_.back(); ++f)
        features_.push_back(mix_hash(features_[f], run.source * 0x9E3779B97F4A7C15u));
    }
    ends_.push_back(features_.size());
  }
}

bool NameLearner::learn(const RunFeatures& run, std::span<const Label> gold, std::int32_t weight) {
  ++time_;
  gather(run);
  scores_.assign(gold.size(), {});
  std::size_t at = 0;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    LabelScores& scores = scores_[i];
    scores.fill(margin_);
    scores[gold[i]] = 0;
    for (; at < ends_[i]; ++at) {
      Row* row = find(features_[at]);
      if (!row) continue;
      ++row->seen;
      for (std::size_t label = 0; label < label_count; ++label)
        scores[label] += row->weights[label];
    }
  }
  decoder_.decode(scores_, transitions_, labels_);
  if (std::equal(gold.begin(), gold.end(), labels_.begin())) return false;
  at = 0;
  Label gold_before = outside, label_before = outside;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    const Label right = gold[i], wrong = labels_[i];
    if (right != wrong) {
      for (std::size_t f = at; f < ends_[i]; ++f) {
        Row& row = need(features_[f]);
        row.shared = f < shared_ends_[i];
        adjust(row, right, weight);
        adjust(row, wrong, -weight);
      }
    }
    adjust(transition_rows_[gold_before], right, weight);
    adjust(transition_rows_[label_before], wrong, -weight);
    transitions_[gold_before][right] += weight;
    transitions_[label_before][wrong] -= weight;
    gold_before = right;
    label_before = wrong;
    at = ends_[i];
  }
  return true;
}

std::vector<FeatureWeights> NameLearner::averaged() const {
  std::vector<FeatureWeights> result;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    const Row& row = rows_[r];
    if (!row.shared) continue;
    FeatureWeights feature{hashes_[r], {}, static_cast<double>(row.seen)};
    for (std::size_t label = 0; label < label_count; ++label) {
      feature.weights[label] =
          row.weights[label] - static_cast<double>(row.sums[label]) / static_cast<double>(time_);
    }
    result.push_back(feature);
  }
  return result;
}

std::array<std::array<double, label_count>, label_count> NameLearner::averaged_transitions() const {
  std::array<std::array<double, label_count>, label_count> result{};
  for (std::size_t a = 0; a < label_count; ++a) {
    for (std::size_t b = 0; b < label_count; ++b) {
      const Row& row = transition_rows_[a];
      result[a][b] = row.weights[b] - static_cast<double>(row.sums[b]) / static_cast<double>(time_);
    }
  }
  return result;
}

void LearnedWeights::add(const NameLearner& learner) {
  for (const FeatureWeights& more : learner.averaged()) {
    const auto [place, is_new] = places_.try_emplace(more.hash, features_.size());
    if (is_new) features_.push_back({more.hash, {}, 0});
    FeatureWeights& sum = features_[place->second];
    sum.seen += more.seen;
    for (std::size_t label = 0; label < label_count; ++label)
      sum.weights[label] += more.weights[label];
  }
  const auto more = learner.averaged_transitions();
  for (std::size_t a = 0; a < label_count; ++a) {
    for (std::size_t b = 0; b < label_count; ++b) transitions_[a][b] += more[a][b];
  }
}

}  // namespace comention
