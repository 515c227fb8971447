#include <algorithm>
#include <map>
#include <tuple>

#include "entity/document_names.hpp"
#include "entity/person_match.hpp"

namespace comention {
namespace {

using Index = std::map<std::string, std::vector<std::uint32_t>, std::less<>>;

std::span<const std::uint32_t> look_up(const Index& index, std::string_view key) {
  const auto found = index.find(key);
  if (found == index.end()) return {};
  return std::span(found->second)
      .first(std::min(found->second.size(), DocumentNames::most_candidates));
}

/// True if the words of `part` are the first words of `whole`.
bool begins_with_words(const NameForm& whole, const NameForm& part) {
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (whole.word(i) != part.word(i)) return false;
  }
  return true;
}

/// "LiLo" of Lindsay Lohan: two capitals, what each begins is how a name begins.
bool is_blend(std::string_view surface, const NameForm& whole) {
  if (surface.size() < 3 || surface.size() > 8) return false;
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto second = std::find_if(surface.begin() + 1, surface.end(), is_capital);
  if (!is_capital(surface[0]) || second == surface.end()) return false;
  const auto cut = static_cast<std::size_t>(second - surface.begin());
  std::string first, last;
  append_folded(surface.substr(0, cut), first);
  append_folded(surface.substr(cut), last);
  return last.size() > 1 && first.size() < whole.word(0).size() &&
         last.size() < whole.last().size() && whole.word(0).starts_with(first) &&
         whole.last().starts_with(last);
}

/// Links the persons of one document, full names first, then names of one word.
class PersonLinker {
 public:
  explicit PersonLinker(DocumentNames& names) : names_(names) {
    for (std::uint32_t i = 0; i < names.size(); ++i) {
      const DocumentName& name = names[i];
      if (name.type != EntityType::person || name.origin == Origin::tag || name.form.empty()) {
        continue;
      }
      if (name.form.bare()) {
        bare_.push_back(i);
        continue;
      }
      full_.push_back(i);
      by_surname_[surname_key(name.form.last())].push_back(i);
      by_first_[std::string(name.form.word(0))].push_back(i);
    }
  }

  void run() {
    // Less is said by fewer words; among equals the rarer name stands for the more frequent one.
    const auto less_said = [&](std::uint32_t a, std::uint32_t b) {
      const auto rank = [&](std::uint32_t i) {
        return std::tuple(names_[i].form.size(), letters(names_[i].form), names_[i].at.size(), i);
      };
      return rank(a) < rank(b);
    };
    std::sort(full_.begin(), full_.end(), less_said);
    for (std::size_t i = 0; i < full_.size(); ++i) link_full(full_[i]);
    // Given names first: who is called by the given name is not called by the surname.
    for (const std::uint32_t name : bare_) link_by_given_name(name);
    for (const std::uint32_t name : bare_) link_by_surname(name);
    join_bare();
  }

 private:
  static std::size_t letters(const NameForm& form) {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < form.size(); ++i) sum += form.word(i).size();
    return sum;
  }

  /// Of the fuller names that fit; several that clash with one another leave the name alone unless
  /// one of them has most of the uses.
  void link_full(std::uint32_t name) {
    const NameForm& form = names_[name].form;
    std::vector<std::uint32_t> fits;
    Reason reason = Reason::same_name;
    const auto consider = [&](std::uint32_t other, auto test) {
      if (other == name || names_.root(other) == name) return;
      if (const std::optional<Reason> found = test(names_[other].form)) {
        fits.push_back(other);
        reason = *found;
      }
    };
    for (const std::uint32_t other : look_up(by_surname_, surname_key(form.last()))) {
      consider(other, [&](const NameForm& whole) -> std::optional<Reason> {
        if (const auto found = match_persons(form, whole)) return found;
        if (whole.size() <= form.size() || !ends_with_words(whole, form)) return std::nullopt;
        return Reason::part_of_name;
      });
    }
    for (const std::uint32_t other : look_up(by_first_, form.word(0))) {
      consider(other, [&](const NameForm& whole) -> std::optional<Reason> {
        if (whole.size() > form.size() && form.size() >= 2 && begins_with_words(whole, form)) {
          return Reason::part_of_name;
        }
        if (one_letter_apart(whole.last(), form.last()) && match_given_parts(whole, form)) {
          return Reason::misspelling;
        }
        return std::nullopt;
      });
    }
    take(name, fits, reason);
  }

  bool sex_fits(std::uint32_t bare, std::uint32_t other) const {
    const Sex sex = names_[bare].form.sex();
    return !sexes_clash(sex, sex_of(names_[names_.root(other)].form)) &&
           !sexes_clash(sex, sex_of(names_[other].form));
  }

  std::vector<std::uint32_t> of_surname(std::uint32_t name) const {
    std::vector<std::uint32_t> fits;
    for (const std::uint32_t other : look_up(by_surname_, surname_key(names_[name].form.last()))) {
      if (sex_fits(name, other)) fits.push_back(other);
    }
    return fits;
  }

  void link_by_given_name(std::uint32_t name) {
    const NameForm& form = names_[name].form;
    if (!of_surname(name).empty()) return;
    std::vector<std::uint32_t> fits;
    for (const std::uint32_t other : look_up(by_first_, form.word(0))) {
      if (form.size() == 1 && sex_fits(name, other)) fits.push_back(other);
    }
    if (fits.empty()) return link_looser(name);
    take(name, fits, Reason::given_name);
    called_by_given_.push_back(names_.root(name));
  }

  void link_by_surname(std::uint32_t name) {
    std::vector<std::uint32_t> fits = of_surname(name), others;
    std::copy_if(fits.begin(), fits.end(), std::back_inserter(others), [&](std::uint32_t other) {
      const auto root = names_.root(other);
      return std::find(called_by_given_.begin(), called_by_given_.end(), root) ==
             called_by_given_.end();
    });
    take(name, others.empty() ? fits : others, Reason::surname);
  }

  /// A nickname, a middle name, a part of a double surname or a misspelt surname that stands alone.
  void link_looser(std::uint32_t name) {
    const NameForm& form = names_[name].form;
    if (form.size() != 1 || full_.size() > DocumentNames::most_candidates) return;
    std::vector<std::uint32_t> given, misspelt;
    for (const std::uint32_t other : full_) {
      if (!sex_fits(name, other)) continue;
      const NameForm& whole = names_[other].form;
      bool inside = match_given(whole.word(0), form.last()).has_value();
      for (std::size_t i = 1; i + 1 < whole.size(); ++i) {
        inside = inside || (whole.word(i) == form.last() && form.last().size() > 1);
      }
      inside = inside || is_blend(names_[name].surface, whole);
      if (inside) given.push_back(other);
      if (one_letter_apart(whole.last(), form.last())) misspelt.push_back(other);
    }
    if (!given.empty()) return take(name, given, Reason::given_name);
    take(name, misspelt, Reason::misspelling);
  }

  /// "Mr. Gomes" and "Gomes" without any full name are one; not if a Mrs. Gomes is there too.
  void join_bare() {
    Index left;
    for (const std::uint32_t name : bare_) {
      if (!names_.linked(name)) left[words(names_[name].form)].push_back(name);
    }
    for (const auto& [key, list] : left) {
      bool clash = false;
      for (const std::uint32_t a : list) {
        clash = clash || sexes_clash(names_[a].form.sex(), names_[list.front()].form.sex());
      }
      const auto most = [&](std::uint32_t a, std::uint32_t b) {
        return std::pair(names_[a].at.size(), b) < std::pair(names_[b].at.size(), a);
      };
      const std::uint32_t best = *std::max_element(list.begin(), list.end(), most);
      for (const std::uint32_t name : list) {
        if (!clash && name != best) names_.link(name, best, Reason::surname);
      }
    }
  }

  static std::string words(const NameForm& form) {
    std::string out;
    for (std::size_t i = 0; i < form.size(); ++i) out += form.word(i), out += ' ';
    return out;
  }

  void take(std::uint32_t name, std::span<const std::uint32_t> fits, Reason reason) {
    const std::uint32_t chosen = names_.choose(name, fits);
    if (chosen == DocumentNames::none || chosen == name) return;
    names_.link(name, chosen, reason);
  }

  DocumentNames& names_;
  std::vector<std::uint32_t> full_;
  std::vector<std::uint32_t> bare_;
  std::vector<std::uint32_t> called_by_given_;
  Index by_surname_;
  Index by_first_;
};

}  // namespace

void link_persons(DocumentNames& names) { PersonLinker(names).run(); }

}  // namespace comention
