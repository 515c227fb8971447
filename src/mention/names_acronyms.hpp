#pragma once

#include <cstdint>
#include <vector>

#include "mention/tagger_document.hpp"
#include "mention/tagger_labels.hpp"

namespace comention {

/// Keys of the acronyms that a document spells out in small letters: "hypersensitivity pneumonitis,
/// or HP", "attention deficit disorder (ADD)". They stand for common words there and name nothing,
/// whatever they name elsewhere. Sorted.
std::vector<std::uint64_t> common_acronyms(const TaggerDocument& document);

/// Takes names whole that an acronym in brackets spells out: of "Air and Marine Operations (AMO)"
/// parts were found, the initials say that they are one. The same words are one name at all their
/// places, and the acronym is of the same type. `names` are in order and do not overlap, before and
/// after.
void take_spelled_names(const TaggerDocument& document, std::vector<TokenName>& names);

}  // namespace comention
