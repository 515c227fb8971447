// Counting against a brute-force recount of random small corpora.
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>

#include "count/expectation.hpp"
#include "count/incidence_state.hpp"
#include "count/rows.hpp"
#include "dice.hpp"

using namespace comention;

namespace {

struct Corpus {
  struct Item {
    std::vector<Sentence> sentences;
    std::vector<LoggedMention> mentions;
    Day day = no_day;
    bool skip = false;
  };
  std::vector<Item> articles;
  std::vector<EntityId> of_name;
  std::uint32_t entities = 0;
};

Corpus random_corpus(std::uint64_t seed, std::uint32_t entities, std::uint32_t articles) {
  Dice dice(seed);
  Corpus corpus;
  corpus.entities = entities;
  for (std::uint32_t name = 0; name < entities * 2; ++name) {
    corpus.of_name.push_back(dice.below(12) == 0 ? no_entity : EntityId{dice.below(entities)});
  }
  // Low names come more often.
  const auto name = [&] { return NameId{dice.below(dice.below(entities * 2) + 1)}; };
  for (std::uint32_t a = 0; a < articles; ++a) {
    Corpus::Item item;
    if (dice.below(4) != 0) item.day = static_cast<Day>(16000 + dice.below(90));
    item.skip = dice.below(10) == 0;
    std::uint32_t token = 0, byte = 0;
    const std::uint32_t sentences = dice.below(7);
    std::uint32_t paragraph = 0;
    for (std::uint32_t s = 0; s < sentences; ++s) {
      if (s > 0 && dice.below(3) == 0) ++paragraph;
      const std::uint32_t start = byte;
      const std::uint32_t most = dice.below(15) == 0 ? 30 : 5;
      for (std::uint32_t m = dice.below(most); m > 0; --m) {
        token += 1 + dice.below(6);
        byte += 10;
        item.mentions.push_back({name(), Origin::text, paragraph, s, token, byte, byte + 5});
      }
      token += 3;
      byte += 20;
      item.sentences.push_back({start, byte, paragraph});
    }
    for (std::uint32_t t = dice.below(3) == 0 ? dice.below(9) : 0; t > 0; --t) {
      item.mentions.push_back({name(), Origin::tag});
    }
    corpus.articles.push_back(std::move(item));
  }
  return corpus;
}

MentionLog log_of(const Corpus& corpus, const SpillPlace& place) {
  MentionLog log(place);
  for (const auto& item : corpus.articles) {
    const std::string text(item.sentences.empty() ? 0 : item.sentences.back().end, 'x');
    const auto id = log.add({"page", 1, item.day, text, item.sentences, item.mentions});
    REQUIRE(id);
    if (item.skip) log.skip(*id);
  }
  return log;
}

using Pair = std::pair<std::uint32_t, std::uint32_t>;

struct NaiveContext {
  std::map<std::uint32_t, std::uint32_t> mentions;  ///< by entity
  std::uint32_t distance = 1;
};

struct NaivePair {
  std::uint64_t count = 0;
  double weight = 0;
  std::set<std::uint32_t> documents;
  Day first = no_day, last = no_day;
};

struct Naive {
  std::map<Pair, NaivePair> pairs;
  std::map<std::uint32_t, std::uint64_t> contexts, mentions;
  std::uint64_t all = 0, incidences = 0;
  double pair_slots = 0, weight_slots = 0;
};

/// The definition of ContextOptions, word by word.
std::vector<NaiveContext> naive_contexts(const Corpus& corpus, const Corpus::Item& item,
                                         const ContextOptions& options) {
  std::vector<std::pair<std::uint32_t, const LoggedMention*>> text;
  NaiveContext tags;
  bool has_tags = false;
  for (const auto& m : item.mentions) {
    const EntityId entity = corpus.of_name[static_cast<std::size_t>(m.name)];
    has_tags |= m.origin == Origin::tag;
    if (entity == no_entity) continue;
    if (m.origin == Origin::tag) {
      ++tags.mentions[static_cast<std::uint32_t>(entity)];
    } else {
      text.emplace_back(static_cast<std::uint32_t>(entity), &m);
    }
  }
  std::vector<NaiveContext> out;
  const bool joined =
      options.kind == ContextKind::document && options.tags == TagLists::with_document;
  const auto units = [&](auto place, std::uint32_t count) {
    std::vector<NaiveContext> contexts(count);
    for (const auto& [entity, m] : text) ++contexts[place(*m)].mentions[entity];
    out.insert(out.end(), contexts.begin(), contexts.end());
  };
  switch (options.kind) {
    case ContextKind::document:
      if (!item.sentences.empty() || (joined && has_tags)) {
        units([](const LoggedMention&) { return 0u; }, 1);
      }
      if (joined) {
        for (const auto& [entity, n] : tags.mentions) out[0].mentions[entity] += n;
      }
      break;
    case ContextKind::paragraph:
      units([](const LoggedMention& m) { return m.paragraph; },
            item.sentences.empty() ? 0 : item.sentences.back().paragraph + 1);
      break;
    case ContextKind::sentence:
      units([](const LoggedMention& m) { return m.sentence; },
            static_cast<std::uint32_t>(item.sentences.size()));
      break;
    default: {
      const bool tokens = options.kind == ContextKind::window_tokens;
      std::set<std::size_t> paired;
      for (std::size_t i = 0; i < text.size(); ++i) {
        for (std::size_t j = i + 1; j < text.size(); ++j) {
          const auto& [a, first] = text[i];
          const auto& [b, second] = text[j];
          if (a == b) continue;
          const std::uint32_t apart =
              tokens ? second->token - first->token : second->sentence - first->sentence;
          if (apart > (tokens ? options.window : options.window - 1)) continue;
          bool nearest = true;
          for (std::size_t k = i + 1; k < j; ++k) {
            nearest &= text[k].first != a && text[k].first != b;
          }
          if (options.occurrences == Occurrences::binary && !nearest) continue;
          out.push_back({{{a, 1}, {b, 1}}, tokens ? std::max(apart, 1u) : apart + 1});
          paired.insert(i);
          paired.insert(j);
        }
      }
      for (std::size_t i = 0; i < text.size(); ++i) {
        if (!paired.contains(i)) out.push_back({{{text[i].first, 1}}, 1});
      }
    }
  }
  if (has_tags && !joined && options.tags != TagLists::ignore) out.push_back(tags);
  return out;
}

double naive_weight(double size, double k, std::uint32_t distance, const CountOptions& options,
                    Decay decay) {
  if (size < 2) return 0;
  double weight = options.counting == Counting::fractional ? 1 / (size - 1) : 1;
  const double limit = options.large_from;
  if (options.large == LargeContexts::downweight && k > limit) {
    weight *=
        options.counting == Counting::fractional ? limit / k : limit * (limit - 1) / (k * (k - 1));
  }
  return decay == Decay::inverse ? weight / distance : weight;
}

Naive recount(const Corpus& corpus, const ContextOptions& contexts, const CountOptions& options) {
  Naive naive;
  std::uint32_t article = 0;
  for (const auto& item : corpus.articles) {
    ++article;
    if (item.skip) continue;
    for (const auto& context : naive_contexts(corpus, item, contexts)) {
      const auto k = static_cast<double>(context.mentions.size());
      if (options.large == LargeContexts::skip && k > options.large_from) continue;
      double size = k;
      if (contexts.occurrences == Occurrences::multiple) {
        size = 0;
        for (const auto& [entity, n] : context.mentions) size += n;
      }
      const double weight = naive_weight(size, k, context.distance, options, contexts.decay);
      ++naive.all;
      naive.incidences += context.mentions.size();
      naive.pair_slots += k * (k - 1);
      naive.weight_slots += weight * size * (size - 1);
      for (const auto& [a, n] : context.mentions) {
        ++naive.contexts[a];
        naive.mentions[a] += n;
        for (const auto& [b, n_b] : context.mentions) {
          if (a >= b) continue;
          NaivePair& pair = naive.pairs[{a, b}];
          ++pair.count;
          pair.weight += contexts.occurrences == Occurrences::multiple ? weight * n * n_b : weight;
          pair.documents.insert(article);
          if (item.day == no_day) continue;
          pair.first = pair.first == no_day ? item.day : std::min(pair.first, item.day);
          pair.last = std::max(pair.last, item.day);
        }
      }
    }
  }
  return naive;
}

/// Keeps every cell as it comes.
struct Kept final : RowSink {
  struct Cell {
    std::uint32_t row;
    PairCell cell;
  };
  std::string render(const RowBatch& batch) const override {
    return std::to_string(batch.rows.size());
  }
  Result<bool> take(const RowBatch& batch, std::string rendered) override {
    CHECK(rendered == std::to_string(batch.rows.size()));
    for (const PairRow& row : batch.rows) {
      CHECK(!row.columns.empty());
      for (const PairCell& cell : row.columns) cells.push_back({row.rank, cell});
    }
    return true;
  }
  std::vector<Cell> cells;
};

bool same(const std::vector<Kept::Cell>& a, const std::vector<Kept::Cell>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.row == y.row && x.cell.rank == y.cell.rank && x.cell.count == y.cell.count &&
           x.cell.weight == y.cell.weight && x.cell.documents == y.cell.documents &&
           x.cell.first == y.cell.first && x.cell.last == y.cell.last;
  });
}

void check_margins(const Incidence& index, const Naive& naive) {
  const CorpusTotals& totals = index.totals();
  CHECK(totals.contexts == naive.all);
  CHECK(totals.incidences == naive.incidences);
  CHECK(totals.pair_slots == Approx(naive.pair_slots));
  CHECK(totals.weight_slots == Approx(naive.weight_slots));
  for (std::uint32_t e = 0; e < index.entities(); ++e) {
    const auto at = naive.contexts.find(e);
    REQUIRE(index.tally(EntityId{e}).contexts == (at == naive.contexts.end() ? 0 : at->second));
    if (at != naive.contexts.end()) {
      REQUIRE(index.tally(EntityId{e}).mentions == naive.mentions.at(e));
    }
    REQUIRE(index.entity_of(index.rank_of(EntityId{e})) == EntityId{e});
    if (e > 0) {
      REQUIRE(index.tally(index.entity_of(e - 1)).contexts >=
              index.tally(index.entity_of(e)).contexts);
    }
  }
}

void check_cells(const Incidence& index, const std::vector<Kept::Cell>& cells, const Naive& naive) {
  REQUIRE(cells.size() == naive.pairs.size());
  Pair last{0, 0};
  for (const auto& [row, cell] : cells) {
    REQUIRE(cell.rank < row);
    REQUIRE(last < Pair{row, cell.rank});
    last = {row, cell.rank};
    const auto a = static_cast<std::uint32_t>(index.entity_of(row));
    const auto b = static_cast<std::uint32_t>(index.entity_of(cell.rank));
    const NaivePair& pair = naive.pairs.at({std::min(a, b), std::max(a, b)});
    REQUIRE(cell.count == pair.count);
    REQUIRE(cell.weight == Approx(pair.weight).epsilon(1e-9));
    if (!index.options().documents) continue;
    REQUIRE(cell.documents == pair.documents.size());
    REQUIRE(cell.first == pair.first);
    REQUIRE(cell.last == pair.last);
  }
}

std::vector<Kept::Cell> cells_of(const Corpus& corpus, const ContextOptions& contexts,
                                 const CountOptions& options, const Naive& naive,
                                 std::uint64_t* ranges = nullptr) {
  const MentionLog log = log_of(corpus, options.place);
  auto index = index_contexts(log, corpus.of_name, corpus.entities, contexts, options);
  REQUIRE(index);
  check_margins(*index, naive);
  Kept kept;
  const auto report = count_rows(*index, {}, kept);
  REQUIRE(report);
  CHECK(report->pairs == naive.pairs.size());
  CHECK(report->kept == kept.cells.size());
  if (ranges != nullptr) *ranges = report->ranges;
  check_cells(*index, kept.cells, naive);
  return kept.cells;
}

const SpillPlace roomy{"/tmp", std::uint64_t{256} << 20};
const SpillPlace tiny{"/tmp", 1000};

}  // namespace

TEST_CASE("every kind of context and of counting agrees with a recount by brute force") {
  const Corpus corpus = random_corpus(1, 30, 60);
  for (const auto kind : {ContextKind::document, ContextKind::paragraph, ContextKind::sentence,
                          ContextKind::window_tokens, ContextKind::window_sentences}) {
    for (const auto tags : {TagLists::own, TagLists::with_document, TagLists::ignore}) {
      for (const auto occurrences : {Occurrences::binary, Occurrences::multiple}) {
        for (const auto decay : {Decay::none, Decay::inverse}) {
          for (const auto counting : {Counting::full, Counting::fractional}) {
            for (const auto large :
                 {LargeContexts::keep, LargeContexts::downweight, LargeContexts::skip}) {
              const bool tokens = kind == ContextKind::window_tokens;
              const ContextOptions contexts{kind, tokens ? 9u : 2u, tags, occurrences, decay};
              CountOptions options;
              options.counting = counting;
              options.large = large;
              options.large_from = 6;
              options.place = roomy;
              const Naive naive = recount(corpus, contexts, options);
              REQUIRE(naive.pairs.size() > 10);
              cells_of(corpus, contexts, options, naive);
            }
          }
        }
      }
    }
  }
}

TEST_CASE("threads and memory budgets do not change a bit of any row") {
  for (const std::uint64_t seed : {2u, 3u}) {
    const Corpus corpus = random_corpus(seed, 150, 400);
    for (const auto occurrences : {Occurrences::binary, Occurrences::multiple}) {
      for (const bool documents : {true, false}) {
        const ContextOptions contexts{ContextKind::paragraph, 1, TagLists::own, occurrences,
                                      Decay::none};
        CountOptions options;
        options.documents = documents;
        options.place = roomy;
        options.large_from = 10;
        const Naive naive = recount(corpus, contexts, options);
        std::uint64_t ranges = 0;
        const auto reference = cells_of(corpus, contexts, options, naive, &ranges);
        CHECK(ranges == 1);
        for (unsigned threads = 1; threads <= 4; ++threads) {
          for (const std::uint64_t memory :
               {std::uint64_t{1000}, std::uint64_t{20000}, roomy.memory}) {
            options.threads = threads;
            options.place = {"/tmp", memory};
            const auto cells = cells_of(corpus, contexts, options, naive, &ranges);
            CHECK(same(cells, reference));
            if (memory == tiny.memory) CHECK(ranges > 3);
          }
        }
      }
    }
  }
}

TEST_CASE("plain counts take the lean way and agree with a recount") {
  const Corpus corpus = random_corpus(4, 80, 200);
  const ContextOptions contexts{ContextKind::document, 1, TagLists::own, Occurrences::binary,
                                Decay::none};
  CountOptions options;
  options.counting = Counting::full;
  options.large = LargeContexts::keep;
  options.documents = false;
  const Naive naive = recount(corpus, contexts, options);
  for (const auto& place : {roomy, tiny}) {
    options.place = place;
    const auto cells = cells_of(corpus, contexts, options, naive);
    for (const auto& [row, cell] : cells) {
      REQUIRE(cell.weight == static_cast<double>(cell.count));
      REQUIRE(cell.documents == 0);
    }
  }
}

TEST_CASE("the order of articles changes no row") {
  Corpus corpus = random_corpus(5, 60, 100);
  const ContextOptions contexts;
  CountOptions options;
  const auto rows = cells_of(corpus, contexts, options, recount(corpus, contexts, options));
  std::reverse(corpus.articles.begin(), corpus.articles.end());
  const auto again = cells_of(corpus, contexts, options, recount(corpus, contexts, options));
  CHECK(same(rows, again));
}

TEST_CASE("weights of usual contexts are the nearest double, whole ones whole") {
  // Three contexts: a b, a b c, a b c d.
  IncidenceBuilder builder(4, {});
  const std::vector<ContextItem> all{
      {EntityId{0}, 1}, {EntityId{1}, 1}, {EntityId{2}, 1}, {EntityId{3}, 1}};
  for (std::uint32_t k : {2u, 3u, 4u}) {
    builder.article(ArticleId{k}, no_day);
    REQUIRE(builder.context({std::span(all).first(k), 1}));
  }
  const auto index = builder.finish();
  REQUIRE(index);
  Kept kept;
  REQUIRE(count_rows(*index, {}, kept));
  CHECK(kept.cells[0].cell.weight == 11 / 6.0);
  CHECK(kept.cells.back().cell.weight == 1 / 3.0);
  CHECK(kept.cells.size() == 6);
}

TEST_CASE("rows can be filtered by counts, occurrences, measures, entities and groups") {
  const Corpus corpus = random_corpus(6, 40, 200);
  const ContextOptions contexts;
  const CountOptions options;
  const MentionLog log = log_of(corpus, options.place);
  const auto index = index_contexts(log, corpus.of_name, corpus.entities, contexts, options);
  REQUIRE(index);
  Kept all;
  REQUIRE(count_rows(*index, {}, all));

  const auto expect = [&](const RowFilter& filter, auto keep) {
    Kept kept;
    const auto report = count_rows(*index, filter, kept);
    REQUIRE(report);
    std::vector<Kept::Cell> wanted;
    std::copy_if(all.cells.begin(), all.cells.end(), std::back_inserter(wanted), keep);
    CHECK(!wanted.empty());
    CHECK(wanted.size() < all.cells.size());
    CHECK(same(kept.cells, wanted));
    CHECK(report->kept == wanted.size());
  };
  const auto entity = [&](std::uint32_t rank) {
    return static_cast<std::uint32_t>(index->entity_of(rank));
  };
  expect({.min_count = 3}, [](const auto& c) { return c.cell.count >= 3; });
  expect({.min_occurrences = 12},
         [&](const auto& c) { return index->tally(index->entity_of(c.row)).contexts >= 12; });
  const Measure* lift = find_measure("lift");
  REQUIRE(lift != nullptr);
  expect({.bounds = {{lift, 1.5}}},
         [&](const auto& c) { return lift->of(contingency(*index, c.row, c.cell)) >= 1.5; });
  std::vector<bool> odd(corpus.entities);
  std::vector<std::uint8_t> groups(corpus.entities);
  for (std::uint32_t e = 0; e < corpus.entities; ++e) {
    odd[e] = e % 2 == 1;
    groups[e] = static_cast<std::uint8_t>(e % 4);
  }
  expect({.entities = odd},
         [&](const auto& c) { return entity(c.row) % 2 == 1 && entity(c.cell.rank) % 2 == 1; });
  expect({.groups = groups}, [&](const auto& c) {
    const unsigned a = groups[entity(c.row)], b = groups[entity(c.cell.rank)];
    return ((a & 1) && (b & 2)) || ((a & 2) && (b & 1));
  });
}

TEST_CASE("a sink can stop the run and its error comes back") {
  struct Stops final : RowSink {
    Result<bool> take(const RowBatch&, std::string) override {
      ++calls;
      if (fails) return fail(ErrorKind::io, "disk full");
      return false;
    }
    int calls = 0;
    bool fails = false;
  };
  const Corpus corpus = random_corpus(7, 300, 3000);
  for (const auto& place : {roomy, tiny}) {
    CountOptions options;
    options.place = place;
    options.threads = 2;
    const MentionLog log = log_of(corpus, options.place);
    const auto index = index_contexts(log, corpus.of_name, corpus.entities, {}, options);
    REQUIRE(index);
    Stops stops;
    const auto report = count_rows(*index, {}, stops);
    REQUIRE(report);
    CHECK(report->stopped);
    CHECK(stops.calls == 1);
    Stops breaks;
    breaks.fails = true;
    const auto broken = count_rows(*index, {}, breaks);
    REQUIRE(!broken);
    CHECK(broken.error().message == "disk full");
  }
}

TEST_CASE(
    "large contexts are named, largest first, and skipping them leaves no trace in the sample") {
  CountOptions options;
  options.large_from = 3;
  options.large = LargeContexts::skip;
  IncidenceBuilder builder(40, options);
  std::vector<ContextItem> items;
  for (std::uint32_t e = 0; e < 40; ++e) items.push_back({EntityId{e}, 1});
  for (std::uint32_t a = 0; a < 30; ++a) {
    builder.article(ArticleId{a}, no_day);
    REQUIRE(builder.context({std::span(items).first(a), 1}));
  }
  const auto index = builder.finish();
  REQUIRE(index);
  CHECK(index->totals().contexts == 4);
  CHECK(index->totals().incidences == 0 + 1 + 2 + 3);
  CHECK(index->totals().large == 26);
  CHECK(index->totals().large_skipped == 26);
  CHECK(index->totals().largest == 29);
  REQUIRE(index->large_contexts().size() == 20);
  CHECK(index->large_contexts()[0].entities == 29);
  CHECK(index->large_contexts()[0].article == ArticleId{29});
  CHECK(index->large_contexts()[19].entities == 10);
}

TEST_CASE("endless tag lists and contexts are cut to what comes first, and counted") {
  std::vector<LoggedMention> mentions;
  std::vector<EntityId> names;
  // Entities in falling order, so that the first are not the smallest.
  const std::uint32_t entities = 6000;
  for (std::uint32_t n = 0; n < entities; ++n) {
    names.push_back(EntityId{entities - 1 - n});
    mentions.push_back({NameId{n}, Origin::text, 0, 0, n, n, n + 1});
  }
  for (std::uint32_t n = 0; n < 1500; ++n) mentions.push_back({NameId{n}, Origin::tag});
  MentionLog log;
  const std::vector<Sentence> sentences{{0, entities, 0}};
  REQUIRE(log.add({"s", 1, no_day, std::string(entities, 'x'), sentences, mentions}));
  auto replay = log.replay();
  LoggedArticle article;
  REQUIRE(*replay.next(article));
  ContextCutter cutter(names, {});
  const auto contexts = cutter.cut(article);
  REQUIRE(contexts.size() == 2);
  CHECK(contexts[0].items.size() == max_entities_of_context);
  CHECK(contexts[0].items.front().entity == EntityId{1000});
  CHECK(contexts[0].items.back().entity == EntityId{5999});
  CHECK(contexts[1].items.size() == max_tags_of_article);
  CHECK(contexts[1].items.front().entity == EntityId{5000});
  CHECK(cutter.cut_short() == 2);
  const auto index = index_contexts(log, names, entities, {}, {});
  REQUIRE(index);
  CHECK(index->totals().cut_short == 2);
}

TEST_CASE("an empty corpus gives no rows and no failure") {
  const MentionLog log;
  const auto index = index_contexts(log, {}, 0, {}, {});
  REQUIRE(index);
  Kept kept;
  const auto report = count_rows(*index, {}, kept);
  REQUIRE(report);
  CHECK(report->pairs == 0);
  CHECK(index->totals().contexts == 0);
  CHECK(expected_weight(index->totals(), 3, 4) == 0);
}
