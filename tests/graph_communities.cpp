#include <catch2/catch.hpp>
#include <numeric>

#include "comention/algorithms.hpp"
#include "comention/backbone.hpp"
#include "graph_fixtures.hpp"

using namespace comention;

TEST_CASE("modularity by hand: two triangles and a bridge") {
  const Graph graph = two_triangles();
  // 6 of 7 edges inside; both groups hold half of the strength.
  const std::vector<std::uint32_t> halves{0, 0, 0, 1, 1, 1};
  CHECK(modularity(graph, halves) == Approx(6.0 / 7 - 0.5));
  CHECK(modularity(graph, halves, 2) == Approx(6.0 / 7 - 1));
  CHECK(modularity(graph, std::vector<std::uint32_t>(6, 0)) == Approx(0).margin(1e-12));
}

TEST_CASE("two triangles are two communities, numbered by size and smallest node") {
  const Communities found = leiden(two_triangles());
  CHECK(found.partition.of_node == std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1});
  CHECK(found.quality == Approx(6.0 / 7 - 0.5));
  CHECK(found.modularity == found.quality);
}

TEST_CASE("the constant Potts model cuts by density") {
  CommunityOptions options;
  options.quality = Quality::cpm;
  options.resolution = 0.5;
  const Communities found = leiden(two_triangles(), options);
  CHECK(found.partition.of_node == std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1});
  CHECK(found.quality == Approx(6 - 0.5 * 3 * 2));
  options.resolution = 0.05;
  CHECK(leiden(two_triangles(), options).partition.sizes.size() == 1);
  options.resolution = 2;
  CHECK(leiden(two_triangles(), options).partition.sizes.size() == 6);
}

TEST_CASE("a ring of cliques falls into its cliques") {
  std::vector<WeightedEdge> edges;
  const std::uint32_t cliques = 12, size = 6;
  for (std::uint32_t c = 0; c < cliques; ++c) {
    for (std::uint32_t i = 0; i < size; ++i) {
      for (std::uint32_t j = i + 1; j < size; ++j) edges.push_back({c * size + i, c * size + j});
    }
    const std::uint32_t next = (c + 1) % cliques * size;
    edges.push_back({std::min(c * size, next), std::max(c * size, next)});
  }
  const Communities found = leiden(make_graph(cliques * size, edges));
  CHECK(found.partition.sizes == std::vector<std::uint32_t>(cliques, size));
}

TEST_CASE("nodes without edges are communities of their own, after all others") {
  const Communities found = leiden(make_graph(4, {{1, 3}}));
  CHECK(found.partition.of_node == std::vector<std::uint32_t>{1, 0, 2, 0});
}

TEST_CASE("a higher resolution gives more communities, a seed always the same") {
  const Graph graph = random_graph(1000, 5000, 7);
  CommunityOptions options;
  const Communities usual = leiden(graph, options);
  CHECK(leiden(graph, options).partition.of_node == usual.partition.of_node);
  options.resolution = 20;
  CHECK(leiden(graph, options).partition.sizes.size() > usual.partition.sizes.size());
  options.resolution = 1;
  options.seed = 2;
  CHECK(leiden(graph, options).modularity == Approx(usual.modularity).epsilon(0.02));
}

TEST_CASE("more iterations never make communities worse, and each is connected") {
  const Graph graph = random_graph(2000, 7000, 9, 40);
  CommunityOptions options;
  double before = -1;
  for (unsigned iterations : {1u, 2u, 4u, 0u}) {
    options.iterations = iterations;
    const Communities found = leiden(graph, options);
    CHECK(found.quality >= before - 1e-12);
    before = found.quality;
    Selection inside = everything(graph);
    for (std::size_t e = 0; e < graph.ends.size(); ++e) {
      inside.edges[e] = found.partition.of_node[graph.ends[e].first] ==
                        found.partition.of_node[graph.ends[e].second];
    }
    const Graph parts = cut(graph, inside, Isolates::keep).graph;
    CHECK(connected_components(parts).sizes == found.partition.sizes);
  }
}

TEST_CASE("planted groups are found again") {
  const Graph graph = random_graph(500, 4000, 21, 50);
  std::vector<std::uint32_t> planted(500);
  for (std::uint32_t v = 0; v < 500; ++v) planted[v] = v / 50;
  const Communities found = leiden(graph);
  CHECK(found.modularity >= modularity(graph, planted) - 1e-9);
  CHECK(found.partition.sizes.size() == 10);
}
