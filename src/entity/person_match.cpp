#include "entity/person_match.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace comention {
namespace {

constexpr std::size_t shortest_transliteration = 5;

bool share_group(std::string_view a, std::string_view b) {
  const auto left = Vocabulary::get().given_groups(a);
  const auto right = Vocabulary::get().given_groups(b);
  return std::find_first_of(left.begin(), left.end(), right.begin(), right.end()) != left.end();
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
}

void collapse_doubles(std::string& text) {
  text.erase(std::unique(text.begin(), text.end()), text.end());
}

/// The middle names of one are among those of the other, in order, or agree one by one (an initial
/// agrees with every name that begins with it).
bool middles_fit(const NameForm& a, const NameForm& b) {
  const std::size_t a_end = a.first_of_surname(), b_end = b.first_of_surname();
  const auto count = [](std::size_t end) { return end > 1 ? end - 1 : 0; };
  if (count(a_end) > count(b_end)) return middles_fit(b, a);
  if (count(a_end) == 0) return true;
  std::size_t at = 1;
  bool inside = true;
  for (std::size_t i = 1; i < a_end && inside; ++i) {
    while (at < b_end && b.word(at) != a.word(i)) ++at;
    inside = at < b_end && a.word(i).size() > 1;
    ++at;
  }
  if (inside) return true;
  for (std::size_t i = 1; i < a_end; ++i) {
    const std::string_view x = a.word(i), y = b.word(i);
    const bool fits = x.size() == 1 || y.size() == 1 ? x[0] == y[0] : match_given(x, y).has_value();
    if (!fits) return false;
  }
  return true;
}

}  // namespace

bool ends_with_words(const NameForm& whole, const NameForm& part) {
  if (part.size() > whole.size()) return false;
  const std::size_t skip = whole.size() - part.size();
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (whole.word(skip + i) != part.word(i)) return false;
  }
  return true;
}

std::optional<Reason> match_given(std::string_view a, std::string_view b) {
  if (a == b) return Reason::same_name;
  if (a.empty() || b.empty()) return std::nullopt;
  if (a.size() == 1 || b.size() == 1) {
    return a[0] == b[0] ? std::optional(Reason::initials) : std::nullopt;
  }
  if (share_group(a, b)) return Reason::nickname;
  if (std::min(a.size(), b.size()) < shortest_transliteration) return std::nullopt;
  return given_key(a) == given_key(b) ? std::optional(Reason::spelling) : std::nullopt;
}

std::string given_key(std::string_view given) {
  std::string key(given);
  constexpr std::array<std::pair<std::string_view, std::string_view>, 14> steps = {{
      {"gue", "ge"},
      {"gui", "gi"},
      {"kh", "h"},
      {"ph", "f"},
      {"ck", "k"},
      {"ou", "u"},
      {"oo", "u"},
      {"ee", "i"},
      {"ei", "i"},
      {"ey", "i"},
      {"iy", "i"},
      {"ij", "i"},
      {"yi", "i"},
      {"y", "i"},
  }};
  for (const auto& [from, to] : steps) replace_all(key, from, to);
  collapse_doubles(key);
  return key;
}

std::string surname_key(std::string_view surname) {
  std::string key(surname);
  const auto ending = [&](std::string_view from, std::string_view to) {
    if (key.size() <= from.size() + 1 || !key.ends_with(from)) return false;
    key.replace(key.size() - from.size(), from.size(), to);
    return true;
  };
  bool slavic = false;
  for (const std::string_view tail : {"skyy", "skiy", "skyi", "skii", "skij", "sky", "ski"}) {
    if (slavic = ending(tail, "ski"); slavic) break;
  }
  if (!slavic) {
    slavic = ending("off", "ov") || ending("eff", "ev") || ending("ych", "ich") ||
             ending("vich", "vich") || ending("enko", "enko") || ending("ov", "ov") ||
             ending("ev", "ev") || ending("chuk", "chuk");
  }
  if (!slavic) return key;
  replace_all(key, "y", "i");
  replace_all(key, "ie", "e");
  replace_all(key, "kh", "h");
  collapse_doubles(key);
  return key;
}

Sex sex_of(const NameForm& name) {
  if (name.sex() != Sex::unknown) return name.sex();
  if (name.bare() || name.empty()) return Sex::unknown;
  return Vocabulary::get().sex_of_given(name.word(0));
}

std::optional<Reason> match_given_parts(const NameForm& a, const NameForm& b) {
  if (a.generation() != Generation::none && b.generation() != Generation::none &&
      a.generation() != b.generation()) {
    return std::nullopt;
  }
  if (sexes_clash(sex_of(a), sex_of(b))) return std::nullopt;
  auto reason = match_given(a.word(0), b.word(0));
  for (const auto& [x, y] : {std::pair(&a, &b), std::pair(&b, &a)}) {
    if (!reason && x->nickname() == y->word(0)) return Reason::nickname;
  }
  // "W. Mark Felt" and "Mark Felt": the first name is left out.
  const bool a_longer = a.size() > b.size();
  const NameForm& longer = a_longer ? a : b;
  const NameForm& shorter = a_longer ? b : a;
  if (!reason && longer.size() > shorter.size() && ends_with_words(longer, shorter)) {
    return Reason::middle_name;
  }
  if (!reason || !middles_fit(a, b)) return std::nullopt;
  if (reason == Reason::same_name && a.size() != b.size()) return Reason::middle_name;
  return reason;
}

std::optional<Reason> match_persons(const NameForm& a, const NameForm& b) {
  if (a.empty() || b.empty() || a.bare() || b.bare()) return std::nullopt;
  const bool same = a.last() == b.last();
  if (!same && surname_key(a.last()) != surname_key(b.last())) return std::nullopt;
  const auto reason = match_given_parts(a, b);
  return reason == Reason::same_name && !same ? std::optional(Reason::spelling) : reason;
}

bool one_letter_apart(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (a.size() < 4 || b.size() < 5 || b.size() - a.size() > 1 || a[0] != b[0]) return false;
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin());
  if (a.size() != b.size()) return std::equal(x, a.end(), y + 1);
  if (x == a.end()) return false;
  if (std::equal(x + 1, a.end(), y + 1)) return true;
  // Two neighbours swapped.
  return x + 1 != a.end() && *x == *(y + 1) && *(x + 1) == *y && std::equal(x + 2, a.end(), y + 2);
}

}  // namespace comention
