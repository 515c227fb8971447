#pragma once

#include <gumbo.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "page/html_source.hpp"

namespace comention {

/// What class and id words say about an element; the rows of data/html_words.tsv.
enum class WordGroup : std::uint8_t {
  article,
  body,
  comment,
  sidebar,
  navigation,
  header,
  footer,
  related,
  ad,
  share,
  form,
  author,
  tags,
  caption,
  date,
  title,
  quote,
  table,
};
inline constexpr std::size_t word_group_count = 18;

/// Set of word groups, one bit each.
using WordGroups = std::uint32_t;
constexpr WordGroups group_bit(WordGroup group) { return 1u << static_cast<unsigned>(group); }

/// A place in the text of a page: a block and a byte in it.
struct TextPlace {
  std::uint32_t block = 0;
  std::uint32_t byte = 0;
};

/// An element of the page, in document order.
struct HtmlElement {
  GumboTag tag;
  std::uint16_t depth;
  bool is_block;                ///< begins a new block of text
  std::uint32_t parent;         ///< place in HtmlText::elements; its own place for the first
  WordGroups groups;            ///< of its own class, id and the like
  std::string_view attributes;  ///< as written
  std::string_view classes;     ///< value of `class`
  std::string_view itemprop;    ///< value of `itemprop`
  TextPlace begin, end;         ///< the text inside; blocks [begin.block, end_block)
  std::uint32_t end_block;
};

/// A run of text that stands on its own: between borders of block elements and `<br>`.
struct HtmlBlock {
  std::string text;                ///< blanks squeezed, UTF-8 as in the page
  std::uint32_t element;           ///< the innermost block element around it
  std::uint32_t link_bytes = 0;    ///< bytes of `text` inside links
  std::uint32_t links = 0;         ///< links that end in it
  std::uint32_t strong_bytes = 0;  ///< bytes inside b, strong
  std::uint8_t breaks = 0;         ///< `<br>` right before it: 0, 1, or 2 for more
  bool image = false;              ///< an image stands in it or right before it
};

/// The visible text of a page with its structure.
struct HtmlText {
  std::vector<HtmlElement> elements;
  std::vector<HtmlBlock> blocks;
  std::string head_title;  ///< of the `title` element
  std::string language;    ///< of `html lang`, as written
};

/// Which text counts.
enum class HiddenText : std::uint8_t { leave_out, keep };

/// Parses a prepared page and walks its tree once, without recursion. The result looks into the
/// page's source.
HtmlText read_html_text(const HtmlSource& source, HiddenText hidden);

/// The text between two places, blocks joined by a blank.
std::string text_between(const HtmlText& page, TextPlace begin, TextPlace end);

/// The groups of the words in an attribute value ("article-body__text" gives article and body).
WordGroups word_groups(std::string_view value);

}  // namespace comention
