#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "export_graphs.hpp"

using namespace comention;
using namespace export_graphs;
namespace fs = std::filesystem;

namespace {

Result<Graph> read_text(const std::string& text) {
  const auto path = fs::temp_directory_path() / ("comention-read-" + std::to_string(::getpid()));
  std::ofstream(path, std::ios::binary) << text;
  auto graph = read_graph(path.string());
  fs::remove(path);
  return graph;
}

std::string json_of(const Graph& graph) {
  return written(*find_export_format("json"), graph).at("");
}

std::string graphml_of(const Graph& graph) {
  return written(*find_export_format("graphml"), graph).at("");
}

std::string error_of(const std::string& text) {
  const auto graph = read_text(text);
  return graph ? "" : graph.error().message;
}

bool says(const std::string& message, const char* words) {
  INFO(message);
  return message.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("node-link JSON comes back as the graph it was") {
  for (const Graph& graph : {sample(), nasty(), with_columns(), one_node(), many(200, 2000)}) {
    const auto back = read_text(json_of(graph));
    REQUIRE(back);
    CHECK((json_of(*back) == json_of(graph)));
    CHECK(back->ids == graph.ids);
    CHECK((back->ends == graph.ends));
    CHECK(back->weight == graph.weight);
  }
}

TEST_CASE("a graph read back is written to every text format as the first one was") {
  const auto back = read_text(json_of(sample()));
  REQUIRE(back);
  for (const auto& format : export_formats()) {
    INFO(format.name);
    CHECK((written(format, *back) == written(format, sample())));
  }
}

TEST_CASE("GraphML comes back but for evidence, which stays one text") {
  for (const Graph& graph : {sample(), with_columns(), one_node(), many(200, 2000)}) {
    const auto back = read_text(graphml_of(graph));
    REQUIRE(back);
    CHECK((graphml_of(*back) == graphml_of(graph)));
    CHECK((back->ends == graph.ends));
  }
}

TEST_CASE("links may stand in any order and direction") {
  const auto back = read_text(R"({"nodes":[{"id":"a"},{"id":"b"},{"id":"c"}],"links":[
    {"source":"c","target":"b","weight":2,"evidence":[{"text":"é C b","source_span":[2,3],"target_span":[4,5]}]},
    {"source":"a","target":"b","weight":1.5}]})");
  REQUIRE(back);
  CHECK(back->ends == decltype(back->ends){{0, 1}, {1, 2}});
  CHECK(back->weight == std::vector<double>{1.5, 2});
  const auto& sentence = back->edges.find("evidence")->evidence[1].at(0);
  CHECK(sentence.text.substr(sentence.source_start, 1) == "b");
  CHECK(sentence.text.substr(sentence.target_start, 1) == "C");
}

TEST_CASE("a whole number that is missing somewhere is missing, not zero") {
  const auto back = read_text(R"({"nodes":[{"id":"a","n":1},{"id":"b"}],"links":[]})");
  REQUIRE(back);
  const Column* n = back->nodes.find("n");
  REQUIRE(n->schema.type == ColumnType::real);
  CHECK(std::holds_alternative<std::monostate>(n->at(1)));
}

TEST_CASE("what is no graph of ours is refused with the reason") {
  CHECK(says(error_of(""), "neither"));
  CHECK(says(error_of("plain"), "neither"));
  CHECK(says(error_of("{}"), "nodes"));
  CHECK(says(error_of(R"({"nodes":[{"id":"a"},{"id":"a"}],"links":[]})"), "twice"));
  CHECK(says(error_of(R"({"nodes":[{"id":"a b"}],"links":[]})"), "letters"));
  CHECK(says(error_of(R"({"nodes":[{"id":1}],"links":[]})"), "id"));
  CHECK(says(error_of(R"({"nodes":[{"id":"a"}],"links":[{"source":"a","target":"z"}]})"), "\"z\""));
  CHECK(
      says(error_of(R"({"nodes":[{"id":"a"}],"links":[{"source":"a","target":"a"}]})"), "itself"));
  CHECK(says(error_of(R"({"nodes":[{"id":"a","n":1e400}],"links":[]})"), "too big"));
  CHECK(says(error_of(R"({"nodes":[{"id":"a","n":NaN}],"links":[]})"), "byte"));
  CHECK(says(error_of(R"({"links":[],"nodes":[]})"), "before"));
  CHECK(says(error_of(R"({"nodes":[{"id":"a"},{"id":"b"}],"links":[
    {"source":"a","target":"b","weight":0}]})"),
             "greater than 0"));
  CHECK(says(error_of("<!DOCTYPE graphml [<!ENTITY a \"b\">]><graphml/>"), "not read"));
  CHECK(says(error_of("<graphml><graph><node id=\"a\">"), "not closed"));
  CHECK(says(error_of("<graphml/>"), "no <graph>"));
  CHECK(says(read_graph("/nonexistent/g.json").error().message, "/nonexistent/g.json"));
}

TEST_CASE("a million levels cost no stack") {
  const std::string deep(1'000'000, '[');
  CHECK(!error_of("{\"graph\":{\"a\":" + deep).empty());
  CHECK(!error_of("{\"other\":" + deep).empty());
  CHECK(!error_of("{\"nodes\":[{\"id\":\"a\",\"x\":" + deep).empty());
  std::string tags;
  for (int i = 0; i < 1'000'000; ++i) tags += "<a>";
  CHECK(says(error_of(tags), "deep"));
}
