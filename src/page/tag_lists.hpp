#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "page/lines.hpp"

namespace comention {

/// Reads the tags of labelled lines, lists below labels and hashtag lines in the lines [begin, end)
/// and marks them. The text that the tags are of stands from the line `text` to `end`.
std::vector<std::string> take_tags(std::vector<Line>& lines, std::size_t text, std::size_t begin,
                                   std::size_t end);

/// Bare short lines right behind the last paragraph, up to the end of the page: tags when there are
/// several and the text, of which `text` holds the title and the paragraphs, speaks of some.
std::vector<std::string> take_bare_tags(std::vector<Line>& lines, std::size_t after,
                                        const std::vector<std::string>& text);

}  // namespace comention
