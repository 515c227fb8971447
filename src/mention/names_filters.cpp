#include "mention/names_filters.hpp"

#include <algorithm>

#include "mention/names_phrases.hpp"
#include "text/word_hash.hpp"

namespace comention {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

class Judge {
 public:
  Judge(const TaggerDocument& document, const TokenName& name)
      : document_(document), name_(name), one_(name.last == name.first + 1) {}

  bool rejects() const {
    return !has_word() || is_date() || is_inside_title(document_, name_) ||
           is_plain_acronym(document_, name_) || is_bare_generic() || is_currency() ||
           is_pronoun() || is_portfolio() || (name_.type == TaggerType::per && is_no_person()) ||
           is_run_together();
  }

 private:
  const Token& token(std::uint32_t i) const { return document_.tokens[i]; }
  std::string_view word(std::uint32_t i) const { return token(i).in(document_.text); }
  template <class Test>
  bool all(Test test) const {
    for (std::uint32_t i = name_.first; i < name_.last; ++i) {
      if (!test(i)) return false;
    }
    return true;
  }

  bool has_word() const {
    return !all([&](std::uint32_t i) { return token(i).kind != TokenKind::word; });
  }

  // "January", "Jan 25th".
  bool is_date() const {
    if ((document_.lists[name_.first].single & bit(NameList::month)) == 0) return false;
    return all([&](std::uint32_t i) {
      return token(i).kind != TokenKind::word ||
             (document_.lists[i].single & bit(NameList::month)) != 0;
    });
  }

  // "River" or "Republic" alone is no place.
  bool is_bare_generic() const {
    const ListSet lists = document_.lists[name_.first].single;
    return one_ && name_.type == TaggerType::loc && (lists & bit(NameList::common)) != 0 &&
           (lists & bit(NameList::placehead)) != 0;
  }

  // "US$20".
  bool is_currency() const {
    if (name_.last >= document_.tokens.size()) return false;
    return document_.text[token(name_.last).start] == '$' &&
           !token(name_.last).is(Token::space_before);
  }

  // "Contact Us": the country is written in capitals.
  bool is_pronoun() const { return one_ && word(name_.first) == "Us"; }

  // "Assistant Secretary for European Affairs": what a person is in charge of.
  bool is_portfolio() const {
    static const std::uint64_t affairs = hash_ascii_folded("affairs");
    if (one_ || name_.type == TaggerType::per || document_.keys[name_.last - 1] != affairs ||
        is_whole_phrase(document_, name_, NameList::org)) {
      return false;
    }
    return all(
        [&](std::uint32_t i) { return (document_.lists[i].single & bit(NameList::orghead)) == 0; });
  }

  bool is_no_person() const {
    bool everyday = !one_;
    for (std::uint32_t i = name_.first; i < name_.last; ++i) {
      const std::string_view letters = word(i);
      if (token(i).kind == TokenKind::word && std::any_of(letters.begin(), letters.end(), is_digit))
        return true;
      // "Ann.Example.jpg"
      if (letters.size() > 8 && token(i).is(Token::dotted) && token(i).is(Token::has_lower))
        return true;
      const ListSet lists = document_.lists[i].single;
      if ((lists & bit(NameList::common)) == 0 || (lists & bit(NameList::first)) != 0)
        everyday = false;
    }
    return everyday && document_.casing[0] != Casing::hidden;
  }

  // "SmithJones" where a page lost the blank: two names that are known each for itself.
  bool is_run_together() const {
    if (name_.type == TaggerType::org) return false;
    for (std::uint32_t i = name_.first; i < name_.last; ++i) {
      const std::string_view letters = word(i);
      constexpr std::size_t shortest = 4;
      for (std::size_t at = shortest; at + shortest <= letters.size(); ++at) {
        if (!is_small(letters[at - 1]) || !is_capital(letters[at]) || !is_small(letters[at + 1]))
          continue;
        if (is_known(letters.substr(0, at)) && is_known(letters.substr(at))) return true;
      }
    }
    return false;
  }

  bool is_known(std::string_view part) const {
    const std::uint64_t key = hash_ascii_folded(part);
    constexpr ListSet names = personal | bit(NameList::country) | bit(NameList::city) |
                              bit(NameList::region) | bit(NameList::metropolis);
    return (NameLists::get().lists_of(key) & names) != 0 || document_.has_word(key);
  }

  const TaggerDocument& document_;
  const TokenName& name_;
  bool one_;
};

/// In English every third word in small letters carries grammar.
bool is_foreign(const TaggerDocument& document, std::uint32_t first, std::uint32_t last) {
  constexpr std::uint32_t fewest = 14;
  std::uint32_t small = 0, function = 0;
  bool capital = false;  // a text in small letters has its names among them
  for (std::uint32_t i = first; i < last; ++i) {
    const Token& token = document.tokens[i];
    if (token.kind != TokenKind::word) continue;
    capital = capital || token.is(Token::has_upper);
    if (token.is(Token::has_upper)) continue;
    ++small;
    function += is_function_word(document.keys[i]);
  }
  return capital && small >= fewest && function * 10 < small;
}

}  // namespace

void drop_foreign(const TaggerDocument& document, std::vector<TokenName>& names) {
  std::vector<std::uint32_t> borders;  // of paragraphs in another language, in turn
  const auto& sentences = document.sentences;
  for (std::size_t begin = 0, end = 0; begin < sentences.size(); begin = end) {
    const std::uint32_t paragraph = sentences[begin].paragraph;
    while (end < sentences.size() && sentences[end].paragraph == paragraph) ++end;
    const std::uint32_t first = sentences[begin].first, last = sentences[end - 1].last;
    if (is_foreign(document, first, last)) borders.insert(borders.end(), {first, last});
  }
  if (borders.empty()) return;
  std::erase_if(names, [&](const TokenName& name) {
    return (std::upper_bound(borders.begin(), borders.end(), name.first) - borders.begin()) % 2;
  });
}

bool is_no_name(const TaggerDocument& document, const TokenName& name) {
  return Judge(document, name).rejects();
}

}  // namespace comention
