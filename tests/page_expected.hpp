#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "comention/page.hpp"

/// Fixture pages with .expected files beside them, which say what a careful reader takes from each.
namespace expected {

using namespace comention;
namespace fs = std::filesystem;

inline std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

inline Page clean_text(const std::string& text, CleanOptions options = {},
                       PageForm form = PageForm::text) {
  RawPage page;
  page.source = page.id = "page";
  if (form == PageForm::html) page.form = form;
  page.text = text;
  return clean_page(page, options);
}

inline std::vector<Article> articles_of(const Page& page) {
  std::vector<Article> out;
  for (const auto& article : page.articles)
    if (!article.paragraphs.empty()) out.push_back(article);
  return out;
}

inline std::string join(const std::vector<std::string>& list) {
  std::string out;
  for (const auto& item : list) out += (out.empty() ? "" : " | ") + item;
  return out;
}

inline std::string tags_of(const Article& article) {
  std::vector<std::string> out;
  for (const auto& tag : article.tags) out.push_back(tag.text);
  return join(out);
}

inline std::string all_text(const std::vector<Article>& articles) {
  std::string out;
  for (const auto& article : articles)
    for (const auto& paragraph : article.paragraphs) out += paragraph + "\n";
  return out;
}

/// Checks one line "key: value" of an .expected file against the article it speaks of.
inline void check_line(const std::string& key, const std::string& value, const Article& article) {
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

inline void check_page(const fs::path& path) {
  INFO(path.filename().string());
  const auto form = path.extension() == ".html" ? PageForm::html : PageForm::text;
  const auto articles = articles_of(clean_text(read_file(path), {}, form));
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

}  // namespace expected
