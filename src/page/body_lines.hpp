#pragma once

#include <cstddef>
#include <vector>

#include "page/lines.hpp"
#include "page/structure.hpp"

namespace comention {

/// The lines of a page's one article, by their chances and by what stands between them: nothing for
/// pages that say nothing, nothing from where comments open, no small groups far from the largest.
std::vector<std::size_t> body_of_page(const std::vector<Line>& lines, const PageHints& hints);

/// The lines of a post's text.
std::vector<std::size_t> body_of_post(const std::vector<Line>& lines, const Post& post);

/// A text never ends in a crosshead: short last lines are the first of a list below, or stand apart
/// from the text behind buttons and offers.
void drop_short_end(const std::vector<Line>& lines, std::vector<std::size_t>& body);

}  // namespace comention
