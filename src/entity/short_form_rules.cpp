#include <algorithm>
#include <string>
#include <unordered_map>

#include "entity/body_match.hpp"
#include "entity/meanings.hpp"
#include "entity/person_match.hpp"

namespace comention {
namespace {

constexpr std::uint64_t dominance_percent = 75;
constexpr std::size_t most_listed = 8;

/// Whether a short form without any neighbours may be merged.
enum class Evidence { enough_if_none, wanted };

/// Decides what each short form of the corpus means.
class ShortFormRule {
 public:
  ShortFormRule(const CorpusNames& names, const Clusters& clusters, const ShortForms& forms)
      : names_(names),
        clusters_(clusters),
        votes_(forms.votes),
        surnames_(forms.surnames),
        bodies_(forms.bodies) {}

  std::vector<Proposal> run(Evidence evidence, std::vector<OpenName>& open) {
    least_evidence_ = evidence;
    open_ = &open;
    NameForm form;
    for (std::uint32_t node = 0; node < names_.size(); ++node) {
      if (!may_be_short(names_, clusters_, node)) continue;
      names_.parse(node, form);
      if (form.empty()) continue;
      const NameClass c = names_.name_class(node);
      if (c == NameClass::person) {
        decide_person(node, form);
      } else if (c == NameClass::tag) {
        decide_tag(node);
      } else {
        decide_body(node, form);
      }
    }
    return std::move(out_);
  }

 private:
  void decide_person(std::uint32_t node, const NameForm& form) {
    if (form.bare()) {
      Found found = surnames_.by_uses(form_hash('s', surname_key(form.last())), clusters_);
      if (form.size() > 1) found = ending_with(form, found);
      std::erase_if(found, [&](const auto& f) { return clash(form, f.second); });
      if (!found.empty())
        return decide(node, found, Reason::corpus_surname, Evidence::enough_if_none);
    } else if (form.size() == 2) {
      const Found found = surnames_.by_uses(form_hash('t', words_of(form)), clusters_);
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
                        words_of(whole, whole.size() - form.size()) == words_of(form));
      });
      if (ends) kept.emplace_back(weight, cluster);
    }
    return kept;
  }

  bool clash(const NameForm& form, std::uint32_t cluster) const {
    if (form.sex() == Sex::unknown) return false;
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
      found = bodies_.by_uses(form_hash('c', words_of(form)), clusters_);
      if (!found.empty()) return decide(node, found, Reason::facility, Evidence::wanted);
    }
    const bool org = names_.name_class(node) == NameClass::org;
    if (org || !is_known_place(form)) {
      found = bodies_.by_uses(form_hash('t', words_of(form)), clusters_);
      std::erase_if(found, [&](const auto& f) { return !same_class(node, f.second); });
      if (!found.empty()) {
        return decide(node, found, Reason::corpus_short_form,
                      org ? Evidence::enough_if_none : Evidence::wanted);
      }
    }
    if (!org) return;
    found = bodies_.by_uses(form_hash('p', words_of(form)), clusters_);
    if (!found.empty()) return decide(node, found, Reason::corpus_short_form, Evidence::wanted);
    found = bodies_.by_uses(form_hash('h', words_of(form)), clusters_);
    if (!found.empty()) return decide(node, found, Reason::corpus_short_form, Evidence::wanted);
    if (!form.acronym()) return;
    decide(node, bodies_.by_uses(form_hash('a', form.word(0)), clusters_), Reason::corpus_acronym,
           Evidence::enough_if_none);
  }

  /// A tag of one capitalised word that is somebody's surname in the corpus.
  void decide_tag(std::uint32_t node) {
    const std::string key = surname_of_tag(names_, clusters_, node);
    if (key.empty()) return;
    decide(node, surnames_.by_uses(form_hash('s', key), clusters_), Reason::corpus_surname,
           Evidence::wanted);
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
    Neighbours own = *known, other = neighbours_of(cluster);
    const std::uint64_t self = neighbour_hash(names_.names().text(names_.best_name(node)));
    own.remove(self);
    other.remove(self);
    if (own.count() == 0) return evidence == Evidence::enough_if_none;
    const int expected = own.count() * other.count();  // times 256
    const int shared = own.shared(other);
    const bool saturated = other.count() > 128;
    return shared > 0 && (saturated || shared * 256 > 2 * expected);
  }

  /// A common surname asks for the same clusters again and again.
  const Neighbours& neighbours_of(std::uint32_t cluster) const {
    constexpr std::size_t most_known = 1 << 16;
    if (known_.size() == most_known) known_.clear();
    const auto [at, added] = known_.try_emplace(cluster);
    if (added) at->second = clusters_.neighbours(cluster);
    return at->second;
  }

  const CorpusNames& names_;
  const Clusters& clusters_;
  const Meanings& votes_;
  const Meanings& surnames_;
  const Meanings& bodies_;
  mutable std::unordered_map<std::uint32_t, Neighbours> known_;
  Evidence least_evidence_ = Evidence::wanted;
  std::vector<OpenName>* open_ = nullptr;
  std::vector<Proposal> out_;
};

}  // namespace

Result<std::vector<OpenName>> merge_short_forms(const CorpusNames& names, const SpillPlace& place,
                                                Clusters& clusters) {
  std::vector<OpenName> open;
  {
    ShortForms forms(names, clusters);
    // What stands in company is told first; what stands alone then by what is known.
    for (const Evidence evidence : {Evidence::wanted, Evidence::enough_if_none}) {
      open.clear();
      forms.sort(clusters);
      std::vector<Proposal> proposals = ShortFormRule(names, clusters, forms).run(evidence, open);
      clusters.merge(proposals);
    }
  }
  auto rest = propose_bare_surnames(names, place, clusters);
  if (!rest) return tl::unexpected(rest.error());
  clusters.merge(*rest);
  return open;
}

}  // namespace comention
