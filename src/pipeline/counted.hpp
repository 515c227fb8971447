#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "comention/pipeline.hpp"
#include "count/incidence.hpp"
#include "count/rows.hpp"
#include "pipeline/corpus.hpp"

namespace comention {

/// A corpus with its contexts indexed.
struct Counted {
  Corpus corpus;
  std::vector<EntityId> of_name;  ///< with the entities that take no part as `no_entity`
  ContextOptions contexts;
  std::unique_ptr<Incidence> index;
  RowFilter filter;
};

/// A pair that was kept.
struct KeptPair {
  EntityId a, b;  ///< a < b
  std::uint32_t row_rank;
  PairCell cell;
};

/// A stretch of time, both days included, as a file name says it ("2014-03").
struct TimeSlice {
  Day first, last;
  std::string name;
};

/// How a slice is written that begins on this day: "2014", "2014-03", or the day; empty for
/// `no_day`.
std::string slice_name(Day start, Slice slice);

/// The slices in which the log has dated articles, in order; each covers `span` slices up to
/// itself.
Result<std::vector<TimeSlice>> slices_of(const MentionLog& log, Slice slice, std::uint32_t span);

/// The contexts of the articles that the log gives, cut and weighted in one way.
Result<Incidence> index_as(const Counted& counted, const ContextOptions& contexts,
                           Counting counting, const BuildOptions& options);

/// Indexes the contexts of the articles that the log gives, and fills `index` and `filter`.
Result<void> index_corpus(Counted& counted, const BuildOptions& options, BuildReport& report,
                          Observer& observer);

/// Adds the attributes `survives` and `robustness` to the edges of `pairs`: of the four ways of
/// counting (full or fractional, by sentence or by document) those under which the pair reaches the
/// thresholds and is among the pairs.size() heaviest, and their share. Takes four passes over the
/// log.
Result<void> add_robustness(Graph& graph, const Counted& counted, std::span<const KeptPair> pairs,
                            const BuildOptions& options);

/// Reads a corpus, decides who takes part and indexes the contexts; fills `report`.
Result<Counted> count_corpus(std::span<const std::string> inputs, const BuildOptions& options,
                             BuildReport& report, Observer& observer);

/// Counts all pairs and returns those that pass the thresholds, by (a, b).
Result<std::vector<KeptPair>> keep_pairs(const Counted& counted, BuildReport& report);

/// The graph of the kept pairs with all counted columns; no algorithm has run on it yet.
Result<Graph> graph_of_pairs(const Counted& counted, std::span<const KeptPair> pairs,
                             const BuildOptions& options);

}  // namespace comention
