#pragma once

#include <span>
#include <vector>

#include "page/lines.hpp"

namespace comention {

/// Number of features of a line's second look.
std::size_t context_feature_count();

/// Describes every line for a second classifier that knows what the first one said of the whole
/// page: the line's own features, the probabilities around it, and its way to the stretch that the
/// first one takes for the body. `features` are those of line_features(), `ratings` the first
/// probabilities; rows of `context_feature_count()` numbers. Linear.
std::vector<float> context_features(const PageLines& page, std::span<const float> features,
                                    std::span<const float> ratings);

}  // namespace comention
