#pragma once

#include <cstddef>
#include <vector>

#include "page/lines.hpp"

namespace comention {

/// The lines [begin, end) that date a post: a date, with clock time, byline and section beside it.
struct PostAnchor {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t date = 0;     ///< the line with the date
  bool bare_day = false;    ///< a day alone, as it stands above all that was posted on it
  bool with_title = false;  ///< the date stands at an end of the headline's own line
};

/// The places of a page that date posts, those of comments left out.
std::vector<PostAnchor> find_anchors(const std::vector<Line>& lines);

/// Lines between date and headline, or headline and text, that are neither.
bool is_post_furniture(const Line& line);

/// True for a line that reads like text of a post or like the beginning of it.
bool is_post_text(const Line& line);

/// "Read more", "Continue reading": the end of a teaser.
bool is_read_more(const Line& line);

/// "News in brief", "Here is what you need to know": short items follow, each about something else.
bool says_digest(const Line& line);

/// A line below a whole post: "Permalink", "3 comments", "Posted by Jane at 10:05 AM", its tags.
bool is_post_foot(const Line& line);

}  // namespace comention
