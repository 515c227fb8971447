#pragma once

#include <vector>

#include "mention/tagger_document.hpp"
#include "mention/tagger_labels.hpp"

namespace comention {

/// The document pass behind the tagger: titles come off, what is certain by the lists is settled,
/// and the names of one document agree with each other (a surname with its full name, a short form
/// in parentheses with its long form, all places of one string). `names` are in order and do not
/// overlap, before and after.
void agree_in_document(const TaggerDocument& document, std::vector<TokenName>& names);

}  // namespace comention
