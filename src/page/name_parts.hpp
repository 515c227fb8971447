#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/openings.hpp"

namespace comention {

/// The parts between blanks.
std::vector<std::string_view> words_of(std::string_view text);

/// True when a word begins with a capital letter.
bool begins_upper(std::string_view word);

/// True when a text has three letters or more, and no small ones.
bool is_all_upper(std::string_view text);

/// Splits "A, B and C" into its parts; "und", "et" and "y" divide as well.
std::vector<std::string_view> parts_of(std::string_view text);

/// Appends what is not in the list yet.
void add_once(std::vector<std::string>& list, std::string_view text);

}  // namespace comention
