// Options of `build` as a user tries them: what they keep, and what is said about values that mean
// nothing.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>

#include "program.hpp"

using namespace program;

namespace {

/// The graph of the example pages with some options, as JSON; the run must succeed.
std::string graph_with(const std::string& options) {
  const auto run =
      shell(fmt::format("comention build -q '{}' {} --format json -o -", example_pages(), options));
  INFO(options << "\n" << run.err);
  REQUIRE(run.code == 0);
  return run.out;
}

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

std::size_t nodes_of(const std::string& graph) { return count_of(graph, "{\"id\":"); }

}  // namespace

TEST_CASE("values that mean nothing are refused before anything is read") {
  const auto check = [](const std::string& options, std::string_view said) {
    // There is no such input: a run that began to read would say so, and end with 1.
    const auto run = shell("comention build /no/such/input -o g.json " + options);
    INFO(options << "\n" << run.err);
    CHECK(run.code == 2);
    CHECK(contains(run.err, said));
    CHECK(!contains(run.err, "no such file"));
  };
  check("--min nosuch=3", "unknown edge attribute \"nosuch\"");
  check("--min-node nosuch=3", "unknown node attribute \"nosuch\"");
  check("--weight nosuch", "unknown edge attribute \"nosuch\"");
  check("--measures nosuch", "unknown measure \"nosuch\"");
  check("--backbone nosuch", "unknown backbone \"nosuch\"");
  check("--backbone ego-network", "--ego");
  check("--backbone disparity --core 3", "--core belongs to --backbone k-core");
  check("--alpha 0.1", "--alpha needs a backbone");
  check("--backbone disparity --alpha 2", "alpha");
  check("--backbone disparity --alpha 0", "alpha");
  check("--resolution -1", "resolution");
  check("--resolution nan", "resolution");
  check("--slice-files", "--slices");
  check("--slices month --slice-span 2", "--slice-files");
  check("--context sentence --window 5", "--window belongs to --context window");
  for (const char* option : {"--window", "--core", "--hops", "--top-neighbors", "--top-nodes",
                             "--top-edges", "--min-occurrences", "--min-cooccurrences"}) {
    check(fmt::format("{} 0", option), "not a whole number of at least 1: 0");
    check(fmt::format("{} -5", option), "not a whole number of at least 1: -5");
    check(fmt::format("{} many", option), "not a whole number of at least 1: many");
  }
  check("--seed -1", "at least 0");
  check("--large-from 1", "at least 2");
}

TEST_CASE("an option of one backbone asks for that backbone") {
  const std::string ego = graph_with("--ego 'Ingrid Solheim'");
  CHECK(ego == graph_with("--backbone ego-network --ego 'Ingrid Solheim'"));
  CHECK(nodes_of(ego) < nodes_of(graph_with("")));
  CHECK(graph_with("--core 4") == graph_with("--backbone k-core --core 4"));
  CHECK(graph_with("--top-neighbors 2") ==
        graph_with("--backbone top-neighbors --top-neighbors 2"));
  CHECK(graph_with("--window 4") == graph_with("--context window --window 4"));
}

TEST_CASE("bounds may name any measure, written or not") {
  const std::string strong = graph_with("--min cosine=0.3");
  CHECK(contains(strong, "\"cosine\":"));
  CHECK(count_of(strong, "\"source\":") < count_of(graph_with(""), "\"source\":"));
  CHECK(contains(graph_with("--weight cosine"), "\"cosine\":"));
  CHECK(contains(graph_with("--measures lift --max q_value=0.5"), "\"q_value\":"));
  const std::string hubs = graph_with("--min-node degree=6 --min-node betweenness=1");
  CHECK(nodes_of(hubs) > 0);
  CHECK(nodes_of(hubs) < nodes_of(graph_with("")));
  CHECK(!contains(hubs, "\"betweenness\":"));
}

TEST_CASE("the strongest nodes are those of the highest total link strength") {
  const std::string all = graph_with("--node-measures total_link_strength --no-layout");
  const std::string top =
      graph_with("--node-measures total_link_strength --no-layout --top-nodes 5");
  REQUIRE(nodes_of(top) == 5);
  const auto strengths = [](const std::string& graph) {
    std::map<std::string, double> found;
    for (auto at = graph.find("{\"id\":\""); at != std::string::npos;
         at = graph.find("{\"id\":\"", at + 1)) {
      const std::size_t from = at + 7;
      const std::string key = "\"total_link_strength\":";
      found[graph.substr(from, graph.find('"', from) - from)] =
          std::strtod(graph.c_str() + graph.find(key, at) + key.size(), nullptr);
    }
    return found;
  };
  const auto before = strengths(all), after = strengths(top);
  double least = 1e9;
  for (const auto& [id, strength] : after) least = std::min(least, before.at(id));
  for (const auto& [id, strength] : before) {
    INFO(id);
    if (after.find(id) == after.end()) CHECK(strength <= least);
  }
}
