#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "count/details.hpp"
#include "count/rows.hpp"

using namespace comention;

namespace {

/// An article that is written as sentences of names: "Ann Bo" names entities 'A' and 'B'.
struct Written {
  std::string source;
  Day day;
  std::vector<std::string> sentences;
  std::string tags;
};

/// Name n stands for entity n - 'A'.
MentionLog log_of(const std::vector<Written>& articles) {
  MentionLog log;
  for (const auto& article : articles) {
    std::string text;
    std::vector<Sentence> sentences;
    std::vector<LoggedMention> mentions;
    for (std::uint32_t s = 0; s < article.sentences.size(); ++s) {
      const auto start = static_cast<std::uint32_t>(text.size());
      for (const char c : article.sentences[s]) {
        if (c >= 'A' && c <= 'Z') {
          const auto at = static_cast<std::uint32_t>(text.size());
          mentions.push_back({NameId(c - 'A'), Origin::text, s, s, at, at, at + 1});
        }
        text += c;
      }
      sentences.push_back({start, static_cast<std::uint32_t>(text.size()), s});
      text += '\n';
    }
    for (const char c : article.tags) mentions.push_back({NameId(c - 'A'), Origin::tag});
    REQUIRE(log.add({article.source, 1, article.day, text, sentences, mentions}));
  }
  return log;
}

std::vector<EntityId> plain_names() {
  std::vector<EntityId> names;
  for (std::uint32_t n = 0; n < 26; ++n) names.push_back(EntityId{n});
  return names;
}

std::pair<EntityId, EntityId> pair_of(const char* names) {
  return {EntityId(names[0] - 'A'), EntityId(names[1] - 'A')};
}

std::vector<PairDetail> details_of(const MentionLog& log,
                                   const std::vector<std::pair<EntityId, EntityId>>& pairs,
                                   const DetailOptions& options) {
  const auto names = plain_names();
  auto details = collect_details(log, names, 26, pairs, options);
  REQUIRE(details);
  return std::move(*details);
}

std::string sentence_of(const MentionLog& log, const EvidenceRef& evidence) {
  const auto text = log.text(evidence.sentence);
  REQUIRE(text);
  return *text;
}

}  // namespace

TEST_CASE("documents, sentences, days and evidence of a pair") {
  const MentionLog log = log_of({{"one", 100, {"A met B.", "Then B saw A and B.", "C left."}, ""},
                                 {"two", no_day, {"A alone.", "B alone."}, "AB"},
                                 {"three", 40, {"B and A."}, "AC"}});
  const auto details = details_of(log, {pair_of("AB"), pair_of("AC"), pair_of("BC")}, {});
  const PairDetail& ab = details[0];
  CHECK(ab.documents == 3);
  CHECK(ab.sentences == 3);
  CHECK(ab.first == 40);
  CHECK(ab.last == 100);
  REQUIRE(ab.evidence.size() == 3);
  CHECK(sentence_of(log, ab.evidence[0]) == "B and A.");
  CHECK(sentence_of(log, ab.evidence[1]) == "A met B.");
  CHECK(sentence_of(log, ab.evidence[2]) == "Then B saw A and B.");
  CHECK(*log.text(ab.evidence[0].source) == "three");
  const EvidenceRef& last = ab.evidence[2];
  CHECK(sentence_of(log, last).substr(last.start_a, last.end_a - last.start_a) == "A");
  CHECK(last.start_b == 5);  // the first of two
  CHECK(details[1].documents == 1);
  CHECK(details[1].sentences == 0);
  CHECK(details[1].evidence.empty());
  CHECK(details[2].documents == 0);
  CHECK(details[2].first == no_day);
}

TEST_CASE("evidence is limited, earliest first, the same in every order of articles") {
  std::vector<Written> articles;
  for (int i = 0; i < 40; ++i) {
    articles.push_back(
        {"page" + std::to_string(i), i % 3 == 0 ? no_day : Day(i / 4), {"A B", "B, A"}, ""});
  }
  DetailOptions options;
  options.evidence = 5;
  const auto texts = [&](const std::vector<Written>& in_order) {
    const MentionLog log = log_of(in_order);
    const auto details = details_of(log, {pair_of("AB")}, options);
    CHECK(details[0].sentences == 80);
    std::vector<std::string> out;
    for (const auto& e : details[0].evidence) {
      out.push_back(*log.text(e.source) + ": " + sentence_of(log, e) + " " + std::to_string(e.day));
    }
    return out;
  };
  const auto forward = texts(articles);
  REQUIRE(forward.size() == 5);
  CHECK(forward[0].ends_with(": A B 0"));
  CHECK(forward[1].ends_with(": B, A 0"));
  std::reverse(articles.begin(), articles.end());
  CHECK(texts(articles) == forward);
  options.evidence = 0;
  CHECK(texts(articles).empty());
}

TEST_CASE("slices count contexts and stand in order, dateless first") {
  const Day day = parse_iso_day("2014-03-30");  // a Sunday
  const MentionLog log = log_of({{"a", day + 1, {"A B", "A B C"}, ""},
                                 {"b", no_day, {"A B"}, ""},
                                 {"c", day, {"B A"}, "AB"},
                                 {"d", day - 400, {"B A"}, ""}});
  DetailOptions options;
  options.slices = Slice::week;
  const auto weeks = details_of(log, {pair_of("AB")}, options)[0].slices;
  REQUIRE(weeks.size() == 4);
  CHECK(weeks[0].start == no_day);
  CHECK(weeks[0].count == 1);
  CHECK(weeks[2].start == day - 6);
  CHECK(weeks[2].count == 2);
  CHECK(weeks[3].start == day + 1);
  CHECK(weeks[3].count == 2);
  options.slices = Slice::year;
  const auto years = details_of(log, {pair_of("AB")}, options)[0].slices;
  REQUIRE(years.size() == 3);
  CHECK(years[1].start == parse_iso_day("2013-01-01"));
  CHECK(years[2].start == parse_iso_day("2014-01-01"));
  CHECK(years[2].count == 4);
}

TEST_CASE("slices begin where the calendar says") {
  CHECK(slice_start(parse_iso_day("2024-02-29"), Slice::month) == parse_iso_day("2024-02-01"));
  CHECK(slice_start(parse_iso_day("2023-12-31"), Slice::month) == parse_iso_day("2023-12-01"));
  CHECK(slice_start(parse_iso_day("1969-01-01"), Slice::month) == parse_iso_day("1969-01-01"));
  CHECK(slice_start(parse_iso_day("1969-07-20"), Slice::year) == parse_iso_day("1969-01-01"));
  CHECK(slice_start(parse_iso_day("1969-12-30"), Slice::week) == parse_iso_day("1969-12-29"));
  CHECK(slice_start(parse_iso_day("1970-01-01"), Slice::day) == 0);
  CHECK(slice_start(no_day, Slice::year) == no_day);
  for (Day day = -30000; day < 40000; day += 7) {
    const Day month = slice_start(day, Slice::month);
    REQUIRE(month <= day);
    REQUIRE(day - month < 31);
    REQUIRE(slice_start(month, Slice::month) == month);
    REQUIRE(slice_start(month - 1, Slice::month) < month);
  }
}

TEST_CASE("details agree with the rows that were counted") {
  std::vector<Written> articles;
  std::uint64_t state = 5;
  const auto below = [&](std::uint32_t n) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::uint32_t>((state >> 33) % n);
  };
  for (int a = 0; a < 80; ++a) {
    Written article{"p" + std::to_string(a), Day(below(50)), {}, ""};
    for (std::uint32_t s = below(5); s > 0; --s) {
      std::string sentence;
      for (std::uint32_t m = below(9); m > 0; --m) sentence += static_cast<char>('A' + below(26));
      article.sentences.push_back(sentence + ".");
    }
    for (std::uint32_t t = below(4); t > 0; --t) article.tags += static_cast<char>('A' + below(26));
    articles.push_back(article);
  }
  const MentionLog log = log_of(articles);
  const auto names = plain_names();
  std::vector<std::pair<EntityId, EntityId>> all;
  for (std::uint32_t a = 0; a < 26; ++a) {
    for (std::uint32_t b = a + 1; b < 26; ++b) all.emplace_back(EntityId{a}, EntityId{b});
  }
  // Many pairs are looked up by stamps, few by search.
  const std::vector<std::pair<EntityId, EntityId>> few{all[3], all[77], all[200]};
  DetailOptions options;
  options.slices = Slice::day;
  const auto of_all = details_of(log, all, options);
  const auto of_few = details_of(log, few, options);
  CHECK(of_few[1].sentences == of_all[77].sentences);
  CHECK(of_few[1].documents == of_all[77].documents);
  CHECK(of_few[2].slices.size() == of_all[200].slices.size());

  struct Check final : RowSink {
    Result<bool> take(const RowBatch& batch, std::string) override {
      for (const PairRow& row : batch.rows) {
        for (const PairCell& cell : row.columns) {
          const auto a = batch.index->entity_of(row.rank), b = batch.index->entity_of(cell.rank);
          const PairDetail& detail = details->at({std::min(a, b), std::max(a, b)});
          CHECK(detail.documents == cell.documents);
          CHECK(detail.first == cell.first);
          CHECK(detail.last == cell.last);
          std::uint64_t contexts = 0;
          for (const auto& slice : detail.slices) contexts += slice.count;
          CHECK(contexts == cell.count);
          ++pairs;
        }
      }
      return true;
    }
    const std::map<std::pair<EntityId, EntityId>, PairDetail>* details = nullptr;
    int pairs = 0;
  };
  std::map<std::pair<EntityId, EntityId>, PairDetail> by_pair;
  for (std::size_t i = 0; i < all.size(); ++i) by_pair[all[i]] = of_all[i];
  const auto index = index_contexts(log, names, 26, {}, {});
  REQUIRE(index);
  Check check;
  check.details = &by_pair;
  REQUIRE(count_rows(*index, {}, check));
  CHECK(check.pairs > 100);
}
