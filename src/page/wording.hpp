#pragma once

#include <span>
#include <string_view>

#include "page/lines.hpp"

namespace comention {

/// Whether a word is among those of data/stopwords.tsv.
bool is_stop_word(std::uint32_t hash);

/// Looks up the wording of data/boilerplate.tsv in a line and fills `whole`, `start` and `any`.
void mark_wording(Line& line, std::span<const Word> words);

/// Looks for dates and clock times and fills the line's fields about them.
void see_dates(Line& line);

}  // namespace comention
