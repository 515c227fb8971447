#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "comention/page.hpp"
#include "page/names.hpp"

using namespace comention;
using Names = std::vector<std::string>;

namespace {

Names byline_of(std::string_view line) {
  const auto byline = read_byline(line);
  return byline ? byline->names : Names{};
}

Names bare_byline_of(std::string_view line) {
  const auto byline = read_bare_byline(line);
  return byline ? byline->names : Names{};
}

/// A page with this line between its headline and its text.
Article article_with(const std::string& line) {
  RawPage page;
  page.source = page.id = "page";
  page.text =
      "Home\nNews\nSport\n\nFerry to Port Ellery delayed by rotten pier\n\n" + line +
      "\n\nThe harbour master of Port Ellery said on Monday that the new ferry would not sail "
      "before "
      "the storm season ends, because the pier was never repaired.\n\nTwo inspectors from the "
      "regional transport office, sent by Anna Lindqvist, spent the morning on the pier and found "
      "rotten beams under the ticket hall.\n";
  return clean_page(page, {}).articles.at(0);
}

}  // namespace

TEST_CASE("bylines that say so") {
  CHECK(byline_of("By Nora Quist") == Names{"Nora Quist"});
  CHECK(byline_of("By von Nora Quist Share") == Names{"Nora Quist"});
  CHECK(byline_of("By Nora QuistNora Quist") == Names{"Nora Quist"});
  CHECK(byline_of("By Joe Q.") == Names{"Joe Q."});
  CHECK(byline_of("By and").empty());
  CHECK(byline_of("By Log Out").empty());
  CHECK(byline_of("July 24, 2019 by Amy Motra 5 Comments") == Names{"Amy Motra"});
}

TEST_CASE("bylines of other languages") {
  CHECK(byline_of("Von Nora Quist") == Names{"Nora Quist"});
  CHECK(byline_of("von Nora Quist am 14. Mai 2014, 15:40 Uhr") == Names{"Nora Quist"});
  CHECK(byline_of("Dienstag, 13. Mai 2014, von Nora Quist") == Names{"Nora Quist"});
  CHECK(byline_of("Por Nora Quist y Jan Roe") == Names{"Nora Quist", "Jan Roe"});
  CHECK(byline_of("par Nora Quist , le 15 septembre 2009") == Names{"Nora Quist"});
  for (const char* line : {"Von der K\xC3\xBCste nach Oslo", "Par exemple", "Por la Ciudad",
                           "Von Berlin nach Paris", "Di nuovo", "Von Quist"}) {
    INFO(line);
    CHECK(byline_of(line).empty());
  }
  CHECK(byline_of("Posted By: Nora Quist November 3, 2020") == Names{"Nora Quist"});
  CHECK(byline_of("By Nora Quist@noraq Nov 18, 2019, 11:47am EST") == Names{"Nora Quist"});
  CHECK(byline_of("By Nora Quist noraq@example.org(509) 555-0100") == Names{"Nora Quist"});
  CHECK(byline_of("By Nora Quist Nora Quist") == Names{"Nora Quist"});
  const auto agency = read_byline("By Nora Quist Associated Press");
  REQUIRE(agency);
  CHECK(agency->names == Names{"Nora Quist"});
  CHECK(agency->agencies.size() == 1);
  CHECK(byline_of("The pier was built by hand").empty());
}

TEST_CASE("bylines that stand beside a headline without a word") {
  CHECK(bare_byline_of("Peter Lindqvist") == Names{"Peter Lindqvist"});
  CHECK(bare_byline_of("Peter Lindqvist, Staff Writer") == Names{"Peter Lindqvist"});
  CHECK(bare_byline_of("Peter Lindqvist \xE2\x80\x94 3 Nov 2020") == Names{"Peter Lindqvist"});
  CHECK(bare_byline_of("November 20, 2019 Peter Lindqvist") == Names{"Peter Lindqvist"});
  CHECK(bare_byline_of("Von Peter Lindqvist und Anna Holm") ==
        Names{"Peter Lindqvist", "Anna Holm"});
  CHECK(bare_byline_of("Von Peter Lindqvist") == Names{"Peter Lindqvist"});
  CHECK(bare_byline_of("Royal Black").empty());  // English words, both of them
  CHECK(bare_byline_of("Port Ellery").empty());
  CHECK(bare_byline_of("The Garden").empty());
  CHECK(bare_byline_of("Peter Lindqvist wins the regatta").empty());
}

TEST_CASE("a bare name that the text speaks of is no byline") {
  CHECK(article_with("Peter Holm").byline == Names{"Peter Holm"});
  CHECK(article_with("Peter Lindqvist").byline.empty());
}

TEST_CASE("dates under the headline, as pages print them") {
  CHECK(article_with("  \xE2\x80\xA2 November 20, 2019").date == "2019-11-20");
  CHECK(article_with("By Peter Holm - 11/19/19 06:56 AM EST").date == "2019-11-19");
  const auto glued = article_with("Nov 15, 20195:45 AM");
  CHECK(glued.date == "2019-11-15");
  CHECK(glued.time == "05:45");
  CHECK(article_with("10/11/12").date.empty());  // may be read in several ways
}
