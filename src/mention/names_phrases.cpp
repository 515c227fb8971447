#include "mention/names_phrases.hpp"

namespace comention {

std::uint32_t phrase_end(const TaggerDocument& document, std::uint32_t token, NameList list) {
  const ListMatch& match = document.lists[token];
  if (match.begin & bit(list)) {
    std::uint32_t end = token + 1;
    while (end < document.lists.size() && (document.lists[end].inside & bit(list))) ++end;
    return end;
  }
  return match.single & bit(list) ? token + 1 : token;
}

bool is_whole_phrase(const TaggerDocument& document, const TokenName& name, NameList list) {
  return phrase_end(document, name.first, list) == name.last;
}

void cut_titles(const TaggerDocument& document, TokenName& name) {
  while (name.first < name.last) {
    const std::uint32_t end = phrase_end(document, name.first, NameList::title);
    if (end == name.first || end > name.last) break;
    const bool given = (document.lists[name.first].single & bit(NameList::first)) != 0;
    if (given && end == name.first + 1 && end < name.last) break;  // Dean, Earl
    name.first = end;
  }
  while (name.first < name.last && document.tokens[name.first].kind == TokenKind::punctuation) {
    ++name.first;
  }
}

bool is_inside_title(const TaggerDocument& document, const TokenName& name) {
  // All its tokens belong to one title of several words ("Secretary of State").
  const auto covers = [&](std::uint32_t i) {
    const ListMatch& match = document.lists[i];
    return ((match.begin | match.inside) & bit(NameList::title)) != 0;
  };
  for (std::uint32_t i = name.first; i < name.last; ++i) {
    if (!covers(i)) return false;
  }
  return true;
}

void settle_type(const TaggerDocument& document, TokenName& name) {
  const bool one = name.last == name.first + 1;
  const std::uint16_t single = one ? document.lists[name.first].single : std::uint16_t{0};
  if (is_whole_phrase(document, name, NameList::country)) {
    if (!(name.type == TaggerType::per && (single & personal)) && name.type != TaggerType::norp) {
      name.type = TaggerType::loc;
    }
    return;
  }
  if (single & personal) return;
  if (is_whole_phrase(document, name, NameList::org)) {
    constexpr auto doubtful = static_cast<std::uint16_t>(
        bit(NameList::area) | bit(NameList::region) | bit(NameList::metropolis) |
        bit(NameList::city) | bit(NameList::common) | bit(NameList::norp));
    if (!(single & doubtful)) name.type = TaggerType::org;
  } else if (is_whole_phrase(document, name, NameList::norp)) {
    name.type = TaggerType::norp;
  } else if (!one && is_whole_phrase(document, name, NameList::area)) {
    name.type = TaggerType::loc;
  }
}

}  // namespace comention
