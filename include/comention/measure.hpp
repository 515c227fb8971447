#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace comention {

/// The counts behind one pair, all from one sample: what every measure is computed from.
struct Contingency {
  double n_i;                 ///< contexts with i
  double n_j;                 ///< contexts with j
  double n_ij;                ///< contexts with both
  double n;                   ///< all contexts
  double weight;              ///< the link weight w_ij in use (full or fractional count)
  double expected;            ///< size-corrected expectation of `weight`
  double expected_count = 0;  ///< size-corrected expectation of `n_ij`
};

/// A measure of association: a pure function of a contingency table, finite on every valid table.
struct Measure {
  std::string_view name;     ///< attribute and option name, `association_strength`
  std::string_view formula;  ///< for people
  std::string_view source;   ///< literature
  bool symmetric;
  double (*of)(const Contingency&);
};

/// All measures, in the order in which attributes are written.
std::span<const Measure> measures();

/// The measure of that name, or null.
const Measure* find_measure(std::string_view name);

}  // namespace comention
