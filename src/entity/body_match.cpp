#include "entity/body_match.hpp"

#include <algorithm>
#include <utility>

#include "entity/table_names.hpp"

namespace comention {
namespace {

bool words_equal(const NameForm& part, const NameForm& whole, std::size_t at) {
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (part.word(i) != whole.word(at + i)) return false;
  }
  return true;
}

std::string joined(const NameForm& name, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) {
    if (i > from) out += ' ';
    out += name.word(i);
  }
  return out;
}

std::uint32_t all_flags(const NameForm& name, std::size_t from, std::size_t to) {
  std::uint32_t flags = 0;
  for (std::size_t i = from; i < to; ++i) flags |= name.flags(i);
  return flags;
}

}  // namespace

bool is_known_place(const NameForm& name) {
  return Vocabulary::get().is(joined(name, 0, name.size()), WordIs::place);
}

bool is_table_name(const NameForm& name) {
  return TableNames::get().row_of(name) != TableNames::none;
}

std::vector<std::string> acronyms_of(const NameForm& name) {
  std::string all, content;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const std::string_view word = name.word(i);
    const bool stop = (name.flags(i) & WordIs::stop) != 0;
    // A word in capitals keeps its letters: "U.S. Geological Survey" is USGS.
    const std::string_view letters = word == "usa"                  ? "us"
                                     : word == "un" || word == "uk" ? word
                                                                    : word.substr(0, 1);
    all += letters;
    if (!stop) content += letters;
  }
  std::vector<std::string> out;
  if (content.size() >= 2) out.push_back(content);
  if (all != content && all.size() >= 3) out.push_back(all);
  if (!name.cut_initials().empty()) out.push_back(content + std::string(name.cut_initials()));
  if (content.size() >= 2) out.push_back('t' + content);  // "(The) Hollywood Reporter", THR
  return out;
}

bool is_head(const NameForm& part, const NameForm& whole) {
  if (part.empty() || part.size() >= whole.size() || !words_equal(part, whole, 0)) return false;
  if (is_table_name(part)) return false;
  const std::uint32_t rest = all_flags(whole, part.size(), whole.size());
  const bool prepositional = (whole.flags(part.size()) & WordIs::stop) != 0;
  if (prepositional) return true;
  if ((rest & WordIs::body) != 0) return false;
  return part.name_class() != NameClass::place || !is_known_place(part);
}

bool is_tail(const NameForm& part, const NameForm& whole) {
  if (part.empty() || part.size() >= whole.size()) return false;
  const std::size_t cut = whole.size() - part.size();
  if (!words_equal(part, whole, cut)) return false;
  if (is_table_name(part)) return false;
  const std::uint32_t head = all_flags(whole, 0, cut);
  if (part.name_class() == NameClass::place) {
    return (head & WordIs::compass) == 0 && !is_known_place(part);
  }
  return part.size() == 1 || (head & WordIs::rival) == 0 ||
         (cut > 1 && Vocabulary::get().is(joined(whole, 0, cut), WordIs::place));
}

namespace {

/// The part of a clipped word that the long word begins with: "jag" of "jags", "phil" of "philly".
std::string_view stem_of(std::string_view clipped) {
  for (const std::string_view ending : {"lies", "ies", "ie", "ly", "s", "y"}) {
    if (clipped.size() >= ending.size() + 3 && clipped.ends_with(ending)) {
      return clipped.substr(0, clipped.size() - ending.size());
    }
  }
  return clipped;
}

}  // namespace

bool is_clipped(const NameForm& part, const NameForm& whole) {
  constexpr std::size_t shortest = 3;
  if (part.empty() || part.size() > whole.size() || is_table_name(part)) return false;
  if (part.size() == 1) {
    const std::string_view stem = stem_of(part.word(0));
    if (part.word(0).size() < shortest + 1 || part.acronym()) return false;
    const auto clips = [&](std::string_view word) {
      return stem.size() >= shortest && word.size() > part.word(0).size() + 1 &&
             word.starts_with(stem);
    };
    return clips(whole.word(0)) || clips(whole.last());
  }
  bool shorter = false;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const std::string_view a = part.word(i), b = whole.word(i);
    if (!b.starts_with(a)) return false;
    shorter = shorter || (a.size() >= 2 && a.size() + 2 <= b.size());
  }
  return shorter;
}

std::size_t core_size(const NameForm& name) {
  std::size_t size = name.size();
  while (size > 0 && (name.flags(size - 1) & WordIs::facility) != 0) --size;
  if (size == 0 || size == name.size()) return size;
  return Vocabulary::get().is(joined(name, 0, size), WordIs::place) ? 0 : size;
}

namespace {

bool has_word(const NameForm& name, std::string_view word) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name.word(i) == word) return true;
  }
  return false;
}

/// True if `longer` says a kind of body, a point of the compass or a number that `shorter` does
/// not.
bool tells_apart(const NameForm& longer, const NameForm& shorter) {
  constexpr std::uint32_t telling =
      WordIs::body | WordIs::facility | WordIs::rival | WordIs::compass;
  const std::string letters = shorter.letters();
  for (std::size_t i = 0; i < longer.size(); ++i) {
    const std::string_view word = longer.word(i);
    const bool number = word.find_first_of("0123456789") != std::string_view::npos;
    if (!number && (longer.flags(i) & telling) == 0) continue;
    if (!has_word(shorter, word) && letters.find(word) == std::string::npos) return true;
  }
  return false;
}

/// The words of `shorter` are all in `longer`, and what `longer` says besides makes no other body.
bool says_more(const NameForm& shorter, const NameForm& longer) {
  bool in_order = true, reorders = false;
  std::size_t at = 0;
  for (std::size_t i = 0; i < shorter.size(); ++i) {
    if ((shorter.flags(i) & WordIs::stop) != 0) continue;
    if (!has_word(longer, shorter.word(i))) return false;
    reorders = reorders || (shorter.flags(i) & WordIs::reorder) != 0;
    while (at < longer.size() && longer.word(at) != shorter.word(i)) ++at;
    in_order = in_order && at < longer.size();
  }
  return (in_order || reorders) && !tells_apart(longer, shorter);
}

/// "Sea Micro" and "Server Maker SeaMicro".
bool begins_or_ends(const NameForm& shorter, const NameForm& longer) {
  constexpr std::size_t least_letters = 5;
  const std::string part = shorter.letters(), whole = longer.letters();
  return part.size() >= least_letters && (whole.starts_with(part) || whole.ends_with(part)) &&
         !tells_apart(longer, shorter);
}

/// "US EPA" and "US Environmental Protection Agency": a word of one is the initials of what only
/// the other says.
bool holds_initials(const NameForm& name, const NameForm& whole) {
  std::string initials;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const bool stop = (whole.flags(i) & WordIs::stop) != 0;
    if (!stop && !has_word(name, whole.word(i))) initials += whole.word(i).substr(0, 1);
  }
  return initials.size() >= 2 && has_word(name, initials);
}

bool same_core(const NameForm& a, const NameForm& b) {
  const std::size_t core = core_size(a);
  const auto vague = [&](const NameForm& name) {
    for (std::size_t i = core; i < name.size(); ++i) {
      if ((name.flags(i) & WordIs::vague) == 0) return false;
    }
    return true;
  };
  return core > 1 && core == core_size(b) && joined(a, 0, core) == joined(b, 0, core) && vague(a) &&
         vague(b);
}

}  // namespace

bool bodies_fit(const NameForm& a, const NameForm& b) {
  if (a.letters() == b.letters() || same_core(a, b)) return true;
  for (const auto& [x, y] : {std::pair(&a, &b), std::pair(&b, &a)}) {
    if (is_head(*x, *y) || is_tail(*x, *y) || is_clipped(*x, *y)) return true;
    if (says_more(*x, *y) || begins_or_ends(*x, *y) || holds_initials(*x, *y)) return true;
  }
  return false;
}

}  // namespace comention
