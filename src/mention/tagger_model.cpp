#include "mention/tagger_model.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <optional>

#include "base/embedded.hpp"
#include "text/word_hash.hpp"

namespace comention {
namespace {

constexpr std::string_view magic = "CMNAMES2";

std::uint32_t read_u32(std::string_view bytes, std::size_t at) {
  std::uint32_t value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

template <class T>
void append(std::string& out, T value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  out.append(bytes, sizeof value);
}

double largest(const FeatureWeights& feature) {
  double top = 0;
  for (const double weight : feature.weights) top = std::max(top, std::abs(weight));
  return top;
}

// What is lost when a feature is left out: its weight each time it would be met.
double importance(const FeatureWeights& feature) {
  return largest(feature) * std::sqrt(feature.seen + 1);
}

template <class T>
T clamp_round(double value) {
  const double limit = std::numeric_limits<T>::max();
  return static_cast<T>(std::lround(std::clamp(value, -limit, limit)));
}

}  // namespace

Result<TaggerModel> TaggerModel::from_bytes(std::string_view bytes) {
  const auto bad = [](const char* why) {
    return fail(ErrorKind::input, std::string("model: ") + why);
  };
  if (bytes.size() < header_size || !bytes.starts_with(magic)) return bad("not a model of names");
  const std::uint32_t labels = read_u32(bytes, 8), buckets = read_u32(bytes, 12);
  const std::uint32_t sources_size = read_u32(bytes, 16);
  if (labels != label_count) return bad("made for other labels");
  if (!std::has_single_bit(buckets) || buckets < 2 || buckets > (1u << 24)) return bad("bad size");
  const std::size_t transitions_size = (label_count * label_count * 2 + 7) / 8 * 8;
  const std::size_t fingerprints_size = std::size_t{buckets} * bucket_size * 2;
  const std::size_t rows_size = std::size_t{buckets} * bucket_size * row_size;
  if (bytes.size() != header_size + transitions_size + fingerprints_size + rows_size + sources_size)
    return bad("cut off or too long");
  std::uint64_t checksum;
  std::memcpy(&checksum, bytes.data() + 24, sizeof checksum);
  if (checksum != hash_word(bytes.substr(header_size))) return bad("damaged (checksum)");

  TaggerModel model;
  const char* at = bytes.data() + header_size;
  for (std::size_t a = 0; a < label_count; ++a) {
    for (std::size_t b = 0; b < label_count; ++b) {
      std::int16_t weight;
      std::memcpy(&weight, at + 2 * (a * label_count + b), sizeof weight);
      model.transitions_[a][b] = weight;
    }
  }
  at += transitions_size;
  model.fingerprints_ = reinterpret_cast<const std::uint16_t*>(at);
  model.rows_ = reinterpret_cast<const std::int8_t*>(at + fingerprints_size);
  model.shift_ = 64u - static_cast<unsigned>(std::countr_zero(buckets));
  model.sources_ = bytes.substr(bytes.size() - sources_size);
  return model;
}

const TaggerModel* TaggerModel::built_in() {
  static const std::optional<TaggerModel> model = []() -> std::optional<TaggerModel> {
    if (auto read = from_bytes(embedded_file("names.bin"))) return *read;
    return std::nullopt;
  }();
  return model ? &*model : nullptr;
}

LabelScores TaggerModel::score(std::span<const std::uint64_t> features) const {
  for (const std::uint64_t hash : features) {
    __builtin_prefetch(fingerprints_ + model_bucket(hash, shift_) * bucket_size);
  }
  std::array<const std::int8_t*, 256> rows;
  std::size_t found = 0;
  for (const std::uint64_t hash : features) {
    const std::uint64_t bucket = model_bucket(hash, shift_);
    const std::uint16_t* prints = fingerprints_ + bucket * bucket_size;
    const std::uint16_t wanted = model_fingerprint(hash);
    unsigned hits = 0;
    for (unsigned slot = 0; slot < bucket_size; ++slot) {
      hits |= static_cast<unsigned>(prints[slot] == wanted) << slot;
    }
    if (hits == 0) continue;
    const auto slot = static_cast<unsigned>(std::countr_zero(hits));
    rows[found] = rows_ + (bucket * bucket_size + slot) * row_size;
    __builtin_prefetch(rows[found]);
    ++found;
  }
  std::array<std::int16_t, row_size> sums{};
  for (std::size_t i = 0; i < found; ++i) {
    for (std::size_t label = 0; label < row_size; ++label) {
      sums[label] = static_cast<std::int16_t>(sums[label] + rows[i][label]);
    }
  }
  LabelScores scores;
  std::copy_n(sums.begin(), label_count, scores.begin());
  return scores;
}

std::string write_tagger_model(
    std::vector<FeatureWeights> features,
    const std::array<std::array<double, label_count>, label_count>& transitions,
    std::size_t buckets, std::string_view sources, int eagerness) {
  // The few largest weights may be cut off: a finer scale for all others is worth more.
  std::vector<double> tops;
  for (const auto& feature : features) tops.push_back(largest(feature));
  std::sort(tops.begin(), tops.end());
  const double top = tops.empty() ? 1.0 : tops[tops.size() - 1 - tops.size() / 2000];
  const double scale = top > 0 ? 127.0 / top : 1.0;

  std::sort(features.begin(), features.end(), [](const auto& a, const auto& b) {
    const double x = importance(a), y = importance(b);
    return x != y ? x > y : a.hash < b.hash;
  });
  const auto shift = 64u - static_cast<unsigned>(std::countr_zero(buckets));
  std::vector<std::uint16_t> prints(buckets * TaggerModel::bucket_size, 0);
  std::string rows(buckets * TaggerModel::bucket_size * TaggerModel::row_size, '\0');
  for (const auto& feature : features) {
    if (largest(feature) * scale < 0.5) continue;
    const std::size_t first = model_bucket(feature.hash, shift) * TaggerModel::bucket_size;
    std::size_t slot = first;
    while (slot < first + TaggerModel::bucket_size && prints[slot] != 0) ++slot;
    if (slot == first + TaggerModel::bucket_size) continue;
    prints[slot] = model_fingerprint(feature.hash);
    for (std::size_t label = 0; label < label_count; ++label) {
      rows[slot * TaggerModel::row_size + label] =
          static_cast<char>(clamp_round<std::int8_t>(feature.weights[label] * scale));
    }
  }
  std::string body;
  for (const auto& row : transitions) {
    for (std::size_t label = 0; label < label_count; ++label) {
      const double handicap = label == outside ? eagerness : 0;
      append(body, clamp_round<std::int16_t>(row[label] * scale - handicap));
    }
  }
  body.resize((body.size() + 7) / 8 * 8, '\0');
  body.append(reinterpret_cast<const char*>(prints.data()), prints.size() * 2);
  body += rows;
  body += sources;

  std::string file(magic);
  append(file, static_cast<std::uint32_t>(label_count));
  append(file, static_cast<std::uint32_t>(buckets));
  append(file, static_cast<std::uint32_t>(sources.size()));
  append(file, std::uint32_t{0});
  append(file, hash_word(body));
  file.resize(TaggerModel::header_size, '\0');
  return file + body;
}

}  // namespace comention
