#include "entity/full_name_rules.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "entity/body_match.hpp"

namespace comention {
namespace {

constexpr std::size_t least_letters = 4;

std::size_t index_of(NameClass c) { return static_cast<std::size_t>(c); }

bool is_body(NameClass c) {
  return c == NameClass::org || c == NameClass::place || c == NameClass::other;
}

std::string sorted_words(const NameForm& form) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < form.size(); ++i) {
    if ((form.flags(i) & WordIs::stop) == 0) words.push_back(form.word(i));
  }
  std::sort(words.begin(), words.end());
  std::string out;
  for (const auto word : words) out += word, out += ' ';
  return out;
}

bool has_flag(const NameForm& form, std::uint32_t flag) {
  for (std::size_t i = 0; i < form.size(); ++i) {
    if ((form.flags(i) & flag) != 0) return true;
  }
  return false;
}

char letter_of(NameClass c) { return static_cast<char>('a' + static_cast<int>(c)); }

/// What stays of a name without blanks, hyphens and plural endings.
std::string letters_text(NameClass c, const NameForm& form) {
  if (form.name_class() != c || (!is_body(c) && c != NameClass::person)) return {};
  if (c == NameClass::person && form.bare()) return {};
  std::string letters = form.letters();
  if (letters.size() < least_letters || form.generation() != Generation::none) return {};
  return letter_of(c) + letters;
}

/// "Betty Ford Clinic" and "Betty Ford Center": people mix the kinds up, the name in front is told.
std::string facility_text(NameClass c, const NameForm& form) {
  const std::size_t core = is_body(c) ? core_size(form) : 0;
  if (core < 2 || core == form.size()) return {};
  std::string text(1, letter_of(c));
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (i < core) text += form.word(i), text += ' ';
    if (i >= core && (form.flags(i) & WordIs::vague) == 0) return {};
  }
  return text;
}

/// "Morningside Recovery" and "Morningside Recovery Center".
std::string shorter_facility_text(NameClass c, const NameForm& form) {
  if (!is_body(c) || form.size() < 2) return {};
  std::string text(1, letter_of(c));
  const bool cut = form.size() > 2 && (form.flags(form.size() - 1) & WordIs::vague) != 0;
  if (!cut && is_known_place(form)) return {};
  for (std::size_t i = 0; i + (cut ? 1 : 0) < form.size(); ++i) {
    text += form.word(i), text += ' ';
  }
  return text;
}

/// "Ministry of Health" and "Health Ministry".
std::string word_order_text(NameClass c, const NameForm& form) {
  if (c != NameClass::org || form.size() < 2) return {};
  return has_flag(form, WordIs::reorder) ? letter_of(c) + sorted_words(form) : "";
}

/// "Park Min Ho" and "Min Ho Park".
std::string name_order_text(NameClass c, const NameForm& form) {
  if (c != NameClass::person || form.bare() || form.generation() != Generation::none) return {};
  return sorted_words(form);
}

/// Names with the same text, read in some way, are one with the most used of them.
struct EqualTexts {
  char rule;
  std::uint16_t score;
  Reason reason;
  std::string (*text_of)(NameClass c, const NameForm& form);  ///< empty: not compared
};

constexpr std::array<EqualTexts, 5> equal_texts = {{
    {'l', Score::letters, Reason::same_letters, letters_text},
    {'f', Score::word_order, Reason::facility, facility_text},
    {'r', Score::word_order, Reason::facility, shorter_facility_text},
    {'w', Score::word_order, Reason::word_order, word_order_text},
    {'o', Score::name_order, Reason::name_order, name_order_text},
}};

std::uint32_t most_used(const CorpusNames& names, std::span<const std::uint32_t> nodes) {
  return *std::max_element(nodes.begin(), nodes.end(), [&](auto a, auto b) {
    return std::pair(names.uses(a), b) < std::pair(names.uses(b), a);
  });
}

class EqualTextRule final : public FullNameRule {
 public:
  EqualTextRule(const CorpusNames& names, const SpillPlace& place, const EqualTexts& equal)
      : names_(names), blocks_(place), equal_(equal) {}

  void file(std::uint32_t node, NameClass name_class, const NameForm& form) override {
    const std::string text = equal_.text_of(name_class, form);
    if (!text.empty()) blocks_.add(block_hash(equal_.rule, text), node);
  }

  Result<void> propose(std::vector<Proposal>& out) override {
    return for_each_block(blocks_, 2, [&](std::span<const std::uint32_t> nodes) {
      const std::uint32_t best = most_used(names_, nodes);
      for (const std::uint32_t node : nodes) {
        if (node != best) out.push_back({node, best, equal_.score, equal_.reason});
      }
    });
  }

 private:
  const CorpusNames& names_;
  Blocks blocks_;
  const EqualTexts& equal_;
};

/// The same words with another type: a tagger's doubt, not another thing. Types given with records
/// are trusted, and a surname is not a place.
class TypeRule final : public FullNameRule {
 public:
  TypeRule(const CorpusNames& names, const SpillPlace& place) : names_(names), blocks_(place) {}

  void file(std::uint32_t node, NameClass name_class, const NameForm& form) override {
    if (names_.given(node) || name_class == NameClass::tag) return;
    blocks_.add(hash_bytes(std::string_view(form.key()).substr(1)), node);
  }

  Result<void> propose(std::vector<Proposal>& out) override {
    return for_each_block(blocks_, 2, [&](auto nodes) { compare(nodes, out); });
  }

 private:
  void compare(std::span<const std::uint32_t> nodes, std::vector<Proposal>& out) const {
    const std::uint32_t best = most_used(names_, nodes);
    NameForm form;
    names_.parse(best, form);
    std::array<std::uint64_t, 6> votes{};
    for (const std::uint32_t node : nodes) {
      votes[index_of(names_.name_class(node))] += names_.uses(node);
    }
    const NameClass winner = names_.name_class(best);
    for (const std::uint32_t node : nodes) {
      const NameClass c = names_.name_class(node);
      if (c == winner) continue;
      const bool person = c == NameClass::person || winner == NameClass::person;
      const bool minority = votes[index_of(c)] * 3 <= votes[index_of(winner)];
      if (node == best || (person && form.size() == 1 && !minority)) continue;
      out.push_back({node, best, Score::same_words, Reason::other_type});
    }
  }

  const CorpusNames& names_;
  Blocks blocks_;
};

/// Tags that say what a name of the texts says.
void propose_tags(const CorpusNames& names, std::vector<Proposal>& out) {
  if (!names.has_other_than_tags()) return;
  NameForm form;
  for (std::uint32_t node = 0; node < names.size(); ++node) {
    if (names.name_class(node) != NameClass::tag) continue;
    const std::string_view text = names.names().text(names.best_name(node));
    std::uint32_t best = CorpusNames::none;
    for (const NameClass c : all_classes()) {
      if (c == NameClass::tag) continue;
      form.parse(text, c);
      const std::uint32_t other = names.find_hash(form.hash());
      if (other == CorpusNames::none) continue;
      if (best == CorpusNames::none || names.uses(other) > names.uses(best)) best = other;
    }
    if (best != CorpusNames::none) out.push_back({node, best, Score::same_words, Reason::tag});
  }
}

}  // namespace

std::uint64_t block_hash(char rule, std::string_view a, std::string_view b) {
  return mix_bits(hash_bytes(a) * 31 + hash_bytes(b) + static_cast<unsigned char>(rule));
}

Result<std::vector<Proposal>> propose_full_names(const CorpusNames& names, const SpillPlace& place,
                                                 std::vector<Proposal>& open) {
  const SpillPlace share{place.folder, place.memory / (equal_texts.size() + 3)};
  std::vector<std::unique_ptr<FullNameRule>> rules;
  rules.push_back(given_name_rule(names, share, open));
  rules.push_back(misspelling_rule(names, share));
  for (const EqualTexts& equal : equal_texts) {
    rules.push_back(std::make_unique<EqualTextRule>(names, share, equal));
  }
  rules.push_back(std::make_unique<TypeRule>(names, share));
  NameForm form;
  for (std::uint32_t node = 0; node < names.size(); ++node) {
    names.parse(node, form);
    if (form.empty()) continue;
    for (const auto& rule : rules) rule->file(node, names.name_class(node), form);
  }
  std::vector<Proposal> out;
  for (auto& rule : rules) {
    if (auto done = rule->propose(out); !done) return tl::unexpected(done.error());
    rule.reset();
  }
  propose_tags(names, out);
  return out;
}

}  // namespace comention
