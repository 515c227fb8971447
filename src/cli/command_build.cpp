#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <map>
#include <memory>

#include "base/output.hpp"
#include "cli/command.hpp"
#include "cli/summary.hpp"
#include "comention/measure.hpp"
#include "text/utf8.hpp"

namespace comention::cli {
namespace {

struct BuildArguments {
  const CLI::App* command = nullptr;  ///< says which options were given
  CorpusArguments corpus;
  BuildOptions build;
  std::vector<std::string> outputs;
  std::string format, report;
  WriterOptions writer;
  std::string context = "sentence", window_unit = "tokens", counting = "fractional",
              large = "downweight", tags = "own", slices = "none", types, between,
              isolates = "drop", stoplist, measures, node_measures, quality = "modularity",
              communities;
  std::vector<std::string> minimums, maximums, node_minimums;
  long long min_cooccurrences = -1;
  bool decay = false, multiple = false, no_layout = false, quiet = false;
};

/// A whole number of at least this; said in fewer words than CLI::Range says it.
CLI::Validator at_least(long long least) {
  return CLI::Validator(
      [least](std::string& text) -> std::string {
        long long value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool good =
            error == std::errc() && end == text.data() + text.size() && value >= least;
        return good ? "" : fmt::format("not a whole number of at least {}: {}", least, text);
      },
      "");
}

template <class Value>
using Words = std::map<std::string, Value>;

std::vector<std::string> split(std::string_view list, char separator) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const auto end = list.find(separator);
    if (const auto part = trim(list.substr(0, end)); !part.empty()) parts.emplace_back(part);
    list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
  }
  return parts;
}

Result<EntityType> parse_type(std::string_view name) {
  if (const auto type = entity_type_from(name)) return *type;
  return fail(ErrorKind::usage, fmt::format("unknown type \"{}\": one of {}", name,
                                            fmt::join(entity_type_names, ", ")));
}

/// `npmi=0.2` as a bound.
Result<Threshold> parse_bound(std::string_view text, bool lower) {
  const auto equals = text.find('=');
  Threshold threshold;
  threshold.attribute = text.substr(0, equals);
  double value = 0;
  const auto number = equals == std::string_view::npos ? "" : text.substr(equals + 1);
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (number.empty() || error != std::errc() || end != number.data() + number.size()) {
    return fail(ErrorKind::usage, fmt::format("not ATTRIBUTE=NUMBER: \"{}\"", text));
  }
  (lower ? threshold.min : threshold.max) = value;
  return threshold;
}

Result<void> add_bounds(const std::vector<std::string>& texts, bool lower,
                        std::vector<Threshold>& into) {
  for (const auto& text : texts) {
    auto threshold = parse_bound(text, lower);
    if (!threshold) return tl::unexpected(threshold.error());
    into.push_back(*threshold);
  }
  return {};
}

Result<std::vector<std::string>> read_lines(const std::string& path) {
  std::ifstream in(path);
  if (!in) return fail(ErrorKind::io, fmt::format("{}: cannot be read", path));
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    const auto text = trim(line);
    if (!text.empty() && text.front() != '#') lines.emplace_back(text);
  }
  return lines;
}

Result<void> settle_types(BuildArguments& arguments) {
  BuildOptions& build = arguments.build;
  if (!arguments.types.empty()) {
    build.types.clear();
    for (const auto& name : split(arguments.types, ',')) {
      const auto type = parse_type(name);
      if (!type) return tl::unexpected(type.error());
      build.types.push_back(*type);
    }
  }
  if (arguments.between.empty()) return {};
  const auto colon = arguments.between.find(':');
  if (colon == std::string::npos) {
    return fail(ErrorKind::usage, "--between takes TYPE:TYPE, for example PERSON:PLACE");
  }
  const auto a = parse_type(arguments.between.substr(0, colon));
  const auto b = parse_type(arguments.between.substr(colon + 1));
  if (!a) return tl::unexpected(a.error());
  if (!b) return tl::unexpected(b.error());
  build.between.emplace(*a, *b);
  return {};
}

/// An option of one backbone asks for that backbone; beside another one it would do nothing.
Result<void> settle_backbone(BuildArguments& arguments) {
  constexpr std::pair<const char*, std::string_view> owners[] = {
      {"--top-neighbors", "top-neighbors"},
      {"--core", "k-core"},
      {"--ego", "ego-network"},
      {"--hops", "ego-network"}};
  std::string& backbone = arguments.build.backbone;
  for (const auto& [option, owner] : owners) {
    if (arguments.command->count(option) == 0) continue;
    if (backbone.empty()) backbone = owner;
    if (backbone != owner) {
      return fail(ErrorKind::usage,
                  fmt::format("{} belongs to --backbone {}, not to {}", option, owner, backbone));
    }
  }
  if (arguments.command->count("--alpha") == 0 || !backbone.empty()) return {};
  return fail(ErrorKind::usage,
              "--alpha needs a backbone that it is the level of, for example "
              "--backbone disparity");
}

/// The length of a window asks for windows.
Result<void> settle_window(BuildArguments& arguments) {
  for (const char* option : {"--window", "--window-unit", "--decay"}) {
    if (arguments.command->count(option) == 0 || arguments.context == "window") continue;
    if (arguments.command->count("--context") > 0) {
      return fail(ErrorKind::usage, fmt::format("{} belongs to --context window, not to {}", option,
                                                arguments.context));
    }
    arguments.context = "window";
  }
  return {};
}

Result<void> settle_build(BuildArguments& arguments) {
  if (auto settled = settle(arguments.corpus); !settled) return settled;
  if (auto settled = settle_backbone(arguments); !settled) return settled;
  if (auto settled = settle_window(arguments); !settled) return settled;
  if (arguments.command->count("--slice-span") > 0 && !arguments.build.slice_files) {
    return fail(ErrorKind::usage, "--slice-span needs --slice-files");
  }
  BuildOptions& build = arguments.build;
  build.corpus = arguments.corpus.options;
  const bool sentences = arguments.window_unit == "sentences";
  build.contexts.kind = Words<ContextKind>{{"document", ContextKind::document},
                                           {"paragraph", ContextKind::paragraph},
                                           {"sentence", ContextKind::sentence},
                                           {"window", sentences ? ContextKind::window_sentences
                                                                : ContextKind::window_tokens}}
                            .at(arguments.context);
  build.contexts.tags = Words<TagLists>{
      {"own", TagLists::own},
      {"with-document", TagLists::with_document},
      {"ignore",
       TagLists::ignore}}.at(arguments.tags);
  if (arguments.decay) build.contexts.decay = Decay::inverse;
  if (arguments.multiple) build.contexts.occurrences = Occurrences::multiple;
  build.counting = arguments.counting == "full" ? Counting::full : Counting::fractional;
  build.large = Words<LargeContexts>{{"downweight", LargeContexts::downweight},
                                     {"skip", LargeContexts::skip},
                                     {"keep", LargeContexts::keep}}
                    .at(arguments.large);
  build.slices = Words<Slice>{
      {"none", Slice::none},
      {"day", Slice::day},
      {"week", Slice::week},
      {"month", Slice::month},
      {"year",
       Slice::year}}.at(arguments.slices);
  build.isolates = arguments.isolates == "keep" ? Isolates::keep : Isolates::drop;
  build.communities.quality = arguments.quality == "cpm" ? Quality::cpm : Quality::modularity;
  build.layout = !arguments.no_layout;
  if (arguments.min_cooccurrences >= 0) {
    build.min_cooccurrences = static_cast<std::uint64_t>(arguments.min_cooccurrences);
  }
  build.measures = split(arguments.measures, ',');
  build.node_measures = split(arguments.node_measures, ',');
  if (!arguments.stoplist.empty()) {
    auto names = read_lines(arguments.stoplist);
    if (!names) return tl::unexpected(names.error());
    build.stoplist = std::move(*names);
  }
  if (auto added = add_bounds(arguments.minimums, true, build.edge_thresholds); !added)
    return added;
  if (auto added = add_bounds(arguments.maximums, false, build.edge_thresholds); !added)
    return added;
  if (auto added = add_bounds(arguments.node_minimums, true, build.node_thresholds); !added) {
    return added;
  }
  return settle_types(arguments);
}

std::vector<OutputRequest> output_requests(const BuildArguments& arguments) {
  std::vector<OutputRequest> outputs;
  for (const auto& path : arguments.outputs) outputs.push_back({path, arguments.format});
  return outputs;
}

Result<void> run_build(BuildArguments& arguments, Console& console) {
  if (auto settled = settle_build(arguments); !settled) return settled;
  const auto outputs = output_requests(arguments);
  const auto report =
      build_files(arguments.corpus.inputs, arguments.build, outputs, arguments.writer, console);
  if (!report) return tl::unexpected(report.error());
  const std::string text = summary(*report, outputs);
  if (!arguments.quiet) console.say(text);
  if (arguments.report.empty()) return {};
  auto file = AtomicFile::open(arguments.report);
  if (!file) return tl::unexpected(file.error());
  if (auto written = file->write(text); !written) return written;
  return file->commit();
}

void add_counting_options(CLI::App& command, BuildArguments& arguments) {
  constexpr const char* group = "Counting";
  const auto choice = [&](const char* name, std::string& value, std::vector<std::string> words,
                          const std::string& help) {
    command.add_option(name, value, help)
        ->check(CLI::IsMember(std::move(words)))
        ->type_name("WORD")
        ->capture_default_str()
        ->group(group);
  };
  choice("--context", arguments.context, {"document", "paragraph", "sentence", "window"},
         "what two names share to co-occur: document, paragraph, sentence, window");
  command.add_option("--window", arguments.build.contexts.window, "length of a window")
      ->check(at_least(1))
      ->type_name("N")
      ->capture_default_str()
      ->group(group);
  choice("--window-unit", arguments.window_unit, {"tokens", "sentences"},
         "what a window is counted in: tokens, sentences");
  choice("--counting", arguments.counting, {"full", "fractional"},
         "weight of a co-occurrence: full (1) or fractional (1/(names in the context - 1))");
  choice("--tags", arguments.tags, {"own", "with-document", "ignore"},
         "tag lists: own context, with-document, ignore");
  choice("--large-contexts", arguments.large, {"downweight", "skip", "keep"},
         "contexts of very many names: downweight, skip, keep");
  command.add_option("--large-from", arguments.build.large_from, "how many names are very many")
      ->check(at_least(2))
      ->type_name("N")
      ->capture_default_str()
      ->group(group);
  command.add_flag("--decay", arguments.decay, "in windows weigh a pair by 1/distance")
      ->group(group);
  command.add_flag("--multiple", arguments.multiple, "weigh every pair of mentions in a context")
      ->group(group);
}

void add_selection_options(CLI::App& command, BuildArguments& arguments) {
  constexpr const char* group = "What stays";
  BuildOptions& build = arguments.build;
  const auto text = [&](const char* name, auto& value, const char* type, const char* help) {
    return command.add_option(name, value, help)->type_name(type)->group(group);
  };
  text("--types", arguments.types, "TYPES",
       "types in the graph, comma-separated (PERSON,ORG,PLACE,TAG)");
  text("--between", arguments.between, "TYPE:TYPE", "only edges between these two types");
  text("--stoplist", arguments.stoplist, "FILE", "names to leave out, one a line");
  text("--min-occurrences", build.min_occurrences, "N", "of an entity, in contexts")
      ->check(at_least(1))
      ->capture_default_str();
  text("--min-cooccurrences", arguments.min_cooccurrences, "N",
       "of a pair, in contexts (2; 1 below 30 articles)")
      ->check(at_least(1));
  text("--min", arguments.minimums, "ATTRIBUTE=X", "edges with at least this (repeatable)");
  text("--max", arguments.maximums, "ATTRIBUTE=X", "edges with at most this (repeatable)");
  text("--min-node", arguments.node_minimums, "ATTRIBUTE=X",
       "nodes with at least this (repeatable)");
  std::string names;
  for (const Backbone& backbone : backbones())
    names += (names.empty() ? "" : ", ") + std::string(backbone.name);
  command.add_option("--backbone", build.backbone, "keep the part that matters: " + names)
      ->type_name("NAME")
      ->group(group);
  text("--alpha", build.backbone_options.alpha, "P", "significance level of the backbone")
      ->capture_default_str();
  text("--top-neighbors", build.backbone_options.neighbors, "N", "of the backbone by neighbours")
      ->check(at_least(1))
      ->capture_default_str();
  text("--core", build.backbone_options.core, "K", "of the k-core")
      ->check(at_least(1))
      ->capture_default_str();
  text("--ego", build.backbone_options.ego, "NAME", "centre of the ego network");
  text("--hops", build.backbone_options.hops, "N", "reach of the ego network")
      ->check(at_least(1))
      ->capture_default_str();
  text("--top-nodes", build.top_nodes, "N", "only the strongest nodes")->check(at_least(1));
  text("--top-edges", build.top_edges, "N", "only the heaviest edges")->check(at_least(1));
  command.add_flag("--largest-component", build.largest_component, "only the largest component")
      ->group(group);
  text("--isolates", arguments.isolates, "WORD", "entities without an edge: drop, keep")
      ->check(CLI::IsMember({"drop", "keep"}))
      ->capture_default_str();
}

void add_attribute_options(CLI::App& command, BuildArguments& arguments) {
  constexpr const char* group = "Attributes";
  BuildOptions& build = arguments.build;
  const auto text = [&](const char* name, auto& value, const char* type, const char* help) {
    return command.add_option(name, value, help)->type_name(type)->group(group);
  };
  text("--measures", arguments.measures, "NAMES",
       "edge measures, comma-separated, or all; see `comention measures`");
  text("--node-measures", arguments.node_measures, "NAMES",
       "node measures, comma-separated; see `comention measures`");
  text("--weight", build.weight, "ATTRIBUTE", "edge attribute that becomes the weight");
  text("--slices", arguments.slices, "WORD", "counts of each edge by day, week, month, year")
      ->check(CLI::IsMember({"none", "day", "week", "month", "year"}));
  command
      .add_flag("--slice-files", build.slice_files, "with --slices: also a graph for each of them")
      ->group(group);
  text("--slice-span", build.slice_span, "N",
       "slices that such a graph covers; more than 1 overlap")
      ->check(at_least(1))
      ->capture_default_str();
  command
      .add_flag("--robustness", build.robustness,
                "say under which ways of counting each edge stays among the heaviest")
      ->group(group);
  text("--evidence", build.evidence, "N", "sentences kept on each edge")
      ->check(at_least(0))
      ->capture_default_str();
  text("--quality", arguments.quality, "WORD", "what communities maximise: modularity, cpm")
      ->check(CLI::IsMember({"modularity", "cpm"}))
      ->capture_default_str();
  text("--resolution", build.communities.resolution, "X", "of communities: higher, more of them")
      ->capture_default_str();
  text("--seed", build.seed, "N", "of everything that needs chance")
      ->check(at_least(0))
      ->capture_default_str();
  command.add_flag("--no-layout", arguments.no_layout, "compute no positions")->group(group);
}

void add_output_options(CLI::App& command, BuildArguments& arguments) {
  constexpr const char* group = "Writing";
  command
      .add_option("-o,--output", arguments.outputs,
                  "file to write, format by its suffix; repeatable; - is standard output")
      ->required()
      ->type_name("FILE")
      ->group(group);
  command.add_option("--format", arguments.format, "format of all outputs")
      ->type_name("NAME")
      ->group(group);
  command.add_option("--report", arguments.report, "file for the summary")
      ->type_name("FILE")
      ->group(group);
  command
      .add_flag("--csv-safe", arguments.writer.csv_safe,
                "cells that a spreadsheet would run as a formula begin with '")
      ->group(group);
  command.add_flag("--gexf-1.3", arguments.writer.gexf_13, "GEXF 1.3 instead of 1.2")->group(group);
  command.add_flag("-q,--quiet", arguments.quiet, "no summary on standard error")->group(group);
}

}  // namespace

void add_build_command(CLI::App& app, Selected& selected) {
  auto arguments = std::make_shared<BuildArguments>();
  CLI::App* command = app.add_subcommand("build", "reads pages or tags and writes their graph");
  arguments->command = command;
  add_corpus_options(*command, arguments->corpus);
  add_counting_options(*command, *arguments);
  add_selection_options(*command, *arguments);
  add_attribute_options(*command, *arguments);
  add_output_options(*command, *arguments);
  command->callback([&selected, arguments] {
    selected.run = [arguments] {
      Console console;
      return console.finish(run_build(*arguments, console));
    };
  });
}

}  // namespace comention::cli
