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
constexpr std::size_t most_weighed = 256;

bool is_body(NameClass c) {
  return c == NameClass::org || c == NameClass::place || c == NameClass::other;
}

std::uint64_t form_hash(char rule, std::string_view text) {
  return mix_bits(hash_bytes(text) + static_cast<unsigned char>(rule));
}

/// Which forms are asked for at all: one bit a hash. Keeps the list of meanings as short as the
/// short forms that the corpus really has (and some that share a bit with one).
class AskedForms {
 public:
  explicit AskedForms(std::size_t names) {
    std::size_t words = 64;
    while (words * 4 < names) words *= 2;  // at least 16 bits a name
    bits_.assign(words, 0);
  }
  void add(std::uint64_t form) { bits_[at(form)] |= bit(form); }
  bool has(std::uint64_t form) const { return (bits_[at(form)] & bit(form)) != 0; }

 private:
  std::size_t at(std::uint64_t form) const { return (form >> 6) & (bits_.size() - 1); }
  static std::uint64_t bit(std::uint64_t form) { return std::uint64_t{1} << (form & 63); }
  std::vector<std::uint64_t> bits_;
};

using Found = std::vector<std::pair<std::uint64_t, std::uint32_t>>;  ///< weight, cluster

/// Collects which forms the full names of the corpus can be shortened to, and answers for a form.
class Meanings {
 public:
  explicit Meanings(const AskedForms& asked) : asked_(asked) {}

  void add(std::uint64_t form, std::uint32_t node, std::uint32_t votes = 0) {
    if (asked_.has(form)) list_.push_back({form, node, votes});
  }
  /// Call again when clusters have grown.
  void sort(const Clusters& clusters) {
    for (Meaning& m : list_) m.node = clusters.root(m.node);
    std::sort(list_.begin(), list_.end(), [](const Meaning& a, const Meaning& b) {
      return a.form != b.form ? a.form < b.form : a.node < b.node;
    });
  }
  /// The clusters that a form can mean, weighed by their uses.
  Found by_uses(std::uint64_t form, const Clusters& clusters) const {
    Found found;
    for_each(form, [&](const Meaning& m) {
      if (found.empty() || found.back().second != m.node) {
        found.emplace_back(clusters.uses(m.node), m.node);
      }
    });
    return heaviest_first(std::move(found));
  }
  /// The clusters that a form can mean, weighed by how often documents took it so.
  Found by_votes(std::uint64_t form) const {
    Found found;
    for_each(form, [&](const Meaning& m) {
      if (found.empty() || found.back().second != m.node) found.emplace_back(0, m.node);
      found.back().first += m.votes;
    });
    return heaviest_first(std::move(found));
  }

 private:
  struct Meaning {
    std::uint64_t form;
    std::uint32_t node;
    std::uint32_t votes;
  };
  template <class Visit>
  void for_each(std::uint64_t form, Visit visit) const {
    auto at = std::lower_bound(list_.begin(), list_.end(), form,
                               [](const Meaning& m, std::uint64_t f) { return m.form < f; });
    for (; at != list_.end() && at->form == form; ++at) visit(*at);
  }
  static Found heaviest_first(Found found) {
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    if (found.size() > most_weighed) found.resize(most_weighed);
    return found;
  }
  const AskedForms& asked_;
  std::vector<Meaning> list_;
};

/// Whether a short form without any neighbours may be merged.
enum class Evidence { enough_if_none, wanted };

class ShortFormRule {
 public:
  ShortFormRule(const CorpusNames& names, const Clusters& clusters)
      : names_(names), clusters_(clusters), asked_(names.size()) {
    collect_asked();
    collect_votes();
    collect_forms();
  }

  std::vector<Proposal> run(Evidence evidence, std::vector<OpenName>& open) {
    least_evidence_ = evidence;
    open_ = &open;
    for (Meanings* meanings : {&votes_, &surnames_, &bodies_}) meanings->sort(clusters_);
    for_each_short([&](std::uint32_t node, NameClass c, const NameForm& form) {
      if (c == NameClass::person) return decide_person(node, form);
      if (c == NameClass::tag) return decide_tag(node);
      decide_body(node, form);
    });
    return std::move(out_);
  }

 private:
  /// Calls `visit(node, class, form)` for each node that may be a short form and is not decided
  /// yet.
  template <class Visit>
  void for_each_short(Visit visit) const {
    NameForm form;
    for (std::uint32_t node = 0; node < names_.size(); ++node) {
      const bool decided = clusters_.reason(node) >= Reason::corpus_surname;
      if (decided || names_.row(node) != TableNames::none) continue;
      const NameClass c = names_.name_class(node);
      if (c == NameClass::norp || (c == NameClass::tag && !names_.has_other_than_tags())) continue;
      names_.parse(node, form);
      if (!form.empty()) visit(node, c, form);
    }
  }

  void collect_asked() {
    for_each_short([&](std::uint32_t node, NameClass c, const NameForm& form) {
      if (c == NameClass::tag) {
        if (const std::string key = surname_of_tag(node); !key.empty())
          asked_.add(form_hash('s', key));
        return;
      }
      asked_.add(form.hash());
      if (c == NameClass::person) {
        if (form.bare()) asked_.add(form_hash('s', surname_key(form.last())));
        if (form.size() == 2) asked_.add(form_hash('t', tail(form, 0)));
        return;
      }
      for (const char rule : {'c', 't', 'p', 'h'}) asked_.add(form_hash(rule, tail(form, 0)));
      if (form.acronym()) asked_.add(form_hash('a', form.word(0)));
    });
  }

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
    surnames_.add(form_hash('s', surname_key(form.last())), node);
    // Chinese and Korean names begin with the surname; "Kim" and "Lee" can be given names as well.
    const bool western = (form.flags(0) & (WordIs::male_name | WordIs::female_name)) != 0;
    if ((form.flags(0) & WordIs::family_first) != 0 && (!western || form.size() == 3)) {
      surnames_.add(form_hash('s', form.word(0)), node);
    }
    if (form.size() > 2) {
      surnames_.add(form_hash('t', tail(form, form.size() - 2)), node);
    }
  }

  void collect_body(std::uint32_t node, const NameForm& form) {
    for (const std::string& acronym : acronyms_of(form)) {
      if (acronym.size() >= shortest_acronym) bodies_.add(form_hash('a', acronym), node);
    }
    if (const std::size_t core = core_size(form); core > 0 && core < form.size()) {
      bodies_.add(form_hash('c', words(form, 0, core)), node);
    }
    if (names_.name_class(node) == NameClass::org) collect_head(node, form);
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
      bodies_.add(form_hash('t', tail(form, i + 1)), node);
      // A team goes by its town as well.
      const bool team = names_.name_class(node) == NameClass::org && i + 3 >= form.size() &&
                        (form.flags(form.size() - 1) & (WordIs::body | WordIs::facility)) == 0;
      if (team) bodies_.add(form_hash('p', words(form, 0, i + 1)), node);
    }
  }

  /// "Academy" of "Academy of Sciences", but not "Bank" of "Bank of England": banks are many.
  void collect_head(std::uint32_t node, const NameForm& form) {
    std::size_t end = 1;
    while (end < form.size() && (form.flags(end) & WordIs::stop) == 0) ++end;
    if (end == form.size() || (form.flags(end - 1) & (WordIs::body | WordIs::facility)) != 0)
      return;
    bodies_.add(form_hash('h', words(form, 0, end)), node);
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
      Found found = surnames_.by_uses(form_hash('s', surname_key(form.last())), clusters_);
      if (form.size() > 1) found = ending_with(form, found);
      std::erase_if(found, [&](const auto& f) { return clash(form, f.second); });
      if (!found.empty())
        return decide(node, found, Reason::corpus_surname, Evidence::enough_if_none);
    } else if (form.size() == 2) {
      const Found found = surnames_.by_uses(form_hash('t', tail(form, 0)), clusters_);
      if (!found.empty()) return decide(node, found, Reason::middle_name, Evidence::enough_if_none);
    }
    decide(node, votes_.by_votes(form.hash()), Reason::corpus_short_form, Evidence::wanted);
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
    Found found = votes_.by_votes(form.hash());
    if (!found.empty())
      return decide(node, found, Reason::corpus_short_form, Evidence::enough_if_none);
    if (!is_known_place(form)) {
      found = bodies_.by_uses(form_hash('c', tail(form, 0)), clusters_);
      if (!found.empty()) return decide(node, found, Reason::facility, Evidence::wanted);
    }
    const bool org = names_.name_class(node) == NameClass::org;
    if (org || !is_known_place(form)) {
      found = bodies_.by_uses(form_hash('t', tail(form, 0)), clusters_);
      std::erase_if(found, [&](const auto& f) { return !same_class(node, f.second); });
      if (!found.empty()) {
        return decide(node, found, Reason::corpus_short_form,
                      org ? Evidence::enough_if_none : Evidence::wanted);
      }
    }
    if (!org) return;
    found = bodies_.by_uses(form_hash('p', tail(form, 0)), clusters_);
    if (!found.empty()) return decide(node, found, Reason::corpus_short_form, Evidence::wanted);
    found = bodies_.by_uses(form_hash('h', tail(form, 0)), clusters_);
    if (!found.empty()) return decide(node, found, Reason::corpus_short_form, Evidence::wanted);
    if (!form.acronym()) return;
    decide(node, bodies_.by_uses(form_hash('a', form.word(0)), clusters_), Reason::corpus_acronym,
           Evidence::enough_if_none);
  }

  /// A tag of one capitalised word that is somebody's surname in the corpus.
  void decide_tag(std::uint32_t node) {
    const std::string key = surname_of_tag(node);
    if (key.empty()) return;
    decide(node, surnames_.by_uses(form_hash('s', key), clusters_), Reason::corpus_surname,
           Evidence::wanted);
  }

  std::string surname_of_tag(std::uint32_t node) const {
    const std::string_view text = names_.names().text(names_.best_name(node));
    if (text.empty() || text[0] < 'A' || text[0] > 'Z' || !clusters_.alone(node)) return {};
    NameForm form;
    form.parse(text, NameClass::person);
    return form.bare() && form.size() == 1 ? surname_key(form.last()) : std::string();
  }

  /// Proposes the cluster that dominates among those whose documents have a neighbour in common
  /// with the form's; with `Evidence::wanted` it is not enough that nothing is known.
  void decide(std::uint32_t node, Found found, Reason reason, Evidence evidence) {
    const std::uint32_t own = clusters_.root(node);
    if (std::any_of(found.begin(), found.end(), [&](const auto& f) { return f.second == own; })) {
      return;
    }
    if (found.empty()) return;
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
    open_->push_back(std::move(open));
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
  AskedForms asked_;
  Meanings votes_{asked_};
  Meanings surnames_{asked_};
  Meanings bodies_{asked_};
  Evidence least_evidence_ = Evidence::wanted;
  std::vector<OpenName>* open_ = nullptr;
  std::vector<Proposal> out_;
};

}  // namespace

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

/// What is left of one bare surname in different company is one open name.
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

}  // namespace

std::vector<OpenName> merge_short_forms(const CorpusNames& names, Clusters& clusters) {
  std::vector<OpenName> open;
  {
    ShortFormRule rule(names, clusters);
    // What stands in company is told first; what stands alone then by what is known.
    for (const Evidence evidence : {Evidence::wanted, Evidence::enough_if_none}) {
      open.clear();
      std::vector<Proposal> proposals = rule.run(evidence, open);
      clusters.merge(proposals);
    }
  }
  std::vector<Proposal> rest = propose_alone(names, clusters);
  clusters.merge(rest);
  return open;
}

}  // namespace comention
