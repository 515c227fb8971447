#pragma once

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/output.hpp"
#include "comention/export.hpp"
#include "comention/graph.hpp"

namespace export_graphs {

using namespace comention;

/// A graph whose tables have every type and every role; rows are filled by the functions below.
inline Graph with_columns() {
  Graph graph;
  Table& n = graph.nodes;
  n.add("label", ColumnType::text, ColumnRole::label);
  n.add("type", ColumnType::text, ColumnRole::kind);
  n.add("occurrences", ColumnType::integer, ColumnRole::occurrences);
  n.add("documents", ColumnType::integer);
  n.add("aliases", ColumnType::text_list, ColumnRole::aliases);
  n.add("first_seen", ColumnType::text, ColumnRole::first_seen);
  n.add("last_seen", ColumnType::text, ColumnRole::last_seen);
  n.add("community", ColumnType::integer, ColumnRole::community);
  n.add("pagerank", ColumnType::real);
  n.add("x", ColumnType::real, ColumnRole::x);
  n.add("y", ColumnType::real, ColumnRole::y);
  n.add("size", ColumnType::real, ColumnRole::size);
  n.add("color", ColumnType::text, ColumnRole::color);
  Table& e = graph.edges;
  e.add("weight", ColumnType::real, ColumnRole::weight);
  e.add("count", ColumnType::integer);
  e.add("documents", ColumnType::integer);
  e.add("npmi", ColumnType::real);
  e.add("first_seen", ColumnType::text, ColumnRole::first_seen);
  e.add("last_seen", ColumnType::text, ColumnRole::last_seen);
  e.add("evidence", ColumnType::evidence, ColumnRole::evidence);
  graph.metadata =
      R"({"version": "0.0.0", "options": {"context": "sentence", "min_cooccurrences": 1},
    "inputs": 3, "note": "an invented sample: \"quotes\", <angle> & ampersand"})";
  return graph;
}

struct NodeRow {
  std::string id, label, type;
  std::int64_t occurrences = 1, documents = 1;
  std::vector<std::string> aliases = {};
  std::string first_seen = {}, last_seen = {};
  std::int64_t community = 0;
  double pagerank = std::numeric_limits<double>::quiet_NaN();
  double x = 0, y = 0, size = 4;
  std::string color = "#4477aa";
};

inline void add_node(Graph& graph, const NodeRow& row) {
  auto& c = graph.nodes.columns;
  graph.ids.push_back(row.id);
  c[0].texts.push_back(row.label);
  c[1].texts.push_back(row.type);
  c[2].integers.push_back(row.occurrences);
  c[3].integers.push_back(row.documents);
  c[4].lists.push_back(row.aliases);
  c[5].texts.push_back(row.first_seen);
  c[6].texts.push_back(row.last_seen);
  c[7].integers.push_back(row.community);
  c[8].reals.push_back(row.pagerank);
  c[9].reals.push_back(row.x);
  c[10].reals.push_back(row.y);
  c[11].reals.push_back(row.size);
  c[12].texts.push_back(row.color);
}

struct LinkRow {
  std::uint32_t source, target;
  double weight = 1;
  std::int64_t count = 1, documents = 1;
  double npmi = 0;
  std::string first_seen = {}, last_seen = {};
  std::vector<EvidenceSentence> evidence = {};
};

inline void add_link(Graph& graph, const LinkRow& row) {
  auto& c = graph.edges.columns;
  graph.ends.emplace_back(row.source, row.target);
  graph.weight.push_back(row.weight);
  c[0].reals.push_back(row.weight);
  c[1].integers.push_back(row.count);
  c[2].integers.push_back(row.documents);
  c[3].reals.push_back(row.npmi);
  c[4].texts.push_back(row.first_seen);
  c[5].texts.push_back(row.last_seen);
  c[6].evidence.push_back(row.evidence);
}

/// The small invented graph of export/samples: every column type and role, missing values, names
/// that need escaping, evidence with characters beyond ASCII.
inline Graph sample() {
  Graph graph = with_columns();
  add_node(graph, {"person.mira-tolland",
                   "Mira Tolland",
                   "PERSON",
                   9,
                   3,
                   {"Mira Tolland", "Tolland", "Minister Tolland"},
                   "2031-02-03",
                   "2031-04-19",
                   0,
                   0.3125,
                   -120.5,
                   40.25,
                   100});
  add_node(graph, {"org.harbour-board",
                   "Harbour Board \"Süd\"",
                   "ORG",
                   4,
                   2,
                   {"Harbour Board \"Süd\"", "the Board"},
                   "2031-02-03",
                   "2031-02-03",
                   0,
                   0.125,
                   15,
                   80,
                   36,
                   "#66ccee"});
  add_node(graph, {"place.oster-bay",
                   "Øster Bay",
                   "PLACE",
                   3,
                   3,
                   {"Øster Bay"},
                   "2031-02-03",
                   "2031-04-19",
                   1,
                   0.25,
                   1e-7,
                   -33.75,
                   20,
                   "#ee6677"});
  add_node(graph, {"person.ravi-okonjo",
                   "Ravi Okonjo & Sons <Ltd>",
                   "PERSON",
                   2,
                   1,
                   {},
                   "",
                   "",
                   1,
                   std::numeric_limits<double>::quiet_NaN(),
                   210,
                   -5,
                   4,
                   "#228833"});
  add_node(graph, {"tag.ferries",
                   "ferries; tides, and 港",
                   "TAG",
                   2,
                   1,
                   {},
                   "2031-04-19",
                   "",
                   2,
                   0.0625,
                   95.125,
                   12.5,
                   4,
                   ""});
  add_link(
      graph,
      {0,
       1,
       2.5,
       3,
       2,
       0.40625,
       "2031-02-03",
       "2031-02-03",
       {{"Mira Tolland told the Board to wait.", "pages/harbour.txt", "2031-02-03", 0, 12, 22, 27},
        {"“Süd” answered, and Tolland left.", "pages/harbour.txt#2", "", 21, 28, 3, 7}}});
  add_link(
      graph,
      {0,
       2,
       1.0,
       2,
       2,
       -0.125,
       "2031-02-03",
       "2031-04-19",
       {{"In Øster Bay, Tolland was cheered.", "pages/bay.txt", "2031-04-19", 15, 22, 3, 13}}});
  add_link(graph, {0, 3, 0.3333333333333333, 1, 1, 0.1, "", ""});
  add_link(graph, {1, 2, 0.5, 1, 1, 0, "2031-02-03", "2031-02-03"});
  add_link(graph, {3, 4, 1.0, 1, 1, 1.0, "2031-04-19", "2031-04-19"});
  return graph;
}

/// 36 labels of the classes that break readers, by a short name of the class.
inline std::vector<std::pair<std::string, std::string>> nasty_labels() {
  return {{"plain", "Anna Perez"},
          {"quotes", "the \"Old\" 'Guard' & Co"},
          {"script", "<script>document.title='x'</script>"},
          {"close_script", "</script><!-- --><style>"},
          {"cdata", "x ]]> y <![CDATA[ z"},
          {"entity", "R&amp;D &lt;tag&gt; &#66; &nbsp;"},
          {"ampersands", "&& &"},
          {"cjk", "東京都 北京市"},
          {"arabic", "بيروت\u200F القديمة"},
          {"emoji", "🇳🇴 👨‍👩‍👦 𝒵"},
          {"decomposed", "Zoe\u0308 Nun\u0303ez"},
          {"u2028", "one\u2028two"},
          {"newline", "upper\nlower"},
          {"crlf", "upper\r\nlower"},
          {"tab", "left\tright"},
          {"edge_blanks", "  wide  gap "},
          {"controls", "p\x01q\x0Br\x1Fs"},
          {"nel", "one\u0085two"},
          {"fffe", "p\uFFFEq"},
          {"delete", "p\x7Fq"},
          {"long", std::string(5000, 'w')},
          {"formula", "=HYPERLINK(\"http://h\",\"t\")"},
          {"plus", "+49-30"},
          {"at", "@NOW()"},
          {"empty", ""},
          {"number", "1812"},
          {"nan", "NaN"},
          {"null", "null"},
          {"true", "true"},
          {"separators", "p, q; r|s"},
          {"backslash", "D:\\names\\table\\"},
          {"braces", "{p} [q] (r)"},
          {"percent", "5% $USER `id` %s"},
          {"hash", "# note // -- /* */"},
          {"nbsp", "p\u00A0q"},
          {"bom", "\uFEFFp\u200Bq"}};
}

/// What the source does with a label: line ends and tabs are blanks, none at the ends, never empty.
inline std::string cleaned(std::string label) {
  for (char& c : label) {
    if (c == '\n' || c == '\t' || c == '\r') c = ' ';
  }
  const auto start = label.find_first_not_of(' ');
  if (start == std::string::npos) return "";
  return label.substr(start, label.find_last_not_of(' ') - start + 1);
}

/// Two nodes and a link; the first has the label.
inline Graph labelled(const std::string& label) {
  Graph graph = with_columns();
  add_node(graph, {"a.1", label, "PERSON", 2, 1, {label}, "2031-01-01", "2031-01-02"});
  add_node(graph, {"b.2", "Other", "PLACE"});
  add_link(graph, {0,
                   1,
                   1.5,
                   1,
                   1,
                   0.5,
                   "2031-01-01",
                   "2031-01-01",
                   {{label, label, "2031-01-01", 0, 1, 0, 1}}});
  return graph;
}

/// All nasty labels in one graph, as a ring.
inline Graph nasty() {
  Graph graph = with_columns();
  std::uint32_t number = 0;
  for (const auto& [name, label] : nasty_labels()) {
    add_node(graph, {"n." + name,
                     label,
                     "PERSON",
                     1 + number,
                     1,
                     {label},
                     "",
                     "",
                     number % 5,
                     0.5,
                     10.0 * number,
                     -2.5 * number,
                     4.0 + number});
    if (number > 0) add_link(graph, {number - 1, number, 0.5 + number, number, 1, 0.25});
    ++number;
  }
  return graph;
}

inline Graph one_node() {
  Graph graph = with_columns();
  add_node(graph, {"person.alone", "Alone", "PERSON"});
  return graph;
}

/// Many nodes and links, the same in every run; every pair once, source before target.
inline Graph many(std::uint32_t nodes, std::uint32_t links) {
  Graph graph = with_columns();
  std::mt19937 random(7);
  const auto below = [&](unsigned limit) { return static_cast<int>(random() % limit); };
  for (std::uint32_t i = 0; i < nodes; ++i) {
    const std::string number = std::to_string(i);
    add_node(graph, {"person.name-" + number,
                     "Given Family " + number,
                     "PERSON",
                     i % 90 + 1,
                     1,
                     {"Given Family " + number, "Family " + number},
                     "2031-01-01",
                     "2031-06-30",
                     i % 12,
                     1.0 / (i + 1),
                     below(100000) / 100.0,
                     below(100000) / 100.0,
                     4.0 + below(96)});
  }
  const std::uint32_t per_node = links / nodes;
  std::set<std::pair<std::uint32_t, std::uint32_t>> ends;
  for (std::uint32_t i = 0; i < nodes; ++i) {
    for (std::uint32_t k = 1; k <= per_node; ++k) {
      ends.insert(std::pair(std::min(i, (i + k) % nodes), std::max(i, (i + k) % nodes)));
    }
  }
  for (const auto& [a, b] : ends) {
    add_link(graph, {a, b, (1 + below(1000)) / 7.0, 1 + below(40), 1 + below(9),
                     (below(2000) - 1000) / 1000.0, "2031-01-01", "2031-06-30"});
  }
  return graph;
}

/// The files that a format gives for a graph, by suffix.
inline std::map<std::string, std::string> written(const ExportFormat& format, const Graph& graph,
                                                  const WriterOptions& options = {}) {
  std::map<std::string, StringSink> sinks;
  const OpenSink open = [&](std::string_view suffix) -> Result<ByteSink*> {
    return &sinks[std::string(suffix)];
  };
  const auto writer = format.make(open, options);
  const auto done = write_graph(graph, *writer);
  if (!done) return {{"error", done.error().message}};
  std::map<std::string, std::string> files;
  for (auto& [suffix, sink] : sinks) files[suffix] = std::move(sink.text);
  return files;
}

/// The name of a format's file: stem, suffix, usual extension.
inline std::string file_name(const std::string& stem, const std::string& suffix,
                             const ExportFormat& format) {
  return stem + suffix + "." +
         std::string(format.extensions.substr(0, format.extensions.find(' ')));
}

}  // namespace export_graphs
