#pragma once

#include <cstdint>

#include "mention/tagger_document.hpp"
#include "mention/tagger_labels.hpp"

namespace comention {

/// Given names and surnames: words that may be a person whatever else they are.
inline constexpr ListSet personal = bit(NameList::first) | bit(NameList::last);

/// The end of the list's phrase that begins at this token, or the token itself if none does.
std::uint32_t phrase_end(const TaggerDocument& document, std::uint32_t token, NameList list);

/// True when the name is exactly one phrase of the list.
bool is_whole_phrase(const TaggerDocument& document, const TokenName& name, NameList list);

/// Moves the start of a name behind the titles it begins with ("President", "Lt. Gen."). A title
/// that is a given name, too, stays ("Dean"). The name is empty afterwards when it was all title.
void cut_titles(const TaggerDocument& document, TokenName& name);

/// True when the name is nothing but a part of a title ("State" of "Secretary of State").
bool is_inside_title(const TaggerDocument& document, const TokenName& name);

/// True for letters that stand for a common word and are no name ("GDP", "NGOs"), in capitals.
bool is_plain_acronym(const TaggerDocument& document, const TokenName& name);

/// The type that the last word of a name of several words gives away: a place ("Bridge"), something
/// that is neither person, organisation nor place ("Treaty"); the name's own type if none.
TaggerType type_by_head(const TaggerDocument& document, const TokenName& name);

/// Gives countries, nationalities and widely known organisations their type when that is certain.
void settle_type(const TaggerDocument& document, TokenName& name);

}  // namespace comention
