// bench-export FORMAT NODES EDGES OUT: writes an invented graph straight from events, so that what
// memory it takes is the writer's. FORMAT: a word of export/formats.def, `none` (the events alone,
// to be subtracted) or `boost` (boost::write_graphml of the same graph). One JSON line: CPU seconds
// of writing, bytes, peak memory.

#include "comention/export.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/graphml.hpp>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>

#include "base/output.hpp"
#include "measuring.hpp"

using namespace comention;

namespace {

struct NodeRow {
  std::string id, label;
  std::int64_t occurrences;
  double x, y;
};

struct EdgeRow {
  std::uint32_t source, target;
  double weight;
  std::int64_t count;
  double npmi;
};

/// Rows are functions of their number, so that nothing has to be kept.
struct Invented {
  std::uint32_t nodes, edges;

  NodeRow node(std::uint32_t i) const {
    return {fmt::format("person.name-{}", i), fmt::format("Given & Family {}", i), i % 90 + 1,
            (i * 7919u % 100000) / 7.0, (i * 104729u % 100000) / 7.0};
  }
  EdgeRow edge(std::uint32_t k) const {
    const std::uint32_t i = k % nodes, step = 1 + k / nodes, j = (i + step) % nodes;
    return {std::min(i, j), std::max(i, j), (1 + k % 1000) / 7.0, 1 + k % 40,
            (static_cast<double>(k % 2000) - 1000) / 997};
  }
};

class CountingSink final : public ByteSink {
 public:
  explicit CountingSink(AtomicFile file) : file_(std::move(file)) {}
  Result<void> write(std::string_view bytes) override {
    count += bytes.size();
    return file_.write(bytes);
  }
  Result<void> commit() { return file_.commit(); }
  std::uint64_t count = 0;

 private:
  AtomicFile file_;
};

const std::vector<ColumnSchema> node_columns = {
    {"label", ColumnType::text, ColumnRole::label},
    {"type", ColumnType::text, ColumnRole::kind},
    {"occurrences", ColumnType::integer, ColumnRole::occurrences},
    {"x", ColumnType::real, ColumnRole::x},
    {"y", ColumnType::real, ColumnRole::y}};
const std::vector<ColumnSchema> edge_columns = {
    {"weight", ColumnType::real, ColumnRole::weight},
    {"count", ColumnType::integer, ColumnRole::occurrences},
    {"npmi", ColumnType::real}};

/// Makes every event and hands it to the writer, if there is one.
bool drive(const Invented& graph, GraphWriter* writer) {
  std::vector<std::string> ids;
  if (writer && !writer->begin({node_columns, edge_columns, graph.nodes, graph.edges, "{}"})) {
    return false;
  }
  std::size_t sum = 0;
  std::vector<Value> cells;
  for (std::uint32_t i = 0; i < graph.nodes; ++i) {
    const NodeRow row = graph.node(i);
    ids.push_back(row.id);
    cells = {std::string_view(row.label), std::string_view("PERSON"), row.occurrences, row.x,
             row.y};
    sum += cells.size();
    if (writer && !writer->node(row.id, cells)) return false;
  }
  for (std::uint32_t k = 0; k < graph.edges; ++k) {
    const EdgeRow row = graph.edge(k);
    cells = {row.weight, row.count, row.npmi};
    sum += cells.size();
    if (writer &&
        !writer->edge({ids[row.source], row.source}, {ids[row.target], row.target}, cells))
      return false;
  }
  return sum > 0 && (!writer || writer->end());
}

bool write_ours(std::string_view word, const Invented& graph, const std::string& path,
                std::uint64_t& bytes) {
  if (word == "none") return drive(graph, nullptr);
  const ExportFormat* format = find_export_format(word);
  if (!format) return false;
  std::map<std::string, CountingSink> sinks;
  const OpenSink open = [&](std::string_view suffix) -> Result<ByteSink*> {
    auto file = AtomicFile::open(path == "/dev/null" ? path : path + std::string(suffix));
    if (!file) return tl::unexpected<Error>(file.error());
    return &sinks.emplace(suffix, std::move(*file)).first->second;
  };
  const auto writer = format->make(open, {});
  if (!drive(graph, writer.get())) return false;
  for (auto& [suffix, sink] : sinks) {
    if (!sink.commit()) return false;
    bytes += sink.count;
  }
  return true;
}

struct BoostNode {
  std::string label, type;
  std::int64_t occurrences;
  double x, y;
};
struct BoostEdge {
  double weight;
  std::int64_t count;
  double npmi;
};
using BoostGraph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, BoostNode, BoostEdge>;

BoostGraph as_boost(const Invented& graph) {
  BoostGraph out(graph.nodes);
  for (std::uint32_t i = 0; i < graph.nodes; ++i) {
    const NodeRow row = graph.node(i);
    out[i] = {row.label, "PERSON", row.occurrences, row.x, row.y};
  }
  for (std::uint32_t k = 0; k < graph.edges; ++k) {
    const EdgeRow row = graph.edge(k);
    boost::add_edge(row.source, row.target, BoostEdge{row.weight, row.count, row.npmi}, out);
  }
  return out;
}

std::uint64_t write_boost(BoostGraph& graph, const std::string& path) {
  boost::dynamic_properties properties;
  properties.property("label", boost::get(&BoostNode::label, graph));
  properties.property("type", boost::get(&BoostNode::type, graph));
  properties.property("occurrences", boost::get(&BoostNode::occurrences, graph));
  properties.property("x", boost::get(&BoostNode::x, graph));
  properties.property("y", boost::get(&BoostNode::y, graph));
  properties.property("weight", boost::get(&BoostEdge::weight, graph));
  properties.property("count", boost::get(&BoostEdge::count, graph));
  properties.property("npmi", boost::get(&BoostEdge::npmi, graph));
  std::ofstream out(path, std::ios::binary);
  boost::write_graphml(out, graph, properties, true);
  return static_cast<std::uint64_t>(out.tellp());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return std::fprintf(stderr, "bench-export FORMAT NODES EDGES OUT\n"), 2;
  const std::string word = argv[1], path = argv[4];
  const Invented graph{static_cast<std::uint32_t>(std::atol(argv[2])),
                       static_cast<std::uint32_t>(std::atol(argv[3]))};
  std::uint64_t bytes = 0;
  double start = cpu_seconds();
  if (word == "boost") {
    BoostGraph made = as_boost(graph);
    start = cpu_seconds();
    bytes = write_boost(made, path);
  } else if (!write_ours(word, graph, path, bytes)) {
    return std::fprintf(stderr, "bench-export: cannot write %s\n", word.c_str()), 1;
  }
  const double seconds = cpu_seconds() - start;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print(
      R"({{"format":"{}","cpu_s":{:.3f},"mb":{:.1f},"mb_per_cpu_s":{:.0f},"peak_mb":{:.1f}}})"
      "\n",
      word, seconds, static_cast<double>(bytes) / 1e6, static_cast<double>(bytes) / 1e6 / seconds,
      static_cast<double>(usage.ru_maxrss) / 1e3);
}
