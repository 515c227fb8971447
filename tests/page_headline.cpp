#include <catch2/catch.hpp>
#include <string>

#include "comention/page.hpp"
#include "page/headline.hpp"
#include "page/structure.hpp"

using namespace comention;

namespace {

const std::string body =
    "The harbour master of Port Ellery said on Monday that the new ferry would not sail before the "
    "storm season ends, because the pier was never repaired.\n\n"
    "Two inspectors from the regional transport office spent the morning on the pier and found "
    "rotten beams under the ticket hall, according to their report.\n\n"
    "The council will vote on an emergency grant of two million crowns next week, and the ferry "
    "company has offered to pay a third of it.\n";

std::string title_of(const std::string& text) {
  RawPage page;
  page.source = page.id = "page";
  page.text = text;
  const auto cleaned = clean_page(page, {});
  REQUIRE_FALSE(cleaned.articles.empty());
  return cleaned.articles[0].title;
}

const std::string headline = "Ferry to Port Ellery delayed by rotten pier";

}  // namespace

TEST_CASE("a headline is found above deck, byline and caption") {
  CHECK(title_of("Home\nNews\nSport\nWeather\n\n" + headline +
                 "\n\nInspectors find rotten beams and the council must now pay\n\n"
                 "By Nora Quist\n12 March 2021\n\nShare\n\n" +
                 body) == headline);
}

TEST_CASE("a headline that is a sentence with its full stop is found") {
  const std::string sentence = "The ferry was promised for spring. Now it has no pier.";
  CHECK(title_of("Home\nNews\nSport\n\n" + sentence + "\n\nBy Nora Quist\n\n12 March 2021\n\n" +
                 body) == sentence);
}

TEST_CASE("marks of headings and the way to the page are no part of a headline") {
  CHECK(title_of("# " + headline + "\n\nBy Nora Quist\n\n" + body) == headline);
  CHECK(title_of("Home / Coast / " + headline + "\n\nBy Nora Quist\n\n" + body) == headline);
}

TEST_CASE("a headline printed twice is found once") {
  CHECK(title_of(headline + "\n\nMenu\nNews\nSport\n\n" + headline + "\n12 March 2021\n\n" +
                 body) == headline);
}

TEST_CASE("neither a byline nor a site's furniture is a headline") {
  const auto title = title_of("Skip to content\nLog in\nSubscribe\n\nBy Nora Quist\n\n" + body);
  CHECK(title.empty());
  CHECK(title_of(body).empty());
}

TEST_CASE("a text of one sentence keeps it") {
  RawPage page;
  page.source = page.id = "page";
  page.text = "Anna Holm met Peter Brandt in Oslo on Monday to talk about cables.\n";
  const auto article = clean_page(page, {}).articles.at(0);
  CHECK(article.title.empty());
  CHECK(article.paragraphs.size() == 1);
}

TEST_CASE("candidates are described by rows of one length") {
  PageLines page(headline + "\n\n" + body);
  const auto found = headline_candidates(page, 0, {1, 2, 3});
  CHECK(found.features.size() == found.lines.size() * headline_feature_count());
  CHECK(headline_candidates(page, 0, {}).lines.empty());
}
