#include <algorithm>
#include <array>

#include "pipeline/counted.hpp"

namespace comention {
namespace {

/// A way to count, by the name under which an edge says that it survives it.
struct Way {
  std::string_view name;
  ContextKind context;
  Counting counting;
};

constexpr std::array<Way, 4> ways = {
    {{"full by sentence", ContextKind::sentence, Counting::full},
     {"fractional by sentence", ContextKind::sentence, Counting::fractional},
     {"full by document", ContextKind::document, Counting::full},
     {"fractional by document", ContextKind::document, Counting::fractional}}};

using Ends = std::pair<EntityId, EntityId>;

/// Keeps the heaviest pairs; of equally heavy ones those that come first by their ends.
class HeaviestPairs final : public RowSink {
 public:
  HeaviestPairs(const Incidence& index, std::size_t most) : index_(index), most_(most) {}

  Result<bool> take(const RowBatch& batch, std::string) override {
    for (const PairRow& row : batch.rows) {
      const EntityId a = index_.entity_of(row.rank);
      for (const PairCell& cell : row.columns) {
        const EntityId b = index_.entity_of(cell.rank);
        heap_.push_back({-cell.weight, {std::min(a, b), std::max(a, b)}});
        std::push_heap(heap_.begin(), heap_.end());
        if (heap_.size() <= most_) continue;
        std::pop_heap(heap_.begin(), heap_.end());
        heap_.pop_back();
      }
    }
    return true;
  }

  /// The kept pairs, sorted by their ends.
  std::vector<Ends> sorted() const {
    std::vector<Ends> pairs;
    for (const auto& [weight, ends] : heap_) pairs.push_back(ends);
    std::sort(pairs.begin(), pairs.end());
    return pairs;
  }

 private:
  const Incidence& index_;
  std::size_t most_;
  std::vector<std::pair<double, Ends>> heap_;  ///< the lightest on top
};

}  // namespace

Result<void> add_robustness(Graph& graph, const Counted& counted, std::span<const KeptPair> pairs,
                            const BuildOptions& options) {
  std::vector<std::vector<std::string>> survives(pairs.size());
  for (const Way& way : ways) {
    ContextOptions contexts = counted.contexts;
    contexts.kind = way.context;
    const auto index = index_as(counted, contexts, way.counting, options);
    if (!index) return tl::unexpected(index.error());
    HeaviestPairs heaviest(*index, pairs.size());
    const auto rows = count_rows(*index, counted.filter, heaviest);
    if (!rows) return tl::unexpected(rows.error());
    const auto kept = heaviest.sorted();
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (std::binary_search(kept.begin(), kept.end(), Ends(pairs[i].a, pairs[i].b))) {
        survives[i].emplace_back(way.name);
      }
    }
  }
  std::vector<double> share;
  share.reserve(survives.size());
  for (const auto& names : survives) {
    share.push_back(static_cast<double>(names.size()) / static_cast<double>(ways.size()));
  }
  graph.edges.add("robustness", ColumnType::real).reals = std::move(share);
  graph.edges.add("survives", ColumnType::text_list).lists = std::move(survives);
  return {};
}

}  // namespace comention
