#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "comention/types.hpp"

namespace comention {

/// A name in a text.
struct Mention {
  std::uint32_t start;  ///< first byte in the text
  std::uint32_t end;    ///< one past the last byte
  EntityType type;
  Origin origin = Origin::text;
  std::uint32_t paragraph = 0;  ///< line of the text, counted from 0
  std::uint32_t sentence = 0;   ///< sentence of the text, counted from 0 over all paragraphs
  std::uint32_t token = 0;      ///< token of the text at which it starts, counted from 0
};

/// A sentence of a text; sentences never cross a line break.
struct Sentence {
  std::uint32_t start;      ///< first byte
  std::uint32_t end;        ///< one past the last byte
  std::uint32_t paragraph;  ///< line of the text, counted from 0
};

/// What was found in one text.
struct TaggedText {
  std::vector<Sentence> sentences;
  std::vector<Mention> mentions;  ///< in text order, not overlapping
  std::uint32_t tokens = 0;       ///< number of tokens of the text
};

/// The sentences of a text (valid UTF-8, one paragraph a line).
std::vector<Sentence> split_sentences(std::string_view text);

/// Finds persons, organisations, places, nationalities and other names in English text with the
/// trained model that is compiled in. Pure, safe to call from many threads.
TaggedText find_names(std::string_view text);

/// Fills paragraph, sentence and token of mentions whose bytes are known (given with a record, or
/// by another tagger), and returns them with the sentences of the text.
TaggedText locate_mentions(std::string_view text, std::vector<Mention> mentions);

}  // namespace comention
