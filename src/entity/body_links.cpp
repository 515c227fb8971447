#include <algorithm>
#include <map>

#include "entity/body_match.hpp"
#include "entity/document_names.hpp"

namespace comention {
namespace {

/// A short form is decided only if the chosen name has this share of the uses of all that fit.
constexpr std::uint32_t dominance_percent = 75;

using Index = std::map<std::string, std::vector<std::uint32_t>, std::less<>>;

/// Links names of organisations, places and other things of one document.
class BodyLinker {
 public:
  explicit BodyLinker(DocumentNames& names) : names_(names) {
    for (std::uint32_t i = 0; i < names.size(); ++i) {
      const DocumentName& name = names[i];
      if (!is_body(name)) continue;
      bodies_.push_back(i);
      const NameForm& form = name.form;
      add(letters_, form.letters(), i);
      if (!form.bracket().empty()) add(acronyms_, std::string(form.bracket()), i);
      add(beginnings_, beginning(form), i);
      if (form.last()[0] != form.word(0)[0]) add(beginnings_, std::string(1, form.last()[0]), i);
      if (form.size() < 2) continue;
      add(heads_, std::string(form.word(0)), i);
      add(tails_, std::string(form.last()), i);
      for (const std::string& acronym : acronyms_of(form)) add(acronyms_, acronym, i);
      if (const std::size_t core = core_size(form); core > 0) add(cores_, core_of(form, core), i);
    }
  }

  void run() {
    std::sort(bodies_.begin(), bodies_.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto rank = [&](std::uint32_t i) {
        return std::tuple(names_[i].form.size(), names_[i].at.size(), i);
      };
      return rank(a) < rank(b);
    });
    for (const std::uint32_t name : bodies_) link_one(name);
  }

 private:
  static bool is_body(const DocumentName& name) {
    const NameClass c = name.form.name_class();
    return name.origin != Origin::tag && !name.form.empty() &&
           (c == NameClass::org || c == NameClass::place || c == NameClass::other);
  }

  static std::string core_of(const NameForm& form, std::size_t core) {
    std::string out;
    for (std::size_t i = 0; i < core; ++i) out += form.word(i), out += ' ';
    return out;
  }

  /// True if the words past the core are kinds of facility that people mix up.
  static bool vague(const NameForm& form, std::size_t core) {
    for (std::size_t i = core; i < form.size(); ++i) {
      if ((form.flags(i) & WordIs::vague) == 0) return false;
    }
    return true;
  }

  static std::string beginning(const NameForm& form) {
    return std::string(form.word(0).substr(0, 1));
  }

  static void add(Index& index, std::string key, std::uint32_t name) {
    auto& list = index[std::move(key)];
    if (list.size() < DocumentNames::most_candidates) list.push_back(name);
  }

  bool same_class(std::uint32_t a, std::uint32_t b) const {
    return names_[a].form.name_class() == names_[b].form.name_class();
  }

  template <class Test>
  bool link_by(std::uint32_t name, const Index& index, std::string_view key, Reason reason,
               Test test) {
    const auto found = index.find(key);
    if (found == index.end()) return false;
    std::vector<std::uint32_t> fits;
    for (const std::uint32_t other : found->second) {
      if (other != name && names_.root(other) != name && test(other)) fits.push_back(other);
    }
    drop_tails(fits);
    std::uint32_t rivals = 0;
    const std::uint32_t chosen = names_.choose(name, fits, &rivals);
    if (chosen == DocumentNames::none) return false;
    const std::uint32_t uses = names_.total(chosen);
    if (uses * 100 < (uses + rivals) * dominance_percent) return false;
    names_.link(name, chosen, reason);
    return true;
  }

  /// The end of a longer name that fits, too, is no rival of it ("U.S. Border Patrol", "Border
  /// Patrol").
  void drop_tails(std::vector<std::uint32_t>& fits) const {
    if (fits.size() < 2) return;
    const std::vector<std::uint32_t> all = fits;
    std::erase_if(fits, [&](std::uint32_t part) {
      return std::any_of(all.begin(), all.end(), [&](std::uint32_t whole) {
        return whole != part && is_tail(names_[part].form, names_[whole].form);
      });
    });
  }

  /// A long name comes first or often; one that turns up late beside a well-used short one is
  /// something else that bears the name ("Google", then "Google Ventures").
  bool introduced(std::uint32_t name, std::uint32_t full) const {
    const auto& short_at = names_[name].at;
    const auto& full_at = names_[full].at;
    return full_at.front() < short_at.front() || full_at.size() >= short_at.size();
  }

  void link_one(std::uint32_t name) {
    const NameForm& form = names_[name].form;
    const auto more_used = [&](std::uint32_t other) {
      return std::pair(names_[other].at.size(), name) > std::pair(names_[name].at.size(), other);
    };
    const auto same_key = [&](std::uint32_t other) {
      return more_used(other) && names_[other].form.key() == form.key();
    };
    if (link_by(name, letters_, form.letters(), Reason::same_name, same_key)) return;
    if (link_by(name, letters_, form.letters(), Reason::same_letters,
                [&](std::uint32_t other) { return same_class(name, other) && more_used(other); })) {
      return;
    }
    if (form.acronym() &&
        link_by(name, acronyms_, form.word(0), Reason::acronym,
                [&](std::uint32_t other) { return names_[other].form.size() > 1; })) {
      return;
    }
    if (link_by(name, tails_, form.last(), Reason::short_form, [&](std::uint32_t other) {
          return same_class(name, other) && is_tail(form, names_[other].form);
        })) {
      return;
    }
    if (link_by(name, heads_, form.word(0), Reason::short_form, [&](std::uint32_t other) {
          return same_class(name, other) && introduced(name, other) &&
                 is_head(form, names_[other].form);
        })) {
      return;
    }
    if (link_facility(name) || is_known_place(form)) return;
    link_by(name, beginnings_, beginning(form), Reason::clipped, [&](std::uint32_t other) {
      return same_class(name, other) && is_clipped(form, names_[other].form);
    });
  }

  bool link_facility(std::uint32_t name) {
    const NameForm& form = names_[name].form;
    const std::size_t core = core_size(form);
    if (core == 0 || (core == 1 && form.size() == 1)) return false;
    return link_by(name, cores_, core_of(form, core), Reason::facility, [&](std::uint32_t other) {
      const NameForm& whole = names_[other].form;
      if (!same_class(name, other) || core_size(whole) != core) return false;
      if (whole.size() == core && form.size() == core) return false;
      return whole.size() > form.size() ? form.size() == core || vague(form, core)
                                        : core > 1 && vague(form, core) && vague(whole, core);
    });
  }

  DocumentNames& names_;
  std::vector<std::uint32_t> bodies_;
  Index letters_;
  Index heads_;
  Index tails_;
  Index acronyms_;
  Index cores_;
  Index beginnings_;  ///< first letters of the first and of the last word
};

}  // namespace

void link_bodies(DocumentNames& names) { BodyLinker(names).run(); }

}  // namespace comention
