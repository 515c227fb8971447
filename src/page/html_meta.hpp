#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/html_blocks.hpp"
#include "page/html_features.hpp"

namespace comention {

/// What the head of a page and its structured data say about the article.
struct HtmlMeta {
  std::vector<std::string> titles;  ///< candidates, the surest first
  std::string date;                 ///< ISO, or empty
  std::string time;                 ///< ISO, or empty
  std::vector<std::string> authors;
  std::vector<std::string> tags;
  std::string section;
  std::string site;  ///< the site's name
  std::string description;
  std::string article_body;  ///< of JSON-LD
  std::string language;      ///< as declared, lower case ("en-us"), or empty
  bool is_article = false;   ///< the page calls itself an article
};

/// Reads meta elements and JSON-LD.
HtmlMeta read_html_meta(const HtmlSource& source, const HtmlText& page);

/// What of it the features use; looks into `meta`.
BlockClues clues_of(const HtmlMeta& meta);

}  // namespace comention
