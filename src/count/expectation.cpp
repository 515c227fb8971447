#include "count/expectation.hpp"

#include <algorithm>
#include <numeric>

namespace comention {
namespace {

double dealt(std::uint64_t n_i, std::uint64_t n_j, double slots, std::uint64_t m) {
  if (m < 2) return 0;
  const double all = static_cast<double>(m);
  return static_cast<double>(n_i) * static_cast<double>(n_j) * (slots / all / (all - 1));
}

}  // namespace

double expected_count(const CorpusTotals& totals, std::uint64_t n_i, std::uint64_t n_j) {
  return dealt(n_i, n_j, totals.pair_slots, totals.incidences);
}

double expected_weight(const CorpusTotals& totals, std::uint64_t n_i, std::uint64_t n_j) {
  return dealt(n_i, n_j, totals.weight_slots, totals.instances);
}

std::vector<double> q_values(std::span<const double> p, std::uint64_t tests) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  const double all = static_cast<double>(std::max<std::uint64_t>(tests, p.size()));
  std::vector<double> q(p.size());
  double least = 1;
  for (std::size_t place = order.size(); place-- > 0;) {
    least = std::min(least, p[order[place]] * all / static_cast<double>(place + 1));
    q[order[place]] = least;
  }
  return q;
}

std::uint64_t tested_pairs(const Incidence& index, std::uint64_t min_occurrences) {
  std::uint64_t n = 0;
  for (std::uint32_t e = 0; e < index.entities(); ++e) {
    if (index.tally(EntityId{e}).contexts >= std::max<std::uint64_t>(min_occurrences, 1)) ++n;
  }
  return n < 2 ? 0 : n * (n - 1) / 2;
}

}  // namespace comention
