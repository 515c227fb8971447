#include "page/html_surroundings.hpp"

#include <algorithm>
#include <bit>

namespace comention {
namespace {

/// The place of a tag's kind behind the word groups, or -1.
int kind_of(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_ARTICLE:
      return 0;
    case GUMBO_TAG_MAIN:
      return 1;
    case GUMBO_TAG_ASIDE:
      return 2;
    case GUMBO_TAG_NAV:
      return 3;
    case GUMBO_TAG_HEADER:
      return 4;
    case GUMBO_TAG_FOOTER:
      return 5;
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_FIELDSET:
      return 6;
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
      return 7;
    case GUMBO_TAG_TABLE:
      return 8;
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_DL:
      return 9;
    case GUMBO_TAG_BLOCKQUOTE:
      return 10;
    case GUMBO_TAG_A:
      return 11;
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
      return 12;
    default:
      return -1;
  }
}

}  // namespace

Surroundings::Surroundings(const HtmlText& page) {
  levels_.resize(page.elements.size());
  for (std::size_t i = 0; i < page.elements.size(); ++i) {
    const HtmlElement& element = page.elements[i];
    Levels& levels = levels_[i];
    if (element.parent == i || element.tag == GUMBO_TAG_BODY) {
      levels.fill(beyond);
    } else {
      const Levels& above = levels_[element.parent];
      for (std::size_t k = 0; k < levels.size(); ++k)
        levels[k] = std::min<std::uint8_t>(static_cast<std::uint8_t>(above[k] + 1), beyond);
    }
    for (WordGroups rest = element.groups; rest != 0; rest &= rest - 1)
      levels[static_cast<std::size_t>(std::countr_zero(rest))] = 0;
    if (const int kind = kind_of(element.tag); kind >= 0)
      levels[word_group_count + static_cast<std::size_t>(kind)] = 0;
  }
}

}  // namespace comention
