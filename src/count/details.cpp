#include "count/details.hpp"

#include <algorithm>
#include <tuple>

namespace comention {
namespace {

/// Howard Hinnant's civil-from-days.
struct Civil {
  int year, month;
};

Civil civil_of(Day day) {
  const int z = day + 719468;
  const int era = (z >= 0 ? z : z - 146096) / 146097;
  const int day_of_era = z - era * 146097;
  const int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted = (5 * day_of_year + 2) / 153;
  const int month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month};
}

Day first_of(int year, int month) {
  const int y = month <= 2 ? year - 1 : year;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

/// Orders evidence the same way in whatever order articles were read.
auto evidence_key(const EvidenceRef& e) {
  // Dateless last: no_day is the smallest number.
  return std::tuple(static_cast<std::uint32_t>(e.day) - 1u - static_cast<std::uint32_t>(no_day),
                    e.source_key, e.number, e.sentence.at);
}

/// Kept pairs by their ends: which pair is (a, b), if any.
class PairTable {
 public:
  PairTable(std::uint32_t entities, std::span<const std::pair<EntityId, EntityId>> pairs)
      : starts_(entities + 1, 0), stamp_(entities, 0) {
    for (const auto& [a, b] : pairs) ++starts_[index(a) + 1];
    for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
    ends_.resize(pairs.size());
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    for (std::uint32_t p = 0; p < pairs.size(); ++p) {
      ends_[next[index(pairs[p].first)]++] = {index(pairs[p].second), p};
    }
    for (std::size_t a = 0; a < entities; ++a) {
      std::sort(ends_.begin() + starts_[a], ends_.begin() + starts_[a + 1]);
    }
  }

  /// Calls `hit(pair, i, j)` for each kept pair of two entities of an ascending list; i, j are
  /// their places in it. Costs no more than the smaller of all pairs and all kept neighbours.
  template <class Hit>
  void for_each(std::span<const EntityId> entities, Hit hit) {
    if (entities.size() < 2) return;
    ++round_;
    for (std::uint32_t i = 0; i < entities.size(); ++i) {
      stamp_[index(entities[i])] = round_ << place_bits | std::min(i, most_places);
    }
    for (std::uint32_t i = 0; i + 1 < entities.size(); ++i) {
      const auto kept = neighbours(entities[i]);
      const auto rest = entities.subspan(i + 1);
      if (kept.size() <= rest.size() * 4) {
        for (const auto& [b, pair] : kept) {
          if (stamp_[b] >> place_bits != round_) continue;
          auto j = static_cast<std::uint32_t>(stamp_[b] & most_places);
          while (index(entities[j]) != b) ++j;  // only past most_places
          hit(pair, i, j);
        }
      } else {
        for (std::uint32_t j = i + 1; j < entities.size(); ++j) {
          const auto at = std::lower_bound(kept.begin(), kept.end(),
                                           std::pair(index(entities[j]), std::uint32_t{0}));
          if (at != kept.end() && at->first == index(entities[j])) hit(at->second, i, j);
        }
      }
    }
  }

 private:
  using End = std::pair<std::uint32_t, std::uint32_t>;  ///< second entity, pair
  static constexpr unsigned place_bits = 24;
  static constexpr std::uint32_t most_places = (1u << place_bits) - 1;

  static std::uint32_t index(EntityId entity) { return static_cast<std::uint32_t>(entity); }
  std::span<const End> neighbours(EntityId a) const {
    return std::span(ends_).subspan(starts_[index(a)], starts_[index(a) + 1] - starts_[index(a)]);
  }

  std::vector<std::uint32_t> starts_;
  std::vector<End> ends_;
  std::vector<std::uint64_t> stamp_;  ///< of each entity: list it was last in, place in that list
  std::uint64_t round_ = 0;
};

/// The walk over the log.
class DetailPass {
 public:
  DetailPass(std::span<const EntityId> of_name, std::uint32_t entities,
             std::span<const std::pair<EntityId, EntityId>> pairs, const DetailOptions& options)
      : of_name_(of_name),
        options_(options),
        cutter_(of_name, options.contexts),
        table_(entities, pairs),
        details_(pairs.size()),
        last_article_(pairs.size(), 0) {}

  void article(const LoggedArticle& article) {
    ++round_;
    for (const Context& context : cutter_.cut(article)) add_context(article, context);
    add_sentences(article);
  }

  std::vector<PairDetail> take() { return std::move(details_); }

 private:
  /// A mention of an entity in the sentence at hand.
  struct Named {
    EntityId entity;
    std::uint32_t start, end;
  };

  void add_context(const LoggedArticle& article, const Context& context);
  void add_sentences(const LoggedArticle& article);
  void add_sentence(const LoggedArticle& article, const Sentence& sentence);
  void add_evidence(PairDetail& detail, const LoggedArticle& article, const Sentence& sentence,
                    const Named& a, const Named& b) const;

  std::span<const EntityId> of_name_;
  const DetailOptions& options_;
  ContextCutter cutter_;
  PairTable table_;
  std::vector<PairDetail> details_;
  std::vector<std::uint32_t> last_article_;  ///< in which each pair was met, as a round
  std::uint32_t round_ = 0;
  std::vector<EntityId> entities_;
  std::vector<const LoggedMention*> by_sentence_;
  std::vector<Named> named_;
};

void count_slice(std::vector<SliceCount>& slices, Day start) {
  auto at = std::lower_bound(slices.begin(), slices.end(), start,
                             [](const SliceCount& s, Day day) { return s.start < day; });
  if (at == slices.end() || at->start != start) at = slices.insert(at, {start, 0});
  ++at->count;
}

void DetailPass::add_context(const LoggedArticle& article, const Context& context) {
  if (options_.skip_larger_than > 0 && context.items.size() > options_.skip_larger_than) return;
  entities_.clear();
  for (const ContextItem& item : context.items) entities_.push_back(item.entity);
  const Day start = slice_start(article.day, options_.slices);
  table_.for_each(entities_, [&](std::uint32_t pair, std::uint32_t, std::uint32_t) {
    PairDetail& detail = details_[pair];
    if (options_.slices != Slice::none) count_slice(detail.slices, start);
    if (last_article_[pair] == round_) return;
    last_article_[pair] = round_;
    ++detail.documents;
    const auto number = static_cast<std::size_t>(article.id);
    if (number < options_.copies.size()) detail.copies += options_.copies[number];
    if (article.day == no_day) return;
    detail.first = detail.first == no_day ? article.day : std::min(detail.first, article.day);
    detail.last = std::max(detail.last, article.day);
  });
}

void DetailPass::add_sentences(const LoggedArticle& article) {
  by_sentence_.clear();
  for (const LoggedMention& m : article.mentions) {
    const auto name = static_cast<std::size_t>(m.name);
    if (m.origin == Origin::tag || m.sentence >= article.sentences.size()) continue;
    if (name >= of_name_.size() || of_name_[name] == no_entity) continue;
    by_sentence_.push_back(&m);
  }
  std::stable_sort(by_sentence_.begin(), by_sentence_.end(),
                   [](const auto* a, const auto* b) { return a->sentence < b->sentence; });
  for (std::size_t begin = 0, end = 0; begin < by_sentence_.size(); begin = end) {
    const std::uint32_t sentence = by_sentence_[begin]->sentence;
    named_.clear();
    for (; end < by_sentence_.size() && by_sentence_[end]->sentence == sentence; ++end) {
      const LoggedMention& m = *by_sentence_[end];
      named_.push_back({of_name_[static_cast<std::size_t>(m.name)], m.start, m.end});
    }
    add_sentence(article, article.sentences[sentence]);
  }
}

/// Counts a sentence for each pair it names; the first mention of each entity stands for it.
void DetailPass::add_sentence(const LoggedArticle& article, const Sentence& sentence) {
  std::sort(named_.begin(), named_.end(), [](const Named& a, const Named& b) {
    return std::tie(a.entity, a.start) < std::tie(b.entity, b.start);
  });
  named_.erase(std::unique(named_.begin(), named_.end(),
                           [](const Named& a, const Named& b) { return a.entity == b.entity; }),
               named_.end());
  entities_.clear();
  for (const Named& named : named_) entities_.push_back(named.entity);
  table_.for_each(entities_, [&](std::uint32_t pair, std::uint32_t i, std::uint32_t j) {
    ++details_[pair].sentences;
    add_evidence(details_[pair], article, sentence, named_[i], named_[j]);
  });
}

void DetailPass::add_evidence(PairDetail& detail, const LoggedArticle& article,
                              const Sentence& sentence, const Named& a, const Named& b) const {
  if (options_.evidence == 0) return;
  const auto within = [&](std::uint32_t byte) {
    return std::clamp(byte, sentence.start, sentence.end) - sentence.start;
  };
  const EvidenceRef found{article.source_key,
                          article.number,
                          article.day,
                          article.source,
                          {article.text.at + sentence.start, sentence.end - sentence.start},
                          within(a.start),
                          within(a.end),
                          within(b.start),
                          within(b.end)};
  auto& kept = detail.evidence;
  const auto at = std::upper_bound(
      kept.begin(), kept.end(), found,
      [](const EvidenceRef& x, const EvidenceRef& y) { return evidence_key(x) < evidence_key(y); });
  if (kept.size() == options_.evidence) {
    if (at == kept.end()) return;
    std::move_backward(at, kept.end() - 1, kept.end());
    *at = found;
    return;
  }
  kept.insert(at, found);
}

}  // namespace

Day slice_start(Day day, Slice slice) {
  if (day == no_day) return no_day;
  switch (slice) {
    case Slice::none:
    case Slice::day:
      return day;
    case Slice::week: {
      // 1970-01-01 was a Thursday.
      const int weekday = ((day + 3) % 7 + 7) % 7;
      return day - weekday;
    }
    case Slice::month: {
      const Civil civil = civil_of(day);
      return first_of(civil.year, civil.month);
    }
    case Slice::year:
      return first_of(civil_of(day).year, 1);
  }
  return day;
}

Result<std::vector<PairDetail>> collect_details(
    const MentionLog& log, std::span<const EntityId> of_name, std::uint32_t entities,
    std::span<const std::pair<EntityId, EntityId>> pairs, const DetailOptions& options) {
  DetailPass pass(of_name, entities, pairs, options);
  auto replay = log.replay();
  LoggedArticle article;
  for (;;) {
    const auto more = replay.next(article);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return pass.take();
    if (options.stop && options.stop()) return fail(ErrorKind::stopped, "stopped");
    pass.article(article);
  }
}

}  // namespace comention
