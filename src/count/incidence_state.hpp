#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "count/chunks.hpp"
#include "count/incidence.hpp"

namespace comention {

/// Contexts that weigh the same.
struct ContextClass {
  std::uint64_t size;  ///< k, or all mentions under Occurrences::multiple
  std::uint32_t distance;
  bool large;
  std::uint64_t entities;  ///< k, for the large ones
  std::uint64_t contexts = 0;
};

/// A weight as a ratio of whole numbers.
struct Ratio {
  std::uint64_t over, under;
};

/// The inside of an Incidence, for the files of this room.
///
/// A context of two entities or more is a record of 32-bit words: the number n of its entities,
/// then (header > 1) its class, then (header > 2) article and day, then n items in ascending rank;
/// an item is a rank, or (stride 2) a rank and how many mentions. Smaller contexts have no pairs
/// and are only tallied.
struct Incidence::State {
  State(const CountOptions& with, Occurrences by, Decay falling);

  CountOptions options;
  Occurrences occurrences;
  Decay decay;
  std::uint32_t header = 1;
  std::uint32_t stride = 1;
  ChunkStore store;
  std::vector<EntityTally> tallies;      ///< by EntityId
  std::vector<std::uint32_t> entity_of;  ///< by rank
  std::vector<std::uint32_t> rank_of;    ///< by EntityId
  std::vector<ContextClass> classes;
  CorpusTotals totals;
  std::vector<LargeContext> large;

  /// Link weights are summed as whole multiples of 1/unit, so that no sum depends on the order of
  /// its terms. The unit is the largest lcm(1..n) (times a power of two) that cannot overflow: all
  /// 1/(k-1) of contexts of usual size are exact.
  std::uint64_t unit = 1;
  std::vector<std::uint64_t> class_weight;  ///< by class, in 1/unit

  bool weighted() const { return header > 1; }
  /// What one pair of mentions weighs in contexts of a class.
  Ratio weight_of(const ContextClass& c) const;
  /// Ranks entities, rewrites all records in ranks, sums up. `numbering[w][n]` is the entity that
  /// writer w calls n; empty: entities are called by their ids.
  Result<void> finish(std::span<const std::vector<std::uint32_t>> numbering);

 private:
  void rank_entities();
  void choose_unit();
  Result<void> rewrite(std::span<const std::vector<std::uint32_t>> numbering);
};

}  // namespace comention
