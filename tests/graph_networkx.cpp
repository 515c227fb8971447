#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "comention/algorithms.hpp"
#include "comention/backbone.hpp"
#include "graph_fixtures.hpp"

using namespace comention;
namespace fs = std::filesystem;

namespace {

using Numbers = std::vector<double>;

/// What networkx says about the graph; empty when there is no python3 with networkx.
std::map<std::string, Numbers> ask_networkx(const Graph& graph,
                                            const std::vector<std::uint32_t>& groups) {
  const fs::path folder = fs::temp_directory_path() / "comention-test-graph-networkx";
  fs::create_directories(folder);
  std::ofstream edges(folder / "graph.tsv"), group_file(folder / "groups.txt");
  for (std::size_t e = 0; e < graph.ends.size(); ++e) {
    edges << graph.ends[e].first << '\t' << graph.ends[e].second << '\t' << graph.weight[e] << '\n';
  }
  for (const std::uint32_t group : groups) group_file << group << '\n';
  edges.close();
  group_file.close();
  const std::string command = "python3 '" COMENTION_SOURCE_DIR "/tests/graph_networkx.py' '" +
                              (folder / "graph.tsv").string() + "' '" +
                              (folder / "groups.txt").string() + "' > '" +
                              (folder / "answer.txt").string() + "'";
  const int status = std::system(command.c_str());
  std::map<std::string, Numbers> answers;
  std::ifstream answer(folder / "answer.txt");
  for (std::string line, name; std::getline(answer, line);) {
    std::istringstream words(line);
    words >> name;
    for (std::string number; words >> number;)
      answers[name].push_back(std::strtod(number.c_str(), nullptr));
  }
  fs::remove_all(folder);
  const bool absent = status == 77 * 256 || status == 127 * 256;
  CHECK((status == 0 || absent));
  return absent ? std::map<std::string, Numbers>{} : answers;
}

template <class T>
void check_same(const std::vector<T>& ours, const Numbers& theirs, double margin = 1e-9) {
  REQUIRE(ours.size() == theirs.size());
  for (std::size_t i = 0; i < ours.size(); ++i) {
    CAPTURE(i);
    CHECK(static_cast<double>(ours[i]) == Approx(theirs[i]).epsilon(1e-7).margin(margin));
  }
}

/// Groups, a few components and nodes alone; weights are fractions.
Graph graph_to_compare(std::uint64_t seed) {
  Graph graph = random_graph(150, 320, seed, 30);
  Random random(seed);
  for (double& weight : graph.weight) weight = (weight * 8 + random.below(16)) / 16;
  return graph;
}

}  // namespace

TEST_CASE("networkx finds the same") {
  for (const std::uint64_t seed : {1u, 2u}) {
    const Graph graph = graph_to_compare(seed);
    const Communities communities = leiden(graph);
    auto theirs = ask_networkx(graph, communities.partition.of_node);
    if (theirs.empty()) {
      WARN("skipped: no python3 with networkx");
      return;
    }
    check_same(degrees(graph), theirs["degree"]);
    check_same(strengths(graph), theirs["strength"]);
    check_same(pagerank(graph), theirs["pagerank"], 1e-8);
    check_same(clustering_coefficients(graph), theirs["clustering"]);
    check_same(closeness(graph), theirs["closeness"]);
    check_same(connected_components(graph).sizes, theirs["components"]);
    BetweennessOptions options;
    check_same(betweenness(graph, options).of_node, theirs["betweenness"]);
    options.distance = Distance::inverse_weight;
    check_same(betweenness(graph, options).of_node, theirs["betweenness_weighted"]);
    check_same(disparity_alphas(graph), theirs["disparity"]);
    check_same(noise_corrected_p_values(graph), theirs["noise"]);
    BackboneOptions backbone;
    backbone.core = 3;
    check_same(find_backbone("k-core")->select(graph, backbone)->nodes, theirs["core"]);
    const Selection tree = *find_backbone("maximum-spanning-tree")->select(graph, backbone);
    double weight = 0;
    for (std::size_t e = 0; e < tree.edges.size(); ++e) weight += tree.edges[e] * graph.weight[e];
    CHECK(weight == Approx(theirs["tree"].at(0)));
    CHECK(communities.modularity == Approx(theirs["modularity"].at(0)));
    CHECK(communities.modularity >= 0.995 * theirs["louvain"].at(0));
  }
}
