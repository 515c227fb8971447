#pragma once

#include <string>
#include <string_view>

namespace comention {

/// The charset that a declaration means ("latin1", "text/html; charset=koi8-r"), under iconv's
/// name, or empty.
std::string charset_of(std::string_view declared);

}  // namespace comention
