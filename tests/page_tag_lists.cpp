#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "comention/page.hpp"

using namespace comention;

namespace {

/// The tags of a page that ends in these lines.
std::vector<std::string> tags_of_page_with(const std::string& end) {
  RawPage page;
  page.source = page.id = "page";
  page.text =
      "Ferry to Port Ellery delayed by rotten pier\n\n12 March 2021\n\n"
      "The harbour master of Port Ellery said on Monday that the new ferry would not sail before "
      "the storm season ends, because the pier was never repaired.\n\nTwo inspectors from the "
      "regional transport office spent the morning on the pier and found rotten beams under the "
      "ticket hall.\n\nAnna Lindqvist, who runs the ferry company, has offered to pay a third of "
      "the repair.\n\n" +
      end + "\n\nAbout us\nContact\n";
  const auto article = clean_page(page, {}).articles.at(0);
  std::vector<std::string> tags;
  for (const auto& tag : article.tags) tags.push_back(tag.text);
  return tags;
}

}  // namespace

TEST_CASE("a list below 'Topics' is one of tags when the text speaks of them") {
  CHECK(tags_of_page_with("Topics\n\nPort Ellery\nAnna Lindqvist\nShipping") ==
        std::vector<std::string>{"Port Ellery", "Anna Lindqvist", "Shipping"});
}

TEST_CASE("a list of sections below 'Topics' is a menu") {
  CHECK(tags_of_page_with("Topics\n\nPolitics\nEconomy\nLifestyle\nOpinion\nScience").empty());
}

TEST_CASE("a label that is sure needs no support by the text") {
  CHECK(tags_of_page_with("Tags: Politics, Economy") ==
        std::vector<std::string>{"Politics", "Economy"});
}

TEST_CASE("a sure label may stand behind other things on its line") {
  const std::vector<std::string> tags = {"harbours", "Anna Lindqvist"};
  for (const char* line :
       {"Posted in Coast | Tags: harbours, Anna Lindqvist | 3 comments",
        "12 March 2021 \xC2\xB7 Tagged with harbours, Anna Lindqvist",
        "Written by Nora QuistPosted in CoastTags harbours, Anna Lindqvist",
        "Category: Coast Tag: harbours, Anna Lindqvist",
        "Dieser Beitrag wurde unter K\xC3\xBCste abgelegt und verschlagwortet mit harbours, Anna "
        "Lindqvist. Permalink"}) {
    INFO(line);
    CHECK(tags_of_page_with(line) == tags);
  }
  for (const char* line :
       {"The pier on Monday. REUTERS/Nora Quist (NORWAY - Tags: SHIPPING, DISASTER)",
        "She had tagged along, said Anna Lindqvist, and did not like it at all.",
        "All topics, themes and labels of this site are listed here."}) {
    INFO(line);
    CHECK(tags_of_page_with(line).empty());
  }
}

TEST_CASE("labels of other languages and lists without separators") {
  const std::vector<std::string> tags = {"Harbour Works", "Port Ellery", "Shipping"};
  for (const char* line :
       {"Schlagw\xC3\xB6rter : Harbour Works, Port Ellery, Shipping",
        "Stichworte: Harbour Works : Port Ellery : Shipping",
        "Mots-cl\xC3\xA9s: Harbour Works /Port Ellery /Shipping",
        "Tags: Harbour WorksPort ElleryShipping", "SchlagworteHarbour Works, Port Ellery, Shipping",
        "Etiquetas:\n\n\xE2\x80\xA2 Harbour Works,\n\xE2\x80\xA2 Port Ellery,\n\xE2\x80\xA2 "
        "Shipping"}) {
    INFO(line);
    CHECK(tags_of_page_with(line) == tags);
  }
  CHECK(tags_of_page_with("Tags\n\nA | B | C | D | E").empty());
  CHECK(tags_of_page_with("Related topics ------------").empty());
}
