#include "mention/tagger_document.hpp"

#include <algorithm>
#include <bit>
#include <span>

#include "mention/word_set.hpp"

namespace comention {
namespace {

// Words that with a capital are no name: they only begin sentences.
const WordSet& function_words() {
  static const WordSet set = {
      "the",     "a",         "an",       "he",      "she",     "it",      "they",      "we",
      "i",       "you",       "his",      "her",     "its",     "their",   "our",       "my",
      "your",    "this",      "that",     "these",   "those",   "there",   "here",      "in",
      "on",      "at",        "by",       "for",     "from",    "with",    "to",        "of",
      "as",      "but",       "and",      "or",      "nor",     "so",      "yet",       "if",
      "when",    "while",     "after",    "before",  "since",   "because", "although",  "though",
      "however", "meanwhile", "moreover", "also",    "not",     "no",      "what",      "who",
      "how",     "why",       "where",    "which",   "is",      "are",     "was",       "were",
      "has",     "have",      "had",      "do",      "does",    "did",     "be",        "been",
      "then",    "now",       "some",     "many",    "most",    "more",    "all",       "both",
      "each",    "every",     "such",     "other",   "another", "few",     "several",   "during",
      "under",   "over",      "about",    "into",    "through", "between", "among",     "against",
      "despite", "without",   "until",    "once",    "only",    "even",    "still",     "just",
      "yes",     "let",       "i'm",      "it's",    "can",     "could",   "would",     "should",
      "don't",   "i've",      "i'll",     "didn't",  "that's",  "unlike",  "according", "last",
      "earlier", "later",     "than",     "whether", "whose",   "whom"};
  return set;
}

// Lower-case words that may stand inside a name, between capitals.
const WordSet& connectors() {
  static const WordSet set = {"of",   "and",  "the", "for", "de",  "del", "della", "di",  "da",
                              "do",   "dos",  "das", "du",  "des", "la",  "las",   "le",  "les",
                              "el",   "los",  "al",  "ad",  "as",  "ul",  "ur",    "ibn", "bin",
                              "bint", "ben",  "abu", "van", "von", "der", "den",   "ter", "ten",
                              "te",   "zu",   "y",   "e",   "et",  "und", "on",    "in",  "to",
                              "at",   "with", "af",  "av",  "a",   "as",  "san",   "i",   "o"};
  return set;
}

// Lower-case words with which a name may begin.
const WordSet& openers() {
  static const WordSet set = {"al",  "el",  "bin", "ibn",   "ben", "abu", "van", "von",
                              "der", "den", "de",  "del",   "da",  "di",  "du",  "la",
                              "le",  "ter", "ten", "zu",    "dos", "das", "ad",  "as",
                              "ul",  "umm", "um",  "della", "bint"};
  return set;
}

const WordSet& place_prepositions() {
  static const WordSet set = {"in", "at", "from", "near", "across", "outside", "throughout"};
  return set;
}

}  // namespace

bool is_function_word(std::uint64_t key) { return function_words().has(key); }

void TaggerDocument::read(std::string_view source) {
  text = source;
  split_tokens(text, tokens);
  find_sentences(text, tokens, sentences);
  keys.resize(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) keys[i] = token_key(text, tokens[i]);
  judge_casing();
  find_runs();
  match_lists();
  collect_words();
}

void TaggerDocument::judge_casing() {
  std::size_t written = 0, capitals = 0;
  for (const Token& token : tokens) {
    if (token.kind != TokenKind::word) continue;
    ++written;
    capitals += token.is(Token::has_upper);
  }
  const bool lower_text = capitals * 50 < written;
  casing.assign(sentences.size(), lower_text ? Casing::hidden : Casing::normal);
  if (lower_text) return;
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    std::size_t all = 0, shouted = 0, longer = 0, small = 0;
    for (std::size_t i = sentences[s].first; i < sentences[s].last; ++i) {
      const Token& token = tokens[i];
      if (token.kind != TokenKind::word || token.end - token.start < 2) continue;
      ++all;
      shouted += token.is(Token::has_upper) && !token.is(Token::has_lower);
      if (token.end - token.start < 4) continue;
      ++longer;
      small += !token.is(Token::has_upper);
    }
    if (all >= 3 && shouted * 5 >= all * 4) {
      casing[s] = Casing::hidden;
    } else if (longer >= 4 && small * 5 <= longer) {
      casing[s] = Casing::title;
    }
  }
}

void TaggerDocument::find_runs() {
  runs.clear();
  candidate_.assign(tokens.size(), 0);
  for (std::uint32_t s = 0; s < sentences.size(); ++s) {
    if (casing[s] == Casing::hidden) {
      find_runs_of_hidden(sentences[s], s);
    } else {
      find_runs_of_capitals(sentences[s], s);
    }
  }
}

void TaggerDocument::find_runs_of_capitals(const SentenceRange& sentence, std::uint32_t number) {
  const auto is_capital = [&](std::size_t i) {
    return tokens[i].kind == TokenKind::word && tokens[i].is(Token::has_upper);
  };
  // Between two capitals: connectors, hyphens, ampersands, possessives, numbers.
  const auto connects = [&](std::size_t i) {
    const Token& token = tokens[i];
    if (token.kind == TokenKind::word) return connectors().has(keys[i]);
    if (token.kind == TokenKind::clitic || token.kind == TokenKind::number) return true;
    const char c = text[token.start];
    return token.end - token.start == 1 && (c == '-' || c == '&' || c == '/' || c == '.');
  };
  constexpr std::size_t widest_gap = 4;
  std::size_t i = sentence.first;
  std::size_t free_from = sentence.first;  // tokens before belong to a run already
  while (i < sentence.last) {
    if (!is_capital(i)) {
      ++i;
      continue;
    }
    std::size_t first = i, last = i + 1;
    while (first > free_from && tokens[first - 1].kind == TokenKind::word &&
           openers().has(keys[first - 1])) {
      --first;
    }
    if (first > free_from + 1 && text[tokens[first - 1].start] == '-' &&
        openers().has(keys[first - 2])) {
      first -= 2;  // al-Jazeera
    }
    if (first > free_from && tokens[first - 1].kind == TokenKind::number) --first;
    for (;;) {
      std::size_t next = last;
      while (next < sentence.last && next - last < widest_gap && !is_capital(next) &&
             connects(next)) {
        ++next;
      }
      if (next < sentence.last && is_capital(next)) {
        last = next + 1;
        continue;
      }
      // "Jong-un", "Boeing 747".
      if (last + 1 < sentence.last && text[tokens[last].start] == '-' &&
          !tokens[last].is(Token::space_before) && !tokens[last + 1].is(Token::space_before) &&
          tokens[last + 1].kind <= TokenKind::number) {
        last += 2;
        continue;
      }
      if (last < sentence.last && tokens[last].kind == TokenKind::number) {
        ++last;
        continue;
      }
      break;
    }
    add_run(first, last, sentence, number);
    free_from = i = last;
  }
}

void TaggerDocument::find_runs_of_hidden(const SentenceRange& sentence, std::uint32_t number) {
  std::size_t first = sentence.first;
  for (std::size_t i = sentence.first; i <= sentence.last; ++i) {
    if (i < sentence.last) {
      const Token& token = tokens[i];
      const char c = text[token.start];
      if (token.kind <= TokenKind::clitic ||
          (token.end - token.start == 1 && (c == '-' || c == '&')))
        continue;
    }
    if (i > first) add_run(first, i, sentence, number);
    first = i + 1;
  }
}

void TaggerDocument::add_run(std::size_t first, std::size_t last, const SentenceRange& sentence,
                             std::uint32_t number) {
  const Token& token = tokens[first];
  const bool shouted = token.end - token.start > 1 && !token.is(Token::has_lower);
  if (first == sentence.first && casing[number] != Casing::hidden && !shouted &&
      function_words().has(keys[first])) {
    ++first;
    while (first < last && !tokens[first].is(Token::has_upper) && !openers().has(keys[first])) {
      ++first;
    }
  }
  if (first >= last) return;
  runs.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last), number});
  std::fill(candidate_.begin() + first, candidate_.begin() + last, std::uint8_t{1});
}

void TaggerDocument::match_lists() {
  lists.assign(tokens.size(), {});
  const NameLists& names = NameLists::get();
  std::size_t done = 0;  // sentences before are matched
  for (const TokenRun& run : runs) {
    if (run.sentence < done) continue;
    done = run.sentence + 1;
    const SentenceRange& sentence = sentences[run.sentence];
    names.match(std::span(keys).subspan(sentence.first, sentence.last - sentence.first),
                std::span(lists).subspan(sentence.first, sentence.last - sentence.first));
  }
}

DocumentWord& TaggerDocument::slot(std::uint64_t word) {
  const std::size_t mask = words.size() - 1;
  std::size_t at = word & mask;
  while (words[at].key != 0 && words[at].key != word) at = (at + 1) & mask;
  return words[at];
}

std::size_t TaggerDocument::slot_of(std::size_t token) const {
  const std::size_t mask = words.size() - 1;
  std::size_t at = keys[token] & mask;
  while (words[at].key != 0 && words[at].key != keys[token]) at = (at + 1) & mask;
  return at;
}

bool TaggerDocument::has_word(std::uint64_t key) const {
  const std::size_t mask = words.size() - 1;
  std::size_t at = key & mask;
  while (words[at].key != 0 && words[at].key != key) at = (at + 1) & mask;
  return words[at].key == key;
}

void TaggerDocument::collect_words() {
  std::size_t in_runs = 0;
  for (const TokenRun& run : runs) in_runs += run.last - run.first;
  words.assign(std::bit_ceil(2 * in_runs + 2), {});
  for (const TokenRun& run : runs) note_places(run);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind != TokenKind::word || tokens[i].is(Token::has_upper)) continue;
    DocumentWord& word = slot(keys[i]);
    if (word.key != 0 && word.lower < 1000) ++word.lower;
  }
}

void TaggerDocument::note_places(const TokenRun& run) {
  const SentenceRange& sentence = sentences[run.sentence];
  static const std::uint64_t the = hash_ascii_folded("the");
  std::size_t capitals = 0;
  for (std::size_t i = run.first; i < run.last; ++i) {
    capitals += tokens[i].kind == TokenKind::word && tokens[i].is(Token::upper_first);
  }
  const auto count = [](std::uint16_t& n, bool yes) {
    if (yes && n < 1000) ++n;
  };
  for (std::size_t i = run.first; i < run.last; ++i) {
    DocumentWord& word = slot(keys[i]);
    word.key = keys[i];
    if (casing[run.sentence] == Casing::title) continue;
    const bool hidden = casing[run.sentence] == Casing::hidden;
    count(word.capital, !hidden && i != sentence.first && tokens[i].is(Token::upper_first));
    count(word.in_long_run, !hidden && capitals > 1);
    if (i > sentence.first) {
      const ListSet before = lists[i - 1].any();
      const bool capital_before = hidden || tokens[i - 1].is(Token::upper_first);
      count(word.after_title, (before & bit(NameList::title)) != 0 && capital_before);
      count(word.after_first, (lists[i - 1].single & bit(NameList::first)) != 0 && capital_before);
      count(word.after_in, place_prepositions().has(keys[i - 1]));
      count(word.after_the, keys[i - 1] == the);
    }
    if (i + 1 < sentence.last) {
      count(word.before_said, (lists[i + 1].single & bit(NameList::said)) != 0);
      count(word.possessive, tokens[i + 1].kind == TokenKind::clitic);
      count(word.in_parentheses, i > sentence.first && text[tokens[i - 1].start] == '(' &&
                                     text[tokens[i + 1].start] == ')');
    }
  }
}

}  // namespace comention
