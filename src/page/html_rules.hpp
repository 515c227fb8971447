#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "comention/page.hpp"
#include "page/html_blocks.hpp"
#include "page/lines.hpp"

namespace comention {

/// What a structural rule says of a block, against the classifier.
struct BlockRuling {
  LineKind kind = LineKind::body;  ///< `body`: no rule spoke
  std::string_view reason;
};

/// Ordered structural rules over the blocks that the classifier takes for body: text before the
/// headline, comments behind the text, other articles' elements, lists of other stories, legal
/// matter. `lines` are the page's blocks as lines, `title` is the article's headline. Ratings of
/// blocks that a rule takes out become 0.
std::vector<BlockRuling> rule_blocks(const HtmlText& page, const PageLines& lines,
                                     std::string_view title, std::vector<float>& ratings);

/// The blocks of a page as lines: `Line::number` is a block's place plus 1.
PageLines lines_of(const HtmlText& page);

/// The kind of page furniture that the elements around a block speak of; `other` when they do not.
LineKind kind_by_elements(const HtmlText& page, const HtmlBlock& block);

/// For a page in which nothing was found: raises the ratings of the likeliest sentences, so that a
/// stub (a film page, a caption with a player) gives what it has. False when there are none.
bool rescue_stub(const HtmlText& page, std::vector<float>& ratings);

}  // namespace comention
