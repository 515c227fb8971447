#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "comention/graph.hpp"

namespace comention {

// Network analysis on an indexed graph. Every function is pure and gives the same bytes whatever
// the number of threads; the vectors have one entry for each node.

/// Number of neighbours of each node.
std::vector<std::uint32_t> degrees(const Graph& graph);

/// Total link strength of each node: the sum of the weights of its edges.
std::vector<double> strengths(const Graph& graph);

/// Settings of PageRank.
struct PageRankOptions {
  double damping = 0.85;
  double tolerance = 1e-12;  ///< stop when the ranks change by less than this in sum
  unsigned max_iterations = 500;
};

/// PageRank on the weighted undirected graph (Brin and Page 1998): a walker follows an edge with a
/// chance proportional to its weight. Nodes without edges pass their rank to all nodes. Sums to 1.
std::vector<double> pagerank(const Graph& graph, const PageRankOptions& options = {});

/// A division of the nodes into groups, numbered by size (largest first), then by smallest node.
struct Partition {
  std::vector<std::uint32_t> of_node;
  std::vector<std::uint32_t> sizes;  ///< of each group
};

/// Connected components.
Partition connected_components(const Graph& graph);

/// Local clustering coefficient (Watts and Strogatz 1998): the share of pairs of neighbours that
/// are neighbours of each other; 0 below two neighbours. Weights are not used.
std::vector<double> clustering_coefficients(const Graph& graph);

/// How far apart two neighbours are.
enum class Distance : std::uint8_t {
  hops,           ///< 1 for every edge
  inverse_weight  ///< 1 / weight (Newman 2001)
};

/// Settings of betweenness.
struct BetweennessOptions {
  Distance distance = Distance::hops;
  unsigned threads = 1;
  /// Exact while nodes x (nodes + 2 edges) is at most this (about 10 s of one core), else sampled.
  double exact_limit = 2.5e9;
  std::uint32_t samples = 512;  ///< start nodes when sampled
  std::uint64_t seed = 1;       ///< of the choice of start nodes
};

/// Betweenness and how it was found.
struct Betweenness {
  /// Pairs of other nodes whose shortest paths run through the node, each pair once, shared evenly
  /// among equally short paths; estimated when `sampled`.
  std::vector<double> of_node;
  std::uint32_t sources = 0;  ///< start nodes used; all nodes when exact
  bool sampled = false;
};

/// How many start nodes `betweenness` will use; less than all nodes means that it will sample.
std::uint32_t betweenness_sources(const Graph& graph, const BetweennessOptions& options = {});

/// Betweenness centrality (Brandes 2001), above a size from sampled start nodes (Brandes and Pich
/// 2007).
Betweenness betweenness(const Graph& graph, const BetweennessOptions& options = {});

/// Closeness centrality by hops, (r-1)/sum of distances times (r-1)/(n-1) where r nodes can be
/// reached (Wasserman and Faust 1994). Takes nodes x edges steps.
std::vector<double> closeness(const Graph& graph, unsigned threads = 1);

/// What communities maximise.
enum class Quality : std::uint8_t {
  modularity,  ///< Newman and Girvan 2004, with a resolution (Reichardt and Bornholdt 2006)
  cpm          ///< constant Potts model (Traag, Van Dooren, Nesterov 2011)
};

/// Settings of community detection.
struct CommunityOptions {
  Quality quality = Quality::modularity;
  double resolution = 1;    ///< higher: more and smaller communities
  unsigned iterations = 2;  ///< runs over all levels; 0: until nothing moves
  std::uint64_t seed = 1;   ///< of the order in which nodes are visited
};

/// Communities and how good they are.
struct Communities {
  Partition partition;
  double quality = 0;     ///< the value of what was maximised
  double modularity = 0;  ///< at resolution 1, for comparison
};

/// Communities by the Leiden algorithm (Traag, Waltman, van Eck 2019); each is connected. In the
/// refinement a node joins the community that gains most, as in leidenalg, so that results do not
/// depend on a library's exp().
Communities leiden(const Graph& graph, const CommunityOptions& options = {});

/// Modularity of a division of the nodes, with weights; 0 on a graph without edges.
double modularity(const Graph& graph, std::span<const std::uint32_t> group_of_node,
                  double resolution = 1);

/// Settings that a node measure may use.
struct NodeMeasureOptions {
  unsigned threads = 1;
  CommunityOptions communities;
  BetweennessOptions betweenness;  ///< its `threads` is not used
};

/// A figure about each node that can be asked for by name.
struct NodeMeasure {
  std::string_view name;  ///< attribute and option name
  std::string_view description;
  std::string_view source;  ///< literature
  Column (*of)(const Graph& graph, const NodeMeasureOptions& options);
  /// What a report has to say about the figures ("estimated from 512 of 80,000 start nodes"), or
  /// nothing; null where there never is anything to say.
  std::string (*note)(const Graph& graph, const NodeMeasureOptions& options) = nullptr;
};

/// All node measures, in the order in which attributes are written.
std::span<const NodeMeasure> node_measures();

/// The node measure of that name, or null.
const NodeMeasure* find_node_measure(std::string_view name);

}  // namespace comention
