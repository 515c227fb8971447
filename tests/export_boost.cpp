#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/graphml.hpp>
#include <catch2/catch.hpp>
#include <sstream>

#include "export_graphs.hpp"

using namespace comention;
using namespace export_graphs;

namespace {

struct Node {
  std::string label, name, type, aliases, first_seen, last_seen, color;
  std::int64_t occurrences = 0, documents = 0, community = 0;
  double pagerank = 0, x = 0, y = 0, size = 0;
};
struct Link {
  double weight = 0, npmi = 0;
  std::int64_t count = 0, documents = 0;
  std::string first_seen, last_seen, evidence, interaction;
};
using BoostGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, Node, Link>;

BoostGraph read_by_boost(const std::string& graphml) {
  BoostGraph graph;
  boost::dynamic_properties properties(boost::ignore_other_properties);
  properties.property("label", boost::get(&Node::label, graph));
  properties.property("name", boost::get(&Node::name, graph));
  properties.property("type", boost::get(&Node::type, graph));
  properties.property("occurrences", boost::get(&Node::occurrences, graph));
  properties.property("aliases", boost::get(&Node::aliases, graph));
  properties.property("community", boost::get(&Node::community, graph));
  properties.property("x", boost::get(&Node::x, graph));
  properties.property("weight", boost::get(&Link::weight, graph));
  properties.property("npmi", boost::get(&Link::npmi, graph));
  properties.property("count", boost::get(&Link::count, graph));
  std::istringstream in(graphml);
  boost::read_graphml(in, graph, properties);
  return graph;
}

}  // namespace

TEST_CASE("boost::read_graphml gets every node, edge, label and number back") {
  for (const Graph& graph : {sample(), many(100, 1000), one_node(), with_columns()}) {
    const auto back = read_by_boost(written(*find_export_format("graphml"), graph).at(""));
    REQUIRE(boost::num_vertices(back) == graph.ids.size());
    REQUIRE(boost::num_edges(back) == graph.ends.size());
    for (std::size_t i = 0; i < graph.ids.size(); ++i) {
      CHECK(back[i].label == graph.nodes.columns[0].texts[i]);
      CHECK(back[i].name == back[i].label);
      CHECK(back[i].type == graph.nodes.columns[1].texts[i]);
      CHECK(back[i].occurrences == graph.nodes.columns[2].integers[i]);
      CHECK(back[i].community == graph.nodes.columns[7].integers[i]);
      CHECK(back[i].x == graph.nodes.columns[9].reals[i]);
    }
    for (std::size_t e = 0; e < graph.ends.size(); ++e) {
      const auto [edge, found] = boost::edge(graph.ends[e].first, graph.ends[e].second, back);
      REQUIRE(found);
      CHECK(back[edge].weight == graph.weight[e]);
      CHECK(back[edge].npmi == graph.edges.columns[3].reals[e]);
      CHECK(back[edge].count == graph.edges.columns[1].integers[e]);
    }
  }
}
