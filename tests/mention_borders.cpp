#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "mention/names_borders.hpp"
#include "mention/names_filters.hpp"
#include "mention/names_phrases.hpp"
#include "mention/tagger_votes.hpp"

using namespace comention;

namespace {

// The name that covers the words `span` of the text.
TokenName name_at(const TaggerDocument& document, std::string_view span, TaggerType type) {
  const auto start = static_cast<std::uint32_t>(document.text.find(span));
  TokenName name{0, 0, type};
  while (document.tokens[name.first].start < start) ++name.first;
  name.last = name.first;
  while (name.last < document.tokens.size() &&
         document.tokens[name.last].start < start + span.size())
    ++name.last;
  return name;
}

std::vector<std::string> mended(std::string_view text, std::string_view span, TaggerType type) {
  TaggerDocument document;
  document.read(text);
  std::vector<TokenName> names{name_at(document, span, type)};
  mend_borders(document, names);
  std::vector<std::string> result;
  for (const TokenName& name : names) {
    const auto start = document.tokens[name.first].start;
    result.push_back(std::string(text.substr(start, document.tokens[name.last - 1].end - start)) +
                     "/" + std::string(tagger_type_names[static_cast<std::size_t>(name.type)]));
  }
  return result;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a known owner is cut from what it owns, an unknown one stays") {
  CHECK(mended("So Peru's Lake Authority said.", "Peru's Lake Authority", TaggerType::org) ==
        Names{"Peru/LOC", "Lake Authority/ORG"});
  CHECK(mended("So Quorl's Lake Authority said.", "Quorl's Lake Authority", TaggerType::org) ==
        Names{"Quorl's Lake Authority/ORG"});
}

TEST_CASE("the seat of an organisation stands alone") {
  CHECK(mended("The Quorlby-based Tern Group paid.", "Quorlby-based Tern Group", TaggerType::org) ==
        Names{"Quorlby/LOC", "Tern Group/ORG"});
  CHECK(mended("The Stratford-upon-Avon Club won.", "Stratford-upon-Avon Club", TaggerType::org) ==
        Names{"Stratford-upon-Avon Club/ORG"});
}

TEST_CASE("a role is cut from an organisation, not from a body that has it in its name") {
  CHECK(mended("Then NATO Secretary General Ulla Moe spoke.", "NATO Secretary General",
               TaggerType::org) == Names{"NATO/ORG"});
  CHECK(mended("The Office of the President spoke.", "Office of the President", TaggerType::org) ==
        Names{"Office of the President/ORG"});
}

TEST_CASE("a listed name is taken whole though its end is written small") {
  CHECK(mended("The Conservative party won.", "Conservative", TaggerType::norp) ==
        Names{"Conservative party/ORG"});
  CHECK(mended("The Conservative voters won.", "Conservative", TaggerType::norp) ==
        Names{"Conservative/NORP"});
}

TEST_CASE("the last word of a name tells places and things from organisations") {
  const auto type_of_name = [](std::string_view span) {
    const std::string text = "So the " + std::string(span) + " is old.";
    TaggerDocument document;
    document.read(text);
    return type_by_head(document, name_at(document, span, TaggerType::org));
  };
  CHECK(type_of_name("Quorlby Bridge") == TaggerType::loc);
  CHECK(type_of_name("Quorlby Treaty") == TaggerType::misc);
  CHECK(type_of_name("Quorlby Council") == TaggerType::org);
  CHECK(type_of_name("Bridge") == TaggerType::org);
}

TEST_CASE("letters for common words are no names unless something bears them") {
  const auto plain = [](std::string_view word) {
    const std::string text = "Then " + std::string(word) + " grew.";
    TaggerDocument document;
    document.read(text);
    return is_plain_acronym(document, name_at(document, word, TaggerType::org));
  };
  CHECK(plain("GDP"));
  CHECK(plain("NGOs"));
  CHECK_FALSE(plain("Gdp"));
  CHECK_FALSE(plain("UN"));
  CHECK_FALSE(plain("Quorlby"));
}

TEST_CASE("a second reading hears of the other places of a word, never of its own") {
  TaggerDocument document;
  document.read("Quorlby paid. We saw Quorlby there. Then Tern left.");
  REQUIRE(document.runs.size() == 3);
  std::vector<Label> labels(document.tokens.size(), outside);
  for (const TokenRun& run : document.runs)
    labels[run.first] = make_label(TaggerType::org, Place::unit);
  DocumentVotes votes(document);
  votes.collect(labels);
  FeatureList features;
  votes.features(document.runs[0].first, document.runs[0], features);
  CHECK(features.size > 0);
  votes.features(document.runs[2].first, document.runs[2], features);
  CHECK(features.size == 0);
  const auto changed = [&](std::uint32_t run, Label label) {
    labels[document.runs[run].first] = label;
    votes.collect(labels);
    votes.features(document.runs[0].first, document.runs[0], features);
    return std::vector<std::uint64_t>(features.hashes.begin(),
                                      features.hashes.begin() + std::ptrdiff_t(features.size));
  };
  const auto before = changed(2, outside);
  CHECK(before != changed(1, outside));
}

TEST_CASE("the capital behind a name says that it is an event") {
  CHECK(mended("Engineers gathered before the Quorlby Air Show began.", "Quorlby Air",
               TaggerType::org) == Names{"Quorlby Air Show/MISC"});
  CHECK(mended("Engineers gathered before the Quorlby Air show began.", "Quorlby Air",
               TaggerType::org) == Names{"Quorlby Air/ORG"});
}

TEST_CASE("a year or an ordinal before an organisation is none of its name") {
  CHECK(mended("So the 2017 Tern Rowing League began.", "2017 Tern Rowing League",
               TaggerType::org) == Names{"Tern Rowing League/ORG"});
  CHECK(mended("So 20th Century Fox paid.", "20th Century Fox", TaggerType::org) ==
        Names{"20th Century Fox/ORG"});
}

TEST_CASE("two listed names with a word between them are two names") {
  CHECK(mended("So NATO and European Union said.", "NATO and European Union", TaggerType::org) ==
        Names{"NATO/ORG", "European Union/ORG"});
  CHECK(mended("So Tern and Quorl Group said.", "Tern and Quorl Group", TaggerType::org) ==
        Names{"Tern and Quorl Group/ORG"});
}

TEST_CASE("an everyday word that begins a sentence is none of a listed name") {
  CHECK(mended("Key Security Council members left.", "Key Security Council", TaggerType::org) ==
        Names{"Security Council/ORG"});
}

TEST_CASE("a place that reads like a person is none") {
  TaggerDocument document;
  document.read("Then Kazakhstan North scored.");
  TokenName name = name_at(document, "Kazakhstan North", TaggerType::per);
  settle_type(document, name);
  CHECK(name.type == TaggerType::org);
}

TEST_CASE("dates, numbers, file names and words run together are no persons") {
  const auto refused = [](std::string_view span, TaggerType type) {
    const std::string text = "Anna Bergman saw " + std::string(span) + " there.";
    TaggerDocument document;
    document.read(text);
    return is_no_name(document, name_at(document, span, type));
  };
  CHECK(refused("Jan 25th", TaggerType::per));
  CHECK(refused("1377", TaggerType::per));
  CHECK(refused("QR77X", TaggerType::per));
  CHECK(refused("Big Data", TaggerType::per));
  CHECK(refused("BergmanAnna", TaggerType::per));
  CHECK(refused("European Affairs", TaggerType::org));
  CHECK_FALSE(refused("Peter Hallgren", TaggerType::per));
  CHECK_FALSE(refused("McDonald", TaggerType::per));
  CHECK_FALSE(refused("Ministry of Foreign Affairs", TaggerType::org));
}
