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
/// Meanings of one form that are weighed: the heaviest.
constexpr std::size_t most_weighed = 64;

bool is_body(NameClass c) {
  return c == NameClass::org || c == NameClass::place || c == NameClass::other;
}

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
  ShortFormRule(const CorpusNames& names, const Clusters& clusters, Evidence evidence,
                std::vector<OpenName>& open)
      : names_(names), clusters_(clusters), least_evidence_(evidence), open_(open) {
    collect_votes();
    collect_forms();
    votes_.sort(clusters);
    surnames_.sort(clusters);
    bodies_.sort(clusters);
  }

  std::vector<Proposal> run() {
    NameForm form;
    for (std::uint32_t node = 0; node < names_.size(); ++node) {
      const bool decided = clusters_.reason(node) >= Reason::corpus_surname;
      if (decided || names_.row(node) != TableNames::none) continue;
      const NameClass c = names_.name_class(node);
      if (c == NameClass::norp || (c == NameClass::tag && !names_.has_other_than_tags())) continue;
      names_.parse(node, form);
      if (form.empty()) continue;
      if (c == NameClass::person) {
        decide_person(node, form);
      } else if (is_body(c)) {
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
      const std::uint64_t hash = form.hash();
      const bool itself = names_.find_hash(hash) == target;
      if (!itself && (!bare || table.reason(name) != Reason::surname)) {
        votes_.add(hash, target, table.uses(name));
      }
    }
  }

  void collect_forms() {
    NameForm form;
    for (std::uint32_t node = 0; node < names_.size(); ++node) {
      const NameClass c = names_.name_class(node);
      if (c == NameClass::tag || c == NameClass::norp) continue;
      names_.parse(node, form);
      if (form.empty()) continue;
      if (form.name_class() == NameClass::person) {
        collect_person(node, form);
      } else if (is_body(names_.name_class(node)) && form.size() > 1) {
        collect_body(node, form);
      }
    }
  }

  void collect_person(std::uint32_t node, const NameForm& form) {
    if (form.bare()) return;
    const std::uint64_t weight = clusters_.uses(clusters_.root(node));
    surnames_.add(form_hash('s', surname_key(form.last())), node, weight);
    // Chinese and Korean names begin with the surname; "Kim" and "Lee" can be given names as well.
    const bool western = (form.flags(0) & (WordIs::male_name | WordIs::female_name)) != 0;
    if ((form.flags(0) & WordIs::family_first) != 0 && (!western || form.size() == 3)) {
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
    if (const std::size_t core = core_size(form); core > 0 && core < form.size()) {
      bodies_.add(form_hash('c', words(form, 0, core)), node, weight);
    }
    if (names_.name_class(node) == NameClass::org) collect_head(node, form, weight);
    // "Boston Red Sox": what stands before is the name of a place.
    std::string head;
    for (std::size_t i = 0; i + 1 < form.size(); ++i) {
      if (i > 0) head += ' ';
      head += form.word(i);
      const std::uint32_t flags = Vocabulary::get().flags(head);
      const bool owner = head == "usa" || head == "un" ||
                         ((flags & (WordIs::place | WordIs::demonym)) != 0 &&
                          (flags & (WordIs::rival | WordIs::compass)) == 0);
      if (!owner) continue;
      bodies_.add(form_hash('t', tail(form, i + 1)), node, weight);
      // A team goes by its town as well.
      const bool team = names_.name_class(node) == NameClass::org && i + 3 >= form.size() &&
                        (form.flags(form.size() - 1) & (WordIs::body | WordIs::facility)) == 0;
      if (team) bodies_.add(form_hash('p', words(form, 0, i + 1)), node, weight);
    }
  }

  /// "Academy" of "Academy of Sciences", but not "Bank" of "Bank of England": banks are many.
  void collect_head(std::uint32_t node, const NameForm& form, std::uint64_t weight) {
    std::size_t end = 1;
    while (end < form.size() && (form.flags(end) & WordIs::stop) == 0) ++end;
    if (end == form.size() || (form.flags(end - 1) & (WordIs::body | WordIs::facility)) != 0)
      return;
    bodies_.add(form_hash('h', words(form, 0, end)), node, weight);
  }

  static std::string words(const NameForm& form, std::size_t from, std::size_t to) {
    std::string out;
    for (std::size_t i = from; i < to; ++i) out += form.word(i), out += ' ';
    return out;
  }

  static std::string tail(const NameForm& form, std::size_t from) {
    return words(form, from, form.size());
  }

  void decide_person(std::uint32_t node, const NameForm& form) {
    if (form.bare()) {
      Found found = surnames_.of(form_hash('s', surname_key(form.last())), false);
      if (form.size() > 1) found = ending_with(form, found);
      std::erase_if(found, [&](const auto& f) { return clash(form, f.second); });
      if (!found.empty())
        return decide(node, found, Reason::corpus_surname, Evidence::enough_if_none);
    } else if (form.size() == 2) {
      const Found found = surnames_.of(form_hash('t', tail(form, 0)), false);
      if (!found.empty()) return decide(node, found, Reason::middle_name, Evidence::enough_if_none);
    }
    decide(node, votes_.of(form.hash(), true), Reason::corpus_short_form, Evidence::wanted);
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

  bool same_class(std::uint32_t node, std::uint32_t cluster) const {
    return names_.name_class(node) == names_.name_class(cluster);
  }

  void decide_body(std::uint32_t node, const NameForm& form) {
    Found found = votes_.of(form.hash(), true);
    if (!found.empty())
      return decide(node, found, Reason::corpus_short_form, Evidence::enough_if_none);
    if (!is_known_place(form)) {
      found = bodies_.of(form_hash('c', tail(form, 0)), false);
      if (!found.empty()) return decide(node, found, Reason::facility, Evidence::wanted);
    }
    const bool org = names_.name_class(node) == NameClass::org;
    if (org || !is_known_place(form)) {
      found = bodies_.of(form_hash('t', tail(form, 0)), false);
      std::erase_if(found, [&](const auto& f) { return !same_class(node, f.second); });
      if (!found.empty()) {
        return decide(node, found, Reason::corpus_short_form,
                      org ? Evidence::enough_if_none : Evidence::wanted);
      }
    }
    if (!org) return;
    found = bodies_.of(form_hash('p', tail(form, 0)), false);
    if (!found.empty()) return decide(node, found, Reason::corpus_short_form, Evidence::wanted);
    found = bodies_.of(form_hash('h', tail(form, 0)), false);
    if (!found.empty()) return decide(node, found, Reason::corpus_short_form, Evidence::wanted);
    if (!form.acronym()) return;
    decide(node, bodies_.of(form_hash('a', form.word(0)), false), Reason::corpus_acronym,
           Evidence::enough_if_none);
  }

  /// A tag of one capitalised word that is somebody's surname in the corpus.
  void decide_tag(std::uint32_t node) {
    const std::string_view text = names_.names().text(names_.best_name(node));
    if (text.empty() || text[0] < 'A' || text[0] > 'Z' || clusters_.root(node) != node) return;
    NameForm form;
    form.parse(text, NameClass::person);
    if (!form.bare() || form.size() != 1) return;
    decide(node, surnames_.of(form_hash('s', surname_key(form.last())), false),
           Reason::corpus_surname, Evidence::wanted);
  }

  /// Proposes the cluster that dominates among those whose documents have a neighbour in common
  /// with the form's; with `Evidence::wanted` it is not enough that nothing is known.
  void decide(std::uint32_t node, Found found, Reason reason, Evidence evidence) {
    const std::uint32_t own = clusters_.root(node);
    if (std::any_of(found.begin(), found.end(), [&](const auto& f) { return f.second == own; })) {
      return;
    }
    if (found.empty()) return;
    if (found.size() > most_weighed) found.resize(most_weighed);
    if (least_evidence_ == Evidence::wanted) evidence = Evidence::wanted;
    Found near = found;
    std::erase_if(near, [&](const auto& f) { return !near_by(node, f.second, evidence); });
    std::uint64_t sum = 0;
    for (const auto& [weight, cluster] : near) sum += weight;
    if (!near.empty() && near.front().first * 100 >= sum * dominance_percent) {
      out_.push_back({node, near.front().second, Score::short_form, reason});
      return;
    }
    OpenName open{node, {}, reason};
    for (const auto& [weight, cluster] : found) {
      if (open.candidates.size() < most_listed) open.candidates.push_back(cluster);
    }
    open_.push_back(std::move(open));
  }

  /// More neighbours in common than chance would give.
  bool near_by(std::uint32_t node, std::uint32_t cluster, Evidence evidence) const {
    const Neighbours* known = names_.neighbours(node);
    if (known == nullptr) return evidence == Evidence::enough_if_none;
    Neighbours own = *known, other = clusters_.neighbours(cluster);
    const std::uint64_t self = neighbour_hash(names_.names().text(names_.best_name(node)));
    own.remove(self);
    other.remove(self);
    if (own.count() == 0) return evidence == Evidence::enough_if_none;
    const int expected = own.count() * other.count();  // times 256
    const int shared = own.shared(other);
    const bool saturated = other.count() > 128;
    return shared > 0 && (saturated || shared * 256 > 2 * expected);
  }

  const CorpusNames& names_;
  const Clusters& clusters_;
  Evidence least_evidence_;
  std::vector<OpenName>& open_;
  Meanings votes_;
  Meanings surnames_;
  Meanings bodies_;
  std::vector<Proposal> out_;
};

}  // namespace

std::vector<Proposal> propose_short_forms(const CorpusNames& names, const Clusters& clusters,
                                          Evidence evidence, std::vector<OpenName>& open) {
  return ShortFormRule(names, clusters, evidence, open).run();
}

namespace {

std::string surname(const NameForm& form) {
  std::string out;
  for (std::size_t i = 0; i < form.size(); ++i) out += form.word(i), out += ' ';
  return out;
}

void join_by_key(const CorpusNames& names, std::span<const std::uint32_t> nodes,
                 std::vector<Proposal>& out) {
  std::vector<Filed> filed;
  NameForm form;
  for (const std::uint32_t node : nodes) {
    names.parse(node, form);
    filed.push_back({form.hash(), node});
  }
  for_each_block(filed, 2, [&](std::span<const std::uint32_t> same) {
    for (const std::uint32_t node : same.subspan(1)) {
      out.push_back({node, same.front(), Score::same_words, Reason::same_name});
    }
  });
}

}  // namespace

std::vector<Proposal> propose_alone(const CorpusNames& names, const Clusters& clusters) {
  std::vector<Filed> filed;
  NameForm form;
  for (std::uint32_t node = 0; node < names.size(); ++node) {
    if (names.name_class(node) != NameClass::person || !clusters.alone(node)) continue;
    names.parse(node, form);
    if (!form.empty() && form.bare()) filed.push_back({form_hash('b', surname(form)), node});
  }
  std::vector<Proposal> out;
  for_each_block(filed, 2, [&](std::span<const std::uint32_t> nodes) {
    // Mr. Gomes and Mrs. Gomes are two; "Gomes" could be either.
    bool male = false, female = false;
    for (const std::uint32_t node : nodes) {
      names.parse(node, form);
      male = male || form.sex() == Sex::male;
      female = female || form.sex() == Sex::female;
    }
    if (male && female) return join_by_key(names, nodes, out);
    for (const std::uint32_t node : nodes.subspan(1)) {
      out.push_back({node, nodes.front(), Score::same_words, Reason::same_name});
    }
  });
  return out;
}

}  // namespace comention
