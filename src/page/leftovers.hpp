#pragma once

#include "page/lines.hpp"

namespace comention {

/// Names every line that no rule has taken: the kind of page furniture that it is.
void name_leftovers(PageLines& page);

}  // namespace comention
