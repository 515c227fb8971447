#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "comention/entity.hpp"
#include "comention/mention.hpp"
#include "comention/page.hpp"
#include "text/prints.hpp"

namespace comention {

/// An article with its names, between the page and the log.
struct Document {
  std::string id;      ///< the record's id; with "#n" behind it for the n-th of several articles
  std::string source;  ///< what evidence says; with "#n" in the same way
  std::uint32_t article = 1;  ///< number in its page, from 1
  std::string date;           ///< ISO, or empty
  std::string text;           ///< what offsets refer to
  std::vector<Sentence> sentences;
  std::vector<Mention>
      mentions;  ///< in text order; then one for each tag, without a place in the text
  std::vector<std::string> tags;  ///< as printed; the last `tags.size()` mentions are theirs
  LinkedNames names;              ///< of the mentions, linked inside the document
  bool foreign = false;
  bool english = true;
  bool cleaned =
      false;        ///< an article of a page, of which copies may come; not text taken as given
  TextPrint print;  ///< of a cleaned article's text
  std::uint32_t story = UINT32_MAX;  ///< number among the cleaned articles of the corpus, if any
  std::uint32_t tokens = 0;

  /// What a mention says: a piece of the text, or a tag.
  std::string_view surface(std::size_t mention) const {
    const std::size_t in_text = mentions.size() - tags.size();
    if (mention >= in_text) return tags[mention - in_text];
    const Mention& m = mentions[mention];
    return std::string_view(text).substr(m.start, m.end - m.start);
  }
};

/// The document of a page whose text is taken as it is: all of the text, nothing cleaned. Names are
/// not searched yet.
Document document_as_given(const RawPage& page);

/// The document of a page's article, counted from 1. Names are not searched yet.
Document document_of(const Page& page, std::size_t number);

/// Gives a document its mentions: those of `tagged`, then its tags; and links them inside it.
void set_names(Document& document, TaggedText tagged, const EntityResolver& resolver);

/// The same with mentions that came with `given` (may be null), or found by the built-in tagger in
/// English text.
void find_document_names(Document& document, const RawPage* given, const EntityResolver& resolver);

}  // namespace comention
