#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <catch2/catch.hpp>
#include <limits>
#include <set>

#include "export/xml_reader.hpp"
#include "export_graphs.hpp"
#include "text/utf8.hpp"

using namespace comention;
using namespace export_graphs;

namespace {

bool is_json(const std::string& text) {
  rapidjson::MemoryStream bytes(text.data(), text.size());
  rapidjson::BaseReaderHandler<> nothing;
  return bool(rapidjson::Reader().Parse<rapidjson::kParseIterativeFlag>(bytes, nothing));
}

bool is_xml(const std::string& text) {
  XmlReader reader(text);
  for (;;) {
    const auto event = reader.next();
    if (!event) return false;
    if (*event == XmlReader::Event::end) return true;
  }
}

/// Formats that are drawn or compressed are not text.
bool is_text(const ExportFormat& format) { return format.name != "png"; }

std::string only_file(std::string_view word, const Graph& graph,
                      const WriterOptions& options = {}) {
  const auto files = written(*find_export_format(word), graph, options);
  return files.size() == 1 ? files.begin()->second : "";
}

class FullDisk final : public ByteSink {
 public:
  Result<void> write(std::string_view) override { return fail(ErrorKind::io, "no space left"); }
};

Graph with_text(std::string text) {
  Graph graph = labelled(text);
  graph.nodes.columns[1].texts[0] = text;
  return graph;
}

}  // namespace

TEST_CASE("every format has a name of its own and is found by name and by suffix") {
  std::set<std::string_view> names;
  for (const auto& format : export_formats()) {
    INFO(format.name);
    CHECK(names.insert(format.name).second);
    CHECK(!format.description.empty());
    CHECK(find_export_format(format.name) == &format);
    CHECK(export_format_for(file_name("g", "", format)) == &format);
  }
  CHECK(find_export_format("telepathy") == nullptr);
  CHECK(export_format_for("g.telepathy") == nullptr);
  CHECK(export_format_for("graphml") == nullptr);
}

TEST_CASE("the longest suffix decides") {
  CHECK(export_format_for("a.json")->name == "json");
  CHECK(export_format_for("a.graphology.json")->name == "graphology");
  CHECK(export_format_for("a.vos.json")->name == "vosviewer");
  CHECK(export_format_for("a.neo4j.csv")->name == "neo4j");
}

TEST_CASE("whatever the labels, files are valid UTF-8 and well formed") {
  const Graph hostile = with_text("\xFF\xC3( \xED\xA0\x80 \x01 ]]> </script> \"\\");
  for (const Graph& graph : {nasty(), hostile, with_columns(), one_node(), Graph()}) {
    for (const auto& format : export_formats()) {
      if (!is_text(format)) continue;
      for (const auto& [suffix, bytes] : written(format, graph)) {
        INFO(format.name << suffix);
        if (suffix == "error") continue;  // a picture that this build cannot draw
        CHECK(find_invalid_utf8(bytes) == std::string::npos);
        const std::string path = file_name("g", suffix, format);
        if (path.ends_with("json") || path.ends_with("cyjs") || path.ends_with("cx2")) {
          CHECK(is_json(bytes));
        }
        if (path.ends_with("graphml") || path.ends_with("gexf")) CHECK(is_xml(bytes));
      }
    }
  }
}

TEST_CASE("numbers that are none are left out") {
  Graph graph = labelled("A");
  graph.edges.columns[3].reals[0] = std::numeric_limits<double>::quiet_NaN();
  graph.nodes.columns[8].reals[0] = std::numeric_limits<double>::infinity();
  graph.nodes.columns[9].reals[0] = -std::numeric_limits<double>::infinity();
  for (const auto* word :
       {"graphml", "gexf", "json", "cyjs", "cx2", "jgf", "graphology", "dot", "vosviewer"}) {
    INFO(word);
    const std::string bytes = only_file(word, graph);
    for (const auto* none : {"nan", "NaN", "inf", "null"}) {
      CHECK(bytes.find(none) == std::string::npos);
    }
  }
}

TEST_CASE("a node without a label is called by its id") {
  CHECK(only_file("graphml", labelled("")).find("<data key=\"label\">a.1</data>") !=
        std::string::npos);
  CHECK(only_file("gexf", labelled("")).find("label=\"a.1\"") != std::string::npos);
}

TEST_CASE("attributes find their place by role, whatever their names") {
  Graph graph = labelled("A");
  graph.edges.columns[0].schema.name = "strength";
  graph.nodes.columns[0].schema.name = "title";
  graph.nodes.columns[3].schema.name = "LABEL";
  const std::string graphml = only_file("graphml", graph);
  CHECK(graphml.find("attr.name=\"weight\"") != std::string::npos);
  CHECK(graphml.find("strength") == std::string::npos);
  CHECK(graphml.find("attr.name=\"LABEL_2\"") != std::string::npos);
  CHECK(only_file("gexf", graph).find("weight=\"1.5\"") != std::string::npos);
}

TEST_CASE("GEXF 1.3 is another namespace; without dates the graph is static") {
  Graph graph = labelled("A");
  CHECK(only_file("gexf", graph).find("www.gexf.net/1.2draft\"") != std::string::npos);
  WriterOptions options;
  options.gexf_13 = true;
  CHECK(only_file("gexf", graph, options).find("http://gexf.net/1.3\"") != std::string::npos);
  CHECK(only_file("gexf", graph).find("mode=\"dynamic\"") != std::string::npos);
  for (auto* table : {&graph.nodes, &graph.edges}) {
    for (auto& column : table->columns) {
      if (column.schema.role == ColumnRole::last_seen) column.schema.role = ColumnRole::none;
    }
  }
  CHECK(only_file("gexf", graph).find("mode=\"dynamic\"") == std::string::npos);
}

TEST_CASE("dates in the wrong order or that are none do not reach a timeline") {
  Graph graph = labelled("A");
  graph.edges.columns[4].texts[0] = "2031-05-01";
  graph.edges.columns[5].texts[0] = "2031-04-01";
  graph.nodes.columns[5].texts[0] = "yesterday";
  const std::string gexf = only_file("gexf", graph);
  CHECK(gexf.find("start=\"2031-04-01\" end=\"2031-05-01\"") != std::string::npos);
  CHECK(gexf.find("start=\"yesterday\"") == std::string::npos);
}

TEST_CASE("formulas are neutralised only on demand") {
  const Graph graph = labelled("=1+2");
  const auto& csv = *find_export_format("csv");
  CHECK(written(csv, graph).at(".nodes").find("a.1,=1+2,") != std::string::npos);
  WriterOptions options;
  options.csv_safe = true;
  CHECK(written(csv, graph, options).at(".nodes").find("a.1,'=1+2,") != std::string::npos);
}

TEST_CASE("pairs have the smaller label first in byte order") {
  Graph graph = with_columns();
  add_node(graph, {"z", "b\tc", "PERSON"});
  add_node(graph, {"y", "B", "PERSON"});
  add_link(graph, {0, 1, 1.0, 7, 1, 0});
  CHECK(only_file("pairs", graph) == "B\tb c\t7\n");
}

TEST_CASE("a full disk is reported by every writer") {
  const Graph graph = many(2000, 20000);
  for (const auto& format : export_formats()) {
    INFO(format.name);
    FullDisk disk;
    const auto writer =
        format.make([&](std::string_view) -> Result<ByteSink*> { return &disk; }, {});
    CHECK(!write_graph(graph, *writer));
    const auto refused = format.make(
        [](std::string_view) -> Result<ByteSink*> { return fail(ErrorKind::io, "no"); }, {});
    CHECK(!write_graph(graph, *refused));
  }
}

TEST_CASE("metadata that is no JSON object does not get into a file") {
  Graph graph = labelled("A");
  for (const auto* bad : {"", "[1]", "{\"a\":", "{}}", "nonsense"}) {
    graph.metadata = bad;
    CHECK(only_file("json", graph).find("\"graph\":{},") != std::string::npos);
  }
  graph.metadata = "{\"a\":" + std::string(100, '[') + std::string(100, ']') + "}";
  CHECK(only_file("json", graph).find("\"graph\":{},") != std::string::npos);
}
