#include <catch2/catch.hpp>

#include "text/openings.hpp"

using namespace comention;

TEST_CASE("a text that begins with one of the phrases is never passed over") {
  Openings openings;
  for (const auto* phrase : {"tags:", "filed under", "l\xC3\xA4s mer", "\xC3\xA9tiquettes"})
    openings.add(phrase);
  for (const auto* text : {"Tags: a", "TAGS", "Filed under", "L\xC3\xA4s mer", "\xC3\x89TIQUETTES"})
    CHECK(openings.may_open(text));
  CHECK_FALSE(openings.may_open("The harbour"));
  CHECK_FALSE(openings.may_open("Last week"));
  CHECK(openings.may_open("t"));
}
