#include "entity/reason.hpp"

#include <algorithm>
#include <array>

namespace comention {
namespace {

constexpr std::array<std::string_view, 27> texts = {
    "same name",
    "surname in the document",
    "given name in the document",
    "part of the name in the document",
    "middle name left out",
    "form of the given name",
    "initials",
    "other spelling",
    "misspelling",
    "order of names",
    "short form in the document",
    "acronym in the document",
    "acronym in brackets",
    "order of words",
    "kind of facility left out",
    "clipped words in the document",
    "country table",
    "alias table",
    "same letters",
    "same name with another type",
    "tag names it",
    "nationality",
    "capital",
    "thesaurus",
    "surname of one in the corpus",
    "short form of one in the corpus",
    "acronym of one in the corpus",
};

}  // namespace

std::string_view to_string(Reason reason) { return texts[static_cast<std::size_t>(reason)]; }

Reason reason_from(std::string_view words) {
  const auto found = std::find(texts.begin(), texts.end(), words);
  return found == texts.end() ? Reason::same_name : static_cast<Reason>(found - texts.begin());
}

}  // namespace comention
