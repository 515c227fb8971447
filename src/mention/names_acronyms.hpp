#pragma once

#include <cstdint>
#include <vector>

#include "mention/tagger_document.hpp"

namespace comention {

/// Keys of the acronyms that a document spells out in small letters: "hypersensitivity pneumonitis,
/// or HP", "attention deficit disorder (ADD)". They stand for common words there and name nothing,
/// whatever they name elsewhere. Sorted.
std::vector<std::uint64_t> common_acronyms(const TaggerDocument& document);

}  // namespace comention
