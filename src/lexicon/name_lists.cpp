#include "lexicon/name_lists.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

#include "base/embedded.hpp"
#include "text/utf8.hpp"
#include "text/word_hash.hpp"

namespace comention {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(NameList::count_)> list_names = {
    "country", "area",   "region",  "metropolis", "city",    "first",     "last",
    "norp",    "org",    "title",   "month",      "orghead", "placehead", "surnameprefix",
    "said",    "common", "company", "orgword",    "misc",    "mischead",  "acronym"};

constexpr std::array<std::string_view, 7> all_files = {
    "names_persons.tsv", "names_common.tsv", "names_places.tsv", "names_demonyms.tsv",
    "names_orgs.tsv",    "names_words.tsv",  "names_works.tsv"};
/// The first of them hold the lists of persons() and nothing else.
constexpr std::size_t person_files = 2;

constexpr std::size_t longest_phrase = 10;

ListSet list_bit(std::string_view name) {
  for (std::size_t i = 0; i < list_names.size(); ++i) {
    if (list_names[i] == name) return ListSet{1} << i;
  }
  return 0;
}

bool is_plain_word(std::string_view phrase) {
  return std::all_of(phrase.begin(), phrase.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

}  // namespace

std::uint64_t token_key(std::string_view text, const Token& token) {
  std::string_view word = token.in(text);
  if (token.is(Token::abbreviation)) word.remove_suffix(1);
  if (!token.is(Token::non_ascii)) return hash_ascii_folded(word);
  const std::string folded = fold_key(word);
  const auto at = folded.find("’");
  if (at == std::string::npos) return hash_ascii_folded(folded);
  return hash_ascii_folded(folded.substr(0, at) + "'" + folded.substr(at + 3));
}

const NameLists& NameLists::get() {
  static const NameLists lists{all_files};
  return lists;
}

const NameLists& NameLists::persons() {
  static const NameLists lists{std::span(all_files).first(person_files)};
  return lists;
}

NameLists::NameLists(std::span<const std::string_view> files) {
  std::size_t rows = 0;
  for (const auto file : files) {
    const auto text = embedded_file(file);
    rows += static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }
  // Rows share words and prefixes: a quarter of the table stays empty at least.
  table_.resize(std::bit_ceil(rows + rows / 4));
  mask_ = table_.size() - 1;
  std::vector<Token> tokens;
  std::string_view kind;
  ListSet lists = 0;
  for (const auto file : files) {
    for_each_tsv_row(embedded_file(file), [&](const auto& fields) {
      if (fields.size() < 2) return;
      if (fields[0] != kind) lists = list_bit(kind = fields[0]);
      if (lists == 0) return;
      if (is_plain_word(fields[1])) {  // most rows: one token, as it stands
        insert(hash_ascii_folded(fields[1])).lists |= lists;
        return;
      }
      add(fields[1], lists, tokens);
      if (const auto at = fields[1].find(" & "); at != std::string_view::npos) {
        const std::string spelled =
            std::string(fields[1].substr(0, at)) + " and " + std::string(fields[1].substr(at + 3));
        add(spelled, lists, tokens);
      }
    });
  }
}

NameLists::Entry& NameLists::insert(std::uint64_t hash) {
  std::size_t at = hash & mask_;
  while (table_[at].hash != 0 && table_[at].hash != hash) at = (at + 1) & mask_;
  table_[at].hash = hash;
  return table_[at];
}

const NameLists::Entry* NameLists::find(std::uint64_t hash) const {
  std::size_t at = hash & mask_;
  while (table_[at].hash != 0) {
    if (table_[at].hash == hash) return &table_[at];
    at = (at + 1) & mask_;
  }
  return nullptr;
}

void NameLists::add(std::string_view phrase, ListSet lists, std::vector<Token>& tokens) {
  split_tokens(phrase, tokens);
  if (tokens.empty() || tokens.size() > longest_phrase) return;
  std::uint64_t hash = token_key(phrase, tokens.front());
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    insert(hash).continues = true;
    hash = mix_hash(hash, token_key(phrase, tokens[i]));
  }
  insert(hash).lists |= lists;
}

ListSet NameLists::lists_of(std::uint64_t key) const {
  const Entry* entry = find(key);
  return entry ? entry->lists : ListSet{0};
}

void NameLists::match(std::span<const std::uint64_t> keys, std::span<ListMatch> matches) const {
  std::array<std::size_t, static_cast<std::size_t>(NameList::count_)>
      covered{};  // per list: end of its last phrase
  for (std::size_t i = 0; i < keys.size(); ++i) {
    std::array<ListSet, longest_phrase> ending{};  // lists with a phrase of that length
    const Entry* entry = find(keys[i]);
    if (!entry) continue;
    ending[0] = entry->lists;
    std::size_t longest = entry->lists ? 1 : 0;
    std::uint64_t hash = keys[i];
    for (std::size_t n = 1; n < longest_phrase && i + n < keys.size() && entry->continues; ++n) {
      hash = mix_hash(hash, keys[i + n]);
      entry = find(hash);
      if (!entry) break;
      ending[n] = entry->lists;
      if (entry->lists) longest = n + 1;
    }
    ListSet done = 0;
    for (std::size_t n = longest; n-- > 0;) {
      for (ListSet lists = ending[n] & ~done; lists; lists &= lists - 1) {
        const auto list = static_cast<unsigned>(std::countr_zero(lists));
        done |= ListSet{1} << list;
        if (covered[list] > i) continue;
        covered[list] = i + n + 1;
        const ListSet mask = ListSet{1} << list;
        if (n == 0) {
          matches[i].single |= mask;
          continue;
        }
        matches[i].begin |= mask;
        for (std::size_t k = 1; k <= n; ++k) matches[i + k].inside |= mask;
      }
    }
  }
}

}  // namespace comention
