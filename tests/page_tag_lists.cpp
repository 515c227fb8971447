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
