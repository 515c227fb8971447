#pragma once

#include <memory>
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

/// Reads a corpus, decides who takes part and indexes the contexts; fills `report`.
Result<Counted> count_corpus(std::span<const std::string> inputs, const BuildOptions& options,
                             BuildReport& report, Observer& observer);

/// A pair that was kept.
struct KeptPair {
  EntityId a, b;  ///< a < b
  std::uint32_t row_rank;
  PairCell cell;
};

/// Counts all pairs and returns those that pass the thresholds, by (a, b).
Result<std::vector<KeptPair>> keep_pairs(const Counted& counted, BuildReport& report);

/// The graph of the kept pairs with all counted columns; no algorithm has run on it yet.
Result<Graph> graph_of_pairs(const Counted& counted, std::span<const KeptPair> pairs,
                             const BuildOptions& options);

}  // namespace comention
