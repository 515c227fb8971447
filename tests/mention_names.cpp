#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "comention/mention.hpp"

using namespace comention;

namespace {

std::vector<std::string> names_of(std::string_view text) {
  std::vector<std::string> names;
  for (const auto& m : find_names(text).mentions) {
    names.push_back(std::string(text.substr(m.start, m.end - m.start)) + "/" +
                    std::string(to_string(m.type)));
  }
  return names;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

TEST_CASE("persons, organisations, places and nationalities are found in running text") {
  const auto names = names_of(
      "French officials said Peter Hallgren met Amina Diallo in Nairobi on Tuesday. "
      "The World Bank and the Kenyan government agreed.");
  CHECK(has(names, "French/NORP"));
  CHECK(has(names, "Peter Hallgren/PERSON"));
  CHECK(has(names, "Amina Diallo/PERSON"));
  CHECK(has(names, "Nairobi/PLACE"));
  CHECK(has(names, "World Bank/ORG"));
  CHECK(has(names, "Kenyan/NORP"));
  for (const auto& name : names) CHECK(name.find("Tuesday") == std::string::npos);
}

TEST_CASE("mentions come in order, do not overlap, and know where they are") {
  const std::string text = "Anna Berg lives in Oslo.\nShe met Karl Nyman there. Oslo was cold.";
  const auto found = find_names(text);
  REQUIRE(found.sentences.size() == 3);
  std::uint32_t end = 0;
  for (const auto& m : found.mentions) {
    CHECK(m.start >= end);
    end = m.end;
    const auto& sentence = found.sentences.at(m.sentence);
    CHECK(m.start >= sentence.start);
    CHECK(m.end <= sentence.end);
    CHECK(m.paragraph == sentence.paragraph);
  }
  CHECK(found.mentions.size() >= 3);
}

TEST_CASE("given mentions get their sentence, paragraph and token") {
  const std::string text = "One two.\nThree four five.";
  Mention mention{static_cast<std::uint32_t>(text.find("four")),
                  static_cast<std::uint32_t>(text.find("four") + 4), EntityType::org,
                  Origin::given};
  const auto located = locate_mentions(text, {mention});
  REQUIRE(located.mentions.size() == 1);
  CHECK(located.mentions[0].sentence == 1);
  CHECK(located.mentions[0].paragraph == 1);
  CHECK(located.mentions[0].token == 4);
  CHECK(located.mentions[0].origin == Origin::given);
  CHECK(locate_mentions("", {mention}).mentions.size() == 1);
}
