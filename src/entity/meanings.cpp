#include "entity/meanings.hpp"

#include <algorithm>

namespace comention {
namespace {

/// Meanings of one form that are weighed: the heaviest.
constexpr std::size_t most_weighed = 256;

Found heaviest_first(Found found) {
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  if (found.size() > most_weighed) {
    found.resize(most_weighed);
    found.shrink_to_fit();
  }
  return found;
}

}  // namespace

std::uint64_t form_hash(char rule, std::string_view text) {
  return mix_bits(hash_bytes(text) + static_cast<unsigned char>(rule));
}

std::string words_of(const NameForm& form, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) out += form.word(i), out += ' ';
  return out;
}

void Meanings::sort(const Clusters& clusters) {
  answers_.clear();
  Meaning* const begin = list_.data();
  Meaning* const end = begin + list_.size();
  for (Meaning* m = begin; m != end; ++m) m->node = clusters.root(m->node);
  std::sort(begin, end, [](const Meaning& a, const Meaning& b) {
    return a.form != b.form ? a.form < b.form : a.node < b.node;
  });
}

/// Calls `visit` for each meaning of a form; gives their number.
template <class Visit>
std::size_t Meanings::for_each(std::uint64_t form, Visit visit) const {
  const Meaning* const end = list_.data() + list_.size();
  const Meaning* at = std::lower_bound(list_.data(), end, form,
                                       [](const Meaning& m, auto f) { return m.form < f; });
  std::size_t count = 0;
  for (; at != end && at->form == form; ++at, ++count) visit(*at);
  return count;
}

Found Meanings::by_uses(std::uint64_t form, const Clusters& clusters) const {
  if (const auto known = answers_.find(form); known != answers_.end()) return known->second;
  Found found;
  const std::size_t looked_at = for_each(form, [&](const Meaning& m) {
    if (found.empty() || found.back().second != m.node) {
      found.emplace_back(clusters.uses(m.node), m.node);
    }
  });
  found = heaviest_first(std::move(found));
  if (looked_at > most_weighed) answers_.emplace(form, found);
  return found;
}

Found Meanings::by_votes(std::uint64_t form) const {
  Found found;
  for_each(form, [&](const Meaning& m) {
    if (found.empty() || found.back().second != m.node) found.emplace_back(0, m.node);
    found.back().first += m.votes;
  });
  return heaviest_first(std::move(found));
}

}  // namespace comention
