#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "comention/page.hpp"

using namespace comention;

namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(COMENTION_SOURCE_DIR) / "tests" / "pages";

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

Page clean_text(const std::string& text, CleanOptions options = {}) {
  RawPage page;
  page.source = page.id = "page";
  page.text = text;
  return clean_page(page, options);
}

std::vector<Article> articles_of(const Page& page) {
  std::vector<Article> out;
  for (const auto& article : page.articles)
    if (!article.paragraphs.empty()) out.push_back(article);
  return out;
}

std::string join(const std::vector<std::string>& list) {
  std::string out;
  for (const auto& item : list) out += (out.empty() ? "" : " | ") + item;
  return out;
}

std::string tags_of(const Article& article) {
  std::vector<std::string> out;
  for (const auto& tag : article.tags) out.push_back(tag.text);
  return join(out);
}

std::string all_text(const std::vector<Article>& articles) {
  std::string out;
  for (const auto& article : articles)
    for (const auto& paragraph : article.paragraphs) out += paragraph + "\n";
  return out;
}

/// Checks one line "key: value" of an .expected file against the article it speaks of.
void check_line(const std::string& key, const std::string& value, const Article& article) {
  INFO(key << ": " << value);
  if (key == "title") CHECK(article.title == value);
  if (key == "date") CHECK(article.date == value);
  if (key == "time") CHECK(article.time == value);
  if (key == "byline") CHECK(join(article.byline) == value);
  if (key == "agency") CHECK(join(article.agency) == value);
  if (key == "tags") CHECK(tags_of(article) == value);
  if (key == "foreign") CHECK(article.foreign == (value == "yes"));
  if (key == "english") CHECK(article.english == (value == "yes"));
  if (key == "first") CHECK(article.paragraphs.front().substr(0, value.size()) == value);
  if (key == "paragraphs") CHECK(std::to_string(article.paragraphs.size()) == value);
  if (key == "last") {
    const auto& text = article.paragraphs.back();
    CHECK(text.size() >= value.size());
    CHECK(text.substr(text.size() - std::min(text.size(), value.size())) == value);
  }
}

void check_page(const fs::path& path) {
  INFO(path.filename().string());
  const auto articles = articles_of(clean_text(read_file(path)));
  std::ifstream expected(fs::path(path).replace_extension(".expected"));
  REQUIRE(expected);
  std::size_t at = 0, named = 0;
  for (std::string line; std::getline(expected, line);) {
    if (line == "article") {
      at = named++;
      continue;
    }
    const auto colon = line.find(':');
    REQUIRE(colon != std::string::npos);
    const auto key = line.substr(0, colon);
    const auto value = line.size() > colon + 2 ? line.substr(colon + 2) : std::string();
    if (key == "articles") {
      CHECK(std::to_string(articles.size()) == value);
      continue;
    }
    if (key == "absent") {
      INFO("absent: " << value);
      CHECK(all_text(articles).find(value) == std::string::npos);
      continue;
    }
    if (at >= articles.size()) FAIL_CHECK("too few articles for: " << line);
    if (at < articles.size()) check_line(key, value, articles[at]);
  }
  if (named > 0) CHECK(articles.size() == named);
}

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
