#pragma once

#include <string>
#include <vector>

#include "comention/page.hpp"
#include "page/lines.hpp"
#include "page/live_stamps.hpp"

namespace comention {

/// What is known about a page beyond its lines: from a record's fields, or from HTML's own words.
/// Empty fields are read from the lines.
struct PageHints {
  std::string title;
  std::string date;
  std::string time;
  std::vector<std::string> byline;
  std::vector<Tag> tags;
  bool one_article = false;  ///< known to hold one article: it is not cut into posts
  /// Lines are blocks of HTML: their ratings know what elements stand around, and rules that infer
  /// that from the order of lines are left out.
  bool from_elements = false;
  LiveSign live = LiveSign::unknown;  ///< whether the page is known to be live
};

/// Turns rated lines into articles by ordered structural rules: text said twice, posts, captions
/// and sign-offs, tag lists, foreign paragraphs, head and tail. Every line gets its kind, reason.
Page read_structure(PageLines& page, const PageHints& hints, const CleanOptions& options);

/// Marks text that is said twice: a flat copy of paragraphs, a deck or pull quote that stands in a
/// paragraph as well, a line or body printed again. Marked lines get kind `duplicate`.
void mark_duplicates(PageLines& page);

/// A stretch of lines that is one post of a page with several.
struct Post {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t title = 0;       ///< line of the headline
  std::size_t text = 0;        ///< no line of its text stands before this one
  std::size_t date = no_line;  ///< line with its date; may stand above several posts
  std::size_t head = 0;        ///< lines [head, head_end) around the date: time, byline
  std::size_t head_end = 0;
};

/// Cuts pages with several posts (archives, blogs, tag and live pages) by their repeated pattern
/// of date, headline and text; empty for any other page.
std::vector<Post> find_posts(const PageLines& page);

/// A cheap test of a whole text: English prose is to more than a quarter function words.
bool is_english_text(const PageLines& page);

/// True for a line that has the form of a headline.
bool is_headline(const Line& line);

/// Finds lines of the body that another story was spliced into: headline form, no names or words
/// shared with the rest, odd spacing, a text that goes on behind them. Gives the stretches [begin,
/// end) as indices into `body`.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool titled = true;  ///< its first line is its headline
};
std::vector<Stretch> find_foreign(const PageLines& page, const std::vector<std::size_t>& body);

}  // namespace comention
