#include <algorithm>

#include "entity/blocks.hpp"
#include "entity/clusters.hpp"
#include "entity/meanings.hpp"

namespace comention {
namespace {

/// Mr. Gomes and Mrs. Gomes are two; "Gomes" could be either.
bool both_sexes(const CorpusNames& names, std::span<const std::uint32_t> nodes) {
  NameForm form;
  bool male = false, female = false;
  for (const std::uint32_t node : nodes) {
    names.parse(node, form);
    male = male || form.sex() == Sex::male;
    female = female || form.sex() == Sex::female;
  }
  return male && female;
}

void join(std::span<const std::uint32_t> nodes, std::vector<Proposal>& out) {
  for (const std::uint32_t node : nodes.subspan(1)) {
    out.push_back({node, nodes.front(), Score::same_words, Reason::same_name});
  }
}

void join_by_key(const CorpusNames& names, std::span<const std::uint32_t> nodes,
                 std::vector<Proposal>& out) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> keyed;
  NameForm form;
  for (const std::uint32_t node : nodes) {
    names.parse(node, form);
    keyed.emplace_back(form.hash(), node);
  }
  std::sort(keyed.begin(), keyed.end());
  for (std::size_t i = 1, first = 0; i < keyed.size(); ++i) {
    if (keyed[i].first != keyed[first].first) {
      first = i;
    } else {
      out.push_back({keyed[i].second, keyed[first].second, Score::same_words, Reason::same_name});
    }
  }
}

}  // namespace

Result<std::vector<Proposal>> propose_bare_surnames(const CorpusNames& names,
                                                    const SpillPlace& place,
                                                    const Clusters& clusters) {
  Blocks blocks(place);
  NameForm form;
  for (std::uint32_t node = 0; node < names.size(); ++node) {
    if (names.name_class(node) != NameClass::person || !clusters.alone(node)) continue;
    names.parse(node, form);
    if (!form.empty() && form.bare()) blocks.add(form_hash('b', words_of(form)), node);
  }
  std::vector<Proposal> out;
  const auto done = for_each_block(blocks, 2, [&](std::span<const std::uint32_t> nodes) {
    both_sexes(names, nodes) ? join_by_key(names, nodes, out) : join(nodes, out);
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

}  // namespace comention
