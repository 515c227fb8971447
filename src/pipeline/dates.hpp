#pragma once

#include <string>

#include "comention/types.hpp"

namespace comention {

/// `2014-03-30`, or empty for `no_day`.
std::string iso_date(Day day);

}  // namespace comention
