#include "mention/names_acronyms.hpp"

#include <algorithm>

namespace comention {
namespace {

class Definitions {
 public:
  explicit Definitions(const TaggerDocument& document) : document_(document) {}

  /// Whether the word of this token is an acronym that the words before it spell out.
  bool defines(std::size_t token) const {
    const std::string_view letters = letters_of(token);
    if (letters.size() < 2 || token < letters.size() + 1) return false;
    if (word(token - 1) == "(") return spells(token - 1, letters);
    return word(token - 1) == "or" && word(token - 2) == "," && spells(token - 2, letters);
  }

 private:
  std::string_view word(std::size_t i) const { return document_.tokens[i].in(document_.text); }

  /// "ICU" of "ICU" and "ICUs"; empty for what is no acronym.
  std::string_view letters_of(std::size_t token) const {
    constexpr std::size_t longest = 6;
    if (document_.tokens[token].kind != TokenKind::word) return {};
    std::string_view letters = word(token);
    if (letters.size() > 2 && letters.back() == 's') letters.remove_suffix(1);
    const bool capitals =
        std::all_of(letters.begin(), letters.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return capitals && letters.size() <= longest ? letters : std::string_view();
  }

  static bool is_linking(std::string_view word) {
    return word == "of" || word == "and" || word == "the" || word == "for" || word == "in" ||
           word == "to" || word == "-";
  }

  /// "ministry of health (MOH)" is a body, however small it is written.
  bool is_body(std::size_t token) const {
    constexpr ListSet bodies =
        bit(NameList::orghead) | bit(NameList::orgword) | bit(NameList::company);
    return (NameLists::get().lists_of(document_.keys[token]) & bodies) != 0;
  }

  /// Whether the words in small letters that end before a token have these initials, and name no
  /// body.
  bool spells(std::size_t end, std::string_view letters) const {
    std::size_t at = end;
    while (!letters.empty() && at > 0) {
      const std::string_view part = word(--at);
      if (is_body(at)) return false;
      if (part[0] == letters.back() - 'A' + 'a') {
        letters.remove_suffix(1);
      } else if (!is_linking(part)) {
        return false;
      }
    }
    return letters.empty();
  }

  const TaggerDocument& document_;
};

}  // namespace

std::vector<std::uint64_t> common_acronyms(const TaggerDocument& document) {
  const Definitions definitions(document);
  std::vector<std::uint64_t> found;
  for (std::size_t i = 0; i < document.tokens.size(); ++i)
    if (definitions.defines(i)) found.push_back(document.keys[i]);
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace comention
