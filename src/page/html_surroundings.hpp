#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "page/html_blocks.hpp"

namespace comention {

/// What stands around an element in the tree: how many levels up the nearest element of each word
/// group and of each kind of tag is; 0 is the element itself, `beyond` none as far as `body`.
class Surroundings {
 public:
  static constexpr std::uint8_t beyond = 12;
  /// Word groups first, then article, main, aside, nav, header, footer, form, figure, table, list,
  /// quote, link, heading.
  static constexpr std::size_t size = word_group_count + 13;
  using Levels = std::array<std::uint8_t, 32>;  ///< the first `size` count

  /// Of every element of a page, each from its parent's.
  explicit Surroundings(const HtmlText& page);
  const Levels& of(std::uint32_t element) const { return levels_[element]; }

 private:
  std::vector<Levels> levels_;
};

}  // namespace comention
