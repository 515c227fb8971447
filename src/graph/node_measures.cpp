#include <algorithm>
#include <array>

#include "comention/algorithms.hpp"

namespace comention {
namespace {

template <class Numbers>
Column integers(std::string_view name, const Numbers& numbers, ColumnRole role = ColumnRole::none) {
  Column column{{std::string(name), ColumnType::integer, role}, {}, {}, {}, {}, {}};
  column.integers.assign(numbers.begin(), numbers.end());
  return column;
}

Column reals(std::string_view name, std::vector<double> numbers) {
  return {{std::string(name), ColumnType::real}, {}, std::move(numbers), {}, {}, {}};
}

Column degree(const Graph& graph, const NodeMeasureOptions&) {
  return integers("degree", degrees(graph));
}

Column strength(const Graph& graph, const NodeMeasureOptions&) {
  return reals("total_link_strength", strengths(graph));
}

Column community(const Graph& graph, const NodeMeasureOptions& options) {
  return integers("community", leiden(graph, options.communities).partition.of_node,
                  ColumnRole::community);
}

Column component(const Graph& graph, const NodeMeasureOptions&) {
  return integers("component", connected_components(graph).of_node);
}

Column rank(const Graph& graph, const NodeMeasureOptions&) {
  return reals("pagerank", pagerank(graph));
}

Column clustering(const Graph& graph, const NodeMeasureOptions&) {
  return reals("clustering", clustering_coefficients(graph));
}

std::string between_note(const Graph& graph, const NodeMeasureOptions& options) {
  const std::uint32_t sources = betweenness_sources(graph, options.betweenness);
  if (sources == graph.ids.size()) return {};
  return "betweenness is estimated from " + std::to_string(sources) + " of " +
         std::to_string(graph.ids.size()) + " start nodes";
}

Column between(const Graph& graph, const NodeMeasureOptions& options) {
  BetweennessOptions settings = options.betweenness;
  settings.threads = options.threads;
  return reals("betweenness", betweenness(graph, settings).of_node);
}

Column close(const Graph& graph, const NodeMeasureOptions& options) {
  return reals("closeness", closeness(graph, options.threads));
}

constexpr std::array<NodeMeasure, 8> table = {{
    {"degree", "number of neighbours", "", degree},
    {"total_link_strength", "sum of the weights of the node's edges", "Barrat et al. 2004",
     strength},
    {"community", "number of the community, largest first", "Traag, Waltman, van Eck 2019",
     community},
    {"component", "number of the connected component, largest first", "", component},
    {"pagerank", "chance to meet a walker who follows edges by weight", "Brin, Page 1998", rank},
    {"clustering", "share of pairs of neighbours that are neighbours", "Watts, Strogatz 1998",
     clustering},
    {"betweenness", "pairs of nodes whose shortest paths run through the node (hops)",
     "Brandes 2001; Brandes, Pich 2007 when sampled", between, between_note},
    {"closeness", "inverse of the mean distance to all others (hops)", "Wasserman, Faust 1994",
     close},
}};

}  // namespace

std::span<const NodeMeasure> node_measures() { return table; }

const NodeMeasure* find_node_measure(std::string_view name) {
  const auto at = std::find_if(table.begin(), table.end(),
                               [&](const NodeMeasure& measure) { return measure.name == name; });
  return at == table.end() ? nullptr : &*at;
}

}  // namespace comention
