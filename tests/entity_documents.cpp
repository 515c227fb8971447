#include <catch2/catch.hpp>

#include "entity_fixtures.hpp"

using namespace comention;

TEST_CASE("a surname stands for the full name of its document") {
  const auto found = resolve({{{person, "Nora Tillmann"}, {person, "Tillmann"}},
                              {{person, "Otto Tillmann"}, {person, "Tillmann"}}});
  CHECK(found.key(0, 1) == "nora_tillmann");
  CHECK(found.key(1, 1) == "otto_tillmann");
}

TEST_CASE("titles tell which spouse a surname means") {
  const auto found = resolve({{{person, "William Harrow"},
                               {person, "Diane Harrow"},
                               {person, "Mrs. Harrow"},
                               {person, "Harrow", Origin::text, "was seen with Mr. "}}});
  CHECK(found.at(0, 2) == found.at(0, 1));
  CHECK(found.at(0, 3) == found.at(0, 0));
  CHECK(found.at(0, 0) != found.at(0, 1));
}

TEST_CASE("who is called by the given name is not called by the surname") {
  const auto found = resolve({{{person, "Greta Halvorsen"},
                               {person, "Nils Halvorsen"},
                               {person, "Greta"},
                               {person, "Halvorsen"},
                               {person, "Greta Halvorsen"}}});
  CHECK(found.at(0, 2) == found.at(0, 0));
  CHECK(found.at(0, 3) == found.at(0, 1));
}

TEST_CASE("roles and nationalities before a name are not part of it") {
  const auto found = resolve({{{person, "Danish Foreign Minister Ulla Brandt"}},
                              {{person, "Ulla Brandt"}},
                              {{person, "Dr. Ulla Brandt"}}});
  CHECK(found.at(0, 0) == found.at(1, 0));
  CHECK(found.at(2, 0) == found.at(1, 0));
  CHECK(found.entities.label(found.at(0, 0)) == "Ulla Brandt");
}

TEST_CASE("an acronym stands for the name of its document") {
  const auto found = resolve({{{org, "Dunmore Cycling Association"}, {org, "DCA"}},
                              {{org, "Delta Clay Artists"}, {org, "DCA"}},
                              {{org, "Union of Kettle Makers", Origin::text, "", " (KettleUnion)"},
                               {org, "KettleUnion"}}});
  CHECK(found.at(0, 1) == found.at(0, 0));
  CHECK(found.at(1, 1) == found.at(1, 0));
  CHECK(found.at(0, 0) != found.at(1, 0));
}

TEST_CASE("an acronym may count a word that names do without") {
  const auto found = resolve({{{org, "Quillburg Police Department"},
                               {org, "QPD"},
                               {org, "Norda Shipping Corporation"},
                               {org, "NSC"},
                               {org, "NSI"},
                               {org, "Norda Shipping"}}});
  CHECK(found.at(0, 0) == found.at(0, 1));
  CHECK(found.at(0, 2) == found.at(0, 3));
  CHECK(found.at(0, 2) == found.at(0, 5));
  CHECK(found.at(0, 4) != found.at(0, 2));
}

TEST_CASE("a body and its sub-body are two") {
  const auto found = resolve({{{org, "Lakeside Bank"}, {org, "Lakeside Bank Ethics Council"}},
                              {{org, "Northern River Army"}, {org, "River Army"}}});
  CHECK(found.at(0, 0) != found.at(0, 1));
  CHECK(found.at(1, 0) != found.at(1, 1));
}

TEST_CASE("a long name that turns up late does not swallow a well-used short one") {
  const auto found =
      resolve({{{org, "Zeltron"}, {org, "Zeltron"}, {org, "Zeltron"}, {org, "Zeltron Voyage"}}});
  CHECK(found.at(0, 0) != found.at(0, 3));
}

TEST_CASE("a tag that names something of the text or of the tables is that thing") {
  const auto found = resolve({{{person, "Nora Tillmann"},
                               {tag, "Tillmann", Origin::tag},
                               {tag, "russia", Origin::tag},
                               {tag, "gardening", Origin::tag}}});
  CHECK(found.at(0, 1) == found.at(0, 0));
  CHECK(found.key(0, 2) == "russia");
  CHECK(found.entities.type(found.at(0, 2)) == place);
  CHECK(found.entities.type(found.at(0, 3)) == tag);
}

TEST_CASE("a tag in small letters is a word, not a surname") {
  const auto found = resolve({{{person, "Nora Power"}, {tag, "power", Origin::tag}}});
  CHECK(found.at(0, 1) != found.at(0, 0));
}

TEST_CASE("one form with two types is one entity of the usual type") {
  const auto found = resolve({{{org, "Blue Lantern"}, {org, "Blue Lantern"}},
                              {{place, "Blue Lantern"}},
                              {{org, "Blue Lantern"}}});
  CHECK(found.at(1, 0) == found.at(0, 0));
  CHECK(found.entities.type(found.at(1, 0)) == org);
}

TEST_CASE("types that a record gives are trusted") {
  const auto found =
      resolve({{{person, "Jordan", Origin::given}}, {{place, "Jordan", Origin::given}}});
  CHECK(found.at(0, 0) != found.at(1, 0));
}
