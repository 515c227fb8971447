#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "export/picture.hpp"

namespace comention {

/// A rectangle of the picture.
struct Box {
  double left, top, right, bottom;
};

/// A name that would like to be written beside its node.
struct WantedLabel {
  std::string text;
  double x, y, radius, size;
};

/// Width of a text at a size, as wide as in any usual sans-serif face: estimated from classes of
/// letters, so that the same names are placed whatever fonts a machine has.
double text_width(std::string_view text, double size);

/// The text, cut to `limit` characters with an ellipsis.
std::string shortened(std::string_view text, std::size_t limit);

/// Places names so that none covers another: in the order given, each at that of eight places
/// around its node which is free, inside `frame` and covers least of the nodes; at most `most`.
/// Only the first 20 may be written over a node that stands out. Time is linear in the names.
std::vector<TextMark> place_labels(std::span<const WantedLabel> wanted, const Box& frame,
                                   std::size_t most);

}  // namespace comention
