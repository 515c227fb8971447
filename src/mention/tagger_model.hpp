#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "comention/result.hpp"
#include "mention/tagger_decode.hpp"
#include "mention/tagger_labels.hpp"

namespace comention {

/// A trained tagger, used straight from the bytes of its file (little-endian):
///
///     64 bytes   header: "CMNAMES2", then unsigned 32-bit: labels, buckets, bytes of sources;
///                32 bits zero; 64-bit checksum of everything behind the header; zeros
///     labels^2   16-bit transition weights, [before][here]
///     buckets    8 fingerprints of 16 bits each; 0 is an empty place
///     buckets    8 rows of 24 bytes: a weight of 8 bits for each label, zeros
///     sources    text: what the model was trained on, and under which licences
///
/// A feature's hash chooses the bucket (its highest bits) and the fingerprint (its lowest bits).
class TaggerModel {
 public:
  static constexpr std::size_t bucket_size = 8;
  static constexpr std::size_t row_size = 24;
  static constexpr std::size_t header_size = 64;

  /// Reads a model in place; the bytes have to outlive it. Checks sizes and checksum.
  static Result<TaggerModel> from_bytes(std::string_view bytes);

  /// The model that is compiled in, or null when there is none.
  static const TaggerModel* built_in();

  /// The weights of all labels for one token's features, summed up.
  LabelScores score(std::span<const std::uint64_t> features) const;

  const TransitionScores& transitions() const { return transitions_; }
  std::string_view sources() const { return sources_; }

 private:
  TransitionScores transitions_{};
  const std::uint16_t* fingerprints_ = nullptr;
  const std::int8_t* rows_ = nullptr;
  unsigned shift_ = 0;
  std::string_view sources_;
};

/// The place of a feature in a model with that many buckets (a power of two).
constexpr std::uint64_t model_bucket(std::uint64_t hash, unsigned shift) { return hash >> shift; }
constexpr std::uint16_t model_fingerprint(std::uint64_t hash) {
  const auto print = static_cast<std::uint16_t>(hash);
  return print == 0 ? std::uint16_t{1} : print;
}

/// Weights of one feature before they are written.
struct FeatureWeights {
  std::uint64_t hash = 0;
  std::array<double, label_count> weights{};
  double seen = 0;  ///< how often it was met while learning
};

/// Lays out a model file. `buckets` is a power of two. `eagerness` is taken off the score of no
/// name, in units of the written weights: recall against precision. Weights are scaled together
/// into 8 bits; where a bucket overflows, the features that matter least (small weights, seldom
/// seen) are left out.
std::string write_tagger_model(
    std::vector<FeatureWeights> features,
    const std::array<std::array<double, label_count>, label_count>& transitions,
    std::size_t buckets, std::string_view sources, int eagerness = 0);

}  // namespace comention
