#include "entity/document_names.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace comention {
namespace {

/// "Mr." of "... said Mr. " if the text before a name ends with a title that tells a sex.
std::string title_before(std::string_view before) {
  before = trim(before);
  std::string_view word = before.substr(before.find_last_of(" (\"") + 1);
  if (word.size() < 2 || word[0] < 'A' || word[0] > 'Z') return {};
  std::string folded;
  append_folded(word, folded);
  const bool tells = Vocabulary::get().is(folded, WordIs::male_title | WordIs::female_title);
  return tells ? std::string(word) : std::string();
}

/// The letters of "(AMA)" right behind a name.
std::string_view bracket_after(std::string_view after) {
  if (!after.starts_with(" (")) return {};
  const auto end = after.find(')');
  return end == std::string_view::npos || end > 12 ? std::string_view() : after.substr(0, end + 1);
}

}  // namespace

DocumentNames::DocumentNames(std::span<const NameUse> uses) {
  HashTable<std::uint32_t> known;
  of_use_.reserve(uses.size());
  for (std::uint32_t i = 0; i < uses.size(); ++i) {
    const NameUse& use = uses[i];
    std::string surface = clean_surface(use.text);
    std::string title = use.type == EntityType::person ? title_before(use.before) : std::string();
    std::uint64_t hash = mix_bits(hash_bytes(surface) + static_cast<std::uint64_t>(use.type));
    if (use.origin == Origin::tag) hash = mix_bits(hash + 1);
    if (!title.empty()) hash = mix_bits(hash + hash_bytes(title));
    std::uint32_t& number = known[hash];
    if (number == 0) {
      number = static_cast<std::uint32_t>(names_.size() + 1);
      DocumentName name{std::move(surface), use.type, use.origin, std::move(title), {}, {}, 0};
      name.full = number - 1;
      const std::string_view bracket = bracket_after(use.after);
      std::string text = name.title.empty() ? name.surface : name.title + ' ' + name.surface;
      if (!bracket.empty() && use.type != EntityType::person) text += ' ', text += bracket;
      name.form.parse(text, class_of(use.type));
      names_.push_back(std::move(name));
    }
    names_[number - 1].at.push_back(i);
    of_use_.push_back(number - 1);
  }
  for (const DocumentName& name : names_) {
    totals_.push_back(static_cast<std::uint32_t>(name.at.size()));
  }
}

std::uint32_t DocumentNames::root(std::uint32_t name) const {
  while (names_[name].full != name) name = names_[name].full;
  return name;
}

void DocumentNames::link(std::uint32_t name, std::uint32_t full, Reason reason) {
  full = root(full);
  if (full == name || linked(name)) return;
  names_[name].full = full;
  names_[name].reason = reason;
  totals_[full] += totals_[name];
}

std::uint32_t DocumentNames::choose(std::uint32_t name, std::span<const std::uint32_t> candidates,
                                    std::uint32_t* rivals) const {
  std::vector<std::uint32_t> roots;
  for (const std::uint32_t candidate : candidates) roots.push_back(root(candidate));
  std::sort(roots.begin(), roots.end());
  roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
  std::erase(roots, name);
  if (roots.empty()) return none;
  const auto best = std::max_element(roots.begin(), roots.end(), [&](auto a, auto b) {
    return std::pair(totals_[a], b) < std::pair(totals_[b], a);
  });
  if (rivals != nullptr) {
    *rivals = 0;
    for (const std::uint32_t other : roots) *rivals += other == *best ? 0 : totals_[other];
  }
  return *best;
}

}  // namespace comention
