#include <algorithm>
#include <string>

#include "entity/blocks.hpp"
#include "entity/body_match.hpp"
#include "entity/clusters.hpp"
#include "entity/person_match.hpp"
#include "entity/table_names.hpp"

namespace comention {
namespace {

constexpr std::uint64_t dominance_percent = 75;
constexpr std::size_t shortest_acronym = 3;
constexpr std::size_t most_listed = 8;

/// What a form can mean: a cluster and how much it weighs.
struct Meaning {
  std::uint64_t form;  ///< hash of the form
  std::uint32_t node;
  std::uint64_t weight;
};

std::uint64_t form_hash(char rule, std::string_view text) {
  return mix_bits(hash_bytes(text) + static_cast<unsigned char>(rule));
}

/// Collects which forms the full names of the corpus can be shortened to, and answers for a form.
class Meanings {
 public:
  void add(std::uint64_t form, std::uint32_t node, std::uint64_t weight) {
    list_.push_back({form, node, weight});
  }
  void sort(const Clusters& clusters) {
    for (Meaning& m : list_) m.node = clusters.root(m.node);
    std::sort(list_.begin(), list_.end(), [](const Meaning& a, const Meaning& b) {
      return a.form != b.form ? a.form < b.form : a.node < b.node;
    });
  }
  /// The clusters that a form can mean with their weights, heaviest first.
  std::vector<std::pair<std::uint64_t, std::uint32_t>> of(std::uint64_t form, bool sum) const {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> found;
    auto at = std::lower_bound(list_.begin(), list_.end(), form,
                               [](const Meaning& m, std::uint64_t f) { return m.form < f; });
    for (; at != list_.end() && at->form == form; ++at) {
      if (!found.empty() && found.back().second == at->node) {
        if (sum) found.back().first += at->weight;
      } else {
        found.emplace_back(at->weight, at->node);
      }
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    return found;
  }

 private:
  std::vector<Meaning> list_;
};

class ShortFormRule {
 public:
  ShortFormRule(const CorpusNames& names, const Clusters& clusters, std::vector<OpenName>& open)
      : names_(names), clusters_(clusters), open_(open) {
    collect_votes();
    collect_forms();
    votes_.sort(clusters);
    surnames_.sort(clusters);
    bodies_.sort(clusters);
  }

  std::vector<Proposal> run() {
    NameForm form;
    for (std::uint32_t node = 0; node < names_.size(); ++node) {
      names_.parse(node, form);
      if (form.empty() || names_.row(node) != TableNames::none) continue;
      const NameClass c = names_.name_class(node);
      if (c == NameClass::person) {
        decide_person(node, form);
      } else if (c == NameClass::org || c == NameClass::place || c == NameClass::other) {
        decide_body(node, form);
      } else if (c == NameClass::tag) {
        decide_tag(node);
      }
    }
    return std::move(out_);
  }

 private:
  using Found = std::vector<std::pair<std::uint64_t, std::uint32_t>>;

  /// How often documents took a form for a name.
  void collect_votes() {
    const NameTable& table = names_.names();
    NameForm form;
    for (std::uint32_t name = 0; name < table.size(); ++name) {
      if (table.full(name) == NameTable::none || table.type(name) == EntityType::tag) continue;
      names_.parse_name(name, form);
      const std::uint32_t target = names_.node_of(name);
      const bool bare = form.name_class() == NameClass::person && form.bare();
      if (!bare || table.reason(name) != Reason::surname) {
        votes_.add(form.hash(), target, table.uses(name));
      }
    }
  }

  void collect_forms() {
    NameForm form;
    for (std::uint32_t node = 0; node < names_.size(); ++node) {
      names_.parse(node, form);
      if (form.empty()) continue;
      if (form.name_class() == NameClass::person) {
        collect_person(node, form);
      } else if (names_.name_class(node) == NameClass::org && form.size() > 1) {
        collect_body(node, form);
      }
    }
  }

  void collect_person(std::uint32_t node, const NameForm& form) {
    if (form.bare()) return;
    const std::uint64_t weight = clusters_.uses(clusters_.root(node));
    surnames_.add(form_hash('s', surname_key(form.last())), node, weight);
    // Chinese, Korean and Hungarian names begin with the surname.
    if ((form.flags(0) & WordIs::first_name) == 0) {
      surnames_.add(form_hash('s', form.word(0)), node, weight);
    }
    if (form.size() > 2) {
      surnames_.add(form_hash('t', tail(form, form.size() - 2)), node, weight);
    }
  }

  void collect_body(std::uint32_t node, const NameForm& form) {
    const std::uint64_t weight = clusters_.uses(clusters_.root(node));
    for (const std::string& acronym : acronyms_of(form)) {
      if (acronym.size() >= shortest_acronym) bodies_.add(form_hash('a', acronym), node, weight);
    }
    // "Boston Red Sox": what stands before is the name of a place.
    std::string head;
    for (std::size_t i = 0; i + 1 < form.size(); ++i) {
      if (i > 0) head += ' ';
      head += form.word(i);
      const bool owner = head == "usa" || head == "un" ||
                         Vocabulary::get().is(head, WordIs::place | WordIs::demonym);
      if (owner) bodies_.add(form_hash('t', tail(form, i + 1)), node, weight);
    }
  }

  static std::string tail(const NameForm& form, std::size_t from) {
    std::string out;
    for (std::size_t i = from; i < form.size(); ++i) out += form.word(i), out += ' ';
    return out;
  }

  void decide_person(std::uint32_t node, const NameForm& form) {
    if (form.bare()) {
      Found found = surnames_.of(form_hash('s', surname_key(form.last())), false);
      if (form.size() > 1) found = ending_with(form, found);
      std::erase_if(found, [&](const auto& f) { return clash(form, f.second); });
      if (!found.empty()) return decide(node, found, Reason::corpus_surname, false);
    } else if (form.size() == 2) {
      const Found found = surnames_.of(form_hash('t', tail(form, 0)), false);
      if (!found.empty()) return decide(node, found, Reason::middle_name, false);
    }
    decide(node, votes_.of(form.hash(), true), Reason::corpus_short_form, true);
  }

  /// Of the clusters those with a member that ends with all words of a surname with particles.
  Found ending_with(const NameForm& form, const Found& found) const {
    Found kept;
    NameForm whole;
    for (const auto& [weight, cluster] : found) {
      bool ends = false;
      clusters_.for_members(cluster, [&](std::uint32_t member) {
        names_.parse(member, whole);
        ends = ends || (whole.size() >= form.size() &&
                        tail(whole, whole.size() - form.size()) == tail(form, 0));
      });
      if (ends) kept.emplace_back(weight, cluster);
    }
    return kept;
  }

  bool clash(const NameForm& form, std::uint32_t cluster) const {
    bool clash = false;
    NameForm whole;
    clusters_.for_members(cluster, [&](std::uint32_t member) {
      names_.parse(member, whole);
      clash = clash || sexes_clash(form.sex(), sex_of(whole));
    });
    return clash;
  }

  void decide_body(std::uint32_t node, const NameForm& form) {
    Found found = votes_.of(form.hash(), true);
    if (!found.empty()) return decide(node, found, Reason::corpus_short_form, false);
    if (names_.name_class(node) != NameClass::org) return;
    found = bodies_.of(form_hash('t', tail(form, 0)), false);
    if (!found.empty()) return decide(node, found, Reason::corpus_short_form, false);
    if (!form.acronym()) return;
    decide(node, bodies_.of(form_hash('a', form.word(0)), false), Reason::corpus_acronym, false);
  }

  /// A tag of one capitalised word that is somebody's surname in the corpus.
  void decide_tag(std::uint32_t node) {
    const std::string_view text = names_.names().text(names_.best_name(node));
    if (text.empty() || text[0] < 'A' || text[0] > 'Z' || clusters_.root(node) != node) return;
    NameForm form;
    form.parse(text, NameClass::person);
    if (!form.bare() || form.size() != 1) return;
    decide(node, surnames_.of(form_hash('s', surname_key(form.last())), false),
           Reason::corpus_surname, true);
  }

  /// Proposes the cluster that dominates, if its documents and those of the form have a neighbour
  /// in common (`known`: it is not enough that nothing is known).
  void decide(std::uint32_t node, Found found, Reason reason, bool known) {
    const std::uint32_t own = clusters_.root(node);
    if (std::any_of(found.begin(), found.end(), [&](const auto& f) { return f.second == own; })) {
      return;
    }
    if (found.empty()) return;
    std::uint64_t sum = 0;
    for (const auto& [weight, cluster] : found) sum += weight;
    const bool dominant = found.front().first * 100 >= sum * dominance_percent;
    if (dominant && neighbours_fit(node, found.front().second, known)) {
      out_.push_back({node, found.front().second, Score::short_form, reason});
      return;
    }
    OpenName open{node, {}, reason};
    for (const auto& [weight, cluster] : found) {
      if (open.candidates.size() < most_listed) open.candidates.push_back(cluster);
    }
    open_.push_back(std::move(open));
  }

  bool neighbours_fit(std::uint32_t node, std::uint32_t cluster, bool known) const {
    const Neighbours* own = names_.neighbours(node);
    // One bit is the name itself.
    if (own == nullptr || own->count() <= 1) return !known;
    return own->shared(clusters_.neighbours(cluster)) > 0;
  }

  const CorpusNames& names_;
  const Clusters& clusters_;
  std::vector<OpenName>& open_;
  Meanings votes_;
  Meanings surnames_;
  Meanings bodies_;
  std::vector<Proposal> out_;
};

}  // namespace

std::vector<Proposal> propose_short_forms(const CorpusNames& names, const Clusters& clusters,
                                          std::vector<OpenName>& open) {
  return ShortFormRule(names, clusters, open).run();
}

}  // namespace comention
