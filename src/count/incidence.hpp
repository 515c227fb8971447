#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/spill.hpp"
#include "comention/count.hpp"
#include "comention/entity.hpp"
#include "comention/result.hpp"
#include "comention/types.hpp"
#include "count/contexts.hpp"
#include "mention/log.hpp"

namespace comention {

/// Settings of counting.
struct CountOptions {
  Counting counting = Counting::fractional;
  LargeContexts large = LargeContexts::downweight;
  std::uint32_t large_from = 50;
  bool documents = true;  ///< keep documents and days of each pair (four bytes more a context each)
  SpillPlace place{"/tmp", std::uint64_t{512} << 20};  ///< `memory` bounds the index and the rows
  unsigned threads = 1;
  /// Asked between articles: true ends indexing with an error of kind `stopped`.
  std::function<bool()> stop = {};
};

/// The corpus in numbers: the sample that every measure refers to.
struct CorpusTotals {
  std::uint64_t contexts = 0;    ///< N, those without entities included
  std::uint64_t incidences = 0;  ///< m: entities summed over contexts, each once a context
  double pair_slots = 0;         ///< sum of k(k-1)
  double weight_slots = 0;       ///< sum of c k(k-1), c: what one pair of the context weighs
  std::uint64_t instances = 0;   ///< what stands for m in `weight`: mentions under `multiple`, or m
  std::uint64_t documents = 0;   ///< articles with at least one context
  std::uint64_t large = 0;       ///< contexts of more than `large_from` entities
  std::uint64_t large_skipped = 0;
  std::uint64_t cut_short = 0;  ///< tag lists and contexts past the limits of ContextCutter
  std::uint32_t largest = 0;    ///< entities of the largest context
};

/// What was counted of one entity.
struct EntityTally {
  std::uint64_t contexts = 0;  ///< n_i
  std::uint64_t mentions = 0;  ///< all its mentions in contexts
  std::uint32_t documents = 0;
  Day first = no_day;  ///< days of the articles; `no_day` when none has a date
  Day last = no_day;
};

/// A context that was larger than `large_from`.
struct LargeContext {
  std::uint32_t entities;
  ArticleId article;
};

/// Contexts as an inverted index: entities ranked by frequency (most frequent first, ties by id),
/// contexts as lists of ranks. In memory as long as it fits the budget, else in a temporary file
/// and indexed range by range. Made by IncidenceBuilder; never changes; safe from many threads.
class Incidence {
 public:
  Incidence(Incidence&&) noexcept;
  Incidence& operator=(Incidence&&) noexcept;
  ~Incidence();

  const CorpusTotals& totals() const;
  const CountOptions& options() const;
  /// All entities, those that never occur included.
  std::uint32_t entities() const;
  EntityId entity_of(std::uint32_t rank) const;
  std::uint32_t rank_of(EntityId entity) const;
  const EntityTally& tally(EntityId entity) const;
  /// The largest contexts (20 at most), largest first: what a report names.
  std::span<const LargeContext> large_contexts() const;

  struct State;
  explicit Incidence(std::unique_ptr<State> state);
  const State& state() const { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

/// Collects contexts and turns them into an Incidence. Order of calls: (article context*)* finish.
class IncidenceBuilder {
 public:
  IncidenceBuilder(std::uint32_t entities, const CountOptions& options,
                   Occurrences occurrences = Occurrences::binary, Decay decay = Decay::none);
  IncidenceBuilder(IncidenceBuilder&&) noexcept;
  ~IncidenceBuilder();

  /// Says which article the next contexts belong to; articles come in ascending order.
  void article(ArticleId article, Day day);
  Result<void> context(const Context& context);
  /// `cut_short`: what the totals say of contexts that were cut before they came here.
  Result<Incidence> finish(std::uint64_t cut_short = 0);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Contexts of a whole log, indexed: replay, cut, build.
Result<Incidence> index_contexts(const MentionLog& log, std::span<const EntityId> of_name,
                                 std::uint32_t entities, const ContextOptions& contexts,
                                 const CountOptions& options);

}  // namespace comention
