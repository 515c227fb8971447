#include <catch2/catch.hpp>
#include <numeric>

#include "comention/algorithms.hpp"
#include "comention/editable_graph.hpp"
#include "graph_fixtures.hpp"

using namespace comention;

namespace {

/// A path 0 - 1 - 2 - 3 of weights 1, 2, 4 and a node alone.
Graph path() { return make_graph(5, {{0, 1, 1}, {1, 2, 2}, {2, 3, 4}}); }

std::vector<std::uint32_t> neighbours(const Graph& graph, std::uint32_t node) {
  const auto [first, last] = adjacent_vertices(node, graph.adjacency);
  return {first, last};
}

}  // namespace

TEST_CASE("the index holds every edge from both ends, neighbours in order, with its row") {
  const Graph graph = make_graph(4, {{2, 3, 5}, {0, 3, 7}, {1, 3, 2}, {0, 1, 9}});
  CHECK(num_edges(graph.adjacency) == 8);
  CHECK(neighbours(graph, 3) == std::vector<std::uint32_t>{0, 1, 2});
  CHECK(neighbours(graph, 0) == std::vector<std::uint32_t>{1, 3});
  for (std::uint32_t v = 0; v < 4; ++v) {
    const auto [first, last] = out_edges(v, graph.adjacency);
    for (auto edge = first; edge != last; ++edge) {
      const std::uint32_t u = target(*edge, graph.adjacency);
      const auto ends = std::minmax(v, u);
      CHECK(graph.ends[graph.adjacency[*edge].row] ==
            std::pair<std::uint32_t, std::uint32_t>(ends));
      CHECK(WeightOf{&graph}(*edge) == graph.weight[graph.adjacency[*edge].row]);
    }
  }
}

TEST_CASE("an empty graph and a single node are fine everywhere") {
  for (std::uint32_t nodes : {0u, 1u}) {
    const Graph graph = make_graph(nodes, {});
    for (const NodeMeasure& measure : node_measures()) {
      const Column column = measure.of(graph, {});
      CHECK(column.integers.size() + column.reals.size() == nodes);
    }
    CHECK(modularity(graph, std::vector<std::uint32_t>(nodes, 0)) == 0);
  }
}

TEST_CASE("every node measure is found by its name and fills one column of that name") {
  const Graph graph = random_graph(60, 150, 3);
  for (const NodeMeasure& measure : node_measures()) {
    CAPTURE(measure.name);
    CHECK(find_node_measure(measure.name) == &measure);
    CHECK(!measure.description.empty());
    const Column column = measure.of(graph, {});
    CHECK(column.schema.name == measure.name);
    CHECK(column.integers.size() + column.reals.size() == 60);
  }
  CHECK(find_node_measure("nonsense") == nullptr);
}

TEST_CASE("a measure that was estimated says so, and only then") {
  const Graph graph = random_graph(60, 150, 3);
  const NodeMeasure& measure = *find_node_measure("betweenness");
  NodeMeasureOptions options;
  CHECK(measure.note(graph, options).empty());
  options.betweenness.exact_limit = 100;
  options.betweenness.samples = 20;
  CHECK(measure.note(graph, options) == "betweenness is estimated from 20 of 60 start nodes");
}

TEST_CASE("degree and strength of a path") {
  CHECK(degrees(path()) == std::vector<std::uint32_t>{1, 2, 2, 1, 0});
  CHECK(strengths(path()) == std::vector<double>{1, 3, 6, 4, 0});
}

TEST_CASE("components are numbered by size, then by smallest node") {
  const Graph graph = make_graph(7, {{0, 6}, {1, 4}, {4, 5}});
  const Partition components = connected_components(graph);
  CHECK(components.of_node == std::vector<std::uint32_t>{1, 0, 2, 3, 0, 0, 1});
  CHECK(components.sizes == std::vector<std::uint32_t>{3, 2, 1, 1});
}

TEST_CASE("pagerank of a star: the centre has what the equations say") {
  // With damping d and n leaves: c = (1-d)/(n+1) + d * L, L = (1-d) + ... solved by hand for 3
  // leaves: leaf = (0.15 / 4 + 0.85 c / 3), c = 0.15 / 4 + 0.85 * 3 leaf.
  const std::vector<double> rank = pagerank(make_graph(4, {{0, 1}, {0, 2}, {0, 3}}));
  const double centre = (0.0375 + 2.55 * 0.0375) / (1 - 2.55 * 0.85 / 3);
  CHECK(rank[0] == Approx(centre).epsilon(1e-9));
  CHECK(rank[1] == Approx(0.0375 + 0.85 * centre / 3).epsilon(1e-9));
  CHECK(std::accumulate(rank.begin(), rank.end(), 0.0) == Approx(1).epsilon(1e-9));
}

TEST_CASE("pagerank follows weights, and an isolated node gives its rank to all") {
  const std::vector<double> rank = pagerank(make_graph(4, {{0, 1, 9}, {0, 2, 1}}));
  CHECK(rank[1] > 2 * rank[2]);
  CHECK(rank[3] > 0);
  CHECK(std::accumulate(rank.begin(), rank.end(), 0.0) == Approx(1).epsilon(1e-9));
}

TEST_CASE("clustering: in a triangle with a tail") {
  const auto clustering = clustering_coefficients(make_graph(4, {{0, 1}, {0, 2}, {1, 2}, {2, 3}}));
  CHECK(clustering[0] == 1);
  CHECK(clustering[2] == Approx(1.0 / 3));
  CHECK(clustering[3] == 0);
}

TEST_CASE("betweenness of a path counts the pairs whose way leads through") {
  const Betweenness result = betweenness(path());
  CHECK(result.of_node == std::vector<double>{0, 2, 2, 0, 0});
  CHECK(!result.sampled);
  CHECK(result.sources == 5);
}

TEST_CASE("equally short paths share a pair") {
  const Betweenness square = betweenness(make_graph(4, {{0, 1}, {1, 2}, {2, 3}, {0, 3}}));
  CHECK(square.of_node == std::vector<double>{.5, .5, .5, .5});
}

TEST_CASE("with weights a strong detour is shorter than a weak direct edge") {
  const Graph graph = make_graph(3, {{0, 1, 4}, {1, 2, 4}, {0, 2, 1}});
  CHECK(betweenness(graph).of_node[1] == 0);
  BetweennessOptions options;
  options.distance = Distance::inverse_weight;
  CHECK(betweenness(graph, options).of_node[1] == 1);
}

TEST_CASE("betweenness above the limit is sampled, says so, and comes near") {
  const Graph graph = random_graph(400, 1600, 5);
  const Betweenness exact = betweenness(graph);
  BetweennessOptions options;
  options.exact_limit = 1000;
  options.samples = 200;
  const Betweenness sampled = betweenness(graph, options);
  CHECK(sampled.sampled);
  CHECK(sampled.sources == 200);
  const auto top = std::max_element(exact.of_node.begin(), exact.of_node.end());
  CHECK(sampled.of_node[static_cast<std::size_t>(top - exact.of_node.begin())] ==
        Approx(*top).epsilon(0.3));
}

TEST_CASE("closeness of a path, and of nodes that cannot reach all") {
  const auto close = closeness(path());
  CHECK(close[0] == Approx(3.0 / 6 * 3 / 4));
  CHECK(close[1] == Approx(3.0 / 4 * 3 / 4));
  CHECK(close[4] == 0);
}

TEST_CASE("results are the same bytes whatever the threads") {
  const Graph graph = random_graph(700, 3000, 11);
  BetweennessOptions options;
  const auto one = betweenness(graph, options).of_node;
  const auto one_close = closeness(graph, 1);
  for (unsigned threads : {2u, 3u, 7u}) {
    options.threads = threads;
    CHECK(betweenness(graph, options).of_node == one);
    CHECK(closeness(graph, threads) == one_close);
  }
}

TEST_CASE("an editable copy can be changed and comes back with its attributes") {
  const Graph graph = two_triangles();
  EditableGraph editable = to_adjacency_list(graph);
  CHECK(num_vertices(editable) == 6);
  CHECK(num_edges(editable) == 7);
  remove_edge(2, 3, editable);
  add_edge(0, 5, EditableEdge{2.5}, editable);
  add_edge(5, 0, EditableEdge{9}, editable);  // parallel: the first stays
  add_edge(4, 4, EditableEdge{1}, editable);  // a loop is left out
  const Graph back = from_adjacency_list(editable, graph);
  CHECK(back.ids == graph.ids);
  CHECK(back.ends.size() == 7);
  CHECK(back.nodes.find("label")->texts == graph.nodes.find("label")->texts);
  const auto added = std::find(back.ends.begin(), back.ends.end(), std::pair(0u, 5u));
  REQUIRE(added != back.ends.end());
  CHECK(back.weight[static_cast<std::size_t>(added - back.ends.begin())] == 2.5);
  CHECK(back.edges.find("weight")->reals == back.weight);
  CHECK(connected_components(back).sizes.size() == 1);
}
