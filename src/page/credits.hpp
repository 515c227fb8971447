#pragma once

#include <string_view>

namespace comention {

/// True for lines that credit a picture: "Photo: ...", "Image: Agency/Name", "(AP Photo/Name)",
/// "©REUTERS/Name", "Name/Agency".
bool is_credit(std::string_view line);

/// True for captions that end in a credit: "Name at a meeting. ©REUTERS/Name", "... [File: AP]",
/// "... (Jane Roe/Planet)", "... — Picture by Jane Roe", "... Photo via Planet".
bool ends_in_credit(std::string_view line);

/// True for lines of a sentence or two with their source in brackets behind the last stop: "... in
/// March. (AP)", "... the vote. [Splash]". A caption ends so, and so does the last paragraph of a
/// text that comes from an agency.
bool ends_in_source(std::string_view line);

}  // namespace comention
