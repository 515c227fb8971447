#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

#include "count/expectation.hpp"
#include "count/rows.hpp"
#include "dice.hpp"

using namespace comention;

namespace {

/// Pages of entities drawn at random: nothing belongs together. One page in twenty holds 60.
Incidence noise(Dice& random, std::uint32_t pages, std::uint32_t entities,
                const CountOptions& options) {
  IncidenceBuilder builder(entities, options);
  std::vector<std::uint32_t> all(entities);
  std::iota(all.begin(), all.end(), 0);
  for (std::uint32_t page = 0; page < pages; ++page) {
    const std::uint32_t size = page % 20 == 0 ? 60 : 2 + random.below(5);
    for (std::uint32_t i = 0; i < size; ++i) std::swap(all[i], all[i + random.below(entities - i)]);
    std::sort(all.begin(), all.begin() + size);
    std::vector<ContextItem> items;
    for (std::uint32_t i = 0; i < size; ++i) items.push_back({EntityId{all[i]}, 1});
    builder.article(ArticleId{page}, no_day);
    REQUIRE(builder.context({items, 1}));
  }
  auto index = builder.finish();
  REQUIRE(index);
  return std::move(*index);
}

/// Sums over all pairs that co-occur.
struct Sums final : RowSink {
  Result<bool> take(const RowBatch& batch, std::string) override {
    static const Measure* hypergeometric = find_measure("hypergeometric_p");
    static const Measure* corrected = find_measure("p_value");
    for (const PairRow& row : batch.rows) {
      for (const PairCell& cell : row.columns) {
        const Contingency table = contingency(*batch.index, row.rank, cell);
        by_hypergeometric += hypergeometric->of(table) < 0.05;
        by_size += corrected->of(table) < 0.05;
        p.push_back(corrected->of(table));
        count += table.n_ij;
        weight += table.weight;
      }
    }
    return true;
  }
  double by_hypergeometric = 0, by_size = 0, count = 0, weight = 0;
  std::vector<double> p;
};

}  // namespace

TEST_CASE(
    "on noise with unequal pages the hypergeometric test is wrong, the size-corrected is not") {
  Dice random(11);
  CountOptions options;
  options.large = LargeContexts::keep;
  const Incidence index = noise(random, 1000, 300, options);
  Sums sums;
  REQUIRE(count_rows(index, {}, sums));
  const double pairs = static_cast<double>(tested_pairs(index, 1));
  CHECK(pairs == 300 * 299 / 2);
  // At p < .05 a test may call 5 % of the pairs.
  const double wrong = sums.by_hypergeometric / pairs, right = sums.by_size / pairs;
  INFO("hypergeometric " << wrong << ", size-corrected " << right);
  CHECK(wrong > 0.25);
  CHECK(right < 0.05);
  CHECK(right > 0.005);
  const auto q = q_values(sums.p, tested_pairs(index, 1));
  CHECK(std::count_if(q.begin(), q.end(), [](double x) { return x < 0.05; }) <= 2);
}

TEST_CASE("expected counts and weights add up to what was counted") {
  Dice random(12);
  for (const auto counting : {Counting::full, Counting::fractional}) {
    for (const auto large : {LargeContexts::keep, LargeContexts::downweight}) {
      CountOptions options;
      options.counting = counting;
      options.large = large;
      const Incidence index = noise(random, 600, 150, options);
      Sums sums;
      REQUIRE(count_rows(index, {}, sums));
      double count = 0, weight = 0;
      for (std::uint32_t a = 0; a < 150; ++a) {
        for (std::uint32_t b = 0; b < a; ++b) {
          const auto n_a = index.tally(EntityId{a}).contexts,
                     n_b = index.tally(EntityId{b}).contexts;
          count += expected_count(index.totals(), n_a, n_b);
          weight += expected_weight(index.totals(), n_a, n_b);
        }
      }
      // The model also deals an entity onto itself; that share is small.
      CHECK(count == Approx(sums.count).epsilon(0.02));
      CHECK(weight == Approx(sums.weight).epsilon(0.02));
    }
  }
}

TEST_CASE("with fractional counting the expectation is n_i n_j / (m - 1)") {
  Dice random(13);
  CountOptions options;
  options.large = LargeContexts::keep;
  const Incidence index = noise(random, 200, 100, options);
  const double m = static_cast<double>(index.totals().incidences);
  CHECK(expected_weight(index.totals(), 12, 30) == Approx(12.0 * 30 / (m - 1)));
}

TEST_CASE("q-values follow Benjamini and Hochberg") {
  const std::vector<double> p{0.04, 0.001, 0.03, 0.5};
  const auto q = q_values(p, 4);
  CHECK(q[1] == Approx(0.004));
  CHECK(q[2] == Approx(0.04 * 4 / 3));  // .03 * 4/2 = .06 is larger than what .04 gets
  CHECK(q[0] == Approx(0.04 * 4 / 3));
  CHECK(q[3] == Approx(0.5));
  const auto of_more = q_values(p, 400);
  CHECK(of_more[1] == Approx(0.4));
  CHECK(of_more[3] == 1);
  CHECK(q_values({}, 10).empty());
}
