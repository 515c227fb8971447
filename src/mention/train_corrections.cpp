#include "mention/train_corrections.hpp"

#include <algorithm>
#include <array>

#include "mention/names_phrases.hpp"

namespace comention {
namespace {

constexpr ListSet places =
    bit(NameList::area) | bit(NameList::region) | bit(NameList::metropolis) | bit(NameList::city);

// Countries and nationalities that nobody labelled, and nationalities cut short.
void add_certain(const TaggerDocument& document, std::vector<TokenName>& names) {
  std::vector<TokenName> found;
  for (const TokenRun& run : document.runs) {
    if (document.casing[run.sentence] == Casing::hidden) continue;
    for (std::uint32_t i = run.first; i < run.last;) {
      std::uint32_t end = phrase_end(document, i, NameList::norp);
      TaggerType type = TaggerType::norp;
      const std::uint32_t country = phrase_end(document, i, NameList::country);
      if (country > end) end = country, type = TaggerType::loc;
      const ListMatch& match = document.lists[i];
      const bool doubtful = end == i + 1 && ((match.any() & (personal | bit(NameList::org))) != 0 ||
                                             ((match.begin | match.inside) & places) != 0);
      if (end == i || doubtful || end > run.last || !document.tokens[i].is(Token::upper_first)) {
        ++i;
        continue;
      }
      found.push_back({i, end, type});
      i = end;
    }
  }
  for (const TokenName& certain : found) {
    const auto clash = [&](const TokenName& name) {
      return name.first < certain.last && certain.first < name.last;
    };
    const bool longer = std::any_of(names.begin(), names.end(), [&](const TokenName& name) {
      return clash(name) && (name.first < certain.first || name.last > certain.last ||
                             (name.first == certain.first && name.last == certain.last));
    });
    if (longer) continue;
    // A nationality nobody labelled may be part of something; only whole phrases are certain.
    std::erase_if(names, clash);
    names.push_back(certain);
  }
}

}  // namespace

void MajorityTypes::count(const LabelledText& text) {
  for (const auto& name : text.names) {
    ++counts_[text.text.substr(name.start, name.end - name.start)]
          .of[static_cast<std::size_t>(name.type)];
  }
}

TaggerType MajorityTypes::settle(const std::string& name, TaggerType type) const {
  const auto found = counts_.find(name);
  if (found == counts_.end()) return type;
  const auto& of = found->second.of;
  unsigned all = 0;
  for (const unsigned n : of) all += n;
  const auto top = std::max_element(of.begin(), of.end());
  if (all < 6 || *top * 10 < all * 6) return type;
  return static_cast<TaggerType>(top - of.begin());
}

void correct_names(const TaggerDocument& document, std::vector<TokenName>& names) {
  for (TokenName& name : names) {
    if (name.type == TaggerType::per) cut_titles(document, name);
    if (name.first == name.last) continue;
    if (name.type != TaggerType::per) name.type = type_by_head(document, name);
    settle_type(document, name);
  }
  std::erase_if(names, [&](const TokenName& name) {
    return name.first >= name.last || is_whole_phrase(document, name, NameList::month) ||
           is_inside_title(document, name) || is_plain_acronym(document, name) ||
           (name.last == name.first + 1 && is_whole_phrase(document, name, NameList::title) &&
            !(document.lists[name.first].single & personal));
  });
  add_certain(document, names);
  std::sort(names.begin(), names.end(),
            [](const TokenName& a, const TokenName& b) { return a.first < b.first; });
}

}  // namespace comention
