#include <catch2/catch.hpp>
#include <string>

#include "page/credits.hpp"

using namespace comention;

TEST_CASE("lines that are a credit") {
  for (const char* line : {"Photo: Nora Quist", "REUTERS/Nora Quist", "(AP Photo/Nora Quist)",
                           "Illustration: Nora Quist/Planet", "[The Guardian]"}) {
    INFO(line);
    CHECK(is_credit(line));
  }
  for (const char* line : {"Nora Quist took the photograph.", "[Applause]", "and/or both"}) {
    INFO(line);
    CHECK_FALSE(is_credit(line));
  }
}

TEST_CASE("captions end in a credit") {
  for (const char* line :
       {"The pier of Port Ellery on Monday. REUTERS/Nora Quist",
        "The pier of Port Ellery in April 2021. (Nora Quist/The Associated Press)",
        "The pier of Port Ellery on Monday. (Nora Quist/Ellery Planet)",
        "The pier, closed since Monday. \xE2\x80\x94 Picture by Nora Quist",
        "The pier, closed since Monday. \xE2\x80\x94 Reuters file pic",
        "The pier, closed since Monday. \xE2\x80\x94 Nora Quist/PLANET",
        "The pier, closed since Monday. Photo via Ellery Planet",
        "The pier of Port Ellery, closed since Monday. Getty"}) {
    INFO(line);
    CHECK(ends_in_credit(line));
  }
  for (const char* line :
       {"He said that the pier \xE2\x80\x94 closed since Monday \xE2\x80\x94 would open in May.",
        "The pier will open in May \xE2\x80\x94 or in June/July",
        "The train runs on the line Ellery/Corrig.", "run it with the option --file PIER_FILE",
        "vs. Quist Lindqvist/Roe Roe Quist", "The pier is closed, the harbour master said. (AP)"}) {
    INFO(line);
    CHECK_FALSE(ends_in_credit(line));
  }
}

TEST_CASE("a source behind the last stop") {
  for (const char* line :
       {"The pier of Port Ellery has been closed since Monday. (AP)",
        "The pier of Port Ellery in March (Reuters)", "Has the pier been mended at last. [Splash]",
        "The pier is listed for sale by its owners. (Ellery Real Estate)"}) {
    INFO(line);
    CHECK(ends_in_source(line));
  }
  for (const char* line : {"The pier has been closed since Monday. (It was mended in May.)",
                           "\"The best bath I ever had was in the harbour!\" (Nora Quist)",
                           "The first shirt is black, with black socks. (Official)",
                           "The pier belongs to the Ellery Harbour Company (EHC)", "(AP)"}) {
    INFO(line);
    CHECK_FALSE(ends_in_source(line));
  }
}
