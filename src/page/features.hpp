#pragma once

#include <string_view>
#include <vector>

#include "page/lines.hpp"

namespace comention {

/// Number of features that describe a line; the model's file belongs to one such list.
std::size_t line_feature_count();

/// Describes every line of a page by its shape, its neighbours, its place relative to the page's
/// main stretch of prose, and wording around it: rows of `line_feature_count()` numbers. The same
/// code serves training and cleaning. Linear in the number of lines.
std::vector<float> line_features(const PageLines& page);

/// The page's main stretch of prose: the run of lines with the best sum, where prose counts its
/// length and anything else costs something (Kadane's algorithm).
struct ProseSpan {
  std::size_t begin = 0;
  std::size_t end = 0;  ///< one past the last line; equal to `begin` when there is no prose
};
ProseSpan main_prose(const std::vector<Line>& lines);

}  // namespace comention
