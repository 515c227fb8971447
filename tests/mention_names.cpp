#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "comention/mention.hpp"
#include "mention/names_companies.hpp"

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

TEST_CASE("titles and roles are no part of a person, countries before them stand alone") {
  auto names = names_of(
      "U.S. Ambassador Helen Marwick and Secretary of State Paul Tennant met "
      "Swedish Foreign Minister Lena Oskarsson and President Tomas Vrba.");
  CHECK(has(names, "U.S./PLACE"));
  CHECK(has(names, "Helen Marwick/PERSON"));
  CHECK(has(names, "Paul Tennant/PERSON"));
  CHECK(has(names, "Swedish/NORP"));
  CHECK(has(names, "Lena Oskarsson/PERSON"));
  CHECK(has(names, "Tomas Vrba/PERSON"));
  for (const auto& name : names) {
    INFO(name);
    CHECK(name.find("Secretary") == std::string::npos);
    CHECK(name.find("State/") == std::string::npos);
  }
}

TEST_CASE("nationalities of several words stay whole, short names of countries are places") {
  const auto names = names_of(
      "South Korean and New Zealand officials met in the UK. The US and the DPRK did not attend, "
      "and the North Koreans sent no word.");
  CHECK(has(names, "South Korean/NORP"));
  CHECK(has(names, "North Koreans/NORP"));
  CHECK(has(names, "New Zealand/PLACE"));
  CHECK(has(names, "UK/PLACE"));
  CHECK(has(names, "US/PLACE"));
  CHECK(has(names, "DPRK/PLACE"));
}

TEST_CASE("a surname alone is the person whose full name the text gives") {
  const auto names = names_of(
      "Economist Maria Santelmo spoke on Monday. Santelmo said prices would fall. \"We wait,\" "
      "Santelmo told reporters.");
  CHECK(std::count(names.begin(), names.end(), "Santelmo/PERSON") == 2);
}

TEST_CASE("text in capitals and in lower case is not lost") {
  CHECK(has(names_of("PETER HALLGREN ARRIVED IN NAIROBI ON MONDAY FOR TALKS WITH OFFICIALS."),
            "NAIROBI/PLACE"));
  CHECK(has(names_of("peter hallgren arrived in nairobi on monday for talks with officials."),
            "nairobi/PLACE"));
}

TEST_CASE("long texts without sense take linear time and no deep stack") {
  std::string text;
  for (int i = 0; i < 200000; ++i) text += "Aa-";
  CHECK(find_names(text).tokens == 400000);
}

TEST_CASE("a pronoun in a heading is no country") {
  const auto names = names_of("Contact Us\nAnna Holm met officials of the US government in Oslo.");
  CHECK_FALSE(has(names, "Us/PLACE"));
  CHECK(has(names, "US/PLACE"));
}

TEST_CASE("a currency is no country, and letters that small words spell out are no name") {
  const auto names = names_of(
      "The bank in Kenya lent US$20 million for a coastal research unit (CRU). Every CRU in Kenya "
      "will get a boat.");
  CHECK(has(names, "Kenya/PLACE"));
  for (const auto& name : names) {
    INFO(name);
    CHECK(name.substr(0, 3) != "US/");
    CHECK(name.substr(0, 4) != "CRU/");
  }
}

TEST_CASE("owners, seats and roles are no part of the name behind or before them") {
  const auto names = names_of(
      "Kenya's Supreme Court ruled on Monday. The Nairobi-based African Grain Council met UNESCO "
      "Ambassador Helga Brandt. The Labour party agreed.");
  CHECK(has(names, "Kenya/PLACE"));
  CHECK(has(names, "Supreme Court/ORG"));
  CHECK(has(names, "Nairobi/PLACE"));
  CHECK(has(names, "African Grain Council/ORG"));
  CHECK(has(names, "UNESCO/ORG"));
  CHECK(has(names, "Helga Brandt/PERSON"));
  CHECK(has(names, "Labour party/ORG"));
}

TEST_CASE("letters for common words and bare heads are no names, events are no organisations") {
  const auto names = names_of(
      "The CEO said GDP and AI matter to NGOs in Norway. The Board met before the World Cup, and "
      "the "
      "Committee praised the Nobel Prize.");
  CHECK(has(names, "Norway/PLACE"));
  CHECK(has(names, "World Cup/OTHER"));
  CHECK(has(names, "Nobel Prize/OTHER"));
  for (const auto& name : names) {
    INFO(name);
    CHECK(name != "GDP/ORG");
    CHECK(name != "AI/ORG");
    CHECK(name != "NGOs/ORG");
    CHECK(name != "Board/ORG");
    CHECK(name != "Committee/ORG");
  }
}

TEST_CASE("a bare head stays where the text has the whole name") {
  const auto names = names_of(
      "The National Grain Board met in Oslo on Friday. Members of the National Grain Board voted. "
      "Farmers said the Board had waited too long.");
  CHECK(has(names, "National Grain Board/ORG"));
  CHECK(has(names, "Board/ORG"));
}

TEST_CASE("what is called a city or an island is a place, wherever its name stands alone") {
  const auto names = names_of(
      "Officials said that the village of Marlene Quist was flooded on Monday. The island of "
      "Annabel was cut off, and in Annabel the ferry, Edda Brandt said, would not sail.");
  CHECK(has(names, "Annabel/PLACE"));
  CHECK_FALSE(has(names, "Annabel/PERSON"));
  CHECK(has(names, "Edda Brandt/PERSON"));
}

TEST_CASE("a paragraph in another language inside an English text has no English names") {
  const std::string french =
      "Pendant que le port s'effondre, un nouvel incendie se propage dans les coulisses du conseil "
      "chez Marcel. Les pompiers restent calmes depuis lundi soir.";
  const auto names = names_of("Edda Brandt said on Monday that the harbour is closed.\n" + french +
                              "\nBrandt said that she would come back to Oslo in the spring.");
  CHECK(has(names, "Edda Brandt/PERSON"));
  CHECK(has(names, "Oslo/PLACE"));
  CHECK(names.size() == 3);
}

TEST_CASE("what a text treats as a company is an organisation at all its places") {
  const std::string text =
      "Lindqora rose. Shares of Lindqora fell, said Edda Quistra. Quistra left.";
  TaggerDocument document;
  document.read(text);
  const auto at = [&](std::uint32_t first, std::uint32_t last) {
    return TokenName{first, last, TaggerType::per};
  };
  // Lindqora rose . Shares of Lindqora fell , said Edda Quistra . Quistra left .
  std::vector<TokenName> names = {at(0, 1), at(5, 6), at(9, 11), at(12, 13)};
  settle_companies(document, names);
  CHECK(names[0].type == TaggerType::org);
  CHECK(names[1].type == TaggerType::org);
  CHECK(names[2].type == TaggerType::per);
  CHECK(names[3].type == TaggerType::per);

  const std::string person = "Edda Quistra spoke. The company Quistra founded fell, Quistra said.";
  document.read(person);
  names = {at(0, 2), at(6, 7), at(10, 11)};  // a word of a person's full name stays
  settle_companies(document, names);
  for (const auto& name : names) CHECK(name.type == TaggerType::per);
}
