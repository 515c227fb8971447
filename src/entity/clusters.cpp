#include "entity/clusters.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "entity/person_match.hpp"

namespace comention {
namespace {

/// Pairs of members that a veto compares at most; bounds the work on huge clusters.
constexpr std::size_t most_compared = 48;

}  // namespace

Clusters::Clusters(const CorpusNames& names)
    : names_(names),
      parent_(names.size()),
      next_(names.size()),
      size_(names.size(), 1),
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
    size_[kept] += size_[gone];
    uses_[kept] += uses_[gone];
    if (reason_[p.from] == Reason::same_name) reason_[p.from] = p.reason;
  }
}

bool Clusters::forbidden(std::uint32_t a, std::uint32_t b) const {
  return std::any_of(forbidden_.begin(), forbidden_.end(), [&](const auto& pair) {
    const std::uint32_t x = root(pair.first), y = root(pair.second);
    return (x == a && y == b) || (x == b && y == a);
  });
}

bool Clusters::vetoed(std::uint32_t a, std::uint32_t b, std::uint16_t score) const {
  if (!forbidden_.empty() && forbidden(a, b)) return true;
  if (score >= Score::thesaurus) return false;
  return persons_clash(a, b);
}

/// Two full names of one surname whose given names, middle initials, generation or sex clash keep
/// their clusters apart.
bool Clusters::persons_clash(std::uint32_t a, std::uint32_t b) const {
  if (names_.name_class(a) != NameClass::person && names_.name_class(b) != NameClass::person) {
    return false;
  }
  const auto persons = [&](std::uint32_t root) {
    std::vector<NameForm> forms;
    for_members(root, [&](std::uint32_t node) {
      if (names_.name_class(node) != NameClass::person || forms.size() == most_compared) return;
      forms.emplace_back();
      names_.parse(node, forms.back());
    });
    return forms;
  };
  const std::vector<NameForm> left = persons(a), right = persons(b);
  for (const NameForm& x : left) {
    for (const NameForm& y : right) {
      if (x.empty() || y.empty()) continue;
      if (sexes_clash(sex_of(x), sex_of(y))) return true;
      if (x.bare() || y.bare()) continue;
      if (surname_key(x.last()) == surname_key(y.last()) && !match_given_parts(x, y)) return true;
    }
  }
  return false;
}

}  // namespace comention
