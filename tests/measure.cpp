#include "comention/measure.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <string>

#include "measure/tails.hpp"

using namespace comention;

namespace {

double value(std::string_view name, const Contingency& table) {
  const Measure* measure = find_measure(name);
  REQUIRE(measure != nullptr);
  return measure->of(table);
}

Contingency table_of(double i, double j, double ij, double n) {
  return {i, j, ij, n, ij, n > 0 ? i * j / n : 0, n > 0 ? i * j / n : 0};
}

}  // namespace

TEST_CASE("every measure is named, described and finite on every valid table") {
  std::set<std::string> names;
  for (const Measure& measure : measures()) {
    INFO(measure.name);
    CHECK(names.insert(std::string(measure.name)).second);
    CHECK(!measure.formula.empty());
    CHECK(!measure.source.empty());
    CHECK(find_measure(measure.name) == &measure);
    for (const double n : {1.0, 2.0, 7.0, 1000.0, 4e9}) {
      for (const double i : {0.0, 1.0, 2.0, n / 2, n - 1, n}) {
        for (const double j : {0.0, 1.0, 3.0, n / 3, n}) {
          const double whole_i = std::min(std::floor(std::max(i, 0.0)), n);
          const double whole_j = std::min(std::floor(j), n);
          const double least = std::max(0.0, whole_i + whole_j - n);
          const double most = std::min(whole_i, whole_j);
          for (const double ij : {least, std::floor((least + most) / 2), most}) {
            const Contingency t = table_of(whole_i, whole_j, ij, n);
            INFO(whole_i << " " << whole_j << " " << ij << " " << n);
            const double x = measure.of(t);
            CHECK(std::isfinite(x));
            const Contingency mirrored = table_of(whole_j, whole_i, ij, n);
            if (measure.symmetric) CHECK(measure.of(mirrored) == Approx(x).margin(1e-12));
          }
        }
      }
    }
    CHECK(std::isfinite(measure.of({0, 0, 0, 0, 0, 0, 0})));
  }
  CHECK(find_measure("strength of feeling") == nullptr);
}

TEST_CASE("a measure that is called directed is") {
  for (const Measure& measure : measures()) {
    if (measure.symmetric) continue;
    CHECK(measure.of(table_of(4, 8, 2, 100)) != measure.of(table_of(8, 4, 2, 100)));
  }
  CHECK(value("conditional_probability", table_of(4, 8, 2, 100)) == 0.5);
}

TEST_CASE("measures have the values of their formulas on a table done by hand") {
  // 10 of 100 contexts name i, 20 name j, 5 both: expected 2.
  const Contingency t = table_of(10, 20, 5, 100);
  CHECK(value("expected", t) == Approx(2));
  CHECK(value("residual_z", t) == Approx(3 / std::sqrt(2.0)));
  CHECK(value("lift", t) == Approx(2.5));
  CHECK(value("association_strength", t) == Approx(0.025));
  CHECK(value("pmi", t) == Approx(1.3219280949));
  CHECK(value("ppmi", t) == Approx(1.3219280949));
  CHECK(value("npmi", t) == Approx(1.3219280949 / 4.3219280949));
  CHECK(value("jaccard", t) == Approx(0.2));
  CHECK(value("dice", t) == Approx(1.0 / 3));
  CHECK(value("cosine", t) == Approx(0.3535533906));
  CHECK(value("inclusion", t) == Approx(0.5));
  CHECK(value("chi2", t) == Approx(6.25));
  // 2 (5 ln(5/2) + 5 ln(5/8) + 15 ln(15/18) + 75 ln(75/72))
  CHECK(value("g2", t) == Approx(5.1163).epsilon(1e-4));
  CHECK(value("ppmi", table_of(50, 50, 5, 100)) == 0);
  CHECK(value("pmi", table_of(50, 50, 5, 100)) < 0);
  CHECK(value("g2", table_of(50, 50, 5, 100)) < 0);
}

TEST_CASE("known corner values") {
  CHECK(value("npmi", table_of(1, 1, 1, 1000)) == Approx(1));  // the trap of rare pairs
  CHECK(value("npmi", table_of(5, 5, 5, 5)) == 1);
  CHECK(value("npmi", table_of(5, 5, 0, 50)) == -1);
  CHECK(value("g2", table_of(20, 50, 10, 100)) == Approx(0).margin(1e-12));
  CHECK(value("p_value", table_of(5, 5, 0, 50)) == 1);
  CHECK(value("hypergeometric_p", table_of(5, 5, 0, 50)) == 1);
}

TEST_CASE("tails agree with sums by hand") {
  // Poisson(2): P(X >= 1) = 1 - e^-2; P(X >= 3) = 1 - 5 e^-2.
  CHECK(poisson_tail(2, 1) == Approx(1 - std::exp(-2.0)));
  CHECK(poisson_tail(2, 3) == Approx(1 - 5 * std::exp(-2.0)));
  CHECK(poisson_tail(2, 0) == 1);
  CHECK(poisson_tail(1e-9, 2) == Approx(5e-19));
  CHECK(poisson_tail(1e6, 1e6) == Approx(0.5).epsilon(1e-2));
  CHECK(poisson_tail(1, 500) >= 0);
  // 5 marked of 10, 5 drawn: P(X >= 4) = (C(5,4) C(5,1) + 1) / C(10,5) = 26/252.
  CHECK(hypergeometric_tail(10, 5, 5, 4) == Approx(26.0 / 252));
  CHECK(hypergeometric_tail(10, 5, 5, 1) == Approx(251.0 / 252));
  CHECK(hypergeometric_tail(10, 5, 5, 5) == Approx(1.0 / 252));
  CHECK(hypergeometric_tail(10, 5, 5, 0) == 1);
  CHECK(hypergeometric_tail(10, 5, 5, 6) == 0);
  CHECK(hypergeometric_tail(10, 8, 7, 5) == 1);  // there are only two unmarked
  CHECK(hypergeometric_tail(1e9, 1e6, 1e6, 1000) == Approx(0.504).epsilon(1e-2));
}

TEST_CASE("tails fall with the count") {
  double poisson = 1, hypergeometric = 1;
  for (double x = 0; x <= 60; ++x) {
    const double p = poisson_tail(20, x), h = hypergeometric_tail(500, 100, 100, x);
    CHECK(p <= poisson);
    CHECK(h <= hypergeometric + 1e-12);
    poisson = p;
    hypergeometric = h;
  }
}
