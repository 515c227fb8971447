#pragma once

#include <gumbo.h>

#include <cstdint>

namespace comention {

/// What happens to an element of a page's source.
enum class HtmlTreatment : std::uint8_t {
  structure,  ///< gumbo sees it; counted for nesting
  uncounted,  ///< gumbo sees it and closes it by itself; nests only with a counted one between
  phrase,     ///< an ordinary element inside of text: stays beside the text
  empty,      ///< the same, without content: `br`, `img`
  drop_tag,   ///< content stays
  drop_all,   ///< content goes too
  meta,       ///< says something about the page
  title,      ///< its content is text only
};

HtmlTreatment html_treatment(GumboTag tag);

/// Elements that the end tag of an ordinary element does not reach across ("special" in the
/// standard; those that are not counted are never asked for).
bool is_special(GumboTag tag);

/// Elements through which no end tag reaches but their own.
bool is_scope(GumboTag tag);

/// Elements that begin a new block of text.
bool is_block_tag(GumboTag tag);

/// Elements that begin a block of text wherever they are let in. Blanks right behind their tags say
/// nothing.
bool divides_text(GumboTag tag);

/// The place of a block element among its likes, for features: text, headings, lists, tables ...
float tag_rank(GumboTag tag);

constexpr bool is_heading(GumboTag tag) { return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6; }

}  // namespace comention
