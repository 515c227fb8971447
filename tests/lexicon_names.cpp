#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "lexicon/name_lists.hpp"

using namespace comention;

namespace {

struct Matched {
  std::vector<Token> tokens;
  std::vector<ListMatch> matches;
};

Matched match(std::string_view text) {
  Matched result;
  split_tokens(text, result.tokens);
  std::vector<std::uint64_t> keys;
  for (const auto& token : result.tokens) keys.push_back(token_key(text, token));
  result.matches.resize(keys.size());
  NameLists::get().match(keys, result.matches);
  return result;
}

}  // namespace

TEST_CASE("single words are found whatever their case, accents or final dot") {
  for (const auto* text : {"Nairobi", "NAIROBI", "nairobi"}) {
    CHECK((match(text).matches[0].single & bit(NameList::metropolis)) != 0);
  }
  CHECK((match("Türkiye").matches[0].single & bit(NameList::country)) != 0);
  CHECK((match("TURKIYE").matches[0].single & bit(NameList::country)) != 0);
  CHECK((match("Mr. Plum").matches[0].single & bit(NameList::title)) != 0);
  CHECK((match("Mr Plum").matches[0].single & bit(NameList::title)) != 0);
}

TEST_CASE("the longest phrase of a list covers its tokens") {
  const auto found = match("South Korean firms in New Zealand");
  CHECK((found.matches[0].begin & bit(NameList::norp)) != 0);
  CHECK((found.matches[1].inside & bit(NameList::norp)) != 0);
  CHECK((found.matches[1].single & bit(NameList::norp)) == 0);
  CHECK((found.matches[4].begin & bit(NameList::country)) != 0);
  CHECK((found.matches[5].inside & bit(NameList::country)) != 0);
}

TEST_CASE("short names of countries are countries") {
  for (const auto* text : {"US", "U.S.", "UK", "U.K.", "UAE", "DPRK", "USA"}) {
    INFO(text);
    CHECK((match(text).matches[0].single & bit(NameList::country)) != 0);
  }
}

TEST_CASE("demonyms are no countries, months are on a list of their own") {
  for (const auto* text : {"Swedish", "Kenyans", "Palestinian"}) {
    INFO(text);
    CHECK((match(text).matches[0].any() & bit(NameList::norp)) != 0);
    CHECK((match(text).matches[0].any() & bit(NameList::country)) == 0);
  }
  CHECK((match("October").matches[0].single & bit(NameList::month)) != 0);
}
