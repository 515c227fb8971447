#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "count/incidence.hpp"

namespace comention {

/// Expected n_ij if the corpus' occurrences were dealt at random over the contexts as large as they
/// are: n_i n_j sum_d k_d(k_d-1) / (m(m-1)). The configuration-model argument, derived for this
/// project; item saturation (n_i near N) is not modelled.
double expected_count(const CorpusTotals& totals, std::uint64_t n_i, std::uint64_t n_j);

/// Expected link weight under the same model: n_i n_j sum_d c_d k_d(k_d-1) / (m(m-1)), c_d being
/// what one pair of context d weighs; with fractional counting and no large context this is
/// n_i n_j/(m-1). Under `Occurrences::multiple` all of it in mentions.
double expected_weight(const CorpusTotals& totals, std::uint64_t n_i, std::uint64_t n_j);

/// q-values of p-values (Benjamini and Hochberg 1995): the smallest false discovery rate at which
/// the pair is called. `tests`: how many pairs were tested in all, those that never co-occur (p =
/// 1) included; at least p.size().
std::vector<double> q_values(std::span<const double> p, std::uint64_t tests);

/// How many pairs a corpus tests: all pairs of entities that reach `min_occurrences`.
std::uint64_t tested_pairs(const Incidence& index, std::uint64_t min_occurrences);

}  // namespace comention
