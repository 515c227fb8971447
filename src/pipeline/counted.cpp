#include "pipeline/counted.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/utf8.hpp"

namespace comention {
namespace {

/// For each entity whether it takes part.
std::vector<bool> participants(const Entities& entities, const BuildOptions& options) {
  std::vector<std::string> stopped;
  for (const auto& name : options.stoplist) stopped.push_back(fold_key(squeeze_spaces(name)));
  std::sort(stopped.begin(), stopped.end());
  std::vector<bool> take_part(entities.size());
  for (std::uint32_t id = 0; id < entities.size(); ++id) {
    const EntityType type = entities.type(EntityId{id});
    take_part[id] =
        std::find(options.types.begin(), options.types.end(), type) != options.types.end() &&
        !std::binary_search(stopped.begin(), stopped.end(), fold_key(entities.label(EntityId{id})));
  }
  return take_part;
}

std::vector<std::uint8_t> groups_between(const Entities& entities, EntityType a, EntityType b) {
  std::vector<std::uint8_t> groups(entities.size());
  for (std::uint32_t id = 0; id < entities.size(); ++id) {
    const EntityType type = entities.type(EntityId{id});
    groups[id] = static_cast<std::uint8_t>((type == a ? 1 : 0) | (type == b ? 2 : 0));
  }
  return groups;
}

std::uint64_t minimum_count(const BuildOptions& options, const CorpusTotals& totals,
                            Observer& observer) {
  if (options.min_cooccurrences) return *options.min_cooccurrences;
  // Below about 30 documents hardly any pair comes twice, and rankings mean little.
  if (totals.documents >= 30) return 2;
  observer.notice(
      fmt::format("only {} documents: pairs that co-occur once are kept (--min-cooccurrences 1); "
                  "rank by weight, the statistical measures mean little",
                  totals.documents));
  return 1;
}

void describe_large_contexts(const Counted& counted, BuildReport& report, Observer& observer) {
  const Incidence& index = *counted.index;
  report.large_contexts = index.totals().large;
  report.large_skipped = index.totals().large_skipped;
  const auto large = index.large_contexts();
  auto replay = counted.corpus.log.replay();
  LoggedArticle article;
  std::vector<std::string> named(large.size());
  while (!large.empty()) {
    const auto more = replay.next(article);
    if (!more || !*more) break;
    for (std::size_t i = 0; i < large.size(); ++i) {
      if (large[i].article != article.id) continue;
      const auto source = counted.corpus.log.text(article.source);
      if (source) named[i] = fmt::format("{}: {} entities", *source, large[i].entities);
    }
  }
  report.largest_contexts = std::move(named);
  if (report.large_contexts > 0) {
    observer.notice(fmt::format("{} contexts hold more than {} entities; the largest, {}",
                                report.large_contexts, index.options().large_from,
                                report.largest_contexts.front()));
  }
  if (const auto cut = index.totals().cut_short; cut > 0) {
    observer.notice(
        fmt::format("{} tag lists and contexts were cut to their first {} tags or {} "
                    "entities",
                    cut, max_tags_of_article, max_entities_of_context));
  }
}

class PairKeeper final : public RowSink {
 public:
  PairKeeper(const Incidence& index, std::vector<KeptPair>& pairs) : index_(index), pairs_(pairs) {}

  Result<bool> take(const RowBatch& batch, std::string) override {
    for (const PairRow& row : batch.rows) {
      const EntityId a = index_.entity_of(row.rank);
      for (const PairCell& cell : row.columns) {
        const EntityId b = index_.entity_of(cell.rank);
        pairs_.push_back({std::min(a, b), std::max(a, b), row.rank, cell});
      }
    }
    return true;
  }

 private:
  const Incidence& index_;
  std::vector<KeptPair>& pairs_;
};

}  // namespace

Result<Counted> count_corpus(std::span<const std::string> inputs, const BuildOptions& options,
                             BuildReport& report, Observer& observer) {
  auto corpus = read_corpus(inputs, options.corpus, observer);
  if (!corpus) return tl::unexpected(corpus.error());
  Counted counted{std::move(*corpus), {}, options.contexts, nullptr, {}};
  const Entities& entities = counted.corpus.entities;
  report.corpus = counted.corpus.report;
  const auto take_part = participants(entities, options);
  counted.of_name.assign(entities.of_names().begin(), entities.of_names().end());
  for (EntityId& id : counted.of_name) {
    if (id != no_entity && !take_part[static_cast<std::size_t>(id)]) id = no_entity;
  }
  if (options.between) {
    counted.filter.groups =
        groups_between(entities, options.between->first, options.between->second);
  }
  counted.filter.min_occurrences = options.min_occurrences;
  if (auto indexed = index_corpus(counted, options, report, observer); !indexed) {
    return tl::unexpected(indexed.error());
  }
  return counted;
}

Result<Incidence> index_as(const Counted& counted, const ContextOptions& contexts,
                           Counting counting, const BuildOptions& options) {
  CountOptions count;
  count.counting = counting;
  count.large = options.large;
  count.large_from = options.large_from;
  count.place = {options.corpus.temporary_folder, options.corpus.memory / 2};
  count.threads = options.corpus.threads;
  return index_contexts(counted.corpus.log, counted.of_name,
                        static_cast<std::uint32_t>(counted.corpus.entities.size()), contexts,
                        count);
}

Result<void> index_corpus(Counted& counted, const BuildOptions& options, BuildReport& report,
                          Observer& observer) {
  observer.progress({"counting", 0, 0, "contexts", report.corpus.pages});
  auto index = index_as(counted, counted.contexts, options.counting, options);
  if (!index) return tl::unexpected(index.error());
  counted.index = std::make_unique<Incidence>(std::move(*index));
  report.contexts = counted.index->totals().contexts;
  counted.filter.min_count = minimum_count(options, counted.index->totals(), observer);
  report.min_cooccurrences = counted.filter.min_count;
  describe_large_contexts(counted, report, observer);
  return {};
}

Result<std::vector<KeptPair>> keep_pairs(const Counted& counted, BuildReport& report) {
  std::vector<KeptPair> pairs;
  PairKeeper keeper(*counted.index, pairs);
  const auto rows = count_rows(*counted.index, counted.filter, keeper);
  if (!rows) return tl::unexpected(rows.error());
  report.pairs = rows->pairs;
  report.below_threshold = rows->pairs - rows->kept;
  std::sort(pairs.begin(), pairs.end(), [](const KeptPair& x, const KeptPair& y) {
    return std::pair(x.a, x.b) < std::pair(y.a, y.b);
  });
  return pairs;
}

}  // namespace comention
