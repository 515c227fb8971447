#pragma once

#include <vector>

#include "mention/tagger_document.hpp"
#include "mention/tagger_labels.hpp"

namespace comention {

/// Sets the borders of names right where grammar and lists leave no doubt: an owner or a seat
/// before a name stands for itself ("Kenya's Supreme Court", "Oslo-based Nordia Group"), a role
/// behind an organisation is none of it ("UNESCO Ambassador"), a listed name is taken whole
/// ("Labour party"). `names` are in order and do not overlap, before and after.
void mend_borders(const TaggerDocument& document, std::vector<TokenName>& names);

}  // namespace comention
