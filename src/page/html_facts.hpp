#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "page/html_blocks.hpp"
#include "page/html_meta.hpp"

namespace comention {

/// A stretch of blocks [begin, end) of a page.
struct BlockRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool contains(std::uint32_t block) const { return block >= begin && block < end; }
};

/// What marked-up elements inside a stretch say about the article there.
struct HtmlFacts {
  DateAndTime published;             ///< of `time` and `itemprop="datePublished"`
  std::vector<std::string> authors;  ///< of `rel="author"`, `itemprop="author"`, author classes
  std::vector<std::string> tags;     ///< of `rel="tag"`, or of links to tag pages in a tag list
  bool tags_declared = false;        ///< ... of `rel="tag"`
};

/// Reads elements outside menus, sidebars, comments, footers and, where the stretch of the text is
/// known (not empty), `article` elements without any of it.
HtmlFacts read_html_facts(const HtmlText& page, BlockRange range, BlockRange body = {});

/// Whether an element stands in the footer of the whole page, not of an article.
bool in_page_footer(const HtmlText& page, std::uint32_t element);

/// The folded texts of short elements.
struct PageLabels {
  std::set<std::string> printed;  ///< outside menus, headers and footers: what could be a tag
  std::set<std::string> menu;     ///< links of menus: the site's sections
};
PageLabels read_labels(const HtmlText& page);

}  // namespace comention
