#pragma once

#include <vector>

#include "mention/tagger_document.hpp"
#include "mention/tagger_labels.hpp"

namespace comention {

/// Types one-word names that a text treats as companies ("the publisher Fatshark", "Feedly's
/// users", "shares of Ascom") as organisations at all their places. Words of persons' full names
/// and names that lists know as persons' are left alone. `names` are in order.
void settle_companies(const TaggerDocument& document, std::vector<TokenName>& names);

}  // namespace comention
