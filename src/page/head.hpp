#pragma once

#include <string>
#include <vector>

#include "page/lines.hpp"
#include "page/names.hpp"
#include "page/structure.hpp"

namespace comention {

/// What stands around the beginning of an article, and the lines that say so.
struct Head {
  std::size_t title = no_line;
  std::size_t date_line = no_line;
  std::size_t time_line = no_line;
  std::size_t byline_line = no_line;
  std::string date;
  std::string time;
  Byline byline;
};

/// Finds headline, date and byline of a page's article. `body` holds the lines of its text;
/// `from` is the first line that may belong to it, `title` a headline that is known already.
Head read_head(const PageLines& page, std::size_t from, const std::vector<std::size_t>& body,
               std::string_view title);

/// Finds date, time and byline of a post.
Head read_post_head(const PageLines& page, const Post& post, const std::vector<std::size_t>& body);

/// True for a line that dates what stands around it.
bool is_dating(const Line& line);

/// True for a line that says who wrote a text.
bool is_byline(const Line& line);

/// A line of a head: it dates the text or names its author, and is no text itself.
bool is_head_line(const Line& line);

/// True for a line that says when something was published ("Posted on ...").
bool says_published(const Line& line);

/// Gives the lines of a head their kinds.
void mark_head(PageLines& page, const Head& head);

}  // namespace comention
