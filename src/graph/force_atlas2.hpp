#pragma once

#include <span>
#include <utility>
#include <vector>

#include "comention/algorithms.hpp"
#include "comention/layout.hpp"
#include "graph/rows.hpp"

namespace comention {

/// Runs ForceAtlas2 on one connected graph from the given places; units are arbitrary. `radii` are
/// not looked at.
std::vector<Point> run_force_atlas2(const WeightedRows& rows, std::vector<Point> start,
                                    unsigned iterations, const LayoutOptions& options);

/// Moves discs apart until none overlap (or 1,000 rounds have passed, fewer above 20,000 discs),
/// staying near where they were.
void push_apart(std::span<Point> points, std::span<const double> radii);

/// Sets laid-out components side by side, the first in the middle; `of_node` gives the component of
/// each node, largest first, and `arcs` keeps room for edges. Moves whole components only.
void pack_components(std::span<Point> points, const Partition& components,
                     std::span<const std::pair<std::uint32_t, std::uint32_t>> ends);

}  // namespace comention
