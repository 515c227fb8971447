#include "count/incidence.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <mutex>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include "base/parallel.hpp"
#include "count/incidence_state.hpp"

namespace comention {
namespace {

constexpr std::size_t named_large_contexts = 20;
/// What 32-bit word offsets reach, with room for chunks that are not full.
constexpr std::uint64_t most_in_memory = std::uint64_t{8} << 30;

bool needs_classes(const CountOptions& options, Occurrences occurrences, Decay decay) {
  return options.counting == Counting::fractional || options.large == LargeContexts::downweight ||
         occurrences == Occurrences::multiple || decay != Decay::none || options.documents;
}

/// lcm(1..n) where it grows, most first.
constexpr std::array<std::uint64_t, 18> least_multiples = {144403552893600,
                                                           72201776446800,
                                                           2329089562800,
                                                           80313433200,
                                                           26771144400,
                                                           5354228880,
                                                           232792560,
                                                           12252240,
                                                           720720,
                                                           360360,
                                                           27720,
                                                           2520,
                                                           840,
                                                           420,
                                                           60,
                                                           12,
                                                           6,
                                                           2};

bool larger(const LargeContext& a, const LargeContext& b) {
  if (a.entities != b.entities) return a.entities > b.entities;
  return a.article < b.article;
}

/// Translates an item of a record into its rank and puts the items in order.
template <unsigned Stride>
void sort_items(std::uint32_t* items, std::uint32_t n,
                std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs) {
  if constexpr (Stride == 1) {
    if (n > 32) {
      std::sort(items, items + n);
      return;
    }
    for (std::uint32_t i = 1; i < n; ++i) {
      const std::uint32_t item = items[i];
      std::uint32_t at = i;
      for (; at > 0 && items[at - 1] > item; --at) items[at] = items[at - 1];
      items[at] = item;
    }
  } else {
    pairs.clear();
    for (std::uint32_t i = 0; i < n; ++i) pairs.emplace_back(items[2 * i], items[2 * i + 1]);
    std::sort(pairs.begin(), pairs.end());
    for (std::uint32_t i = 0; i < n; ++i) {
      items[2 * i] = pairs[i].first;
      items[2 * i + 1] = pairs[i].second;
    }
  }
}

template <unsigned Stride>
void rewrite_records(std::span<std::uint32_t> words, std::uint32_t header,
                     std::span<const std::uint32_t> rank) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::uint32_t* at = words.data(); at != words.data() + words.size();) {
    const std::uint32_t n = *at;
    std::uint32_t* items = at + header;
    for (std::uint32_t i = 0; i < n; ++i) items[i * Stride] = rank[items[i * Stride]];
    sort_items<Stride>(items, n, pairs);
    at = items + std::size_t{n} * Stride;
  }
}

}  // namespace

Incidence::State::State(const CountOptions& with, Occurrences by, Decay falling)
    : options(with),
      occurrences(by),
      decay(falling),
      header(with.documents                     ? 4
             : needs_classes(with, by, falling) ? 2
                                                : 1),
      stride(by == Occurrences::multiple ? 2 : 1),
      // The other half is for the inverted lists, which hold as many words.
      store({with.place.folder, std::min(with.place.memory / 2, most_in_memory)}) {}

Ratio Incidence::State::weight_of(const ContextClass& c) const {
  Ratio ratio{1, 1};
  if (c.size < 2) return ratio;
  const bool less = c.large && options.large == LargeContexts::downweight;
  const std::uint64_t limit = std::max<std::uint64_t>(options.large_from, 2);
  if (options.counting == Counting::fractional) {
    ratio.under = c.size - 1;
    if (less) ratio = {limit, ratio.under * c.entities};
  } else if (less) {
    ratio = {limit * (limit - 1), c.entities * (c.entities - 1)};
  }
  if (decay == Decay::inverse) ratio.under *= c.distance;
  return ratio;
}

void Incidence::State::rank_entities() {
  std::vector<std::uint64_t> keys(tallies.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto n = std::min<std::uint64_t>(tallies[i].contexts, UINT32_MAX);
    keys[i] = (UINT32_MAX - n) << 32 | i;
  }
  std::sort(keys.begin(), keys.end());
  entity_of.resize(keys.size());
  rank_of.resize(keys.size());
  for (std::size_t rank = 0; rank < keys.size(); ++rank) {
    const auto entity = static_cast<std::uint32_t>(keys[rank]);
    entity_of[rank] = entity;
    rank_of[entity] = static_cast<std::uint32_t>(rank);
  }
}

void Incidence::State::choose_unit() {
  // In a fixed order: floating sums, and classes are numbered as they were met.
  std::vector<std::size_t> order(classes.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto &x = classes[a], &y = classes[b];
    return std::tie(x.size, x.distance, x.entities) < std::tie(y.size, y.distance, y.entities);
  });
  double most = 0;  // no pair can weigh more
  for (const std::size_t i : order) {
    const auto& c = classes[i];
    const Ratio w = weight_of(c);
    const double slots = static_cast<double>(c.size) * static_cast<double>(c.size - 1);
    const double weight = static_cast<double>(c.contexts) * static_cast<double>(w.over) /
                          static_cast<double>(w.under);
    totals.weight_slots += slots * weight;
    most += stride == 1 ? weight : slots / 2 * weight;
  }
  const double limit = 0x1p62 / (most + 1);
  unit = 1;
  for (const auto multiple : least_multiples) {
    if (static_cast<double>(multiple) > limit) continue;
    unit = multiple;
    break;
  }
  while (unit < (std::uint64_t{1} << 46) && static_cast<double>(unit) * 2 <= limit) unit *= 2;
  class_weight.reserve(classes.size());
  for (const auto& c : classes) {
    const Ratio w = weight_of(c);
    const auto scaled = static_cast<unsigned __int128>(unit) * w.over + w.under / 2;
    class_weight.push_back(static_cast<std::uint64_t>(scaled / w.under));
  }
}

Result<void> Incidence::State::rewrite(std::span<const std::vector<std::uint32_t>> numbering) {
  std::vector<std::vector<std::uint32_t>> ranks(numbering.size());
  for (std::size_t w = 0; w < ranks.size(); ++w) {
    ranks[w].resize(numbering[w].size());
    for (std::size_t n = 0; n < ranks[w].size(); ++n) ranks[w][n] = rank_of[numbering[w][n]];
  }
  std::mutex mutex;
  std::optional<Error> error;
  for_each_index(options.threads, store.size(), [&](std::size_t i) {
    std::vector<std::uint32_t> buffer;
    auto words = store.load(i, buffer);
    Result<void> done;
    if (words) {
      const auto& rank = ranks.empty() ? rank_of : ranks[store.chunk(i).writer];
      if (stride == 1) {
        rewrite_records<1>(*words, header, rank);
      } else {
        rewrite_records<2>(*words, header, rank);
      }
      done = store.save(i, *words);
    } else {
      done = tl::unexpected(words.error());
    }
    const std::lock_guard lock(mutex);
    if (!done && !error) error = done.error();
  });
  if (error) return tl::unexpected(*error);
  return {};
}

Result<void> Incidence::State::finish(std::span<const std::vector<std::uint32_t>> numbering) {
  rank_entities();
  choose_unit();
  std::sort(large.begin(), large.end(), larger);
  return rewrite(numbering);
}

Incidence::Incidence(std::unique_ptr<State> state) : state_(std::move(state)) {}
Incidence::Incidence(Incidence&&) noexcept = default;
Incidence& Incidence::operator=(Incidence&&) noexcept = default;
Incidence::~Incidence() = default;

const CorpusTotals& Incidence::totals() const { return state_->totals; }
const CountOptions& Incidence::options() const { return state_->options; }
std::uint32_t Incidence::entities() const {
  return static_cast<std::uint32_t>(state_->tallies.size());
}
EntityId Incidence::entity_of(std::uint32_t rank) const {
  return EntityId{state_->entity_of[rank]};
}
std::uint32_t Incidence::rank_of(EntityId entity) const {
  return state_->rank_of[static_cast<std::uint32_t>(entity)];
}
const EntityTally& Incidence::tally(EntityId entity) const {
  return state_->tallies[static_cast<std::uint32_t>(entity)];
}
std::span<const LargeContext> Incidence::large_contexts() const { return state_->large; }

struct IncidenceBuilder::Parts {
  Parts(std::uint32_t entities, const CountOptions& options, Occurrences occurrences, Decay decay)
      : state(std::make_unique<Incidence::State>(options, occurrences, decay)),
        writer(state->store, 0),
        last_article(entities, 0) {
    state->tallies.resize(entities);
  }

  std::uint32_t class_of(const ContextClass& c);
  void tally(const Context& context);
  void note_large(std::uint32_t entities);

  std::unique_ptr<Incidence::State> state;
  ChunkWriter writer;
  std::vector<std::uint32_t> last_article;  ///< of each entity, plus 1
  std::map<std::tuple<std::uint64_t, std::uint32_t, std::uint64_t>, std::uint32_t> class_ids;
  std::uint32_t article = 0;
  Day day = no_day;
  bool article_counted = true;
};

std::uint32_t IncidenceBuilder::Parts::class_of(const ContextClass& c) {
  const auto [at, fresh] = class_ids.try_emplace({c.size, c.distance, c.entities},
                                                 static_cast<std::uint32_t>(class_ids.size()));
  if (fresh) state->classes.push_back(c);
  return at->second;
}

void IncidenceBuilder::Parts::tally(const Context& context) {
  for (const ContextItem& item : context.items) {
    const auto entity = static_cast<std::uint32_t>(item.entity);
    EntityTally& tally = state->tallies[entity];
    ++tally.contexts;
    tally.mentions += item.mentions;
    if (last_article[entity] == article + 1) continue;
    last_article[entity] = article + 1;
    ++tally.documents;
    if (day == no_day) continue;
    tally.first = tally.first == no_day ? day : std::min(tally.first, day);
    tally.last = std::max(tally.last, day);  // no_day is the smallest
  }
}

void IncidenceBuilder::Parts::note_large(std::uint32_t entities) {
  auto& large = state->large;
  ++state->totals.large;
  large.push_back({entities, ArticleId{article}});
  if (large.size() <= 2 * named_large_contexts) return;
  std::sort(large.begin(), large.end(), larger);
  large.resize(named_large_contexts);
}

IncidenceBuilder::IncidenceBuilder(std::uint32_t entities, const CountOptions& options,
                                   Occurrences occurrences, Decay decay)
    : parts_(std::make_unique<Parts>(entities, options, occurrences, decay)) {}
IncidenceBuilder::IncidenceBuilder(IncidenceBuilder&&) noexcept = default;
IncidenceBuilder::~IncidenceBuilder() = default;

void IncidenceBuilder::article(ArticleId article, Day day) {
  parts_->article = static_cast<std::uint32_t>(article);
  parts_->day = day;
  parts_->article_counted = false;
}

Result<void> IncidenceBuilder::context(const Context& context) {
  Parts& parts = *parts_;
  Incidence::State& state = *parts.state;
  CorpusTotals& totals = state.totals;
  const auto k = static_cast<std::uint32_t>(context.items.size());
  totals.largest = std::max(totals.largest, k);
  const bool large = state.options.large != LargeContexts::keep && k > state.options.large_from;
  if (k > state.options.large_from) parts.note_large(k);
  if (large && state.options.large == LargeContexts::skip) {
    ++totals.large_skipped;
    return {};
  }
  if (!std::exchange(parts.article_counted, true)) ++totals.documents;
  ++totals.contexts;
  totals.incidences += k;
  std::uint64_t mentions = 0;
  for (const auto& item : context.items) mentions += item.mentions;
  const std::uint64_t size = state.occurrences == Occurrences::multiple ? mentions : k;
  totals.instances += size;
  parts.tally(context);
  if (k == 0 || size < 2) return {};

  // A lone entity that is named several times still takes part in what is dealt at random.
  const std::uint32_t distance = state.decay == Decay::none ? 1 : context.distance;
  const auto id = parts.class_of({size, distance, large, large ? k : 0u});
  ++state.classes[id].contexts;
  if (k < 2) return {};
  totals.pair_slots += static_cast<double>(k) * (k - 1.0);
  auto room = parts.writer.reserve(state.header + k * state.stride);
  if (!room) return tl::unexpected(room.error());
  std::uint32_t* at = *room;
  *at++ = k;
  if (state.header > 1) *at++ = id;
  if (state.header > 2) {
    *at++ = parts.article;
    *at++ = static_cast<std::uint32_t>(parts.day);
  }
  for (const auto& item : context.items) {
    *at++ = static_cast<std::uint32_t>(item.entity);
    if (state.stride == 2) *at++ = item.mentions;
  }
  parts.writer.commit(static_cast<std::uint32_t>(at - *room));
  return {};
}

Result<Incidence> IncidenceBuilder::finish(std::uint64_t cut_short) {
  auto state = std::move(parts_->state);
  state->totals.cut_short = cut_short;
  if (auto done = parts_->writer.close(); !done) return tl::unexpected(done.error());
  parts_.reset();
  if (state->large.size() > named_large_contexts) {
    std::sort(state->large.begin(), state->large.end(), larger);
    state->large.resize(named_large_contexts);
  }
  if (auto done = state->finish({}); !done) return tl::unexpected(done.error());
  return Incidence(std::move(state));
}

Result<Incidence> index_contexts(const MentionLog& log, std::span<const EntityId> of_name,
                                 std::uint32_t entities, const ContextOptions& contexts,
                                 const CountOptions& options) {
  IncidenceBuilder builder(entities, options, contexts.occurrences, contexts.decay);
  ContextCutter cutter(of_name, contexts);
  LoggedArticle article;
  auto replay = log.replay();
  for (;;) {
    const auto more = replay.next(article);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return builder.finish(cutter.cut_short());
    if (options.stop && options.stop()) return fail(ErrorKind::stopped, "stopped");
    builder.article(article.id, article.day);
    for (const Context& context : cutter.cut(article)) {
      if (auto done = builder.context(context); !done) return tl::unexpected(done.error());
    }
  }
}

}  // namespace comention
