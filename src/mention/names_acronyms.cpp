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

  /// The first token of the name that ends before the bracket of "(AMO)" and has its initials, or
  /// the bracket where none does.
  std::size_t spelled_name(std::size_t bracket) const {
    constexpr std::size_t longest = 12;
    if (bracket + 2 >= document_.tokens.size() || word(bracket) != "(" || word(bracket + 2) != ")")
      return bracket;
    std::string_view letters = letters_of(bracket + 1);
    if (letters.size() < 2) return bracket;
    std::size_t at = bracket;
    while (!letters.empty() && at > 0 && bracket - at < longest) {
      const std::string_view part = word(--at);
      if (part[0] == letters.back())
        letters.remove_suffix(1);
      else if (!is_linking(part) && part != "&")
        return bracket;
    }
    return letters.empty() ? at : bracket;
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

  /// Whether the words in small letters that end before a token spell an acronym: the last letter
  /// begins the last word, the first one a word before it.
  bool spells(std::size_t end, std::string_view letters) const {
    for (std::size_t n = 1; n <= letters.size() + 1 && n <= end; ++n) {
      const std::size_t at = end - n;
      const Token& part = document_.tokens[at];
      if (part.kind != TokenKind::word && word(at) != "-") return false;
      if (part.is(Token::has_upper)) return false;
      const char initial = word(at)[0];
      if (n == 1 && initial != small(letters.back())) return false;
      if (n > 1 && initial == small(letters.front())) return true;
    }
    return false;
  }

  static char small(char c) { return static_cast<char>(c | 0x20); }

  const TaggerDocument& document_;
};

}  // namespace

namespace {

/// Words that are one name, by the place where an acronym says so.
struct SpelledName {
  std::uint32_t first, last;
};

class SpelledNames {
 public:
  SpelledNames(const TaggerDocument& document, std::vector<TokenName>& names)
      : document_(document), names_(names) {}

  void take() {
    find();
    if (!spelled_.empty()) replace();
  }

 private:
  std::uint64_t key(std::uint32_t token) const { return document_.keys[token]; }

  /// Names in brackets that spell out a run of names; by the word that they begin with.
  void find() {
    const Definitions definitions(document_);
    for (std::uint32_t i = 2; i < document_.tokens.size(); ++i) {
      if (document_.text[document_.tokens[i].start] != '(') continue;
      const auto first = static_cast<std::uint32_t>(definitions.spelled_name(i));
      if (first + 1 >= i || !holds_parts({first, i})) continue;
      spelled_.push_back({first, i});
      acronyms_.push_back(key(i + 1));
    }
    std::stable_sort(
        spelled_.begin(), spelled_.end(),
        [&](const SpelledName& a, const SpelledName& b) { return key(a.first) < key(b.first); });
    std::sort(acronyms_.begin(), acronyms_.end());
  }

  /// Whether names were found inside these words, none of them whole or reaching out of them:
  /// "Chief Executive Officer (CEO)" has none.
  bool holds_parts(const SpelledName& words) const {
    auto name = std::partition_point(names_.begin(), names_.end(), [&](const TokenName& other) {
      return other.last <= words.first;
    });
    if (name == names_.end() || name->first >= words.last || name->first < words.first)
      return false;
    if (name->first == words.first && name->last == words.last) return false;
    while (name != names_.end() && name->first < words.last) {
      if (name->last > words.last) return false;
      ++name;
    }
    return true;
  }

  /// How many words from here on are one of the names; 0: none.
  std::uint32_t name_at(std::uint32_t token) const {
    constexpr int most = 8;  // names with one first word
    auto spelled = std::partition_point(
        spelled_.begin(), spelled_.end(),
        [&](const SpelledName& other) { return key(other.first) < key(token); });
    for (int n = 0; n < most && spelled != spelled_.end(); ++n, ++spelled) {
      if (key(spelled->first) != key(token)) break;
      const std::uint32_t size = spelled->last - spelled->first;
      const auto words = document_.keys.begin() + spelled->first;
      if (token + size <= document_.keys.size() &&
          std::equal(words, words + size, document_.keys.begin() + token) &&
          holds_parts({token, token + size}))
        return size;
    }
    return 0;
  }

  void replace() {
    std::vector<TokenName> out;
    auto next = names_.begin();
    const auto copy_before = [&](std::uint32_t token) {
      for (; next != names_.end() && next->first < token; ++next) out.push_back(*next);
    };
    for (std::uint32_t i = 0; i < document_.tokens.size(); ++i) {
      const std::uint32_t size = name_at(i);
      if (size == 0) continue;
      copy_before(i);
      out.push_back({i, i + size, TaggerType::org});
      while (next != names_.end() && next->first < i + size) ++next;
      i += size - 1;
    }
    copy_before(UINT32_MAX);
    for (TokenName& name : out)
      if (name.last == name.first + 1 &&
          std::binary_search(acronyms_.begin(), acronyms_.end(), key(name.first)))
        name.type = TaggerType::org;
    names_ = std::move(out);
  }

  const TaggerDocument& document_;
  std::vector<TokenName>& names_;
  std::vector<SpelledName> spelled_;
  std::vector<std::uint64_t> acronyms_;
};

}  // namespace

void take_spelled_names(const TaggerDocument& document, std::vector<TokenName>& names) {
  SpelledNames(document, names).take();
}

std::vector<std::uint64_t> common_acronyms(const TaggerDocument& document) {
  const Definitions definitions(document);
  std::vector<std::uint64_t> found;
  for (std::size_t i = 0; i < document.tokens.size(); ++i)
    if (definitions.defines(i)) found.push_back(document.keys[i]);
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace comention
