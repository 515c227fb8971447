#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "comention/entity.hpp"

using namespace comention;

namespace {

struct Named {
  EntityType type;
  std::string text;
  Origin origin = Origin::text;
};
using Corpus = std::vector<std::vector<Named>>;

constexpr auto person = EntityType::person;
constexpr auto org = EntityType::org;
constexpr auto place = EntityType::place;

/// The keys of the entities of all uses, document by document.
std::vector<std::vector<std::string>> resolve(const Corpus& corpus, ResolveOptions options = {}) {
  EntityResolver resolver(std::move(options));
  std::vector<std::vector<NameId>> names;
  for (const auto& document : corpus) {
    std::vector<NameUse> uses;
    for (const Named& named : document) uses.push_back({named.text, named.type, named.origin});
    const LinkedNames linked = resolver.link(uses);
    const std::vector<NameId> ids = resolver.add(linked);
    names.emplace_back();
    for (const std::uint32_t i : linked.of_mention) names.back().push_back(ids[i]);
  }
  const Entities entities = std::move(resolver.resolve()).value();
  std::vector<std::vector<std::string>> keys;
  for (const auto& document : names) {
    keys.emplace_back();
    for (const NameId name : document) {
      const EntityId id = entities.of(name);
      keys.back().push_back(id == no_entity ? "-" : entities.key(id));
    }
  }
  return keys;
}

}  // namespace

TEST_CASE("a surname stands for the full name of its document") {
  const auto keys = resolve({{{person, "Nora Tillmann"}, {person, "Tillmann"}},
                             {{person, "Otto Tillmann"}, {person, "Tillmann"}}});
  CHECK(keys[0] == std::vector<std::string>{"nora_tillmann", "nora_tillmann"});
  CHECK(keys[1] == std::vector<std::string>{"otto_tillmann", "otto_tillmann"});
}

TEST_CASE("titles tell which spouse a surname means") {
  const auto keys = resolve({{{person, "William Harrow"},
                              {person, "Diane Harrow"},
                              {person, "Mrs. Harrow"},
                              {person, "Mr. Harrow"}}});
  CHECK(keys[0][2] == keys[0][1]);
  CHECK(keys[0][3] == keys[0][0]);
  CHECK(keys[0][0] != keys[0][1]);
}

TEST_CASE("countries have one entity under every name, their neighbours another") {
  const auto keys = resolve({{{place, "U.S."}, {place, "America"}, {place, "North Korea"}},
                             {{place, "United States"}, {place, "DPRK"}, {place, "South Korea"}}});
  CHECK(keys[0][0] == "united_states");
  CHECK(keys[0][1] == "united_states");
  CHECK(keys[1][0] == "united_states");
  CHECK(keys[0][2] == keys[1][1]);
  CHECK(keys[0][2] != keys[1][2]);
}

TEST_CASE("an acronym stands for the name of its document") {
  const auto keys = resolve({{{org, "Dunmore Cycling Association"}, {org, "DCA"}},
                             {{org, "Delta Clay Artists"}, {org, "DCA"}}});
  CHECK(keys[0][1] == keys[0][0]);
  CHECK(keys[1][1] == keys[1][0]);
  CHECK(keys[0][0] != keys[1][0]);
}

TEST_CASE("a tag that names a person of the text is that person") {
  const auto keys = resolve({{{person, "Nora Tillmann"},
                              {EntityType::tag, "Tillmann", Origin::tag},
                              {EntityType::tag, "russia", Origin::tag},
                              {EntityType::tag, "gardening", Origin::tag}}});
  CHECK(keys[0][1] == keys[0][0]);
  CHECK(keys[0][2] == "russia");
  CHECK(keys[0][3] == "gardening");
}

TEST_CASE("a thesaurus joins, renames and deletes; the do-not-merge list keeps apart") {
  ResolveOptions options;
  options.thesaurus = {{"Blue Lantern", "Nora Tillmann"}, {"Spam Weekly", ""}};
  options.do_not_merge = {{"Acme Tools", "Acme Tools Inc."}};
  const auto keys = resolve({{{person, "Nora Tillmann"},
                              {org, "Blue Lantern"},
                              {org, "Spam Weekly"},
                              {org, "Acme Tools"}}},
                            options);
  CHECK(keys[0][1] == keys[0][0]);
  CHECK(keys[0][2] == "-");
  CHECK(keys[0][3] == "acme_tools");
}
