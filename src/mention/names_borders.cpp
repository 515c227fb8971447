#include "mention/names_borders.hpp"

#include <algorithm>
#include <optional>

#include "mention/names_phrases.hpp"
#include "text/word_hash.hpp"

namespace comention {
namespace {

class Borders {
 public:
  Borders(const TaggerDocument& document, const std::vector<TokenName>& names)
      : document_(document), names_(names) {}

  std::vector<TokenName> mended() {
    for (std::size_t n = 0; n < names_.size(); ++n) {
      TokenName name = names_[n];
      if (!result_.empty() && result_.back().last > name.first) continue;  // swallowed
      const auto free_to = n + 1 < names_.size()
                               ? names_[n + 1].last
                               : static_cast<std::uint32_t>(document_.tokens.size());
      take_listed(name, free_to);
      if (!is_whole_phrase(document_, name, NameList::org)) {
        cut_opening(name);
        split_pair(name);
        split_owner(name);
        split_seat(name);
        cut_role(name);
      }
      result_.push_back(name);
    }
    return std::move(result_);
  }

 private:
  const Token& token(std::uint32_t i) const { return document_.tokens[i]; }
  char first_char(std::uint32_t i) const { return document_.text[token(i).start]; }

  // The type of a whole phrase that can hardly be anything else.
  std::optional<TaggerType> listed_type(const TokenName& name) const {
    const bool one = name.last == name.first + 1;
    const ListSet single = one ? document_.lists[name.first].single : ListSet{0};
    if ((single & (bit(NameList::common) | personal)) != 0) return std::nullopt;
    if (is_whole_phrase(document_, name, NameList::norp)) return TaggerType::norp;
    if (is_whole_phrase(document_, name, NameList::org)) return TaggerType::org;
    if (is_whole_phrase(document_, name, NameList::misc)) return TaggerType::misc;
    for (const NameList list : {NameList::country, NameList::area, NameList::region,
                                NameList::metropolis, NameList::city}) {
      if (is_whole_phrase(document_, name, list)) return TaggerType::loc;
    }
    return std::nullopt;
  }

  // "Labour party": the list knows a longer name than was found, with the same first word.
  void take_listed(TokenName& name, std::uint32_t free_to) const {
    if (name.type == TaggerType::per || !token(name.first).is(Token::upper_first)) return;
    const std::uint32_t end = phrase_end(document_, name.first, NameList::org);
    if (end <= name.last || end > free_to) return;
    name = {name.first, end, TaggerType::org};
  }

  // "Powerful World Bank officials": the word that begins a sentence is none of a listed name.
  void cut_opening(TokenName& name) const {
    const ListSet lists = document_.lists[name.first].single;
    constexpr ListSet names = personal | bit(NameList::norp) | bit(NameList::country) |
                              bit(NameList::city) | bit(NameList::region) | bit(NameList::area);
    const bool everyday = (lists & bit(NameList::common)) != 0 && (lists & names) == 0;
    const bool opens = name.first == 0 || !token(name.first).is(Token::space_before) ||
                       token(name.first).is(Token::line_start) || ends_sentence(name.first - 1);
    if (!everyday || !opens || name.last < name.first + 3) return;
    const TokenName rest{name.first + 1, name.last, name.type};
    if (is_whole_phrase(document_, rest, NameList::org)) name = rest;
  }

  bool ends_sentence(std::uint32_t i) const {
    const char c = first_char(i);
    return c == '.' || c == '!' || c == '?';
  }

  // "United Nations and European Union", "Ann Berg/Nordia Press", "US Chinook": two names each for
  // itself.
  void split_pair(TokenName& name) {
    static const std::uint64_t conjunction = hash_ascii_folded("and");
    for (std::uint32_t i = name.first + 1; i < name.last; ++i) {
      TokenName left{name.first, i, name.type}, right{i, name.last, name.type};
      const bool slash = first_char(i) == '/';
      if (slash || document_.keys[i] == conjunction) ++right.first;
      if (right.first >= right.last) return;
      const auto left_type = listed_type(left), right_type = listed_type(right);
      const bool bare = right.first == i;
      const bool product = bare && name.type == TaggerType::org &&
                           is_whole_phrase(document_, left, NameList::country) &&
                           right_type == TaggerType::misc;
      const bool credit = slash && name.type == TaggerType::per && i > name.first + 1;
      if (!product && !credit && (bare || !left_type || !right_type)) continue;
      left.type = left_type.value_or(name.type);
      right.type = right_type.value_or(name.type);
      result_.push_back(left);
      name = right;
      return;
    }
  }

  // "Kenya's Supreme Court".
  void split_owner(TokenName& name) {
    for (std::uint32_t i = name.first + 1; i + 1 < name.last; ++i) {
      if (token(i).kind != TokenKind::clitic) continue;
      TokenName owner{name.first, i, name.type};
      const auto type = listed_type(owner);
      if (!type || *type == TaggerType::norp) return;
      owner.type = *type;
      result_.push_back(owner);
      name.first = i + 1;
      return;
    }
  }

  // "Oslo-based Nordia Group", "Houthi-controlled Sanaa".
  void split_seat(TokenName& name) {
    for (std::uint32_t i = name.first + 1; i + 2 < name.last; ++i) {
      if (first_char(i) != '-' || token(i).is(Token::space_before)) continue;
      const Token& word = token(i + 1);
      if (word.kind != TokenKind::word || word.is(Token::has_upper) ||
          word.is(Token::space_before) || !token(i + 2).is(Token::space_before) ||
          !tells_relation(word.in(document_.text))) {
        continue;
      }
      TokenName seat{name.first, i, name.type};
      seat.type = listed_type(seat).value_or(word.in(document_.text) == "based" ? TaggerType::loc
                                                                                : name.type);
      result_.push_back(seat);
      name.first = i + 2;
      return;
    }
  }

  static bool tells_relation(std::string_view word) {
    return (word.size() > 4 && word.ends_with("ed")) || word == "led" || word == "run" ||
           word == "held" || word == "born" || word == "built" || word == "made";
  }

  // "UNESCO Ambassador".
  void cut_role(TokenName& name) const {
    if (name.type != TaggerType::org) return;
    for (std::uint32_t i = name.first + 1; i < name.last; ++i) {
      if (phrase_end(document_, i, NameList::title) != name.last) continue;
      if (!token(i).is(Token::upper_first) || !is_bearer(name.first, i)) return;
      name.last = i;
      return;
    }
  }

  // What stands before a role has to be an organisation or a place by itself.
  bool is_bearer(std::uint32_t first, std::uint32_t last) const {
    if (listed_type({first, last, TaggerType::org})) return true;
    const Token& end = token(last - 1);
    if (end.kind != TokenKind::word || !end.is(Token::upper_first)) return false;
    if (last == first + 1) return !end.is(Token::has_lower) && end.end - end.start <= 6;
    constexpr ListSet heads = bit(NameList::orghead) | bit(NameList::company);
    return (document_.lists[last - 1].single & heads) != 0;
  }

  const TaggerDocument& document_;
  const std::vector<TokenName>& names_;
  std::vector<TokenName> result_;
};

}  // namespace

void mend_borders(const TaggerDocument& document, std::vector<TokenName>& names) {
  names = Borders(document, names).mended();
}

}  // namespace comention
