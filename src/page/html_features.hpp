#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "page/html_blocks.hpp"

namespace comention {

/// What the classifier of blocks sees of a block. One code for training and for use; a change here
/// asks for a new models/blocks.bin.
inline constexpr std::size_t block_feature_count = 96;

/// What the head of a page tells, as far as features use it.
struct BlockClues {
  std::string_view title;         ///< of the article
  std::string_view article_body;  ///< JSON-LD articleBody
  std::string_view description;   ///< meta description
};

/// The features of all blocks of a page, `block_feature_count` values for each.
std::vector<float> block_features(const HtmlText& page, const BlockClues& clues);

}  // namespace comention
