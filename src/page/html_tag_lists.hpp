#pragma once

#include <string>
#include <string_view>

#include "comention/page.hpp"
#include "page/html_facts.hpp"
#include "page/html_meta.hpp"
#include "page/lines.hpp"

namespace comention {

/// Adds a tag unless it is there already or is a word for programs rather than readers.
void add_html_tag(Article& article, const std::string& text);

/// Takes tags out that stand in other elements than the list: the button behind it, the form of
/// the comments, the page's footer. A tag must stand outside of those somewhere.
void drop_foreign_tags(const HtmlText& page, Article& article);

/// Divides tags that run together because only links divide them.
void split_joined_tags(const HtmlText& page, const PageLines& lines, Article& article);

/// Adds the tags that elements list. Where no `rel="tag"` says what they are, those that the menu
/// links as well are sections of the site.
void take_listed_tags(const HtmlText& page, const HtmlFacts& facts, Article& article);

/// Tags that only the head declares count where the page prints most of them, too: many sites
/// declare the same keywords on every page. Those that the menu links are sections of the site.
void take_meta_tags(const HtmlText& page, const HtmlMeta& meta, Article& article);

/// Drops a tag that stands alone and is the section printed over the headline.
void drop_section_tag(const HtmlText& page, std::string_view title, Article& article);

}  // namespace comention
