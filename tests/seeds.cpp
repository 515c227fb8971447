// The five real pages with their annotation, where they lie beside the checkout. What is proven
// here is proven on pages of our own in cli_build.cpp and page_*.cpp.

#include <unistd.h>

#include <catch2/catch.hpp>
#include <tuple>

#include "program.hpp"

using namespace program;

namespace {

const std::string shared = COMENTION_SOURCE_DIR "/../shared";

bool have_seeds() {
  if (fs::exists(shared + "/seeds") && fs::exists(shared + "/gold/score_graph.py")) return true;
  WARN("skipped: no annotated pages beside the checkout");
  return false;
}

/// Exit code 0 when every requirement of the scorer holds.
Outcome score(const fs::path& graph, const std::string& level,
              const std::vector<std::string>& requirements) {
  std::string command = fmt::format(
      "SEEDS='{0}/seeds' python3 '{0}/gold/score_graph.py' '{1}' '{0}/gold/edges_all.json' --level "
      "{2}",
      shared, graph.string(), level);
  for (const auto& requirement : requirements)
    command += fmt::format(" --require '{}'", requirement);
  return shell(command);
}

}  // namespace

TEST_CASE("the graph of the five real pages is the annotated one") {
  if (!have_seeds()) return;
  const auto folder = fresh_folder("seeds");
  for (const auto& [context, level, links] :
       {std::tuple("document", "article", 44), std::tuple("sentence", "sentence", 39)}) {
    const auto graph = folder / (std::string(context) + ".json");
    const auto run =
        shell(fmt::format("comention build '{}/seeds' --context {} --counting full "
                          "--min-cooccurrences 1 --isolates keep -o '{}'",
                          shared, context, graph.string()));
    INFO(run.err);
    REQUIRE(run.code == 0);
    const auto scored = score(graph, level,
                              {"alias.n_merge==0", "alias.n_split<=1", "nodes.tolerant.f1>=0.85",
                               fmt::format("{}.edges.one_node.f1>=0.75", level),
                               fmt::format("{}.must_not_link.violations==0", level),
                               fmt::format("{}.must_link.hits=={}", level, links)});
    INFO(scored.out << scored.err);
    CHECK(scored.code == 0);
  }
}

TEST_CASE("the five real pages are read as a careful reader does") {
  if (!have_seeds()) return;
  const auto folder = fresh_folder("seeds-clean");
  for (const auto& page : fs::directory_iterator(shared + "/seeds")) {
    const std::string name = page.path().stem().string();
    const auto articles = folder / (name + ".json");
    const auto run = shell(
        fmt::format("comention clean '{}' >'{}.jsonl' && python3 -c 'import json,sys; "
                    "json.dump([json.loads(l) for l in "
                    "open(sys.argv[1]) if l.strip()], open(sys.argv[2], \"w\"))' '{}.jsonl' '{}'",
                    page.path().string(), articles.string(), articles.string(), articles.string()));
    REQUIRE(run.code == 0);
    const auto scored = shell(
        fmt::format("SEEDS='{0}/seeds' python3 '{0}/gold/score_clean.py' '{1}' '{0}/gold/{2}.json'",
                    shared, articles.string(), name));
    INFO(name << "\n" << scored.out << scored.err);
    const auto number = [&](const char* key) {
      const auto at = scored.out.find(fmt::format("\"{}\": ", key));
      REQUIRE(at != std::string::npos);
      return std::stod(scored.out.substr(at + std::string(key).size() + 4));
    };
    CHECK(number("body_f1") >= .95);
    CHECK(number("matched") == number("gold_articles"));
    CHECK(number("dates") == number("gold_articles"));
    CHECK(number("titles") == number("gold_articles"));
  }
}
