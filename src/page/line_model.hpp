#pragma once

#include "page/lines.hpp"

namespace comention {

/// Gives every line its probability of being article text, by the trees of models/lines.bin. When
/// the model is not compiled in, prose counts as .9, anything else as .1.
void rate_lines(PageLines& page);

}  // namespace comention
