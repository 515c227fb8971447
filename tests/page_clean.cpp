#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "page_expected.hpp"

using namespace comention;
using namespace expected;

namespace {

const fs::path folder = fs::path(COMENTION_SOURCE_DIR) / "tests" / "pages";

}  // namespace

TEST_CASE("every page of tests/pages is read as its .expected file says") {
  std::vector<fs::path> pages;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".txt") pages.push_back(entry.path());
  std::sort(pages.begin(), pages.end());
  REQUIRE(pages.size() >= 40);
  for (const auto& page : pages) check_page(page);
}

TEST_CASE("every line of a page gets a verdict, and none is lost") {
  CleanOptions options;
  options.explain = true;
  const auto text = read_file(folder / "classic_news.txt");
  const auto page = clean_text(text, options);
  std::size_t lines = 0;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    lines += line.find_first_not_of(" \t") != std::string::npos;
  REQUIRE(page.verdicts.size() == lines);
  for (const auto& verdict : page.verdicts) {
    CHECK_FALSE(verdict.reason.empty());
    CHECK(verdict.probability >= 0);
    CHECK(verdict.probability <= 1);
  }
}

TEST_CASE("text taken as it is stays as it is") {
  CleanOptions options;
  options.as_is = true;
  const std::string text = "\nShare\n\n  One line.\nAnother  line.\n";
  const auto page = clean_text(text, options);
  REQUIRE(page.articles.size() == 1);
  CHECK(article_text(page.articles[0]) == text);
}

TEST_CASE("fields given with a record win over what its text prints") {
  RawPage record;
  record.form = PageForm::record;
  record.text = read_file(folder / "classic_news.txt");
  record.title = "Given title";
  record.date = "2001-02-03";
  record.tags = {"given tag"};
  const auto page = clean_page(record, {});
  REQUIRE(page.articles.size() == 1);
  CHECK(page.articles[0].title == "Given title");
  CHECK(page.articles[0].date == "2001-02-03");
  CHECK(tags_of(page.articles[0]).find("given tag") != std::string::npos);
}

TEST_CASE("hostile pages are read in bounded time") {
  CHECK(clean_text(std::string(300000, 'a')).articles.size() == 1);
  CHECK(clean_text(std::string(300000, '\n')).articles.size() == 1);
  std::string same, dates, brackets;
  for (int i = 0; i < 20000; ++i)
    same += "The same line of text is printed again and again here.\n";
  for (int i = 0; i < 20000; ++i) dates += "March 3, 2014\n";
  for (int i = 0; i < 20000; ++i) brackets += "((((Tags: #### (AP) \xC2\xA9 By | by\n";
  CHECK(!clean_text(same).articles.empty());
  CHECK(!clean_text(dates).articles.empty());
  CHECK(!clean_text(brackets).articles.empty());
}
