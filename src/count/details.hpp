#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "comention/count.hpp"
#include "comention/result.hpp"
#include "comention/types.hpp"
#include "count/contexts.hpp"
#include "count/incidence.hpp"
#include "mention/log.hpp"

namespace comention {

/// The first day of the slice that a day lies in (weeks begin on Monday, ISO 8601).
Day slice_start(Day day, Slice slice);

/// Settings of the detail pass.
struct DetailOptions {
  ContextOptions contexts;     ///< as they were for counting
  std::uint32_t evidence = 3;  ///< sentences kept for each pair; 0: none
  Slice slices = Slice::none;
  std::span<const std::uint32_t>
      copies;  ///< of each article by its id, left out of the log; or empty
  /// Contexts that counting left out (LargeContexts::skip): larger than this; 0: none.
  std::uint32_t skip_larger_than = 0;
  /// Asked between articles: true ends the walk with an error of kind `stopped`.
  std::function<bool()> stop = {};
};

/// A sentence in which both ends of a pair are named.
struct EvidenceRef {
  std::uint64_t source_key;  ///< of LoggedArticle
  std::uint32_t number;
  Day day;
  TextRef source;                ///< the source's name
  TextRef sentence;              ///< the sentence itself
  std::uint32_t start_a, end_a;  ///< bytes in the sentence where the first end is named
  std::uint32_t start_b, end_b;
};

/// Contexts of a pair, or occurrences of an entity, in one time slice.
struct SliceCount {
  Day start;  ///< first day of the slice; `no_day`: articles without a date
  std::uint64_t count;
};

/// What is known of one pair.
struct PairDetail {
  std::uint32_t documents = 0;  ///< distinct articles with a context that holds both
  std::uint64_t copies = 0;     ///< of these articles
  std::uint32_t sentences =
      0;  ///< distinct sentences of text that name both, whatever the contexts
  Day first = no_day, last = no_day;
  std::vector<EvidenceRef>
      evidence;                    ///< by day (dateless last), source, article, place in the text
  std::vector<SliceCount> slices;  ///< by start
};

/// Details of the pairs that were kept, in one walk over the log. `pairs` are ordered within
/// (first < second) and may come in any order, each once; details come back in the same order.
/// Memory: about 100 bytes a pair, 64 a kept sentence, 16 a pair and slice.
Result<std::vector<PairDetail>> collect_details(
    const MentionLog& log, std::span<const EntityId> of_name, std::uint32_t entities,
    std::span<const std::pair<EntityId, EntityId>> pairs, const DetailOptions& options);

}  // namespace comention
