#include <algorithm>
#include <array>
#include <string>

#include "entity/blocks.hpp"
#include "entity/body_match.hpp"
#include "entity/clusters.hpp"
#include "entity/person_match.hpp"

namespace comention {
namespace {

/// Nodes of one block that are compared with each other: the most used ones of a larger block.
constexpr std::size_t most_in_block = 96;
/// One of several clashing readings is taken if it has this share of their uses.
constexpr std::uint64_t dominance_percent = 75;
constexpr std::size_t least_letters = 4;

std::uint64_t block_hash(char rule, std::string_view a, std::string_view b = {}) {
  return mix_bits(hash_bytes(a) * 31 + hash_bytes(b) + static_cast<unsigned char>(rule));
}

std::size_t index_of(NameClass c) { return static_cast<std::size_t>(c); }
constexpr unsigned bit(NameClass c) { return 1u << static_cast<unsigned>(c); }
constexpr unsigned persons = bit(NameClass::person);
constexpr unsigned orgs = bit(NameClass::org);
constexpr unsigned bodies = orgs | bit(NameClass::place) | bit(NameClass::other);

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

/// Two neighbours in common beside the names' own words, and more than chance would give.
bool share_neighbours(const CorpusNames& names, std::uint32_t a, std::uint32_t b) {
  Neighbours x = *names.neighbours(a), y = *names.neighbours(b);
  for (const std::uint32_t node : {a, b}) {
    const std::uint64_t self = neighbour_hash(names.names().text(names.best_name(node)));
    x.remove(self);
    y.remove(self);
  }
  const int shared = x.shared(y);
  return shared >= 2 && shared * 256 > 2 * x.count() * y.count();
}

/// Persons of one surname (however transliterated) with the same given name, nickname or initial.
class GivenNameRule {
 public:
  GivenNameRule(const CorpusNames& names, std::vector<Proposal>& out, std::vector<Proposal>* open)
      : names_(names), out_(out), open_(open) {}

  void run() {
    std::vector<Filed> filed;
    NameForm form;
    for (std::uint32_t node = 0; node < names_.size(); ++node) {
      if (names_.name_class(node) != NameClass::person) continue;
      names_.parse(node, form);
      if (!form.empty() && !form.bare()) file(form, node, filed);
    }
    for_each_block(filed, 2, [&](std::span<const std::uint32_t> nodes) { compare(nodes); });
  }

 private:
  static void file(const NameForm& form, std::uint32_t node, std::vector<Filed>& filed) {
    const std::string surname = surname_key(form.last());
    const std::size_t given = form.first_of_surname();
    for (std::size_t i = 0; i < 3; ++i) {
      if (i < 2 && i >= given) continue;
      const std::string_view word = i < 2 ? form.word(i) : form.nickname();
      if (word.empty()) continue;
      filed.push_back({block_hash('g', surname, given_key(word)), node});
      for (const std::uint16_t group : Vocabulary::get().given_groups(word)) {
        filed.push_back({block_hash('n', surname, std::to_string(group)), node});
      }
    }
  }

  void compare(std::span<const std::uint32_t> block) {
    std::vector<std::uint32_t> nodes(block.begin(), block.end());
    if (nodes.size() > most_in_block) {
      std::sort(nodes.begin(), nodes.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::pair(names_.uses(b), a) < std::pair(names_.uses(a), b);
      });
      nodes.resize(most_in_block);
    }
    std::vector<NameForm> forms(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) names_.parse(nodes[i], forms[i]);
    std::vector<std::vector<std::size_t>> fits(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      for (std::size_t k = i + 1; k < nodes.size(); ++k) {
        if (!match_persons(forms[i], forms[k])) continue;
        fits[i].push_back(k);
        fits[k].push_back(i);
      }
    }
    std::vector<std::vector<std::size_t>> taken(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) taken[i] = readings(i, fits[i], nodes, forms);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      for (const std::size_t k : taken[i]) {
        const bool both = std::find(taken[k].begin(), taken[k].end(), i) != taken[k].end();
        if (i < k && both) propose(nodes[i], nodes[k], forms[i], forms[k]);
      }
    }
  }

  /// Which of the names that fit are taken: all if they fit each other, otherwise those that fit
  /// the most used one if it dominates.
  std::vector<std::size_t> readings(std::size_t name, const std::vector<std::size_t>& fits,
                                    const std::vector<std::uint32_t>& nodes,
                                    const std::vector<NameForm>& forms) {
    if (fits.size() < 2) return fits;
    const std::size_t best = *std::max_element(fits.begin(), fits.end(), [&](auto a, auto b) {
      return std::pair(names_.uses(nodes[a]), nodes[b]) <
             std::pair(names_.uses(nodes[b]), nodes[a]);
    });
    std::vector<std::size_t> with_best;
    std::uint64_t mine = 0, others = 0;
    for (const std::size_t k : fits) {
      const bool together = k == best || match_persons(forms[k], forms[best]).has_value();
      if (together) with_best.push_back(k);
      (together ? mine : others) += names_.uses(nodes[k]);
    }
    if (others == 0 || mine * 100 >= (mine + others) * dominance_percent) return with_best;
    if (open_ != nullptr) {
      for (const std::size_t k : fits) {
        open_->push_back({nodes[name], nodes[k], Score::middle_name, Reason::middle_name});
      }
    }
    return {};
  }

  void propose(std::uint32_t a, std::uint32_t b, const NameForm& x, const NameForm& y) {
    const auto reason = match_persons(x, y);
    const bool first_says_less =
        std::tuple(x.size(), names_.uses(a), b) < std::tuple(y.size(), names_.uses(b), a);
    const std::uint16_t score = *reason == Reason::initials      ? Score::initials
                                : *reason == Reason::middle_name ? Score::middle_name
                                                                 : Score::spelling;
    out_.push_back({first_says_less ? a : b, first_says_less ? b : a, score, *reason});
  }

  const CorpusNames& names_;
  std::vector<Proposal>& out_;
  std::vector<Proposal>* open_;
};

/// One letter of a surname wrong, the given names the same, in documents with the same neighbours.
void propose_misspellings(const CorpusNames& names, std::vector<Proposal>& out) {
  std::vector<Filed> filed;
  NameForm form;
  for (std::uint32_t node = 0; node < names.size(); ++node) {
    if (names.name_class(node) != NameClass::person || names.neighbours(node) == nullptr) continue;
    names.parse(node, form);
    if (form.empty() || form.bare() || form.initial(0) || form.last().size() < 4) continue;
    const std::string_view last = form.last();
    const std::string given = given_key(form.word(0));
    filed.push_back({block_hash('h', given, last.substr(0, 3)), node});
    filed.push_back({block_hash('e', given, last.substr(last.size() - 3)), node});
  }
  NameForm other;
  for_each_block(filed, 2, [&](std::span<const std::uint32_t> nodes) {
    nodes = nodes.first(std::min(nodes.size(), most_in_block));
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      names.parse(nodes[i], form);
      for (std::size_t k = i + 1; k < nodes.size(); ++k) {
        names.parse(nodes[k], other);
        if (!one_letter_apart(form.last(), other.last()) || !match_given_parts(form, other))
          continue;
        if (!share_neighbours(names, nodes[i], nodes[k])) continue;
        const bool rarer =
            std::pair(names.uses(nodes[i]), nodes[k]) < std::pair(names.uses(nodes[k]), nodes[i]);
        out.push_back(
            {nodes[rarer ? i : k], nodes[rarer ? k : i], Score::misspelling, Reason::misspelling});
      }
    }
  });
}

/// Files nodes of some classes under a text and proposes that all of a block are one with its most
/// used node.
template <class Text>
void propose_equal(const CorpusNames& names, unsigned classes, char rule, std::uint16_t score,
                   Reason reason, std::vector<Proposal>& out, Text text_of) {
  std::vector<Filed> filed;
  NameForm form;
  for (std::uint32_t node = 0; node < names.size(); ++node) {
    if ((classes >> index_of(names.name_class(node)) & 1u) == 0) continue;
    names.parse(node, form);
    if (form.empty()) continue;
    const std::string text = text_of(form, node);
    if (!text.empty()) filed.push_back({block_hash(rule, text), node});
  }
  for_each_block(filed, 2, [&](std::span<const std::uint32_t> nodes) {
    const std::uint32_t best = *std::max_element(nodes.begin(), nodes.end(), [&](auto a, auto b) {
      return std::pair(names.uses(a), b) < std::pair(names.uses(b), a);
    });
    for (const std::uint32_t node : nodes) {
      if (node != best) out.push_back({node, best, score, reason});
    }
  });
}

char letter_of(NameClass c) { return static_cast<char>('a' + static_cast<int>(c)); }

void propose_letters(const CorpusNames& names, std::vector<Proposal>& out) {
  propose_equal(names, bodies | persons, 'l', Score::letters, Reason::same_letters, out,
                [&](const NameForm& form, std::uint32_t node) -> std::string {
                  const NameClass c = names.name_class(node);
                  if (form.name_class() != c || (!is_body(c) && c != NameClass::person)) return {};
                  if (c == NameClass::person && form.bare()) return {};
                  std::string letters = form.letters();
                  if (letters.size() < least_letters) return {};
                  if (form.generation() != Generation::none) return {};
                  return letter_of(c) + letters;
                });
}

/// "Betty Ford Clinic" and "Betty Ford Center": people mix the kinds up, the name in front is told.
void propose_facilities(const CorpusNames& names, std::vector<Proposal>& out) {
  propose_equal(names, bodies, 'f', Score::word_order, Reason::facility, out,
                [&](const NameForm& form, std::uint32_t node) -> std::string {
                  const NameClass c = names.name_class(node);
                  const std::size_t core = is_body(c) ? core_size(form) : 0;
                  if (core < 2 || core == form.size()) return {};
                  std::string text(1, letter_of(c));
                  for (std::size_t i = 0; i < form.size(); ++i) {
                    if (i < core) text += form.word(i), text += ' ';
                    if (i >= core && (form.flags(i) & WordIs::vague) == 0) return {};
                  }
                  return text;
                });
}

/// "Morningside Recovery" and "Morningside Recovery Center".
void propose_shorter_facilities(const CorpusNames& names, std::vector<Proposal>& out) {
  propose_equal(names, bodies, 'r', Score::word_order, Reason::facility, out,
                [&](const NameForm& form, std::uint32_t node) -> std::string {
                  const NameClass c = names.name_class(node);
                  if (!is_body(c) || form.size() < 2) return {};
                  std::string text(1, letter_of(c));
                  const bool cut =
                      form.size() > 2 && (form.flags(form.size() - 1) & WordIs::vague) != 0;
                  if (!cut && is_known_place(form)) return {};
                  for (std::size_t i = 0; i + (cut ? 1 : 0) < form.size(); ++i) {
                    text += form.word(i), text += ' ';
                  }
                  return text;
                });
}

void propose_orders(const CorpusNames& names, std::vector<Proposal>& out) {
  propose_equal(names, orgs, 'w', Score::word_order, Reason::word_order, out,
                [&](const NameForm& form, std::uint32_t node) -> std::string {
                  const NameClass c = names.name_class(node);
                  if (c != NameClass::org || form.size() < 2) return {};
                  return has_flag(form, WordIs::reorder) ? letter_of(c) + sorted_words(form) : "";
                });
  propose_equal(names, persons, 'o', Score::name_order, Reason::name_order, out,
                [&](const NameForm& form, std::uint32_t node) -> std::string {
                  const bool full = names.name_class(node) == NameClass::person && !form.bare();
                  if (!full || form.generation() != Generation::none) return {};
                  return sorted_words(form);
                });
}

/// The same words with another type: a tagger's doubt, not another thing. Types given with records
/// are trusted, and a surname is not a place.
void propose_types(const CorpusNames& names, std::vector<Proposal>& out) {
  std::vector<Filed> filed;
  NameForm form;
  for (std::uint32_t node = 0; node < names.size(); ++node) {
    if (names.given(node) || names.name_class(node) == NameClass::tag) continue;
    names.parse(node, form);
    if (!form.empty()) filed.push_back({hash_bytes(std::string_view(form.key()).substr(1)), node});
  }
  for_each_block(filed, 2, [&](std::span<const std::uint32_t> nodes) {
    const std::uint32_t best = *std::max_element(nodes.begin(), nodes.end(), [&](auto a, auto b) {
      return std::pair(names.uses(a), b) < std::pair(names.uses(b), a);
    });
    names.parse(best, form);
    std::array<std::uint64_t, 6> votes{};
    for (const std::uint32_t node : nodes)
      votes[index_of(names.name_class(node))] += names.uses(node);
    const NameClass winner = names.name_class(best);
    for (const std::uint32_t node : nodes) {
      const NameClass c = names.name_class(node);
      if (c == winner) continue;
      const bool person = c == NameClass::person || winner == NameClass::person;
      const bool minority = votes[index_of(c)] * 3 <= votes[index_of(winner)];
      if (node == best || (person && form.size() == 1 && !minority)) continue;
      out.push_back({node, best, Score::same_words, Reason::other_type});
    }
  });
}

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

std::vector<Proposal> propose_full_names(const CorpusNames& names, std::vector<Proposal>* open) {
  std::vector<Proposal> out;
  GivenNameRule(names, out, open).run();
  propose_misspellings(names, out);
  propose_letters(names, out);
  propose_facilities(names, out);
  propose_shorter_facilities(names, out);
  propose_orders(names, out);
  propose_types(names, out);
  propose_tags(names, out);
  return out;
}

}  // namespace comention
