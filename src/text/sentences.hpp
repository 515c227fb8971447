#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/tokens.hpp"

namespace comention {

/// A sentence as a range of tokens.
struct SentenceRange {
  std::uint32_t first;      ///< its first token
  std::uint32_t last;       ///< one past its last token
  std::uint32_t paragraph;  ///< line of the text, counted from 0
};

/// Finds the sentences of tokenized text. A line end always ends one; inside a line `.`, `!`, `?`
/// and `…` with closing quotes end one when a capital, a digit or an opening quote follows; a dot
/// that belongs to an abbreviation does so only before a word that commonly begins sentences.
void find_sentences(std::string_view text, std::span<const Token> tokens,
                    std::vector<SentenceRange>& sentences);

}  // namespace comention
