#include "pipeline/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "comention/algorithms.hpp"

namespace comention {
namespace {

/// The measures that are written unless others are asked for.
constexpr std::string_view usual_measures[] = {
    "association_strength", "npmi", "jaccard", "expected", "residual_z", "p_value"};
constexpr std::string_view usual_node_measures[] = {"degree", "total_link_strength", "pagerank",
                                                    "community"};

/// Numbers that every edge, or every node, carries.
constexpr std::string_view edge_counts[] = {"weight", "count", "documents", "sentences", "copies"};
constexpr std::string_view node_counts[] = {"occurrences", "documents", "mentions"};

template <class Names, class Name>
bool among(const Names& names, const Name& name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// The measure that an attribute comes from.
const Measure* measure_of(std::string_view attribute) {
  return find_measure(attribute == "q_value" ? "p_value" : attribute);
}

bool is_edge_attribute(const BuildOptions& options, std::string_view name) {
  return among(edge_counts, name) || measure_of(name) != nullptr ||
         (options.robustness && name == "robustness");
}

tl::unexpected<Error> unknown(std::string_view what, std::string_view name,
                              std::string_view where) {
  return fail(ErrorKind::usage,
              fmt::format("unknown {} \"{}\"; see `comention {}`", what, name, where));
}

Result<void> check_names(const BuildOptions& options) {
  for (const auto& name : options.measures) {
    if (name != "all" && find_measure(name) == nullptr) return unknown("measure", name, "measures");
  }
  for (const auto& name : chosen_node_measures(options)) {
    if (find_node_measure(name) == nullptr) return unknown("node measure", name, "measures");
  }
  if (!options.weight.empty() && !is_edge_attribute(options, options.weight)) {
    return unknown("edge attribute", options.weight, "measures");
  }
  for (const Threshold& bound : options.edge_thresholds) {
    if (!is_edge_attribute(options, bound.attribute)) {
      return unknown("edge attribute", bound.attribute, "measures");
    }
  }
  for (const Threshold& bound : options.node_thresholds) {
    if (!among(node_counts, bound.attribute) && find_node_measure(bound.attribute) == nullptr) {
      return unknown("node attribute", bound.attribute, "measures");
    }
  }
  if (!options.backbone.empty() && find_backbone(options.backbone) == nullptr) {
    return unknown("backbone", options.backbone, "backbones");
  }
  return {};
}

Result<void> check_values(const BuildOptions& options) {
  const BackboneOptions& backbone = options.backbone_options;
  const double resolution = options.communities.resolution;
  struct Rule {
    bool holds;
    std::string_view what;
  };
  const Rule rules[] = {
      {!options.types.empty(), "no type is to be in the graph"},
      {options.contexts.window >= 1, "a window is at least 1 long"},
      {options.large_from >= 2, "a large context holds at least 2 names"},
      {backbone.alpha > 0 && backbone.alpha <= 1,
       "a significance level (alpha) lies above 0 and is at most 1"},
      {backbone.core >= 1, "a k-core has a k of at least 1"},
      {backbone.neighbors >= 1, "top-neighbors keeps at least 1"},
      {backbone.hops >= 1, "an ego network reaches at least 1 hop"},
      {options.backbone != "ego-network" || !backbone.ego.empty(),
       "the backbone ego-network needs a centre: the name of an entity (--ego)"},
      {resolution > 0 && std::isfinite(resolution), "a resolution is a number above 0"},
      {options.slice_span >= 1, "a slice graph covers at least 1 slice"},
      {!options.slice_files || options.slices != Slice::none,
       "graphs of slices need a length of slices (--slices month)"},
  };
  for (const Rule& rule : rules) {
    if (!rule.holds) return fail(ErrorKind::usage, std::string(rule.what));
  }
  return {};
}

}  // namespace

std::vector<const Measure*> chosen_measures(const BuildOptions& options) {
  std::vector<const Measure*> chosen;
  const auto add = [&](const Measure* measure) {
    if (measure != nullptr && !among(chosen, measure)) chosen.push_back(measure);
  };
  if (options.measures.empty()) {
    for (const auto name : usual_measures) add(find_measure(name));
  }
  for (const auto& name : options.measures) {
    if (name != "all") {
      add(find_measure(name));
      continue;
    }
    for (const Measure& measure : measures()) add(&measure);
  }
  for (const Threshold& bound : options.edge_thresholds) add(measure_of(bound.attribute));
  add(measure_of(options.weight));
  return chosen;
}

std::vector<std::string> chosen_node_measures(const BuildOptions& options) {
  if (!options.node_measures.empty()) return options.node_measures;
  return {std::begin(usual_node_measures), std::end(usual_node_measures)};
}

Result<void> check_options(const BuildOptions& options) {
  if (auto checked = check_names(options); !checked) return checked;
  return check_values(options);
}

}  // namespace comention
