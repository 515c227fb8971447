#include "entity/vocabulary.hpp"

#include <algorithm>
#include <array>

#include "base/embedded.hpp"
#include "comention/types.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

struct Kind {
  std::string_view name;
  std::uint32_t flags;
};

constexpr std::array<Kind, 21> kinds = {{
    {"rolewords", WordIs::role_word},
    {"moretitles", WordIs::title},
    {"maletitles", WordIs::male_title | WordIs::title},
    {"femaletitles", WordIs::female_title | WordIs::title},
    {"articles", WordIs::article},
    {"particles", WordIs::particle},
    {"hardparticles", WordIs::hard_particle},
    {"legal", WordIs::legal},
    {"stop", WordIs::stop},
    {"body", WordIs::body},
    {"reorder", WordIs::reorder},
    {"facility", WordIs::facility},
    {"compass", WordIs::compass},
    {"rivals", WordIs::rival},
    {"function", WordIs::function},
    {"regal", WordIs::regal},
    {"vague", WordIs::vague},
    {"settlement", WordIs::settlement},
    {"giventitle", WordIs::given_title},
    {"familyfirst", WordIs::family_first},
    {"standard", 0},
}};

/// Folds a phrase word by word, one space between.
std::string fold_phrase(std::string_view phrase) {
  std::string out;
  while (!phrase.empty()) {
    const auto end = phrase.find_first_of(" -");
    const std::size_t before = out.size();
    if (before > 0) out += ' ';
    append_folded(phrase.substr(0, end), out);
    if (out.size() == before + 1 && before > 0) out.pop_back();
    if (end == std::string_view::npos) break;
    phrase.remove_prefix(end + 1);
  }
  return out;
}

std::vector<std::string_view> split(std::string_view list, char separator) {
  std::vector<std::string_view> parts;
  while (!list.empty()) {
    const auto end = list.find(separator);
    if (end != 0) parts.push_back(list.substr(0, end));
    if (end == std::string_view::npos) break;
    list.remove_prefix(end + 1);
  }
  return parts;
}

}  // namespace

void append_folded(std::string_view word, std::string& out) {
  if (!is_ascii(word)) {
    for (const char c : fold_key(word)) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    }
    return;
  }
  for (const char c : word) {
    if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += c;
    }
  }
}

const Vocabulary& Vocabulary::get() {
  static const Vocabulary vocabulary;
  return vocabulary;
}

Vocabulary::Vocabulary() {
  read_words();
  read_shared_lists();
  read_given_names();
  read_countries();
  read_aliases();
}

std::string_view Vocabulary::standard(std::string_view folded) const {
  const std::string_view* found = standard_.find(hash_bytes(folded));
  return found == nullptr ? folded : *found;
}

std::span<const std::uint16_t> Vocabulary::given_groups(std::string_view folded) const {
  const auto* found = groups_.find(hash_bytes(folded));
  return found == nullptr ? std::span<const std::uint16_t>() : *found;
}

Sex Vocabulary::sex_of_given(std::string_view folded) const {
  const std::uint32_t found = flags(folded) & (WordIs::male_name | WordIs::female_name);
  if (found == WordIs::male_name) return Sex::male;
  return found == WordIs::female_name ? Sex::female : Sex::unknown;
}

void Vocabulary::read_words() {
  for_each_tsv_row(embedded_file("entity_words.tsv"), [&](std::span<const std::string_view> row) {
    const auto kind =
        std::find_if(kinds.begin(), kinds.end(), [&](const Kind& k) { return k.name == row[0]; });
    if (kind == kinds.end()) return;
    for (const std::string_view word : row.subspan(1)) {
      const auto equals = word.find('=');
      if (equals != std::string_view::npos) {
        const std::uint64_t hash = hash_bytes(word.substr(0, equals));
        standard_[hash] = word.substr(equals + 1);
        flags_[hash] |= WordIs::respelt;
      } else {
        flags_[hash_bytes(fold_phrase(word))] |= kind->flags;
      }
    }
  });
}

/// The lists that the tagger's room keeps: titles, given names, places, nationalities.
void Vocabulary::read_shared_lists() {
  const auto read = [&](std::string_view file, auto flag_of) {
    for_each_tsv_row(embedded_file(file), [&](const std::vector<std::string_view>& row) {
      const std::uint32_t flag = row.size() < 2 ? 0 : flag_of(row[0]);
      if (flag != 0) flags_[hash_bytes(fold_phrase(row[1]))] |= flag;
    });
  };
  read("names_words.tsv",
       [](std::string_view kind) -> std::uint32_t { return kind == "title" ? WordIs::title : 0u; });
  read("names_persons.tsv", [](std::string_view kind) -> std::uint32_t {
    return kind == "first" ? WordIs::first_name : 0u;
  });
  read("names_places.tsv", [](std::string_view) -> std::uint32_t { return WordIs::place; });
  read("names_demonyms.tsv", [](std::string_view) -> std::uint32_t { return WordIs::demonym; });
}

void Vocabulary::read_given_names() {
  std::uint16_t group = 0;
  for_each_tsv_row(embedded_file("nicknames.tsv"), [&](std::span<const std::string_view> row) {
    const std::uint32_t sex = row[0] == "m"   ? WordIs::male_name
                              : row[0] == "f" ? WordIs::female_name
                                              : WordIs::male_name | WordIs::female_name;
    for (const std::string_view name : row.subspan(1)) {
      const std::uint64_t hash = hash_bytes(fold_phrase(name));
      flags_[hash] |= sex | WordIs::first_name;
      auto& groups = groups_[hash];
      if (groups.empty() || groups.back() != group) groups.push_back(group);
    }
    ++group;
  });
}

void Vocabulary::read_countries() {
  for_each_tsv_row(embedded_file("countries.tsv"), [&](const std::vector<std::string_view>& row) {
    if (row.size() < 5) return;
    const auto number = static_cast<std::uint32_t>(rows_.size());
    Row entry{{row[1]}, static_cast<std::uint8_t>(EntityType::place), true};
    for (const auto name : split(row[2], '|')) entry.names.push_back(name);
    for (const auto name : entry.names) flags_[hash_bytes(fold_phrase(name))] |= WordIs::place;
    for (const auto name : split(row[3], '|')) {
      demonyms_.push_back({name, number});
      flags_[hash_bytes(fold_phrase(name))] |= WordIs::demonym;
    }
    for (const auto name : split(row[4], '|')) capitals_.push_back({name, number});
    rows_.push_back(std::move(entry));
  });
}

void Vocabulary::read_aliases() {
  for_each_tsv_row(embedded_file("aliases.tsv"), [&](std::span<const std::string_view> row) {
    const auto type = row.size() < 2 ? std::nullopt : entity_type_from(row[0]);
    if (!type) return;
    const auto names = row.subspan(1);
    rows_.push_back({{names.begin(), names.end()}, static_cast<std::uint8_t>(*type), false});
    if (*type != EntityType::place) return;
    for (const auto name : names) flags_[hash_bytes(fold_phrase(name))] |= WordIs::place;
  });
}

}  // namespace comention
