#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <vector>

#include "page_expected.hpp"

using namespace expected;

TEST_CASE("every page of tests/html_posts is cut as its .expected file says") {
  std::vector<fs::path> pages;
  for (const auto& entry :
       fs::directory_iterator(fs::path(COMENTION_SOURCE_DIR) / "tests" / "html_posts"))
    if (entry.path().extension() == ".html") pages.push_back(entry.path());
  std::sort(pages.begin(), pages.end());
  REQUIRE(pages.size() >= 7);
  for (const auto& page : pages) check_page(page);
}
