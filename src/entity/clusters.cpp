#include "entity/clusters.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "entity/body_match.hpp"
#include "entity/person_match.hpp"
#include "entity/table_names.hpp"

namespace comention {
namespace {

/// Pairs of members that a veto compares at most; bounds the work on huge clusters.
constexpr std::size_t most_compared = 48;

}  // namespace

Clusters::Clusters(const CorpusNames& names)
    : names_(names),
      parent_(names.size()),
      next_(names.size()),
      uses_(names.size()),
      reason_(names.size(), Reason::same_name),
      excluded_(names.size()) {
  std::iota(parent_.begin(), parent_.end(), 0u);
  std::iota(next_.begin(), next_.end(), 0u);
  for (std::uint32_t node = 0; node < names.size(); ++node) uses_[node] = names.uses(node);
}

std::uint32_t Clusters::root(std::uint32_t node) const {
  while (parent_[node] != node) {
    parent_[node] = parent_[parent_[node]];
    node = parent_[node];
  }
  return node;
}

void Clusters::forbid(std::uint32_t a, std::uint32_t b) { forbidden_.emplace_back(a, b); }

Neighbours Clusters::neighbours(std::uint32_t root) const {
  Neighbours all;
  for_members(root, [&](std::uint32_t node) {
    if (const Neighbours* own = names_.neighbours(node)) all.add(*own);
  });
  return all;
}

void Clusters::merge(std::vector<Proposal>& proposals) {
  const auto rank = [](const Proposal& p) {
    return std::tuple(-static_cast<int>(p.score), std::min(p.from, p.to), std::max(p.from, p.to),
                      static_cast<int>(p.reason), p.from);
  };
  std::sort(proposals.begin(), proposals.end(),
            [&](const Proposal& a, const Proposal& b) { return rank(a) < rank(b); });
  for (const Proposal& p : proposals) {
    if (excluded_[p.from] || excluded_[p.to]) continue;
    const std::uint32_t from = root(p.from), to = root(p.to);
    if (from == to || vetoed(from, to, p.score)) continue;
    const std::uint32_t kept = std::min(from, to), gone = std::max(from, to);
    parent_[gone] = kept;
    std::swap(next_[kept], next_[gone]);
    uses_[kept] = saturated_sum(uses_[kept], uses_[gone]);
    if (reason_[p.from] == Reason::same_name) reason_[p.from] = p.reason;
  }
}

bool Clusters::forbidden(std::uint32_t a, std::uint32_t b) const {
  return std::any_of(forbidden_.begin(), forbidden_.end(), [&](const auto& pair) {
    const std::uint32_t x = root(pair.first), y = root(pair.second);
    return (x == a && y == b) || (x == b && y == a);
  });
}

namespace {

/// Two persons of one surname whose given names, middle initials, generation or sex clash; or of
/// whatever surname, if one is a man and the other a woman.
bool persons_clash(const NameForm& x, const NameForm& y) {
  if (sexes_clash(sex_of(x), sex_of(y))) return true;
  if (x.bare() || y.bare()) return false;
  return surname_key(x.last()) == surname_key(y.last()) && !match_given_parts(x, y);
}

/// A full name of a person beside a body's or place's name of several words: one only if a tagger
/// took the same words for both.
bool person_clashes_with_body(const NameForm& person, const NameForm& body) {
  return !person.bare() &&
         std::string_view(person.key()).substr(1) != std::string_view(body.key()).substr(1);
}

template <class Clash>
bool any_clash(const std::vector<NameForm>& left, const std::vector<NameForm>& right, Clash clash) {
  for (const NameForm& x : left) {
    for (const NameForm& y : right) {
      if (clash(x, y)) return true;
    }
  }
  return false;
}

}  // namespace

Clusters::Telling Clusters::telling_names(std::uint32_t root) const {
  Telling names;
  NameForm form;
  for_members(root, [&](std::uint32_t node) {
    const NameClass c = names_.name_class(node);
    const bool person = c == NameClass::person;
    const bool body = c == NameClass::org || c == NameClass::place || c == NameClass::other;
    auto& list = person ? names.persons : names.bodies;
    if ((!person && !body) || list.size() == most_compared) return;
    names_.parse(node, form);
    // Rows of the tables know better than words which names are one.
    const bool tells =
        person ? !form.empty() : form.size() > 1 && names_.row(node) == TableNames::none;
    if (tells) list.push_back(form);
  });
  return names;
}

bool Clusters::vetoed(std::uint32_t a, std::uint32_t b, std::uint16_t score) const {
  if (!forbidden_.empty() && forbidden(a, b)) return true;
  if (score >= Score::thesaurus) return false;
  const Telling left = telling_names(a), right = telling_names(b);
  if (any_clash(left.persons, right.persons, persons_clash)) return true;
  // Two names that met no others yet were compared by the rule that proposes them.
  if (alone(a) && alone(b)) return false;
  return any_clash(left.bodies, right.bodies,
                   [](const NameForm& x, const NameForm& y) { return !bodies_fit(x, y); }) ||
         any_clash(left.persons, right.bodies, person_clashes_with_body) ||
         any_clash(right.persons, left.bodies, person_clashes_with_body);
}

}  // namespace comention
