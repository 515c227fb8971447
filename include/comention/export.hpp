#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "comention/result.hpp"
#include "comention/table.hpp"

namespace comention {

/// What a writer hears before the first row.
struct GraphHeader {
  std::span<const ColumnSchema> node_columns;
  std::span<const ColumnSchema> edge_columns;
  std::uint64_t nodes = 0;
  std::uint64_t edges = 0;
  std::string_view metadata;  ///< one JSON object (version, options, report), or empty
};

/// Receives bytes of one file in order.
class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual Result<void> write(std::string_view bytes) = 0;
};

/// Hands a writer its files: `suffix` is empty for the file the user named, or what stands between
/// stem and extension for a further file of the format (".nodes" gives `g.nodes.csv` for `g.csv`).
using OpenSink = std::function<Result<ByteSink*>(std::string_view suffix)>;

/// One end of an edge: its id, and how many nodes were heard before it. Formats whose ids are
/// numbers need no look-up and no memory for that.
struct NodeRef {
  std::string_view id;
  std::size_t number;
};

/// Writes one graph in one format. Calls: begin node* edge* end. A node's cells and an edge's cells
/// stand in the order of the header's columns. Ids are ASCII [A-Za-z0-9_.-], unique over nodes;
/// each unordered pair comes once.
class GraphWriter {
 public:
  virtual ~GraphWriter() = default;
  virtual Result<void> begin(const GraphHeader& header) = 0;
  virtual Result<void> node(std::string_view id, std::span<const Value> cells) = 0;
  virtual Result<void> edge(const NodeRef& source, const NodeRef& target,
                            std::span<const Value> cells) = 0;
  virtual Result<void> end() = 0;
};

struct Graph;

/// Drives a writer through a graph: begin, every node, every edge, end. Stops at the first failure.
Result<void> write_graph(const Graph& graph, GraphWriter& writer);

/// Reads a graph that was written as node-link JSON (nothing is lost) or GraphML (evidence comes
/// back as flat text); `-` is standard input. Errors name the path and the place.
Result<Graph> read_graph(const std::string& path);

/// Settings of writers.
struct WriterOptions {
  bool csv_safe = false;  ///< neutralise cells that a spreadsheet would run as a formula
  bool gexf_13 = false;   ///< GEXF 1.3 instead of 1.2draft
};

/// A format that can be written.
struct ExportFormat {
  std::string_view name;         ///< as `--format` takes it
  std::string_view extensions;   ///< blank-separated suffixes without dot, most usual first
  std::string_view description;  ///< one line for people
  std::unique_ptr<GraphWriter> (*make)(const OpenSink& open, const WriterOptions& options);
  /// Why this build cannot write the format, or nothing; null when every build can.
  std::string_view (*missing)() = nullptr;
};

/// All formats, in the order of export/formats.def.
std::span<const ExportFormat> export_formats();

/// The format of that name, or null.
const ExportFormat* find_export_format(std::string_view name);

/// The format for a path, by its longest matching suffix, or null.
const ExportFormat* export_format_for(std::string_view path);

}  // namespace comention
