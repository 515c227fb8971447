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

TEST_CASE("acronyms of names, of bodies and of other words are left alone") {
  for (const char* text :
       {"The World Trade Forum (WTF) met.", "It asked the ministry of health (MOH).",
        "They flew home with the team (BBC).", "This is it (IT).", "(HP)", "or HP", ", or HP"}) {
    INFO(text);
    CHECK(acronyms_of(text).empty());
  }
}

TEST_CASE("a word's acronym is no mention") {
  const std::string text =
      "Doctors in Oslo say that Mr. Quist had hypersensitivity pneumonitis, or HP, for a year. HP "
      "is often mistaken for asthma, said Dr. Edda Brandt of the University of Oslo.";
  for (const auto& mention : find_names(text).mentions)
    CHECK(text.substr(mention.start, mention.end - mention.start) != "HP");
}
