#include "mention/names_phrases.hpp"

#include <algorithm>

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

bool is_plain_acronym(const TaggerDocument& document, const TokenName& name) {
  if (name.last != name.first + 1) return false;
  constexpr ListSet names = bit(NameList::org) | bit(NameList::country) | bit(NameList::region) |
                            bit(NameList::area) | bit(NameList::misc);
  const ListSet lists = document.lists[name.first].single;
  if ((lists & bit(NameList::acronym)) == 0 || (lists & names) != 0) return false;
  std::string_view letters = document.tokens[name.first].in(document.text);
  if (letters.size() > 2 && letters.back() == 's') letters.remove_suffix(1);
  return std::none_of(letters.begin(), letters.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

TaggerType type_by_head(const TaggerDocument& document, const TokenName& name) {
  if (name.last < name.first + 2 || is_whole_phrase(document, name, NameList::org)) {
    return name.type;
  }
  constexpr ListSet other_heads =
      bit(NameList::orghead) | bit(NameList::orgword) | bit(NameList::company);
  const ListSet head = document.lists[name.last - 1].single;
  if ((head & other_heads) != 0) return name.type;
  const bool place = (head & bit(NameList::placehead)) != 0;
  const bool thing = (head & bit(NameList::mischead)) != 0;
  if (place == thing) return name.type;
  return place ? TaggerType::loc : TaggerType::misc;
}

namespace {

// A place of several words, or a large one that was taken for a person.
bool is_known_place(const TaggerDocument& document, const TokenName& name) {
  if (is_whole_phrase(document, name, NameList::area)) {
    return name.last > name.first + 1 || name.type == TaggerType::per;
  }
  const bool large = is_whole_phrase(document, name, NameList::region) ||
                     is_whole_phrase(document, name, NameList::metropolis);
  if (!large) return false;
  if (name.last > name.first + 1) return true;
  constexpr ListSet doubtful = bit(NameList::org) | bit(NameList::common) | bit(NameList::misc);
  return name.type == TaggerType::per && (document.lists[name.first].single & doubtful) == 0;
}

// "Lima East" is no person, though it reads like one.
bool is_place_bearer(const TaggerDocument& document, const TokenName& name) {
  if (name.type != TaggerType::per || name.last < name.first + 2) return false;
  constexpr ListSet places =
      bit(NameList::country) | bit(NameList::metropolis) | bit(NameList::region);
  constexpr ListSet other = personal | bit(NameList::common) | bit(NameList::title);
  const ListMatch& match = document.lists[name.first];
  const ListSet last = document.lists[name.last - 1].single;
  return (match.single & places) != 0 && (match.any() & other) == 0 &&
         ((last & personal) == 0 || (last & bit(NameList::common)) != 0);
}

// An event, a work, a product.
bool is_known_thing(const TaggerDocument& document, const TokenName& name) {
  if (!is_whole_phrase(document, name, NameList::misc)) return false;
  constexpr ListSet doubtful = bit(NameList::common) | bit(NameList::city) | bit(NameList::region) |
                               bit(NameList::area) | bit(NameList::metropolis);
  return name.last > name.first + 1 || (document.lists[name.first].single & doubtful) == 0;
}

}  // namespace

void settle_type(const TaggerDocument& document, TokenName& name) {
  const bool one = name.last == name.first + 1;
  const ListSet single = one ? document.lists[name.first].single : ListSet{0};
  if (is_whole_phrase(document, name, NameList::country)) {
    if (!(name.type == TaggerType::per && (single & personal)) && name.type != TaggerType::norp) {
      name.type = TaggerType::loc;
    }
    return;
  }
  if (single & personal) return;
  if (is_place_bearer(document, name)) name.type = TaggerType::org;
  if (is_whole_phrase(document, name, NameList::org)) {
    constexpr ListSet doubtful = bit(NameList::area) | bit(NameList::region) |
                                 bit(NameList::metropolis) | bit(NameList::city) |
                                 bit(NameList::common) | bit(NameList::norp) | bit(NameList::misc) |
                                 bit(NameList::acronym);
    if (!(single & doubtful)) name.type = TaggerType::org;
  } else if (is_whole_phrase(document, name, NameList::norp)) {
    name.type = TaggerType::norp;
  } else if (is_known_thing(document, name)) {
    name.type = TaggerType::misc;
  } else if (is_known_place(document, name)) {
    name.type = TaggerType::loc;
  }
}

}  // namespace comention
