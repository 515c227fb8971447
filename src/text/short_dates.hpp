#pragma once

#include <string_view>

namespace comention {

/// True when the whole text names a day without its year: "Sun 24 Nov", "March 3rd", "3. April".
bool is_day_of_month(std::string_view text);

/// True when a date of three numbers stands in the text, whichever of them is the month:
/// "02.11.2013", "3/4/14".
bool has_number_date(std::string_view text);

}  // namespace comention
