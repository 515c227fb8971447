#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "page/trees.hpp"

using namespace comention;

namespace {

/// Rows of three numbers; yes when exactly one of the first two is above a half (no single cut and
/// no line can say so), the third number is noise.
struct Sample {
  std::vector<float> rows, labels, weights;
};

Sample make_sample(std::uint32_t seed, std::size_t count) {
  Sample out;
  for (std::size_t i = 0; i < count; ++i) {
    float v[3];
    for (float& x : v) {
      seed = seed * 1664525U + 1013904223U;
      x = static_cast<float>(seed >> 8) / 16777216.0F;
    }
    out.rows.insert(out.rows.end(), v, v + 3);
    out.labels.push_back((v[0] > 0.5F) != (v[1] > 0.5F) ? 1.0F : 0.0F);
    out.weights.push_back(1);
  }
  return out;
}

std::string train_sample(const Sample& s, double row_share = 1) {
  TreeTraining options;
  options.rounds = 40;
  options.column_share = 1;
  options.row_share = row_share;
  return train_trees(s.rows, 3, s.labels, s.weights, options);
}

}  // namespace

TEST_CASE("trees learn a question that no single feature answers") {
  const double row_share = GENERATE(1.0, 0.5);
  const auto model = TreeModel::parse(train_sample(make_sample(1, 4000), row_share));
  REQUIRE(model);
  const auto test = make_sample(2, 1000);
  std::vector<float> p(1000);
  model->probabilities(test.rows, p);
  int right = 0;
  for (std::size_t i = 0; i < p.size(); ++i) right += (p[i] > 0.5F) == (test.labels[i] > 0.5F);
  CHECK(right > 970);
}

TEST_CASE("training gives the same bytes again") {
  const auto sample = make_sample(3, 2000);
  CHECK(train_sample(sample) == train_sample(sample));
  CHECK(train_sample(sample, 0.5) == train_sample(sample, 0.5));
  CHECK(train_sample(sample, 0.5) != train_sample(sample));
}

TEST_CASE("the answer for a row does not depend on its neighbours") {
  const auto model = TreeModel::parse(train_sample(make_sample(4, 2000)));
  REQUIRE(model);
  const auto test = make_sample(5, 21);
  std::vector<float> together(21);
  model->probabilities(test.rows, together);
  for (std::size_t i = 0; i < 21; ++i) {
    float alone = 0;
    model->probabilities(std::span(test.rows).subspan(i * 3, 3), std::span(&alone, 1));
    CHECK(alone == together[i]);
  }
}

TEST_CASE("cut and damaged models are refused, never followed") {
  const auto bytes = train_sample(make_sample(6, 2000));
  for (std::size_t n = 0; n < bytes.size(); ++n) REQUIRE(!TreeModel::parse(bytes.substr(0, n)));
  REQUIRE(!TreeModel::parse(bytes + "x"));
  for (std::size_t n = 4; n < bytes.size(); ++n) {
    auto damaged = bytes;
    damaged[n] = static_cast<char>(damaged[n] ^ 0x55);
    const auto model = TreeModel::parse(damaged);
    if (!model) continue;
    std::vector<float> row(model->feature_count(), 0.3F);
    float p = -1;
    model->probabilities(row, std::span(&p, 1));
    REQUIRE((std::isnan(p) || (p >= 0 && p <= 1)));
  }
}
