#include "mention/names_rules.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "mention/names_acronyms.hpp"
#include "mention/names_borders.hpp"
#include "mention/names_companies.hpp"
#include "mention/names_filters.hpp"
#include "mention/names_phrases.hpp"
#include "mention/word_set.hpp"
#include "text/word_hash.hpp"

namespace comention {
namespace {

using TypeCounts = std::array<std::uint32_t, tagger_type_names.size()>;

std::size_t top_of(const TypeCounts& counts) {
  return static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

class Agreement {
 public:
  Agreement(const TaggerDocument& document, std::vector<TokenName>& names)
      : document_(document), names_(names) {}

  void run() {
    settle();
    drop_spelled_out();
    drop_bare_heads();
    collect();
    restore_long_forms();
    for (TokenName& name : names_) retype(name);
    add_missed();
    settle_named_places();
    join_parentheses();
    join_hyphens();
  }

 private:
  struct Form {
    TypeCounts counts{};
    std::uint32_t tokens = 0;
  };

  std::uint64_t form_key(std::uint32_t first, std::uint32_t last) const {
    std::uint64_t hash = document_.keys[first];
    for (std::uint32_t i = first + 1; i < last; ++i) hash = mix_hash(hash, document_.keys[i]);
    return hash;
  }

  void settle() {
    for (TokenName& name : names_) {
      if (name.type == TaggerType::per || name.type == TaggerType::org) {
        TokenName bare = name;
        cut_titles(document_, bare);
        if (bare.first == bare.last || name.type == TaggerType::per) name = bare;
      }
      cut_compound(name);
      if (name.first == name.last) continue;
      if (name.type == TaggerType::org) name.type = type_by_head(document_, name);
      settle_type(document_, name);
    }
    std::erase_if(names_, [&](const TokenName& name) {
      return name.first >= name.last || is_no_name(document_, name);
    });
  }

  // "the Board" is no name, unless the text also has the whole one ("Grain Board").
  void drop_bare_heads() {
    std::vector<std::uint64_t> heads;
    for (const TokenName& name : names_) {
      if (name.last > name.first + 1) heads.push_back(document_.keys[name.last - 1]);
    }
    std::sort(heads.begin(), heads.end());
    std::erase_if(names_, [&](const TokenName& name) {
      if (name.last != name.first + 1 || name.type != TaggerType::org) return false;
      const ListSet lists = document_.lists[name.first].single;
      constexpr ListSet generic = bit(NameList::orghead) | bit(NameList::company);
      if ((lists & generic) == 0 || (lists & bit(NameList::common)) == 0) return false;
      if ((lists & bit(NameList::org)) != 0) return false;
      return !std::binary_search(heads.begin(), heads.end(), document_.keys[name.first]);
    });
  }

  // "an electric vehicle (EV)": small letters spell it out, so it is no name anywhere.
  void drop_spelled_out() {
    const auto common = common_acronyms(document_);
    std::erase_if(names_, [&](const TokenName& name) {
      return name.last == name.first + 1 &&
             std::binary_search(common.begin(), common.end(), document_.keys[name.first]);
    });
  }

  // "the city of Lincoln": a place, wherever the word stands alone.
  void settle_named_places() {
    std::vector<std::uint64_t> places;
    for (TokenName& name : names_) {
      if (name.type == TaggerType::org || !says_place_before(name.first)) continue;
      name.type = TaggerType::loc;
      if (name.last == name.first + 1) places.push_back(document_.keys[name.first]);
    }
    std::sort(places.begin(), places.end());
    for (TokenName& name : names_) {
      if (name.type == TaggerType::per && name.last == name.first + 1 &&
          std::binary_search(places.begin(), places.end(), document_.keys[name.first]))
        name.type = TaggerType::loc;
    }
  }

  bool says_place_before(std::uint32_t first) const {
    static const std::uint64_t of = hash_ascii_folded("of");
    static const WordSet kinds = {"city",     "town",   "village", "province",    "suburb",
                                  "district", "county", "island",  "municipality"};
    if (first < 2 || document_.keys[first - 1] != of) return false;
    return kinds.has(document_.keys[first - 2]);
  }

  void collect() {
    for (const TokenName& name : names_) {
      Form& form = forms_[form_key(name.first, name.last)];
      ++form.counts[static_cast<std::size_t>(name.type)];
      form.tokens = name.last - name.first;
      if (name.type != TaggerType::per || form.tokens < 2) continue;
      for (std::uint32_t i = name.first; i < name.last; ++i) {
        if (names_a_person(document_.tokens[i])) ++parts_[document_.keys[i]];
      }
    }
  }

  // More often behind "in" or "from" than a person can be, and never where persons stand.
  bool stands_for_place(std::uint32_t token) const {
    const DocumentWord& word = document_.word_of(token);
    return word.after_in >= 2 && word.after_title == 0 && word.after_first == 0 &&
           word.before_said == 0;
  }

  // "United Nations-led": the small word behind the hyphen is no part of the name.
  void cut_compound(TokenName& name) const {
    if (name.last < name.first + 3 || name.type == TaggerType::per) return;
    const Token &end = document_.tokens[name.last - 1], &hyphen = document_.tokens[name.last - 2];
    if (end.kind != TokenKind::word || end.is(Token::has_upper)) return;
    if (document_.text[hyphen.start] != '-' || end.is(Token::space_before)) return;
    if ((document_.lists[name.last - 1].single & bit(NameList::common)) == 0) return;
    const TokenName bare{name.first, name.last - 2, name.type};
    if (document_.lists[name.last - 1].inside == 0) name = bare;
  }

  // Numerals ("XV") and initials do not.
  bool names_a_person(const Token& token) const {
    if (token.kind != TokenKind::word || !token.is(Token::upper_first)) return false;
    return token.in(document_.text).find_first_not_of("IVX.") != std::string_view::npos &&
           token.end - token.start > 1 && !token.is(Token::abbreviation);
  }

  bool is_part_of_person(std::uint32_t token) const {
    return parts_.contains(document_.keys[token]);
  }

  void retype(TokenName& name) {
    const bool single = name.last == name.first + 1;
    if (is_whole_phrase(document_, name, NameList::country) ||
        is_whole_phrase(document_, name, NameList::norp)) {
      return;
    }
    if (single && is_part_of_person(name.first) && name.type != TaggerType::norp) {
      name.type = TaggerType::per;
      return;
    }
    if (single && name.type == TaggerType::per && stands_for_place(name.first)) {
      name.type = TaggerType::loc;
      return;
    }
    const Form& form = forms_[form_key(name.first, name.last)];
    const std::size_t top = top_of(form.counts);
    if (form.counts[top] > form.counts[static_cast<std::size_t>(name.type)]) {
      name.type = static_cast<TaggerType>(top);
    }
  }

  // A full name of a person that was found elsewhere but taken apart here.
  void restore_long_forms() {
    std::vector<TokenName> whole;
    for (const TokenRun& run : document_.runs) {
      for (std::uint32_t i = run.first; i + 1 < run.last; ++i) {
        if (!parts_.contains(document_.keys[i])) continue;
        constexpr std::uint32_t longest = 6;
        std::uint64_t hash = document_.keys[i];
        std::uint32_t end = i;
        for (std::uint32_t last = i + 2; last <= std::min(run.last, i + longest); ++last) {
          hash = mix_hash(hash, document_.keys[last - 1]);
          const auto form = forms_.find(hash);
          if (form != forms_.end() &&
              top_of(form->second.counts) == static_cast<std::size_t>(TaggerType::per)) {
            end = last;
          }
        }
        if (end == i) continue;
        whole.push_back({i, end, TaggerType::per});
        i = end - 1;
      }
    }
    for (const TokenName& name : whole) {
      const auto first = std::partition_point(
          names_.begin(), names_.end(), [&](const TokenName& n) { return n.last <= name.first; });
      auto last = first;
      while (last != names_.end() && last->first < name.last) ++last;
      const bool crosses = std::any_of(first, last, [&](const TokenName& n) {
        return n.first < name.first || n.last > name.last;
      });
      if (crosses || (last - first == 1 && first->last - first->first == name.last - name.first)) {
        continue;
      }
      const auto at = names_.erase(first, last);
      names_.insert(at, name);
    }
  }

  // Places of a known form that the tagger left out.
  void add_missed() {
    std::vector<TokenName> added;
    std::size_t next = 0;  // first name that ends behind the token
    for (const TokenRun& run : document_.runs) {
      for (std::uint32_t i = run.first; i < run.last;) {
        while (next < names_.size() && names_[next].last <= i) ++next;
        if (next < names_.size() && names_[next].first <= i) {
          i = names_[next].last;
          continue;
        }
        const std::uint32_t free_to =
            next < names_.size() ? std::min(run.last, names_[next].first) : run.last;
        const std::uint32_t end = known_form(i, free_to, document_.casing[run.sentence], added);
        i = std::max(end, i + 1);
      }
    }
    std::erase_if(added, [&](const TokenName& name) { return is_no_name(document_, name); });
    if (added.empty()) return;
    names_.insert(names_.end(), added.begin(), added.end());
    std::sort(names_.begin(), names_.end(),
              [](const TokenName& a, const TokenName& b) { return a.first < b.first; });
  }

  std::uint32_t known_form(std::uint32_t first, std::uint32_t free_to, Casing casing,
                           std::vector<TokenName>& added) const {
    if (!document_.tokens[first].is(Token::has_upper)) return first;
    constexpr std::uint32_t longest = 6;
    std::uint64_t hash = 0;
    TokenName best{first, first, TaggerType::misc};
    for (std::uint32_t last = first + 1; last <= std::min(free_to, first + longest); ++last) {
      hash = last == first + 1 ? document_.keys[first] : mix_hash(hash, document_.keys[last - 1]);
      const auto form = forms_.find(hash);
      if (form == forms_.end()) continue;
      best = {first, last, static_cast<TaggerType>(top_of(form->second.counts))};
    }
    if (best.last == first && is_part_of_person(first)) best = {first, first + 1, TaggerType::per};
    if (best.last == first + 1) {
      const bool common = (document_.lists[first].single & bit(NameList::common)) != 0;
      const bool small_too = document_.word_of(first).lower > 0;
      if (small_too || (casing != Casing::normal && common)) best.last = first;
    }
    if (best.last == first && casing == Casing::normal) best = certain_country(first, free_to);
    if (best.last == first && casing == Casing::normal) best = certain_thing(first, free_to);
    if (best.last == first) return first;
    added.push_back(best);
    return best.last;
  }

  // A country that can be nothing else is never left out.
  TokenName certain_country(std::uint32_t first, std::uint32_t free_to) const {
    const TokenName none{first, first, TaggerType::loc};
    const TokenName country{first, phrase_end(document_, first, NameList::country),
                            TaggerType::loc};
    if (country.last == first || country.last > free_to || is_no_name(document_, country)) {
      return none;
    }
    const ListMatch& match = document_.lists[first];
    constexpr ListSet doubtful = personal | bit(NameList::org) | bit(NameList::norp) |
                                 bit(NameList::city) | bit(NameList::area) | bit(NameList::region) |
                                 bit(NameList::metropolis);
    if (country.last == first + 1) {
      const bool shouted = !document_.tokens[first].is(Token::has_lower);
      if ((match.begin | match.inside) != 0 || (match.single & doubtful) != 0) return none;
      if ((match.single & bit(NameList::common)) != 0 && !shouted) return none;
    }
    return country;
  }

  // Nor is a listed event, work or product.
  TokenName certain_thing(std::uint32_t first, std::uint32_t free_to) const {
    TokenName thing{first, phrase_end(document_, first, NameList::misc), TaggerType::misc};
    if (thing.last == first || thing.last > free_to) return {first, first, TaggerType::misc};
    settle_type(document_, thing);
    constexpr ListSet doubtful = personal | bit(NameList::common) | bit(NameList::city);
    const bool certain =
        thing.type == TaggerType::misc &&
        (thing.last > first + 1 || (document_.lists[first].single & doubtful) == 0);
    return certain ? thing : TokenName{first, first, TaggerType::misc};
  }

  // "Long Name (LN)": both are one thing.
  void join_parentheses() {
    for (std::size_t n = 1; n < names_.size(); ++n) {
      const TokenName& longer = names_[n - 1];
      TokenName& shorter = names_[n];
      if (shorter.first != longer.last + 1 || shorter.last != shorter.first + 1) continue;
      if (document_.text[document_.tokens[longer.last].start] != '(') continue;
      if (!spells(longer, document_.tokens[shorter.first].in(document_.text))) continue;
      const TaggerType type = longer.type;
      const std::uint64_t key = document_.keys[shorter.first];
      for (TokenName& name : names_) {
        if (name.last == name.first + 1 && document_.keys[name.first] == key) name.type = type;
      }
    }
  }

  // "Hall-Jones": a person's double name that was taken for two.
  void join_hyphens() {
    std::size_t kept = 0;
    for (std::size_t n = 0; n < names_.size(); ++n) {
      if (kept > 0 && touches_by_hyphen(names_[kept - 1], names_[n])) {
        names_[kept - 1].last = names_[n].last;
        continue;
      }
      names_[kept++] = names_[n];
      extend_by_hyphen(names_[kept - 1], n + 1 < names_.size() ? names_[n + 1].first : UINT32_MAX);
    }
    names_.resize(kept);
  }

  // "Laura Hall" of "Laura Hall-Jones".
  void extend_by_hyphen(TokenName& name, std::uint32_t free_to) const {
    if (name.type != TaggerType::per || name.last + 1 >= document_.tokens.size()) return;
    const Token &hyphen = document_.tokens[name.last], &after = document_.tokens[name.last + 1];
    if (document_.text[hyphen.start] != '-' || hyphen.is(Token::space_before) ||
        after.is(Token::space_before) || !after.is(Token::upper_first) || name.last + 2 > free_to) {
      return;
    }
    name.last += 2;
  }

  bool touches_by_hyphen(const TokenName& before, const TokenName& after) const {
    if (before.type != TaggerType::per || after.type != TaggerType::per) return false;
    if (after.first != before.last + 1 || after.last != after.first + 1) return false;
    const Token& hyphen = document_.tokens[before.last];
    return document_.text[hyphen.start] == '-' && !hyphen.is(Token::space_before) &&
           !document_.tokens[after.first].is(Token::space_before);
  }

  bool spells(const TokenName& name, std::string_view letters) const {
    std::size_t at = 0;
    for (std::uint32_t i = name.first; i < name.last && at < letters.size(); ++i) {
      const Token& token = document_.tokens[i];
      if (token.is(Token::upper_first) && document_.text[token.start] == letters[at]) ++at;
    }
    return letters.size() >= 2 && at + 1 >= letters.size();
  }

  const TaggerDocument& document_;
  std::vector<TokenName>& names_;
  std::unordered_map<std::uint64_t, Form> forms_;
  std::unordered_map<std::uint64_t, std::uint32_t> parts_;  ///< words of full names of persons
};

}  // namespace

void agree_in_document(const TaggerDocument& document, std::vector<TokenName>& names) {
  drop_foreign(document, names);
  mend_borders(document, names);
  Agreement(document, names).run();
  settle_companies(document, names);
  take_spelled_names(document, names);
}

}  // namespace comention
