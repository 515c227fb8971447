#include <catch2/catch.hpp>

#include "entity/body_match.hpp"
#include "entity_fixtures.hpp"

using namespace comention;

namespace {

bool fit(std::string_view a, std::string_view b) {
  NameForm x, y;
  x.parse(a, NameClass::org);
  y.parse(b, NameClass::org);
  CHECK(bodies_fit(x, y) == bodies_fit(y, x));
  return bodies_fit(x, y);
}

constexpr auto event = EntityType::event;

}  // namespace

TEST_CASE("names of one body fit each other") {
  CHECK(fit("Quillburg Tigers", "Greater Quillburg Tigers"));
  CHECK(fit("Ministry of Health", "Health Ministry"));
  CHECK(fit("US State Department", "Department of State"));
  CHECK(fit("US EPA", "US Environmental Protection Agency"));
  CHECK(fit("Zel-Tron Systems", "ZelTron Systems"));
  CHECK(fit("Zel Tron", "Chip Maker ZelTron"));
  CHECK(fit("Norda Ford Clinic", "Norda Ford Center"));
  CHECK(fit("Dunmore Cycling Team", "Dunmore Cycling"));
}

TEST_CASE("names of two bodies do not") {
  CHECK(!fit("Dunmore Cycling Association", "Dorset Canoe Alliance"));
  CHECK(!fit("Quillburg University", "University of Quillburg Hospital"));
  CHECK(!fit("Quillburg University", "University of Quillburg"));
  CHECK(!fit("Free Quillburg Army", "Quillburg National Army"));
  CHECK(!fit("11th Hussars Band", "12th Hussars Band"));
  CHECK(!fit("North Quillburg Police", "South Quillburg Police"));
}

TEST_CASE("two meanings of one acronym never meet in one cluster") {
  // "DCA" is seen as two types, which are one name; each type was explained in another way.
  const NamedCorpus corpus = {
      {{org, "Dunmore Cycling Association"}, {org, "DCA"}, {person, "Nora Tillmann"}},
      {{org, "Dorset Canoe Alliance"}, {event, "DCA"}, {person, "Otto Harrow"}},
      {{org, "DCA"}, {person, "Nora Tillmann"}},
      {{event, "DCA"}, {person, "Otto Harrow"}}};
  const auto found = resolve(corpus);
  CHECK(found.at(0, 0) != found.at(1, 0));
  CHECK(found.at(0, 0) == found.at(0, 1));
  CHECK(found.at(1, 0) == found.at(1, 1));
}

TEST_CASE("a short form between two rival bodies joins one of them at most") {
  const NamedCorpus corpus = {{{org, "Boston Herons"}, {person, "Nora Tillmann"}},
                              {{org, "Boston Lanterns"}, {person, "Otto Harrow"}},
                              {{org, "Boston"}, {person, "Nora Tillmann"}},
                              {{org, "Boston"}, {person, "Otto Harrow"}},
                              {{org, "Herons"}, {person, "Nora Tillmann"}},
                              {{org, "Lanterns"}, {person, "Otto Harrow"}}};
  const auto found = resolve(corpus);
  CHECK(found.at(0, 0) != found.at(1, 0));
  CHECK(found.at(4, 0) == found.at(0, 0));
  CHECK(found.at(5, 0) == found.at(1, 0));
}

TEST_CASE("a person and what bears the name stay two") {
  const NamedCorpus corpus = {{{person, "Norda Quill"}, {org, "Lakeside Bank"}},
                              {{org, "Norda Quill Foundation"}, {org, "Lakeside Bank"}},
                              {{org, "Norda Quill"}, {org, "Lakeside Bank"}},
                              {{person, "Norda Quill"}, {org, "Lakeside Bank"}},
                              {{person, "Norda Quill"}, {place, "Norda Quill Island"}}};
  const auto found = resolve(corpus);
  CHECK(found.at(0, 0) == found.at(3, 0));
  CHECK(found.at(0, 0) != found.at(1, 0));
  CHECK(found.at(4, 0) != found.at(4, 1));
  CHECK(found.at(0, 0) != found.at(4, 1));
}

TEST_CASE("a place keeps its neighbours apart, whatever joins them") {
  const NamedCorpus corpus = {{{place, "North Quill"}, {person, "Nora Tillmann"}},
                              {{place, "South Quill"}, {person, "Nora Tillmann"}},
                              {{place, "Quill"}, {person, "Nora Tillmann"}},
                              {{org, "Quill"}, {person, "Nora Tillmann"}}};
  const auto found = resolve(corpus);
  CHECK(found.at(0, 0) != found.at(1, 0));
}
