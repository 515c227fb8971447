#pragma once

#include <cstddef>
#include <vector>

#include "page/lines.hpp"

namespace comention {

/// "34 comments", "12 responses to ...", "View 3 comments": the heading of what readers wrote. A
/// count at the end of an author's line, or none at all, is no heading.
bool counts_comments(const Line& line);

/// "Comments", "Leave a reply", "12 comments": what follows was written by readers.
bool opens_comments(const Line& line);

/// Whether a date dates a reader's remark: "Old Salt says:" stands right above it.
bool dates_comment(const std::vector<Line>& lines, std::size_t date);

}  // namespace comention
