#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/html_blocks.hpp"
#include "page/html_features.hpp"

namespace comention {

/// A date, with its time where one is known.
struct DateAndTime {
  std::string date;  ///< ISO, or empty
  std::string time;  ///< "18:03", "18:03:23-05:00", or empty
};

/// What the head of a page and its structured data say about the article. Texts have references
/// decoded and blanks squeezed.
struct HtmlMeta {
  std::vector<std::string> titles;  ///< candidates, the surest first
  DateAndTime published;
  std::vector<std::string> authors;
  std::vector<std::string> tags;      ///< set for this article (article:tag, JSON-LD)
  std::vector<std::string> keywords;  ///< meta keywords: often the site's rather than the article's
  std::string section;
  std::string site;  ///< the site's name
  std::string description;
  std::string article_body;  ///< of JSON-LD
  std::string language;      ///< as declared ("en-US"), or empty
  bool is_article = false;   ///< the page calls itself an article
};

/// Reads meta elements and JSON-LD.
HtmlMeta read_html_meta(const HtmlSource& source, const HtmlText& page);

/// What of it the features use; looks into `meta`.
BlockClues clues_of(const HtmlMeta& meta);

/// Reads a machine's date: "2019-11-20T10:00:00+00:00", "20191120", or a printed one.
DateAndTime read_machine_date(std::string_view written);

/// A page title without the names of site and section around it ("Ferry runs again | The Pier"):
/// the part between separators that stands on the page as a block, else the longest one that is not
/// the site's name. `title` comes back whole when it has no separators.
std::string title_without_site(const HtmlText& page, std::string_view title, std::string_view site);

}  // namespace comention
