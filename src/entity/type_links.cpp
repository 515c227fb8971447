#include <algorithm>
#include <map>

#include "entity/document_names.hpp"
#include "entity/table_names.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

/// The words of a name without its class.
std::string words_of(const NameForm& form) { return form.key().substr(1); }

bool from_text(const DocumentName& name) { return name.origin == Origin::text; }

}  // namespace

void agree_on_types(DocumentNames& names) {
  std::map<std::string, std::vector<std::uint32_t>> same;
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    if (from_text(names[i]) && !names.linked(i)) same[words_of(names[i].form)].push_back(i);
  }
  for (const auto& [words, list] : same) {
    if (list.size() < 2) continue;
    const std::uint32_t best =
        *std::max_element(list.begin(), list.end(), [&](std::uint32_t a, std::uint32_t b) {
          return std::pair(names.total(a), b) < std::pair(names.total(b), a);
        });
    for (const std::uint32_t name : list) {
      if (name != best) names.link(name, best, Reason::other_type);
    }
  }
}

namespace {

/// Finds what the tags of a document name in its text.
class TagLinker {
 public:
  explicit TagLinker(DocumentNames& names) : names_(names) {
    for (std::uint32_t i = 0; i < names.size(); ++i) {
      const DocumentName& name = names[i];
      if (name.origin == Origin::tag || name.form.empty()) continue;
      keys_[name.form.key()].push_back(i);
      if (name.type != EntityType::person) {
        letters_[name.form.letters()].push_back(i);
      } else if (!name.form.bare()) {
        surnames_[std::string(name.form.last())].push_back(i);
      }
    }
  }

  void link(std::uint32_t tag) {
    NameForm form;
    for (const NameClass c :
         {NameClass::person, NameClass::org, NameClass::place, NameClass::other, NameClass::norp}) {
      form.parse(names_[tag].surface, c);
      if (take(tag, keys_, form.key())) return;
    }
    form.parse(names_[tag].surface, NameClass::org);
    if (take(tag, letters_, form.letters())) return;
    // A tag in small letters is a word, not a surname: "power", "rice".
    form.parse(names_[tag].surface, NameClass::person);
    if (form.bare() && form.size() == 1 && is_upper(first_letter(names_[tag].surface))) {
      take(tag, surnames_, form.last());
    }
  }

 private:
  using Index = std::map<std::string, std::vector<std::uint32_t>, std::less<>>;

  static char32_t first_letter(std::string_view text) {
    std::size_t at = 0;
    return text.empty() ? U' ' : next_code_point(text, at);
  }

  bool take(std::uint32_t tag, const Index& index, std::string_view key) {
    const auto found = index.find(key);
    if (found == index.end()) return false;
    const std::uint32_t chosen = names_.choose(tag, found->second);
    if (chosen == DocumentNames::none) return false;
    names_.link(tag, chosen, Reason::tag);
    return true;
  }

  DocumentNames& names_;
  Index keys_;
  Index letters_;
  Index surnames_;
};

}  // namespace

void link_tags(DocumentNames& names) {
  TagLinker linker(names);
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    if (names[i].origin == Origin::tag) linker.link(i);
  }
}

}  // namespace comention
