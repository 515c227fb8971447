#include "comention/measure.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "measure/tails.hpp"

namespace comention {
namespace {

double ratio(double over, double under) { return under > 0 ? over / under : 0; }

/// Co-occurrences to be expected if both occurred independently: n_i n_j / N.
double independent(const Contingency& t) { return ratio(t.n_i * t.n_j, t.n); }

double expected(const Contingency& t) { return t.expected; }

double residual_z(const Contingency& t) {
  return t.expected > 0 ? (t.weight - t.expected) / std::sqrt(t.expected) : 0;
}

double association_strength(const Contingency& t) { return ratio(t.n_ij, t.n_i * t.n_j); }

double lift(const Contingency& t) { return ratio(t.n_ij, independent(t)); }

double pmi(const Contingency& t) {
  if (!(t.n_i > 0 && t.n_j > 0 && t.n > 0)) return 0;
  // log2 of 0 has no number: a pair never seen counts as seen half a time.
  const double seen = t.n_ij > 0 ? t.n_ij : 0.5;
  return std::log2(seen) + std::log2(t.n) - std::log2(t.n_i) - std::log2(t.n_j);
}

double ppmi(const Contingency& t) { return std::max(0.0, pmi(t)); }

double npmi(const Contingency& t) {
  if (t.n_ij <= 0) return t.n_i > 0 && t.n_j > 0 ? -1 : 0;
  if (t.n_ij >= t.n) return 1;
  return std::clamp(pmi(t) / (std::log2(t.n) - std::log2(t.n_ij)), -1.0, 1.0);
}

/// Calls `cell(observed, expected)` for the four cells of the 2x2 table.
template <class Cell>
void for_each_cell(const Contingency& t, Cell cell) {
  const double i = t.n_i, j = t.n_j, ij = t.n_ij, n = t.n;
  if (!(n > 0)) return;
  cell(ij, i * j / n);
  cell(i - ij, i * (n - j) / n);
  cell(j - ij, (n - i) * j / n);
  cell(n - i - j + ij, (n - i) * (n - j) / n);
}

double g2(const Contingency& t) {
  double sum = 0;
  for_each_cell(t, [&](double o, double e) {
    if (o > 0 && e > 0) sum += o * std::log(o / e);
  });
  const double size = std::max(0.0, 2 * sum);
  return t.n_ij < independent(t) ? -size : size;
}

double chi2(const Contingency& t) {
  double sum = 0;
  for_each_cell(t, [&](double o, double e) {
    if (e > 0) sum += (o - e) * (o - e) / e;
  });
  return sum;
}

double jaccard(const Contingency& t) { return ratio(t.n_ij, t.n_i + t.n_j - t.n_ij); }
double dice(const Contingency& t) { return ratio(2 * t.n_ij, t.n_i + t.n_j); }
double cosine(const Contingency& t) { return ratio(t.n_ij, std::sqrt(t.n_i) * std::sqrt(t.n_j)); }
double inclusion(const Contingency& t) { return ratio(t.n_ij, std::min(t.n_i, t.n_j)); }
double conditional_probability(const Contingency& t) { return ratio(t.n_ij, t.n_i); }

double hypergeometric_p(const Contingency& t) {
  return hypergeometric_tail(t.n, t.n_i, t.n_j, t.n_ij);
}

double p_value(const Contingency& t) {
  return poisson_tail(t.expected_count > 0 ? t.expected_count : independent(t), t.n_ij);
}

constexpr std::array<Measure, 16> table = {{
    {"expected", "n_i n_j sum_d c_d k_d(k_d-1) / (m(m-1))",
     "configuration-model expectation of the link weight given the contexts' sizes", true,
     expected},
    {"residual_z", "(w_ij - E_ij) / sqrt(E_ij)",
     "Pearson residual against the size-corrected expectation", true, residual_z},
    {"association_strength", "n_ij / (n_i n_j)",
     "van Eck and Waltman 2007, 2009; margins are occurrences, not link strengths", true,
     association_strength},
    {"lift", "N n_ij / (n_i n_j)", "observed over expected under independence", true, lift},
    {"pmi", "log2(N n_ij / (n_i n_j))", "Church and Hanks 1990", true, pmi},
    {"ppmi", "max(0, PMI)", "Church and Hanks 1990", true, ppmi},
    {"npmi", "PMI / -log2(n_ij / N)", "Bouma 2009", true, npmi},
    {"jaccard", "n_ij / (n_i + n_j - n_ij)", "Jaccard 1901", true, jaccard},
    {"dice", "2 n_ij / (n_i + n_j)", "Dice 1945", true, dice},
    {"cosine", "n_ij / sqrt(n_i n_j)", "Salton and McGill 1983; Ochiai 1957", true, cosine},
    {"inclusion", "n_ij / min(n_i, n_j)", "Simpson 1943; overlap coefficient", true, inclusion},
    {"conditional_probability", "n_ij / n_i", "conditional relative frequency", false,
     conditional_probability},
    {"g2", "+-2 sum O ln(O/E) over the 2x2 table, negative below expectation", "Dunning 1993", true,
     g2},
    {"chi2", "sum (O-E)^2 / E over the 2x2 table", "Pearson 1900", true, chi2},
    {"hypergeometric_p", "P(X >= n_ij), X ~ Hyp(N, n_i, n_j)", "Neal 2013", true, hypergeometric_p},
    {"p_value", "P(X >= n_ij), X ~ Poisson(E_ij of n_ij)",
     "size-corrected test: configuration-model expectation given the contexts' sizes", true,
     p_value},
}};

}  // namespace

std::span<const Measure> measures() { return table; }

const Measure* find_measure(std::string_view name) {
  const auto at =
      std::find_if(table.begin(), table.end(), [&](const Measure& m) { return m.name == name; });
  return at == table.end() ? nullptr : &*at;
}

}  // namespace comention
