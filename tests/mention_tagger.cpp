#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "mention/tagger_decode.hpp"
#include "mention/tagger_model.hpp"

using namespace comention;

namespace {

constexpr Label unit_loc = make_label(TaggerType::loc, Place::unit);
constexpr Label begin_per = make_label(TaggerType::per, Place::begin);
constexpr Label last_per = make_label(TaggerType::per, Place::last);

bool is_legal(const std::vector<Label>& labels) {
  Label before = outside;
  for (const Label label : labels) {
    const bool goes_on =
        label != outside && (place_of(label) == Place::inside || place_of(label) == Place::last);
    if (goes_on != !is_closed(before)) return false;
    if (goes_on && type_of(label) != type_of(before)) return false;
    before = label;
  }
  return is_closed(before);
}

std::string small_model() {
  std::vector<FeatureWeights> features(3);
  features[0].hash = 0x1111111111111111u;
  features[0].weights[unit_loc] = 4;
  features[1].hash = 0x8222222222222222u;
  features[1].weights[begin_per] = -2;
  features[2].hash = 0xF333333333333333u;
  features[2].weights[outside] = 0.0001;  // too small to be kept
  return write_tagger_model(features, {}, 4, "two invented sentences");
}

}  // namespace

TEST_CASE("whatever the scores, the labels are a legal sequence") {
  Decoder decoder;
  std::vector<Label> labels;
  unsigned state = 1;
  for (std::size_t length = 1; length < 40; ++length) {
    std::vector<LabelScores> scores(length);
    for (auto& token : scores) {
      for (auto& score : token)
        score = static_cast<int>((state = state * 1103515245u + 12345u) >> 20) - 2048;
    }
    decoder.decode(scores, {}, labels);
    REQUIRE(labels.size() == length);
    CHECK(is_legal(labels));
  }
}

TEST_CASE("the best sequence wins over the best single labels") {
  std::vector<LabelScores> scores(2);
  scores[0][outside] = 3;
  scores[0][begin_per] = 2;
  scores[1][last_per] = 9;
  Decoder decoder;
  std::vector<Label> labels;
  decoder.decode(scores, {}, labels);
  CHECK(labels == std::vector<Label>{begin_per, last_per});
  std::vector<TokenName> names;
  read_names(labels, 10, names);
  CHECK(names == std::vector<TokenName>{{10, 12, TaggerType::per}});
}

TEST_CASE("a written model is read in place and gives its weights back in proportion") {
  const std::string bytes = small_model();
  const auto model = TaggerModel::from_bytes(bytes);
  REQUIRE(model);
  CHECK(model->sources() == "two invented sentences");
  const std::uint64_t known[] = {0x1111111111111111u, 0x8222222222222222u, 77};
  const auto scores = model->score(known);
  CHECK(scores[unit_loc] == 127);
  CHECK(scores[begin_per] == -64);
  CHECK(scores[unit_loc] > 0);
  CHECK(scores[outside] == 0);
}

TEST_CASE("an eager model finds names where a plain one sees none") {
  std::vector<FeatureWeights> features(1);
  features[0].hash = 0x1111111111111111u;
  features[0].weights[outside] = 1;
  features[0].weights[unit_loc] = -1;
  const std::uint64_t known[] = {0x1111111111111111u};
  const auto found = [&](int eagerness) {
    const std::string bytes = write_tagger_model(features, {}, 4, "", eagerness);
    const auto model = TaggerModel::from_bytes(bytes);
    REQUIRE(model);
    const std::vector<LabelScores> scores{model->score(known)};
    Decoder decoder;
    std::vector<Label> labels;
    decoder.decode(scores, model->transitions(), labels);
    return labels[0];
  };
  CHECK(found(0) == outside);
  CHECK(found(100) == outside);
  CHECK(found(300) != outside);
}

TEST_CASE("a damaged, cut or foreign model is refused") {
  const std::string good = small_model();
  REQUIRE(TaggerModel::from_bytes(good));
  for (std::size_t at = 0; at < good.size(); at += 7) {
    if (at >= 20 && at < 24) continue;  // unused
    if (at >= 32 && at < 64) continue;  // unused
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x40);
    INFO(at);
    CHECK_FALSE(TaggerModel::from_bytes(bad));
  }
  CHECK_FALSE(TaggerModel::from_bytes(std::string_view(good).substr(0, good.size() - 1)));
  CHECK_FALSE(TaggerModel::from_bytes(good + "x"));
  CHECK_FALSE(TaggerModel::from_bytes(""));
}
