#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "comention/measure.hpp"
#include "count/details.hpp"
#include "count/expectation.hpp"
#include "pipeline/counted.hpp"
#include "pipeline/dates.hpp"
#include "pipeline/options.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

/// A label as every format can carry it: NFC, one line, never empty.
std::string clean_label(std::string_view label, std::string_view id) {
  std::string clean = squeeze_spaces(to_nfc(label));
  return clean.empty() ? std::string(id) : clean;
}

/// Entities of the graph in order, and where each stands.
struct Nodes {
  std::vector<EntityId> entities;
  std::vector<std::uint32_t> of_entity;  ///< UINT32_MAX: no node
};

Nodes choose_nodes(const Counted& counted, std::span<const KeptPair> pairs,
                   const BuildOptions& options) {
  const Incidence& index = *counted.index;
  std::vector<bool> wanted(index.entities());
  for (const auto& pair : pairs) {
    wanted[static_cast<std::size_t>(pair.a)] = wanted[static_cast<std::size_t>(pair.b)] = true;
  }
  Nodes nodes;
  nodes.of_entity.assign(index.entities(), UINT32_MAX);
  for (std::uint32_t id = 0; id < index.entities(); ++id) {
    const auto contexts = index.tally(EntityId{id}).contexts;
    const bool alone =
        options.isolates == Isolates::keep && contexts > 0 && contexts >= options.min_occurrences;
    if (!wanted[id] && !alone) continue;
    nodes.of_entity[id] = static_cast<std::uint32_t>(nodes.entities.size());
    nodes.entities.push_back(EntityId{id});
  }
  return nodes;
}

void add_node_columns(Graph& graph, const Nodes& nodes, const Counted& counted) {
  const Entities& entities = counted.corpus.entities;
  Column label{{"label", ColumnType::text, ColumnRole::label}, {}, {}, {}, {}, {}};
  Column type{{"type", ColumnType::text, ColumnRole::kind}, {}, {}, {}, {}, {}};
  Column occurrences{
      {"occurrences", ColumnType::integer, ColumnRole::occurrences}, {}, {}, {}, {}, {}};
  Column documents{{"documents", ColumnType::integer}, {}, {}, {}, {}, {}};
  Column mentions{{"mentions", ColumnType::integer}, {}, {}, {}, {}, {}};
  Column aliases{{"aliases", ColumnType::text_list, ColumnRole::aliases}, {}, {}, {}, {}, {}};
  Column first{{"first_seen", ColumnType::text, ColumnRole::first_seen}, {}, {}, {}, {}, {}};
  Column last{{"last_seen", ColumnType::text, ColumnRole::last_seen}, {}, {}, {}, {}, {}};
  for (const EntityId id : nodes.entities) {
    const Entity entity = entities.at(id);
    const EntityTally& tally = counted.index->tally(id);
    graph.ids.push_back(entity.key);
    label.texts.push_back(clean_label(entity.label, entity.key));
    type.texts.emplace_back(to_string(entity.type));
    occurrences.integers.push_back(static_cast<std::int64_t>(tally.contexts));
    documents.integers.push_back(tally.documents);
    mentions.integers.push_back(static_cast<std::int64_t>(tally.mentions));
    auto& forms = aliases.lists.emplace_back();
    for (const Alias& alias : entity.aliases) forms.push_back(clean_label(alias.text, entity.key));
    first.texts.push_back(iso_date(tally.first));
    last.texts.push_back(iso_date(tally.last));
  }
  for (Column* column :
       {&label, &type, &occurrences, &documents, &mentions, &aliases, &first, &last}) {
    graph.nodes.columns.push_back(std::move(*column));
  }
}

void add_measures(Graph& graph, const Counted& counted, std::span<const KeptPair> pairs,
                  std::span<const Measure* const> chosen) {
  for (const Measure* measure : chosen) {
    if (graph.edges.find(measure->name) != nullptr) continue;
    Column& column = graph.edges.add(std::string(measure->name), ColumnType::real);
    column.reals.reserve(pairs.size());
    for (const auto& pair : pairs) {
      column.reals.push_back(measure->of(contingency(*counted.index, pair.row_rank, pair.cell)));
    }
    if (measure->name != "p_value") continue;
    const std::vector<double> p = column.reals;
    const auto tests = tested_pairs(*counted.index, counted.filter.min_occurrences);
    graph.edges.add("q_value", ColumnType::real).reals = q_values(p, tests);
  }
}

void add_counts(Graph& graph, std::span<const KeptPair> pairs) {
  std::vector<std::int64_t> counts, documents;
  for (const auto& pair : pairs) {
    graph.weight.push_back(pair.cell.weight);
    counts.push_back(static_cast<std::int64_t>(pair.cell.count));
    documents.push_back(pair.cell.documents);
  }
  graph.edges.add("weight", ColumnType::real, ColumnRole::weight).reals = graph.weight;
  graph.edges.add("count", ColumnType::integer, ColumnRole::occurrences).integers =
      std::move(counts);
  graph.edges.add("documents", ColumnType::integer).integers = std::move(documents);
}

Result<EvidenceSentence> sentence_of(const MentionLog& log, const EvidenceRef& ref) {
  auto text = log.text(ref.sentence);
  if (!text) return tl::unexpected(text.error());
  auto source = log.text(ref.source);
  if (!source) return tl::unexpected(source.error());
  return EvidenceSentence{std::move(*text), std::move(*source), iso_date(ref.day), ref.start_a,
                          ref.end_a,        ref.start_b,        ref.end_b};
}

Result<void> add_details(Graph& graph, const Counted& counted, std::span<const KeptPair> pairs,
                         const BuildOptions& options) {
  std::vector<std::pair<EntityId, EntityId>> ends;
  for (const auto& pair : pairs) ends.emplace_back(pair.a, pair.b);
  DetailOptions detail_options;
  detail_options.contexts = counted.contexts;
  detail_options.evidence = options.evidence;
  detail_options.slices = options.slices;
  detail_options.copies = counted.corpus.copies;
  if (options.large == LargeContexts::skip) detail_options.skip_larger_than = options.large_from;
  const auto details = collect_details(counted.corpus.log, counted.of_name,
                                       counted.index->entities(), ends, detail_options);
  if (!details) return tl::unexpected(details.error());
  Column sentences{{"sentences", ColumnType::integer}, {}, {}, {}, {}, {}};
  Column copies{{"copies", ColumnType::integer}, {}, {}, {}, {}, {}};
  Column first{{"first_seen", ColumnType::text, ColumnRole::first_seen}, {}, {}, {}, {}, {}};
  Column last{{"last_seen", ColumnType::text, ColumnRole::last_seen}, {}, {}, {}, {}, {}};
  Column evidence{{"evidence", ColumnType::evidence, ColumnRole::evidence}, {}, {}, {}, {}, {}};
  Column slices{{"slices", ColumnType::text_list}, {}, {}, {}, {}, {}};
  for (const PairDetail& detail : *details) {
    auto& counts = slices.lists.emplace_back();
    for (const SliceCount& slice : detail.slices) {
      if (slice.start == no_day) continue;
      counts.push_back(fmt::format("{}: {}", slice_name(slice.start, options.slices), slice.count));
    }
    sentences.integers.push_back(detail.sentences);
    copies.integers.push_back(static_cast<std::int64_t>(detail.copies));
    first.texts.push_back(iso_date(detail.first));
    last.texts.push_back(iso_date(detail.last));
    auto& cell = evidence.evidence.emplace_back();
    for (const EvidenceRef& ref : detail.evidence) {
      auto sentence = sentence_of(counted.corpus.log, ref);
      if (!sentence) return tl::unexpected(sentence.error());
      cell.push_back(std::move(*sentence));
    }
  }
  for (Column* column : {&sentences, &copies, &first, &last}) {
    graph.edges.columns.push_back(std::move(*column));
  }
  if (options.slices != Slice::none) graph.edges.columns.push_back(std::move(slices));
  if (options.evidence > 0) graph.edges.columns.push_back(std::move(evidence));
  return {};
}

}  // namespace

Result<Graph> graph_of_pairs(const Counted& counted, std::span<const KeptPair> pairs,
                             const BuildOptions& options) {
  Graph graph;
  const Nodes nodes = choose_nodes(counted, pairs, options);
  add_node_columns(graph, nodes, counted);
  for (const auto& pair : pairs) {
    graph.ends.emplace_back(nodes.of_entity[static_cast<std::size_t>(pair.a)],
                            nodes.of_entity[static_cast<std::size_t>(pair.b)]);
  }
  add_counts(graph, pairs);
  if (auto added = add_details(graph, counted, pairs, options); !added) {
    return tl::unexpected(added.error());
  }
  add_measures(graph, counted, pairs, chosen_measures(options));
  if (options.robustness) {
    const auto added = add_robustness(graph, counted, pairs, options);
    if (!added) return tl::unexpected(added.error());
  }
  graph.index();
  return graph;
}

}  // namespace comention
