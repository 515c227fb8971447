#pragma once

#include "mention/tagger_document.hpp"
#include "mention/tagger_labels.hpp"

namespace comention {

/// True for what the tagger may take for a name and a reader never would: a day of a month, a
/// number, a part of a title ("State" of "Secretary of State"), letters for a common word, a bare
/// "River", "US" of "US$20", a person of everyday words or with digits, two words that a page has
/// run together, a portfolio ("European Affairs").
bool is_no_name(const TaggerDocument& document, const TokenName& name);

/// Drops the names of paragraphs in another language inside an English text, as of a post that it
/// quotes: the tagger reads English.
void drop_foreign(const TaggerDocument& document, std::vector<TokenName>& names);

}  // namespace comention
