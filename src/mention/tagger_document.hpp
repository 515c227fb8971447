#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lexicon/name_lists.hpp"
#include "text/sentences.hpp"
#include "text/tokens.hpp"

namespace comention {

/// What the letters of a sentence say about names.
enum class Casing : std::uint8_t {
  normal,  ///< names have capitals, other words have not
  title,   ///< every longer word has a capital (a headline)
  hidden,  ///< all capitals or all lower case: letters tell nothing
};

/// True for the key of an English word that carries grammar, not meaning ("the", "after").
bool is_function_word(std::uint64_t key);

/// Tokens of one sentence that may hold names and are labelled together.
struct TokenRun {
  std::uint32_t first;
  std::uint32_t last;  ///< one past the last token
  std::uint32_t sentence;
};

/// What the whole document says about a word, collected over all its places.
struct DocumentWord {
  std::uint64_t key = 0;
  std::uint16_t lower = 0;    ///< places in lower case
  std::uint16_t capital = 0;  ///< places with a capital inside a sentence
  std::uint16_t after_title = 0;
  std::uint16_t after_first = 0;  ///< after a given name
  std::uint16_t after_in = 0;     ///< after in, at, from, near
  std::uint16_t before_said = 0;
  std::uint16_t possessive = 0;
  std::uint16_t in_parentheses = 0;
  std::uint16_t after_the = 0;
  std::uint16_t in_long_run = 0;  ///< inside a run of several capitalised words
};

/// A text made ready for the tagger; keeps its memory from one text to the next.
struct TaggerDocument {
  std::string_view text;
  std::vector<Token> tokens;
  std::vector<SentenceRange> sentences;
  std::vector<Casing> casing;       ///< of each sentence
  std::vector<std::uint64_t> keys;  ///< of each token
  std::vector<ListMatch> lists;     ///< of each token of a run
  std::vector<TokenRun> runs;
  std::vector<DocumentWord> words;  ///< open-addressed by key; a power of two
  /// Fills everything from a text; the text has to outlive the document.
  void read(std::string_view source);
  /// What the document says about the word of a token of a run.
  const DocumentWord& word_of(std::size_t token) const { return words[slot_of(token)]; }
  /// True when a run has the word of this key.
  bool has_word(std::uint64_t key) const;
  /// The place in `words` of the word of a token of a run.
  std::size_t slot_of(std::size_t token) const;

 private:
  void judge_casing();
  void find_runs();
  void find_runs_of_capitals(const SentenceRange& sentence, std::uint32_t number);
  void find_runs_of_hidden(const SentenceRange& sentence, std::uint32_t number);
  void add_run(std::size_t first, std::size_t last, const SentenceRange& sentence,
               std::uint32_t number);
  void match_lists();
  void collect_words();
  void note_places(const TokenRun& run);
  DocumentWord& slot(std::uint64_t key);
  std::vector<std::uint8_t> candidate_;
};

}  // namespace comention
