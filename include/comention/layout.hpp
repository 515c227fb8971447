#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "comention/graph.hpp"

namespace comention {

/// A place in the picture.
struct Point {
  double x = 0, y = 0;
};

/// How edges pull.
enum class Attraction : std::uint8_t {
  linear,  ///< as strong as the edge is long
  linlog   ///< with the logarithm of the length: tighter clusters (Noack 2009)
};

/// Settings of the layout.
struct LayoutOptions {
  unsigned iterations = 0;  ///< 0: chosen by the number of nodes
  Attraction attraction = Attraction::linlog;
  double gravity = 1;    ///< 1: a node that nothing pulls settles at 3 times the usual distance
  double repulsion = 1;  ///< ratio of repulsion to attraction
  double weight_influence = 0.5;  ///< edges pull with weight to this power; 0: all alike
  double theta = 1;               ///< Barnes-Hut opening: higher is faster and coarser
  unsigned threads = 1;
  /// Community of each node, numbered from 0, if it is known already; else it is computed.
  std::span<const std::uint32_t> communities = {};
};

/// Places the nodes by ForceAtlas2 (Jacomy, Venturini, Heymann, Bastian 2014) with the Barnes-Hut
/// approximation. Starts from the communities laid out as nodes, so the same graph gives the same
/// bytes on every run and with any number of threads. Components are laid out each for itself and
/// set side by side, the largest in the middle. Centred at 0; 100 * sqrt(nodes) units wide or high.
/// `radii`, where given, are room that nodes take: overlaps are pushed apart at the end, and the
/// picture is wider where discs would fill it.
std::vector<Point> force_atlas2(const Graph& graph, const LayoutOptions& options = {},
                                std::span<const double> radii = {});

/// Radii for nodes from a figure about them (total link strength, occurrences): 4 for the lowest,
/// 100 for the highest, between them with the square root, as the eye compares areas.
std::vector<double> node_sizes(std::span<const double> values);

/// Colours that people with colour-blindness can tell apart, most frequent group first (P. Tol's
/// muted scheme); everything after them gets `rest_color`.
inline constexpr std::array<std::string_view, 9> group_colors = {"#332288", "#cc6677", "#117733",
                                                                 "#88ccee", "#ddcc77", "#882255",
                                                                 "#44aa99", "#999933", "#aa4499"};
inline constexpr std::string_view rest_color = "#bbbbbb";

/// Colour of a community or component by its number.
std::string_view group_color(std::uint32_t group);

/// Colour of an entity type by its written name ("PERSON"), from Okabe and Ito's palette.
std::string_view type_color(std::string_view type);

/// Adds the columns `x` and `y`, `size`, or `color` to the nodes, or overwrites them.
void set_positions(Graph& graph, std::span<const Point> points);
void set_sizes(Graph& graph, std::span<const double> sizes);
void set_colors(Graph& graph, std::vector<std::string> colors);

}  // namespace comention
