#include <algorithm>
#include <string>

#include "entity/full_name_rules.hpp"
#include "entity/person_match.hpp"

namespace comention {
namespace {

/// One of several clashing readings is taken if it has this share of their uses.
constexpr std::uint64_t dominance_percent = 75;

/// Of a block that is too large the most used nodes.
std::vector<std::uint32_t> most_used(const CorpusNames& names,
                                     std::span<const std::uint32_t> block) {
  std::vector<std::uint32_t> nodes(block.begin(), block.end());
  if (nodes.size() <= most_in_block) return nodes;
  const auto more = [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(names.uses(b), a) < std::pair(names.uses(a), b);
  };
  std::nth_element(nodes.begin(), nodes.begin() + most_in_block, nodes.end(), more);
  nodes.resize(most_in_block);
  std::sort(nodes.begin(), nodes.end(), more);
  return nodes;
}

std::vector<NameForm> forms_of(const CorpusNames& names, std::span<const std::uint32_t> nodes) {
  std::vector<NameForm> forms(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) names.parse(nodes[i], forms[i]);
  return forms;
}

/// Two neighbours in common beside the names' own words, and more than chance would give.
bool share_neighbours(const CorpusNames& names, std::uint32_t a, std::uint32_t b) {
  Neighbours x = *names.neighbours(a), y = *names.neighbours(b);
  for (const std::uint32_t node : {a, b}) {
    const std::uint64_t self = neighbour_hash(names.names().text(names.best_name(node)));
    x.remove(self);
    y.remove(self);
  }
  const int shared = x.shared(y);
  return shared >= 2 && shared * 256 > 2 * x.count() * y.count();
}

class GivenNameRule final : public FullNameRule {
 public:
  GivenNameRule(const CorpusNames& names, const SpillPlace& place, std::vector<Proposal>& open)
      : names_(names), blocks_(place), open_(open) {}

  void file(std::uint32_t node, NameClass name_class, const NameForm& form) override {
    if (name_class != NameClass::person || form.bare()) return;
    const std::string surname = surname_key(form.last());
    const std::size_t given = form.first_of_surname();
    for (std::size_t i = 0; i < 3; ++i) {
      if (i < 2 && i >= given) continue;
      const std::string_view word = i < 2 ? form.word(i) : form.nickname();
      if (word.empty()) continue;
      blocks_.add(block_hash('g', surname, given_key(word)), node);
      for (const std::uint16_t group : Vocabulary::get().given_groups(word)) {
        blocks_.add(block_hash('n', surname, std::to_string(group)), node);
      }
    }
  }

  Result<void> propose(std::vector<Proposal>& out) override {
    return for_each_block(blocks_, 2, [&](auto nodes) { compare(nodes, out); });
  }

 private:
  void compare(std::span<const std::uint32_t> block, std::vector<Proposal>& out) {
    const std::vector<std::uint32_t> nodes = most_used(names_, block);
    const std::vector<NameForm> forms = forms_of(names_, nodes);
    std::vector<std::vector<std::size_t>> fits(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      for (std::size_t k = i + 1; k < nodes.size(); ++k) {
        if (!match_persons(forms[i], forms[k])) continue;
        fits[i].push_back(k);
        fits[k].push_back(i);
      }
    }
    std::vector<std::vector<std::size_t>> taken(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) taken[i] = readings(i, fits[i], nodes, forms);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      for (const std::size_t k : taken[i]) {
        const bool both = std::find(taken[k].begin(), taken[k].end(), i) != taken[k].end();
        if (i < k && both) out.push_back(proposal(nodes[i], nodes[k], forms[i], forms[k]));
      }
    }
  }

  /// Which of the names that fit are taken: all if they fit each other, otherwise those that fit
  /// the most used one if it dominates.
  std::vector<std::size_t> readings(std::size_t name, const std::vector<std::size_t>& fits,
                                    const std::vector<std::uint32_t>& nodes,
                                    const std::vector<NameForm>& forms) {
    if (fits.size() < 2) return fits;
    const std::size_t best = *std::max_element(fits.begin(), fits.end(), [&](auto a, auto b) {
      return std::pair(names_.uses(nodes[a]), nodes[b]) <
             std::pair(names_.uses(nodes[b]), nodes[a]);
    });
    std::vector<std::size_t> with_best;
    std::uint64_t mine = 0, others = 0;
    for (const std::size_t k : fits) {
      const bool together = k == best || match_persons(forms[k], forms[best]).has_value();
      if (together) with_best.push_back(k);
      (together ? mine : others) += names_.uses(nodes[k]);
    }
    if (others == 0 || mine * 100 >= (mine + others) * dominance_percent) return with_best;
    for (const std::size_t k : fits) {
      open_.push_back({nodes[name], nodes[k], Score::middle_name, Reason::middle_name});
    }
    return {};
  }

  Proposal proposal(std::uint32_t a, std::uint32_t b, const NameForm& x, const NameForm& y) const {
    const auto reason = match_persons(x, y);
    const bool first_says_less =
        std::tuple(x.size(), names_.uses(a), b) < std::tuple(y.size(), names_.uses(b), a);
    const std::uint16_t score = *reason == Reason::initials      ? Score::initials
                                : *reason == Reason::middle_name ? Score::middle_name
                                                                 : Score::spelling;
    return {first_says_less ? a : b, first_says_less ? b : a, score, *reason};
  }

  const CorpusNames& names_;
  Blocks blocks_;
  std::vector<Proposal>& open_;
};

class MisspellingRule final : public FullNameRule {
 public:
  MisspellingRule(const CorpusNames& names, const SpillPlace& place)
      : names_(names), blocks_(place) {}

  void file(std::uint32_t node, NameClass name_class, const NameForm& form) override {
    if (name_class != NameClass::person || names_.neighbours(node) == nullptr) return;
    if (form.bare() || form.initial(0) || form.last().size() < 4) return;
    const std::string_view last = form.last();
    const std::string given = given_key(form.word(0));
    blocks_.add(block_hash('h', given, last.substr(0, 3)), node);
    blocks_.add(block_hash('e', given, last.substr(last.size() - 3)), node);
  }

  Result<void> propose(std::vector<Proposal>& out) override {
    return for_each_block(blocks_, 2, [&](std::span<const std::uint32_t> nodes) {
      compare(nodes.first(std::min(nodes.size(), most_in_block)), out);
    });
  }

 private:
  void compare(std::span<const std::uint32_t> nodes, std::vector<Proposal>& out) const {
    const std::vector<NameForm> forms = forms_of(names_, nodes);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      for (std::size_t k = i + 1; k < nodes.size(); ++k) {
        if (!one_letter_apart(forms[i].last(), forms[k].last())) continue;
        if (!match_given_parts(forms[i], forms[k])) continue;
        if (!share_neighbours(names_, nodes[i], nodes[k])) continue;
        const bool rarer =
            std::pair(names_.uses(nodes[i]), nodes[k]) < std::pair(names_.uses(nodes[k]), nodes[i]);
        out.push_back(
            {nodes[rarer ? i : k], nodes[rarer ? k : i], Score::misspelling, Reason::misspelling});
      }
    }
  }

  const CorpusNames& names_;
  Blocks blocks_;
};

}  // namespace

std::unique_ptr<FullNameRule> given_name_rule(const CorpusNames& names, const SpillPlace& place,
                                              std::vector<Proposal>& open) {
  return std::make_unique<GivenNameRule>(names, place, open);
}

std::unique_ptr<FullNameRule> misspelling_rule(const CorpusNames& names, const SpillPlace& place) {
  return std::make_unique<MisspellingRule>(names, place);
}

}  // namespace comention
