#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "comention/graph.hpp"
#include "comention/result.hpp"

namespace comention {

// Filters choose, `cut` removes: a filter looks at a graph and says what stays. Nothing is dropped
// unasked, and what was dropped is counted.

/// What stays: 1 or 0 for each node and each edge. An edge also needs both of its ends.
struct Selection {
  std::vector<std::uint8_t> nodes;
  std::vector<std::uint8_t> edges;
};

/// Everything stays.
Selection everything(const Graph& graph);

/// What stays in both.
Selection both(const Selection& a, const Selection& b);

/// Settings that backbones use; each takes what it needs.
struct BackboneOptions {
  double alpha = 0.05;          ///< significance level
  std::uint32_t neighbors = 5;  ///< of `top-neighbors`
  std::uint32_t core = 2;       ///< of `k-core`
  std::string ego;              ///< id or label of the centre of an ego network
  std::uint32_t hops = 1;       ///< reach of an ego network
};

/// A way to keep the part of a graph that matters.
struct Backbone {
  std::string_view name;  ///< option value
  std::string_view description;
  std::string_view source;  ///< literature
  Result<Selection> (*select)(const Graph& graph, const BackboneOptions& options);
};

/// All backbones, in the order in which they are listed.
std::span<const Backbone> backbones();

/// The backbone of that name, or null.
const Backbone* find_backbone(std::string_view name);

/// Disparity alpha of each edge, (1 - w/s)^(k-1), the smaller of its two ends; 1 where neither end
/// has a second edge (Serrano, Boguna, Vespignani 2009).
std::vector<double> disparity_alphas(const Graph& graph);

/// p-value of each edge under the noise-corrected null model (Coscia and Neffke 2017), one-sided
/// and normal. The total of the undirected graph is 2W, each edge counted from both ends. Made for
/// counts: the unit of the weights matters. 1 where the total is too small to say anything.
std::vector<double> noise_corrected_p_values(const Graph& graph);

/// Bounds on an attribute of nodes or edges; a missing value does not pass.
struct Threshold {
  std::string attribute;
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
};

/// Nodes whose attribute lies within the bounds, and the edges among them.
Result<Selection> nodes_within(const Graph& graph, const Threshold& threshold);

/// Edges whose attribute (or `weight`) lies within the bounds; all nodes stay.
Result<Selection> edges_within(const Graph& graph, const Threshold& threshold);

/// The `count` nodes with the highest attribute; ties go to the lower node. Missing values last.
Result<Selection> top_nodes(const Graph& graph, std::size_t count, std::string_view attribute);

/// The `count` edges with the highest attribute; ties go to the higher weight, then to the lower
/// ends. All nodes stay.
Result<Selection> top_edges(const Graph& graph, std::size_t count, std::string_view attribute);

/// Nodes of one of these types (written names, in the column whose role is `kind`).
Result<Selection> of_types(const Graph& graph, std::span<const std::string_view> types);

/// Edges that join a node of one type with a node of the other; all nodes stay.
Result<Selection> between_types(const Graph& graph, std::string_view a, std::string_view b);

/// What happens to nodes that have no edge left.
enum class Isolates : std::uint8_t { keep, drop };

/// A graph after a cut, indexed, and what the cut removed.
struct Cut {
  Graph graph;
  std::uint64_t nodes_dropped = 0;     ///< not selected
  std::uint64_t edges_dropped = 0;     ///< not selected, or an end not selected
  std::uint64_t isolates_dropped = 0;  ///< selected, but without an edge in the result
};

/// Removes what is not selected, with all columns kept in step.
Cut cut(Graph graph, const Selection& selection, Isolates isolates);

}  // namespace comention
