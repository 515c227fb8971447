#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <tuple>

#include "comention/layout.hpp"
#include "pipeline/counted.hpp"
#include "pipeline/metadata.hpp"
#include "pipeline/options.hpp"
#include "pipeline/stream_pairs.hpp"

namespace comention {
namespace {

Result<void> set_weight(Graph& graph, const std::string& attribute) {
  if (attribute.empty() || attribute == "weight") return {};
  const Column* column = graph.edges.find(attribute);
  if (column == nullptr ||
      (column->schema.type != ColumnType::real && column->schema.type != ColumnType::integer)) {
    return fail(ErrorKind::usage, fmt::format("--weight: no edge attribute \"{}\" with numbers in "
                                              "this graph (add it with --measures)",
                                              attribute));
  }
  std::vector<double> values(graph.ends.size());
  for (std::size_t row = 0; row < values.size(); ++row) {
    values[row] = column->schema.type == ColumnType::real
                      ? column->reals[row]
                      : static_cast<double>(column->integers[row]);
  }
  // What is not above 0 is no link of this kind; readers of graphs drop such weights or refuse
  // them.
  Column* weight = graph.edges.find("weight");
  weight->reals = values;
  for (double& value : values) value = std::isfinite(value) && value > 0 ? value : 0;
  graph.weight = std::move(values);
  return {};
}

NodeMeasureOptions node_measure_options(const BuildOptions& options) {
  NodeMeasureOptions settings;
  settings.threads = options.corpus.threads;
  settings.communities = options.communities;
  settings.communities.seed = settings.betweenness.seed = options.seed;
  return settings;
}

/// What `select` chooses with a node measure at hand, which the graph as it is now has; the measure
/// of the finished graph comes later.
template <class Select>
Result<Selection> with_node_measure(Graph& graph, const std::string& name,
                                    const BuildOptions& options, Select select) {
  const NodeMeasure* measure = find_node_measure(name);
  if (measure == nullptr || graph.nodes.find(name) != nullptr) return select();
  graph.nodes.columns.push_back(measure->of(graph, node_measure_options(options)));
  auto selection = select();
  graph.nodes.columns.pop_back();
  return selection;
}

/// Applies one selection and counts what it removed.
Result<void> apply(Graph& graph, const Result<Selection>& selection, const BuildOptions& options,
                   BuildReport& report) {
  if (!selection) return tl::unexpected(selection.error());
  Cut result = cut(std::move(graph), *selection, options.isolates);
  graph = std::move(result.graph);
  report.edges_cut += result.edges_dropped;
  report.nodes_cut += result.nodes_dropped;
  report.isolates += result.isolates_dropped;
  return {};
}

Result<void> filter(Graph& graph, const BuildOptions& options, BuildReport& report) {
  const auto step = [&](const Result<Selection>& selection) {
    return apply(graph, selection, options, report);
  };
  if (!options.weight.empty() && options.weight != "weight") {
    Selection positive = everything(graph);
    for (std::size_t row = 0; row < graph.weight.size(); ++row) {
      positive.edges[row] = graph.weight[row] > 0 ? 1 : 0;
    }
    if (auto done = step(positive); !done) return done;
  }
  for (const Threshold& threshold : options.edge_thresholds) {
    if (auto done = step(edges_within(graph, threshold)); !done) return done;
  }
  for (const Threshold& threshold : options.node_thresholds) {
    auto selection = with_node_measure(graph, threshold.attribute, options,
                                       [&] { return nodes_within(graph, threshold); });
    if (auto done = step(selection); !done) return done;
  }
  if (const Backbone* backbone = find_backbone(options.backbone)) {
    if (auto done = step(backbone->select(graph, options.backbone_options)); !done) return done;
  }
  if (options.top_edges > 0) {
    if (auto done = step(top_edges(graph, options.top_edges, "weight")); !done) return done;
  }
  if (options.top_nodes > 0) {
    const std::string by = "total_link_strength";
    auto selection = with_node_measure(graph, by, options,
                                       [&] { return top_nodes(graph, options.top_nodes, by); });
    if (auto done = step(selection); !done) return done;
  }
  if (options.largest_component) {
    return step(find_backbone("giant-component")->select(graph, options.backbone_options));
  }
  return {};
}

void add_node_measures(Graph& graph, const BuildOptions& options, BuildReport& report) {
  const NodeMeasureOptions settings = node_measure_options(options);
  for (const auto& name : chosen_node_measures(options)) {
    const NodeMeasure* measure = find_node_measure(name);
    if (measure == nullptr || graph.nodes.find(name) != nullptr) continue;
    graph.nodes.columns.push_back(measure->of(graph, settings));
    const std::string note = measure->note == nullptr ? "" : measure->note(graph, settings);
    if (!note.empty()) report.notes.push_back(note);
  }
}

/// Size by total link strength, colour by type, place by ForceAtlas2.
void add_looks(Graph& graph, const BuildOptions& options) {
  const auto sizes = node_sizes(strengths(graph));
  if (options.layout) {
    LayoutOptions layout;
    layout.threads = options.corpus.threads;
    std::vector<std::uint32_t> communities;
    if (const Column* known = graph.nodes.find("community")) {
      communities.assign(known->integers.begin(), known->integers.end());
      layout.communities = communities;
    }
    set_positions(graph, force_atlas2(graph, layout, sizes));
  }
  set_sizes(graph, sizes);
  std::vector<std::string> colors;
  for (const auto& type : graph.nodes.find("type")->texts) colors.emplace_back(type_color(type));
  set_colors(graph, std::move(colors));
}

/// The heaviest edges and the entities under most names, for the report.
void add_highlights(const Graph& graph, BuildReport& report) {
  const auto& labels = graph.nodes.find("label")->texts;
  const auto& counts = graph.edges.find("count")->integers;
  std::vector<std::uint32_t> order(graph.ends.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto first = [&](std::vector<std::uint32_t>& rows, std::size_t most, auto before) {
    const std::size_t kept = std::min(most, rows.size());
    std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(kept), rows.end(),
                      before);
    rows.resize(kept);
  };
  first(order, 10, [&](std::uint32_t x, std::uint32_t y) {
    return std::tuple(-graph.weight[x], -counts[x], x) <
           std::tuple(-graph.weight[y], -counts[y], y);
  });
  for (const auto row : order) {
    const auto [a, b] = graph.ends[row];
    report.heaviest.push_back({labels[a], labels[b], graph.weight[row], counts[row]});
  }
  const auto& aliases = graph.nodes.find("aliases")->lists;
  order.resize(graph.ids.size());
  std::iota(order.begin(), order.end(), 0u);
  std::erase_if(order, [&](std::uint32_t row) { return aliases[row].size() < 2; });
  first(order, 5, [&](std::uint32_t x, std::uint32_t y) {
    return std::pair(-std::ssize(aliases[x]), x) < std::pair(-std::ssize(aliases[y]), y);
  });
  for (const auto row : order) {
    std::string text = labels[row] + " = ";
    std::size_t shown = 0;
    for (const auto& alias : aliases[row]) {
      if (alias == labels[row] || shown == 6) continue;
      text += (shown++ == 0 ? "" : ", ") + alias;
    }
    report.merged.push_back(std::move(text));
  }
}

/// A graph is held in memory whole: said where that is more than was allowed.
void warn_of_size(std::size_t pairs, const BuildOptions& options, Observer& observer) {
  // Measured: an edge with its columns, its place in the graph and the text of its evidence.
  constexpr std::size_t of_edge = 400, of_sentence = 350;
  const std::size_t bytes = pairs * (of_edge + options.evidence * of_sentence);
  if (bytes <= options.corpus.memory) return;
  observer.notice(
      fmt::format("{} pairs are kept; their graph takes about {} MiB, more than --memory allows: "
                  "raise --min-cooccurrences, leave out --evidence, or write .pairs only",
                  pairs, bytes >> 20));
}

/// The graph of what is indexed, with everything computed on it.
Result<Graph> make_graph(const Counted& counted, const BuildOptions& options, BuildReport& report,
                         Observer& observer) {
  auto pairs = keep_pairs(counted, report);
  if (!pairs) return tl::unexpected(pairs.error());
  if (observer.stop_requested()) return fail(ErrorKind::stopped, "stopped");
  warn_of_size(pairs->size(), options, observer);
  observer.progress({"making the graph", pairs->size(), 0, "pairs", report.corpus.pages});
  auto graph = graph_of_pairs(counted, *pairs, options);
  if (!graph) return graph;
  if (auto set = set_weight(*graph, options.weight); !set) return tl::unexpected(set.error());
  if (auto filtered = filter(*graph, options, report); !filtered) {
    return tl::unexpected(filtered.error());
  }
  add_node_measures(*graph, options, report);
  add_looks(*graph, options);
  report.nodes = graph->ids.size();
  report.edges = graph->ends.size();
  add_highlights(*graph, report);
  graph->metadata = metadata_json(options, report);
  return graph;
}

/// `g.json` and slice `2014-03` give `g.2014-03.json`.
std::string slice_path(const std::string& path, const std::string& slice) {
  const auto name = path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1;
  const auto dot = path.find('.', name + 1);
  if (dot == std::string::npos) return path + "." + slice;
  return path.substr(0, dot) + "." + slice + path.substr(dot);
}

/// A graph of its own for each slice of time.
Result<void> write_slices(Counted& counted, const BuildOptions& options, const BuildReport& whole,
                          std::span<const OutputRequest> outputs, const WriterOptions& writer,
                          Observer& observer) {
  const auto slices = slices_of(counted.corpus.log, options.slices, options.slice_span);
  if (!slices) return tl::unexpected(slices.error());
  if (slices->empty()) observer.notice("no article has a date: there are no slices");
  BuildOptions settings = options;
  settings.min_cooccurrences = whole.min_cooccurrences;
  for (const TimeSlice& slice : *slices) {
    counted.corpus.log.only_days(slice.first, slice.last);
    BuildReport report;
    report.corpus = whole.corpus;
    if (auto indexed = index_corpus(counted, settings, report, observer); !indexed) return indexed;
    const auto graph = make_graph(counted, settings, report, observer);
    if (!graph) return tl::unexpected(graph.error());
    std::vector<OutputRequest> files;
    for (const auto& output : outputs) {
      if (output.path != "-") files.push_back({slice_path(output.path, slice.name), output.format});
    }
    if (auto written = write_graph_files(*graph, files, writer, observer); !written) return written;
  }
  counted.corpus.log.only_days(no_day, no_day);
  return {};
}

}  // namespace

Result<BuiltGraph> build_graph(std::span<const std::string> inputs, const BuildOptions& options,
                               Observer& observer) {
  if (auto checked = check_options(options); !checked) return tl::unexpected(checked.error());
  BuiltGraph built;
  const auto counted = count_corpus(inputs, options, built.report, observer);
  if (!counted) return tl::unexpected(counted.error());
  auto graph = make_graph(*counted, options, built.report, observer);
  if (!graph) return tl::unexpected(graph.error());
  built.graph = std::move(*graph);
  return built;
}

Result<BuildReport> build_files(std::span<const std::string> inputs, const BuildOptions& options,
                                std::span<const OutputRequest> outputs, const WriterOptions& writer,
                                Observer& observer) {
  if (auto checked = check_outputs(outputs, inputs); !checked) {
    return tl::unexpected(checked.error());
  }
  if (auto checked = check_options(options); !checked) return tl::unexpected(checked.error());
  if (can_stream_pairs(options, outputs)) {
    return stream_pairs(inputs, options, outputs, observer);
  }
  BuildReport report;
  auto counted = count_corpus(inputs, options, report, observer);
  if (!counted) return tl::unexpected(counted.error());
  const auto graph = make_graph(*counted, options, report, observer);
  if (!graph) return tl::unexpected(graph.error());
  if (auto written = write_graph_files(*graph, outputs, writer, observer); !written) {
    return tl::unexpected(written.error());
  }
  if (options.slices == Slice::none || !options.slice_files) return report;
  auto written = write_slices(*counted, options, report, outputs, writer, observer);
  if (!written) return tl::unexpected(written.error());
  return report;
}

}  // namespace comention
