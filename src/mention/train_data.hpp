#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "comention/result.hpp"
#include "mention/tagger_document.hpp"
#include "mention/tagger_labels.hpp"

namespace comention {

/// A name in a labelled text, in bytes.
struct LabelledName {
  std::size_t start;
  std::size_t end;
  TaggerType type;
  bool operator==(const LabelledName&) const = default;
};

/// A text with the names that it should give.
struct LabelledText {
  std::string id;
  std::string text;
  std::vector<LabelledName> names;
};

/// The tagger's type for a label of labelled text (`PER`, `GPE`, `FACILITY`, ...), if there is one.
std::optional<TaggerType> tagger_type_from(std::string_view label);

/// Reads JSON lines `{"doc_id", "text", "mentions": [{"start", "end", "type"}]}`, offsets in code
/// points. Mentions of types that the tagger does not know are left out.
Result<std::vector<LabelledText>> read_labelled_text(const std::string& path);

/// How the letters of a text are changed to train or to measure; bytes and offsets stay in place.
enum class LetterCase : std::uint8_t { as_is, upper, title, headline, lower };

/// Changes the case of ASCII and Latin-1 letters. `headline` leaves short function words small.
void change_case(std::string& text, LetterCase letters);

/// Cuts what does not belong to a name from its ends: a leading article, quotes, brackets, a
/// possessive. Both sides of a comparison go through it.
LabelledName trim_name(std::string_view text, LabelledName name);

/// Brings texts to the size of articles: neighbouring short ones are joined, giant ones are cut at
/// line ends, so that what a document says about its words has a meaning.
std::vector<LabelledText> to_article_size(std::vector<LabelledText> texts);

}  // namespace comention
