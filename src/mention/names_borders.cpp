#include "mention/names_borders.hpp"

#include <algorithm>
#include <optional>
#include <utility>

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
      take_head(name, free_to);
      if (!is_whole_phrase(document_, name, NameList::org)) {
        cut_number(name);
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

  // "Labour party", "sub-Saharan Africa": a list knows a longer name around what was found.
  void take_listed(TokenName& name, std::uint32_t free_to) const {
    if (name.type == TaggerType::per || !token(name.first).is(Token::upper_first)) return;
    const std::uint32_t free_from = result_.empty() ? 0 : result_.back().last;
    const TokenName found = name;
    for (std::uint32_t back = 0; back <= 2 && back + free_from <= found.first; ++back) {
      for (const auto& [list, type] :
           {std::pair(NameList::org, TaggerType::org), std::pair(NameList::misc, TaggerType::misc),
            std::pair(NameList::area, TaggerType::loc)}) {
        if (back > 0 && list != NameList::area) continue;
        const std::uint32_t first = found.first - back;
        const std::uint32_t end = phrase_end(document_, first, list);
        if (end < found.last || end > free_to || end - first <= name.last - name.first) continue;
        name = {first, end, type};
      }
    }
  }

  // "2017 Rowing League": what comes every year is none of the name of who holds it.
  void cut_number(TokenName& name) const {
    if (name.type != TaggerType::org || name.last < name.first + 3) return;
    const Token& number = token(name.first);
    const std::uint32_t length = number.end - number.start;
    const bool ordinal = number.is(Token::has_lower);
    if (number.kind != TokenKind::number || !(length == 4 || ordinal)) return;
    if (token(name.first + 1).is(Token::space_before)) ++name.first;
  }

  // "Powerful World Bank officials": the word that begins a sentence is none of a listed name.
  void cut_opening(TokenName& name) const {
    const ListSet lists = document_.lists[name.first].single;
    constexpr ListSet names = bit(NameList::norp) | bit(NameList::country) | bit(NameList::city) |
                              bit(NameList::region) | bit(NameList::area);
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

  // "Lima Air Show": the capital behind a name says what it is.
  void take_head(TokenName& name, std::uint32_t free_to) const {
    if (name.type == TaggerType::per || name.type == TaggerType::norp) return;
    if (name.last >= free_to || !token(name.first).is(Token::has_upper)) return;
    const Token& next = token(name.last);
    constexpr ListSet others = bit(NameList::orghead) | bit(NameList::placehead) |
                               bit(NameList::month) | bit(NameList::title) | bit(NameList::first);
    const ListSet lists = document_.lists[name.last].single;
    if ((lists & bit(NameList::mischead)) == 0 || (lists & others) != 0) return;
    if (!next.is(Token::upper_first) || !next.is(Token::has_lower) ||
        !next.is(Token::space_before) || next.is(Token::line_start) || !is_normal(name.last)) {
      return;
    }
    name = {name.first, name.last + 1, TaggerType::misc};
  }

  // Names have capitals there, other words have not.
  bool is_normal(std::uint32_t i) const {
    const auto sentence =
        std::partition_point(document_.sentences.begin(), document_.sentences.end(),
                             [&](const SentenceRange& range) { return range.last <= i; });
    return document_.casing[static_cast<std::size_t>(sentence - document_.sentences.begin())] ==
           Casing::normal;
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
