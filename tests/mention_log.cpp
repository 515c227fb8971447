#include <catch2/catch.hpp>
#include <string>

#include "mention/log.hpp"

using namespace comention;

namespace {

ArticleEntry entry(std::string_view source, std::string_view text,
                   const std::vector<Sentence>& sentences,
                   const std::vector<LoggedMention>& mentions, Day day = no_day) {
  return {source, 1, day, text, sentences, mentions};
}

bool equal(const LoggedMention& a, const LoggedMention& b) {
  return a.name == b.name && a.origin == b.origin && a.paragraph == b.paragraph &&
         a.sentence == b.sentence && a.token == b.token && a.start == b.start && a.end == b.end;
}

}  // namespace

TEST_CASE("a replay gives back every article as it was added") {
  for (const std::uint64_t memory : {std::uint64_t{0}, std::uint64_t{64} << 20}) {
    MentionLog log({"/tmp", memory});
    const std::string first = "Ada met Bo. Then Cy left.\nBo stayed.";
    const std::vector<Sentence> sentences{{0, 11, 0}, {12, 25, 0}, {26, 36, 1}};
    // Out of order on purpose: mentions given with a record come as they come.
    const std::vector<LoggedMention> mentions{{NameId{5}, Origin::text, 0, 0, 0, 0, 3},
                                              {NameId{0}, Origin::given, 1, 2, 7, 26, 28},
                                              {NameId{4000000000}, Origin::text, 0, 1, 4, 17, 19},
                                              {NameId{3}, Origin::tag}};
    REQUIRE(log.add(entry("a.txt", first, sentences, mentions, 16159)));
    REQUIRE(log.add(entry("b.txt", "", {}, {}, -400)));
    REQUIRE(log.add({"b.txt", 2, no_day, "Di.", std::vector<Sentence>{{0, 3, 0}}, {}}));

    auto replay = log.replay();
    LoggedArticle article;
    REQUIRE(*replay.next(article));
    CHECK(article.id == ArticleId{0});
    CHECK(article.day == 16159);
    CHECK(*log.text(article.source) == "a.txt");
    CHECK(*log.text(article.text) == first);
    REQUIRE(article.sentences.size() == 3);
    CHECK(article.sentences[2].start == 26);
    CHECK(article.sentences[2].end == 36);
    CHECK(article.sentences[2].paragraph == 1);
    REQUIRE(article.mentions.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) CHECK(equal(article.mentions[i], mentions[i]));
    const auto key = article.source_key;

    REQUIRE(*replay.next(article));
    CHECK(article.sentences.empty());
    CHECK(article.mentions.empty());
    CHECK(article.day == -400);
    CHECK(article.source_key != key);
    const auto second_key = article.source_key;
    REQUIRE(*replay.next(article));
    CHECK(article.number == 2);
    CHECK(article.day == no_day);
    CHECK(article.source_key == second_key);
    CHECK(*log.text(article.source) == "b.txt");
    CHECK(*replay.next(article) == false);
    CHECK(*replay.next(article) == false);
    CHECK(log.articles() == 3);
    CHECK(log.mentions() == 4);
  }
}

TEST_CASE("skipped articles are left out of later replays, ids stay") {
  MentionLog log;
  for (int i = 0; i < 5; ++i) {
    REQUIRE(log.add(entry("p" + std::to_string(i), "x", {}, {})));
  }
  log.skip(ArticleId{0});
  log.skip(ArticleId{3});
  CHECK(log.skipped(ArticleId{3}));
  auto replay = log.replay();
  LoggedArticle article;
  std::vector<ArticleId> ids;
  while (*replay.next(article)) ids.push_back(article.id);
  CHECK(ids == std::vector{ArticleId{1}, ArticleId{2}, ArticleId{4}});
}

TEST_CASE("a log past its budget replays from its file any number of times") {
  MentionLog log({"/tmp", 1 << 20});
  const std::string text(2000, 't');
  std::vector<LoggedMention> mentions;
  for (std::uint32_t m = 0; m < 300; ++m) {
    mentions.push_back({NameId{m * 1000003}, Origin::text, 0, 0, m * 3, m * 6, m * 6 + 4});
  }
  for (std::uint32_t a = 0; a < 3000; ++a) {
    REQUIRE(log.add({"s", a, Day(a), text, std::vector<Sentence>{{0, 2000, 0}}, mentions}));
  }
  for (int round = 0; round < 2; ++round) {
    auto replay = log.replay();
    LoggedArticle article;
    std::uint32_t n = 0;
    while (*replay.next(article)) {
      REQUIRE(article.number == n);
      REQUIRE(article.mentions.size() == 300);
      REQUIRE(equal(article.mentions[299], mentions[299]));
      ++n;
    }
    CHECK(n == 3000);
    CHECK(*log.text(article.text) == text);
  }
}
