#include <algorithm>
#include <string>

#include "entity/body_match.hpp"
#include "entity/meanings.hpp"
#include "entity/person_match.hpp"
#include "entity/table_names.hpp"

namespace comention {
namespace {

constexpr std::size_t shortest_acronym = 3;

bool is_body(NameClass c) {
  return c == NameClass::org || c == NameClass::place || c == NameClass::other;
}

/// Walks over the names of a corpus and files their short forms.
class Collector {
 public:
  Collector(const CorpusNames& names, const Clusters& clusters, ShortForms& into)
      : names_(names), clusters_(clusters), into_(into), asked_(names.size()) {}

  void run() {
    collect_asked();
    collect_votes();
    collect_forms();
  }

 private:
  void add(Meanings& to, std::uint64_t form, std::uint32_t node, std::uint32_t votes = 0) {
    if (asked_.has(form)) to.add(form, node, votes);
  }

  void collect_asked() {
    NameForm form;
    for (std::uint32_t node = 0; node < names_.size(); ++node) {
      if (!may_be_short(names_, clusters_, node)) continue;
      names_.parse(node, form);
      if (!form.empty()) ask(node, form);
    }
  }

  void ask(std::uint32_t node, const NameForm& form) {
    const NameClass c = names_.name_class(node);
    if (c == NameClass::tag) {
      const std::string key = surname_of_tag(names_, clusters_, node);
      if (!key.empty()) asked_.add(form_hash('s', key));
      return;
    }
    asked_.add(form.hash());
    if (c == NameClass::person) {
      if (form.bare()) asked_.add(form_hash('s', surname_key(form.last())));
      if (form.size() == 2) asked_.add(form_hash('t', words_of(form)));
      return;
    }
    const std::string whole = words_of(form);
    for (const char rule : {'c', 't', 'p', 'h'}) asked_.add(form_hash(rule, whole));
    if (form.acronym()) asked_.add(form_hash('a', form.word(0)));
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
        add(into_.votes, hash, target, table.uses(name));
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
    add(into_.surnames, form_hash('s', surname_key(form.last())), node);
    // Chinese and Korean names begin with the surname; "Kim" and "Lee" can be given names as well.
    const bool western = (form.flags(0) & (WordIs::male_name | WordIs::female_name)) != 0;
    if ((form.flags(0) & WordIs::family_first) != 0 && (!western || form.size() == 3)) {
      add(into_.surnames, form_hash('s', form.word(0)), node);
    }
    if (form.size() > 2) {
      add(into_.surnames, form_hash('t', words_of(form, form.size() - 2)), node);
    }
  }

  void collect_body(std::uint32_t node, const NameForm& form) {
    for (const std::string& acronym : acronyms_of(form)) {
      if (acronym.size() >= shortest_acronym) add(into_.bodies, form_hash('a', acronym), node);
    }
    if (const std::size_t core = core_size(form); core > 0 && core < form.size()) {
      add(into_.bodies, form_hash('c', words_of(form, 0, core)), node);
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
      add(into_.bodies, form_hash('t', words_of(form, i + 1)), node);
      // A team goes by its town as well.
      const bool team = names_.name_class(node) == NameClass::org && i + 3 >= form.size() &&
                        (form.flags(form.size() - 1) & (WordIs::body | WordIs::facility)) == 0;
      if (team) add(into_.bodies, form_hash('p', words_of(form, 0, i + 1)), node);
    }
  }

  /// "Academy" of "Academy of Sciences", but not "Bank" of "Bank of England": banks are many.
  void collect_head(std::uint32_t node, const NameForm& form) {
    std::size_t end = 1;
    while (end < form.size() && (form.flags(end) & WordIs::stop) == 0) ++end;
    if (end == form.size() || (form.flags(end - 1) & (WordIs::body | WordIs::facility)) != 0)
      return;
    add(into_.bodies, form_hash('h', words_of(form, 0, end)), node);
  }

  const CorpusNames& names_;
  const Clusters& clusters_;
  ShortForms& into_;
  AskedForms asked_;
};

}  // namespace

ShortForms::ShortForms(const CorpusNames& names, const Clusters& clusters) {
  Collector(names, clusters, *this).run();
}

void ShortForms::sort(const Clusters& clusters) {
  for (Meanings* meanings : {&votes, &surnames, &bodies}) meanings->sort(clusters);
}

bool may_be_short(const CorpusNames& names, const Clusters& clusters, std::uint32_t node) {
  const bool decided = clusters.reason(node) >= Reason::corpus_surname;
  if (decided || names.row(node) != TableNames::none) return false;
  const NameClass c = names.name_class(node);
  return c != NameClass::norp && (c != NameClass::tag || names.has_other_than_tags());
}

std::string surname_of_tag(const CorpusNames& names, const Clusters& clusters, std::uint32_t node) {
  const std::string_view text = names.names().text(names.best_name(node));
  if (text.empty() || text[0] < 'A' || text[0] > 'Z' || !clusters.alone(node)) return {};
  NameForm form;
  form.parse(text, NameClass::person);
  return form.bare() && form.size() == 1 ? surname_key(form.last()) : std::string();
}

}  // namespace comention
