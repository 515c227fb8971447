#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "comention/algorithms.hpp"
#include "comention/backbone.hpp"
#include "comention/count.hpp"
#include "comention/entity.hpp"
#include "comention/export.hpp"
#include "comention/observer.hpp"
#include "comention/page.hpp"
#include "comention/read.hpp"
#include "comention/result.hpp"

namespace comention {

/// Which copies of an article count.
enum class Dedup : std::uint8_t {
  exact,  ///< of articles with the same words the first
  near,   ///< also of articles that say nearly the same
  off,    ///< all
};

/// Settings of everything up to the names of each article; shared by all commands.
struct CorpusOptions {
  ReadOptions read;
  CleanOptions clean;
  ResolveOptions resolve;
  Dedup dedup = Dedup::near;
  std::string extractor;  ///< shell command that finds names instead of the built-in tagger
  unsigned threads = 1;
  std::size_t memory = std::size_t{1} << 30;  ///< bytes; what is larger goes to temporary files
  std::string temporary_folder = "/tmp";      ///< where those are; they have no name and vanish
  bool strict = false;                ///< true: the first unit that cannot be read ends the run
  std::vector<std::string> excluded;  ///< paths never to be read: the run's own outputs
};

/// What was read, set aside, merged: nothing is lost in silence.
struct CorpusReport {
  std::uint64_t pages = 0, bytes = 0, skipped = 0;
  std::uint64_t articles = 0, foreign_articles = 0, pages_without_article = 0;
  std::uint64_t not_english = 0;  ///< articles whose text was not searched for names
  std::uint64_t copies_exact = 0, copies_near = 0;
  std::uint64_t lines_set_aside = 0;
  std::map<std::string, std::uint64_t, std::less<>> set_aside;  ///< lines by kind
  std::uint64_t recoded = 0;  ///< pages that had to be decoded or cut; the first are noticed
  std::uint64_t mentions = 0, names = 0, entities = 0, ambiguous = 0, tag_lists = 0;
};

/// JSON lines of `comention clean`: one article each, in input order.
Result<CorpusReport> clean_pages(std::span<const std::string> inputs, const CorpusOptions& options,
                                 ByteSink& out, Observer& observer);

/// JSON lines of `comention extract`: one article each with its mentions and their entities.
Result<CorpusReport> extract_mentions(std::span<const std::string> inputs,
                                      const CorpusOptions& options, ByteSink& out,
                                      Observer& observer);

/// JSON lines of `comention entities`: one entity each, then what stayed ambiguous.
Result<CorpusReport> list_entities(std::span<const std::string> inputs,
                                   const CorpusOptions& options, ByteSink& out, Observer& observer);

/// Settings of `comention build`: how mentions become a graph.
struct BuildOptions {
  CorpusOptions corpus;
  ContextOptions contexts;
  Counting counting = Counting::fractional;
  LargeContexts large = LargeContexts::downweight;
  std::uint32_t large_from = 50;  ///< entities of a context that is no longer weighted fully

  /// Entities that take part, by type; others are in no context.
  std::vector<EntityType> types = {EntityType::person, EntityType::org, EntityType::place,
                                   EntityType::tag};
  std::vector<std::string> stoplist;  ///< names that take no part
  /// Only edges between one of the first and one of the second type.
  std::optional<std::pair<EntityType, EntityType>> between;
  std::uint64_t min_occurrences = 1;
  /// Empty: 2, or 1 below 30 documents (too few for a pair to come twice), with a notice.
  std::optional<std::uint64_t> min_cooccurrences;
  Isolates isolates = Isolates::drop;

  std::vector<std::string> measures;       ///< edge measures to write; empty: the usual ones
  std::vector<std::string> node_measures;  ///< empty: the usual ones
  std::string weight;  ///< edge attribute that becomes the weight; empty: the link weight
  std::vector<Threshold> edge_thresholds;  ///< on any edge attribute
  std::vector<Threshold> node_thresholds;  ///< on any node attribute
  std::string backbone;                    ///< name of a backbone, or empty
  BackboneOptions backbone_options;
  std::size_t top_nodes = 0;  ///< 0: all; by total link strength
  std::size_t top_edges = 0;  ///< 0: all; by weight
  bool largest_component = false;

  /// Counts for each stretch of time on every edge (attribute `slices`).
  Slice slices = Slice::none;
  bool slice_files = false;      ///< also a graph of its own for each slice, `g.2014-03.json`
  std::uint32_t slice_span = 1;  ///< slices that such a graph covers; more than 1: they overlap
  /// Says of each edge under which ways of counting it stays among the heaviest (`survives`,
  /// `robustness`): full and fractional, by sentence and by document.
  bool robustness = false;

  CommunityOptions communities;
  bool layout = true;
  std::uint32_t evidence = 3;  ///< sentences kept on each edge
  std::uint64_t seed = 1;      ///< of everything that needs chance
};

/// What was counted, kept and left out.
struct BuildReport {
  CorpusReport corpus;
  std::uint64_t contexts = 0, large_contexts = 0, large_skipped = 0;
  std::vector<std::string> largest_contexts;  ///< "source: n entities", the largest first
  std::uint64_t min_cooccurrences = 1;        ///< in force
  std::uint64_t pairs = 0;                    ///< that co-occur at all
  std::uint64_t below_threshold = 0;          ///< of these left out
  std::uint64_t edges_cut = 0, nodes_cut = 0, isolates = 0;  ///< by filters and backbone
  std::uint64_t nodes = 0, edges = 0;

  std::vector<std::string> notes;  ///< what an algorithm says about its result ("estimated ...")

  /// An edge for people to read.
  struct Edge {
    std::string a, b;
    double weight;
    std::int64_t count;
  };
  std::vector<Edge> heaviest;  ///< ten at most
  std::vector<std::string>
      merged;  ///< "label = alias, alias": entities under most names, five at most
};

/// A graph and how it came to be.
struct BuiltGraph {
  Graph graph;
  BuildReport report;
};

/// Reads a corpus and makes its graph in memory.
Result<BuiltGraph> build_graph(std::span<const std::string> inputs, const BuildOptions& options,
                               Observer& observer);

/// A file to write: format by `format` or by the path's suffix.
struct OutputRequest {
  std::string path;    ///< `-`: standard output
  std::string format;  ///< name of an export format, or empty
};

/// Writes a graph into files, all or none: every file is complete before the first becomes visible.
Result<void> write_graph_files(const Graph& graph, std::span<const OutputRequest> outputs,
                               const WriterOptions& options, Observer& observer);

/// Says, before anything is read, which output cannot be: an unknown suffix, a missing or
/// unwritable folder, an output that is an input or lies inside an input folder.
Result<void> check_outputs(std::span<const OutputRequest> outputs,
                           std::span<const std::string> inputs);

/// `comention build`: reads, counts, writes. Graphs of time slices become visible one by one, after
/// the graph of everything. Where only pairs are asked for, no graph is held and memory does not
/// grow with the number of pairs.
Result<BuildReport> build_files(std::span<const std::string> inputs, const BuildOptions& options,
                                std::span<const OutputRequest> outputs, const WriterOptions& writer,
                                Observer& observer);

}  // namespace comention
