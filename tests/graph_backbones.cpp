#include <catch2/catch.hpp>
#include <cmath>

#include "comention/algorithms.hpp"
#include "comention/backbone.hpp"
#include "graph_fixtures.hpp"

using namespace comention;

namespace {

std::vector<std::pair<std::uint32_t, std::uint32_t>> kept(const Graph& graph,
                                                          const Selection& selection) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
  for (std::size_t e = 0; e < graph.ends.size(); ++e) {
    const auto [a, b] = graph.ends[e];
    if (selection.edges[e] && selection.nodes[a] && selection.nodes[b]) ends.push_back({a, b});
  }
  return ends;
}

using Ends = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Ends backbone(const Graph& graph, std::string_view name, const BackboneOptions& options = {}) {
  const auto selection = find_backbone(name)->select(graph, options);
  REQUIRE(selection);
  return kept(graph, *selection);
}

/// A graph with types and a count on its edges: persons 0 1 2, places 3 4.
Graph typed() {
  Graph graph = make_graph(5, {{0, 1, 1}, {0, 3, 2}, {1, 4, 3}, {2, 3, 3}, {3, 4, 5}});
  graph.nodes.add("type", ColumnType::text, ColumnRole::kind).texts = {"PERSON", "PERSON", "PERSON",
                                                                       "PLACE", "PLACE"};
  graph.nodes.add("occurrences", ColumnType::integer).integers = {5, 5, 9, 2, 7};
  graph.edges.add("count", ColumnType::integer).integers = {4, 1, 3, 3, 2};
  graph.edges.add("npmi", ColumnType::real).reals = {.1, NAN, .3, .2, -.5};
  return graph;
}

}  // namespace

TEST_CASE("every backbone is found by name, explains itself and keeps some part of a graph") {
  Graph graph = random_graph(60, 200, 3);
  graph.edges.add("q_value", ColumnType::real).reals.assign(200, 0.01);
  BackboneOptions options;
  options.ego = "n3";
  for (const Backbone& row : backbones()) {
    CAPTURE(row.name);
    CHECK(find_backbone(row.name) == &row);
    CHECK(!row.description.empty());
    const auto selection = row.select(graph, options);
    REQUIRE(selection);
    CHECK(selection->nodes.size() == 60);
    CHECK(selection->edges.size() == 200);
    const Ends some = kept(graph, *selection);
    CHECK(!some.empty());
    CHECK(row.select(make_graph(0, {}), options).has_value() ==
          (row.name != "ego-network" && row.name != "size-corrected"));
  }
  CHECK(find_backbone("nonsense") == nullptr);
}

TEST_CASE("disparity by hand: a hub with one heavy edge") {
  // Node 0 has strength 10: (1 - .7)^3 for the heavy edge, (1 - .1)^3 for the others.
  const Graph graph = make_graph(5, {{0, 1, 7}, {0, 2, 1}, {0, 3, 1}, {0, 4, 1}});
  const auto alpha = disparity_alphas(graph);
  CHECK(alpha[0] == Approx(0.027));
  CHECK(alpha[1] == Approx(0.729));
  CHECK(backbone(graph, "disparity") == Ends{{0, 1}});
}

TEST_CASE("an edge whose ends have no other edge stays in the disparity filter") {
  CHECK(backbone(make_graph(2, {{0, 1}}), "disparity").size() == 1);
}

TEST_CASE("noise-corrected with the total of both directions, worked by hand") {
  // Path of weights 2, 8, 2: strengths 2 10 10 2, 2W = 24. For the edge (1, 2): mean = 100/576,
  // k = 24/100, kw = 1.92, score = .92/2.92.
  const Graph graph = make_graph(4, {{0, 1, 2}, {1, 2, 8}, {2, 3, 2}});
  const double mean = 100.0 / 576, variance = 100.0 * 14 * 14 / (576.0 * 576 * 23);
  const double a = mean * mean / variance * (1 - mean) - mean;
  const double b = (1 - mean) * (mean * (1 - mean) / variance - 1);
  const double chance = (a + 8) / (a + b + 24);
  const double slope = 2 * (0.24 + 8 * (0.01 - 24 * 20 / 10000.0)) / (2.92 * 2.92);
  const double deviation = std::sqrt(chance * (1 - chance) * 24) * std::abs(slope);
  const double p = 0.5 * std::erfc(0.92 / 2.92 / deviation / std::sqrt(2.0));
  CHECK(noise_corrected_p_values(graph)[1] == Approx(p));
}

TEST_CASE("noise-corrected keeps a planted pair of hubs' small neighbours and drops chance edges") {
  // Two hubs meet often because both are frequent; 6 and 7 meet as often although they are rare.
  std::vector<WeightedEdge> edges{{0, 1, 10}, {6, 7, 10}};
  for (std::uint32_t leaf = 2; leaf < 6; ++leaf) {
    edges.push_back({0, leaf, 40});
    edges.push_back({1, leaf, 40});
  }
  const Graph graph = make_graph(8, edges);
  const auto p = noise_corrected_p_values(graph);
  CHECK(p.front() > 0.5);
  CHECK(p.back() < 0.05);
}

TEST_CASE("size-corrected needs q-values and keeps those at most alpha") {
  Graph graph = two_triangles();
  const Backbone& row = *find_backbone("size-corrected");
  CHECK(row.select(graph, {}).error().message.find("q_value") != std::string::npos);
  graph.edges.add("q_value", ColumnType::real).reals = {.01, .05, .06, NAN, 1, .2, 0};
  CHECK(backbone(graph, "size-corrected") == Ends{{0, 1}, {0, 2}, {4, 5}});
}

TEST_CASE("the spanning tree takes the heaviest edges, ties the lower ends, and joins all") {
  const Graph graph = make_graph(5, {{0, 1, 2}, {0, 2, 2}, {1, 2, 2}, {2, 3, 1}});
  CHECK(backbone(graph, "maximum-spanning-tree") == Ends{{0, 1}, {0, 2}, {2, 3}});
  const Graph large = random_graph(300, 900, 5);
  const auto components = connected_components(large).sizes.size();
  CHECK(backbone(large, "maximum-spanning-tree").size() == 300 - components);
}

TEST_CASE("top neighbours: an edge stays if it is among the best of either end") {
  const Graph graph = make_graph(4, {{0, 1, 3}, {0, 2, 2}, {0, 3, 1}, {1, 2, 5}});
  BackboneOptions options;
  options.neighbors = 1;
  CHECK(backbone(graph, "top-neighbors", options) == Ends{{0, 1}, {0, 3}, {1, 2}});
}

TEST_CASE("the core peels off again and again") {
  // A triangle with a tail of two: peeling 4 makes 3 low as well.
  const Graph graph = make_graph(5, {{0, 1}, {0, 2}, {1, 2}, {2, 3}, {3, 4}});
  CHECK(backbone(graph, "k-core") == Ends{{0, 1}, {0, 2}, {1, 2}});
}

TEST_CASE("giant component and ego network") {
  const Graph graph = make_graph(6, {{0, 5}, {1, 2}, {2, 3}, {3, 4}});
  CHECK(backbone(graph, "giant-component") == Ends{{1, 2}, {2, 3}, {3, 4}});
  BackboneOptions options;
  options.ego = "n2";
  CHECK(backbone(graph, "ego-network", options) == Ends{{1, 2}, {2, 3}});
  options.hops = 2;
  CHECK(backbone(graph, "ego-network", options) == Ends{{1, 2}, {2, 3}, {3, 4}});
  options.ego = "Node 5";  // by label
  options.hops = 1;
  CHECK(backbone(graph, "ego-network", options) == Ends{{0, 5}});
  options.ego = "nobody";
  CHECK(find_backbone("ego-network")->select(graph, options).error().kind == ErrorKind::usage);
}

TEST_CASE("thresholds on any number; a missing value does not pass") {
  const Graph graph = typed();
  CHECK(kept(graph, *edges_within(graph, {"count", 3})) == Ends{{0, 1}, {1, 4}, {2, 3}});
  CHECK(kept(graph, *edges_within(graph, {"npmi", -1})) == Ends{{0, 1}, {1, 4}, {2, 3}, {3, 4}});
  CHECK(kept(graph, *nodes_within(graph, {"occurrences", 5, 8})) == Ends{{0, 1}, {1, 4}});
  CHECK(edges_within(graph, {"nonsense"}).error().kind == ErrorKind::usage);
  CHECK(nodes_within(graph, {"label"}).error().kind == ErrorKind::usage);
}

TEST_CASE("top nodes and edges break ties in a fixed way") {
  const Graph graph = typed();
  CHECK(top_nodes(graph, 3, "occurrences")->nodes == std::vector<std::uint8_t>{1, 0, 1, 0, 1});
  // count 3 twice: equal weight too, so the lower ends win.
  CHECK(kept(graph, *top_edges(graph, 2, "count")) == Ends{{0, 1}, {1, 4}});
  CHECK(kept(graph, *top_edges(graph, 1, "weight")) == Ends{{3, 4}});
  CHECK(kept(graph, *top_edges(graph, 99, "weight")).size() == 5);
  CHECK(kept(graph, *top_edges(graph, 4, "npmi")) == Ends{{0, 1}, {1, 4}, {2, 3}, {3, 4}});
}

TEST_CASE("by types and between types") {
  const Graph graph = typed();
  const std::vector<std::string_view> places{"PLACE"};
  CHECK(kept(graph, *of_types(graph, places)) == Ends{{3, 4}});
  CHECK(kept(graph, *between_types(graph, "PLACE", "PERSON")) == Ends{{0, 3}, {1, 4}, {2, 3}});
  CHECK(!of_types(two_triangles(), places));
}

TEST_CASE("a cut keeps all columns in step and counts what it dropped") {
  const Graph graph = typed();
  Selection selection = everything(graph);
  selection.nodes[0] = 0;
  selection.edges[2] = 0;  // (1, 4)
  const Cut dropped = cut(graph, selection, Isolates::drop);
  CHECK(dropped.nodes_dropped == 1);
  CHECK(dropped.edges_dropped == 3);
  CHECK(dropped.isolates_dropped == 1);  // node 1 lost all edges
  CHECK(dropped.graph.ids == std::vector<std::string>{"n2", "n3", "n4"});
  CHECK(dropped.graph.ends == Ends{{0, 1}, {1, 2}});
  CHECK(dropped.graph.weight == std::vector<double>{3, 5});
  CHECK(dropped.graph.nodes.find("occurrences")->integers == std::vector<std::int64_t>{9, 2, 7});
  CHECK(dropped.graph.edges.find("count")->integers == std::vector<std::int64_t>{3, 2});
  CHECK(dropped.graph.nodes.find("type")->texts ==
        std::vector<std::string>{"PERSON", "PLACE", "PLACE"});
  CHECK(num_edges(dropped.graph.adjacency) == 4);
  const Cut with_isolates = cut(graph, selection, Isolates::keep);
  CHECK(with_isolates.graph.ids.size() == 4);
  CHECK(with_isolates.isolates_dropped == 0);
}
