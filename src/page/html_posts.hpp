#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "page/html_blocks.hpp"
#include "page/html_facts.hpp"
#include "page/lines.hpp"

namespace comention {

/// One post of a page with several: its blocks, and the one that is its headline.
struct HtmlPost {
  BlockRange range;
  std::uint32_t title = 0;
};

/// Cuts archive, blog, tag and list pages. The sign is a run of headings of one make that are
/// links or stand in elements for articles, each with text of its own, that together hold most of
/// the page's text. Empty for any other page. `ratings` are the blocks' probabilities of being
/// body.
std::vector<HtmlPost> find_html_posts(const HtmlText& page, std::span<const float> ratings);

/// The stretches of blocks that `find_posts` cuts out of a page without such headings. `lines` are
/// the page's blocks, each with its probability.
std::vector<BlockRange> find_dated_posts(const PageLines& lines);

/// True for a block that reads like a sentence or a teaser of one, whatever stands around it.
bool is_post_text(const HtmlBlock& block);

}  // namespace comention
