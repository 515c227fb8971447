#include <catch2/catch.hpp>
#include <string>

#include "comention/mention.hpp"
#include "mention/names_acronyms.hpp"
#include "text/word_hash.hpp"

using namespace comention;

namespace {

std::vector<std::uint64_t> acronyms_of(const std::string& text) {
  TaggerDocument document;
  document.read(text);
  return common_acronyms(document);
}

}  // namespace

TEST_CASE("acronyms that a text spells out in small letters are words") {
  const auto spelled = [](const char* text, const char* acronym) {
    INFO(text);
    CHECK(acronyms_of(text) == std::vector<std::uint64_t>{hash_ascii_folded(acronym)});
  };
  spelled("He had a rare lung disease: hypersensitivity pneumonitis, or HP.", "hp");
  spelled("She has had attention deficit disorder (ADD) since school.", "add");
  spelled("It asks for a single sign-on (SSO) at every door.", "sso");
  spelled("They measure quality of life (QL) by letters.", "ql");
}

TEST_CASE("acronyms of names and of other words are left alone") {
  for (const char* text :
       {"The World Trade Forum (WTF) met.", "They flew home with the team (BBC).",
        "This is it (IT).", "(HP)", "or HP", ", or HP"}) {
    INFO(text);
    CHECK(acronyms_of(text).empty());
  }
}

TEST_CASE("initials in brackets say which names are one") {
  const std::string text = "Port and Border Watch (PBW) sails. Later Port and Border Watch slept.";
  TaggerDocument document;
  document.read(text);
  // Port | and | Border Watch | ( | PBW
  std::vector<TokenName> names = {{0, 1, TaggerType::loc},
                                  {2, 4, TaggerType::per},
                                  {5, 6, TaggerType::per},
                                  {12, 14, TaggerType::loc}};
  take_spelled_names(document, names);
  const std::vector<TokenName> whole = {
      {0, 4, TaggerType::org}, {5, 6, TaggerType::org}, {10, 14, TaggerType::org}};
  CHECK(names == whole);
  // What is whole already keeps its type, and what holds no name is a word.
  names = {{0, 4, TaggerType::misc}};
  take_spelled_names(document, names);
  CHECK(names == std::vector<TokenName>{{0, 4, TaggerType::misc}});
  names.clear();
  take_spelled_names(document, names);
  CHECK(names.empty());
}

TEST_CASE("a word's acronym is no mention") {
  const std::string text =
      "Doctors in Oslo say that Mr. Quist had hypersensitivity pneumonitis, or HP, for a year. HP "
      "is often mistaken for asthma, said Dr. Edda Brandt of the University of Oslo.";
  for (const auto& mention : find_names(text).mentions)
    CHECK(text.substr(mention.start, mention.end - mention.start) != "HP");
}
