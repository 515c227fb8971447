#pragma once

#include <string>
#include <string_view>

namespace comention {

/// The text with character references (`&amp;`, `&#8217;`) decoded, twice where they were written
/// twice over. Malformed ones stay.
std::string decode_references(std::string_view text);

}  // namespace comention
