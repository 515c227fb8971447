// bench-make_names NAMES SEED [ORDER]: JSON lines of documents with given mentions, on standard
// output; about NAMES distinct names among them. Persons (with middle names and initials, bare
// surnames, titles), organisations (with acronyms) and places, all invented, some with a letter
// wrong. Each document brings twelve names of its own and eight that are drawn by Zipf's law from
// those of all. ORDER: `forward` (default) or `mixed`, the same documents in another order.

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/hash.hpp"

namespace {

constexpr unsigned own_names = 12, drawn_names = 8;

std::uint64_t mixed(std::uint64_t x) { return comention::mix_bits(x + 0x9E3779B97F4A7C15u); }

/// Draws that follow from a number: the same for it in every order of documents.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_(mixed(seed)) {}
  std::uint64_t below(std::uint64_t limit) { return (state_ = mixed(state_)) % limit; }
  /// A rank in [0, limit) by Zipf's law with exponent 1.
  std::uint64_t zipf(std::uint64_t limit) {
    const double share = static_cast<double>(below(1u << 30)) / (1u << 30);
    return static_cast<std::uint64_t>(std::pow(static_cast<double>(limit), share)) - 1;
  }

 private:
  std::uint64_t state_;
};

std::string word(std::uint64_t number, unsigned syllables) {
  static constexpr std::string_view parts[] = {
      "bar", "den",  "fol", "gri", "hus", "jem", "kov", "lan", "mir", "nes", "oru",
      "pal", "quin", "ros", "ste", "tul", "und", "var", "wen", "yas", "zol", "che",
      "bru", "dav",  "eli", "fra", "gor", "hei", "ivo", "jor", "kle", "lum"};
  std::string out;
  for (unsigned i = 0; i < syllables; ++i) out += parts[number % 32], number /= 32;
  out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

struct Name {
  std::string text;
  std::string_view type;
};

Name person(std::uint64_t number, Draws& draws, bool own) {
  Draws fixed(number * 3 + 1);
  const std::string first = word(fixed.zipf(1000), 2), last = word(fixed.zipf(200'000) + 1024, 4);
  const std::string middle = word(fixed.below(1000), 2);
  const std::uint64_t kind = own ? 0 : draws.below(10);
  if (kind == 1) return {last, "PERSON"};
  if (kind == 2) return {first + ' ' + middle[0] + ". " + last, "PERSON"};
  if (kind == 3) return {first + ' ' + last, "PERSON"};
  if (kind == 4) return {first[0] + std::string(". ") + last, "PERSON"};
  std::string text = first + ' ' + middle + ' ' + last;
  if (kind == 5) text[text.size() - 2] = 'x';
  return {std::move(text), "PERSON"};
}

Name body(std::uint64_t number, Draws& draws, bool own) {
  static constexpr std::string_view kinds[] = {"Institute", "Council",  "Bank",   "Party",
                                               "Agency",    "Holdings", "Museum", "Federation"};
  Draws fixed(number * 3 + 1);
  const std::string a = word(fixed.below(1u << 15), 3), b = word(fixed.below(1u << 10), 2);
  const std::string_view kind = kinds[fixed.below(8)];
  if (own || draws.below(4) != 0) return {a + ' ' + b + ' ' + std::string(kind), "ORG"};
  return {std::string{a[0], b[0], kind[0]}, "ORG"};
}

Name name_of(std::uint64_t number, Draws& draws, bool own) {
  const std::uint64_t kind = number % 10;
  if (kind < 6) return person(number, draws, own);
  if (kind < 9) return body(number, draws, own);
  return {word(mixed(number), 5), "PLACE"};
}

std::string document(std::uint64_t number, std::uint64_t names, std::uint64_t seed) {
  Draws draws(seed << 40 ^ number);
  std::string text, mentions;
  for (unsigned i = 0; i < own_names + drawn_names; ++i) {
    const bool own = i < own_names;
    const Name name = name_of(own ? number * own_names + i : draws.zipf(names), draws, own);
    if (!text.empty()) text += " met ";
    if (!mentions.empty()) mentions += ',';
    mentions += "{\"start\":" + std::to_string(text.size());
    text += name.text;
    mentions += ",\"end\":" + std::to_string(text.size()) + ",\"type\":\"";
    (mentions += name.type) += "\"}";
  }
  return "{\"id\":\"d" + std::to_string(number) + "\",\"text\":\"" + text + ".\",\"mentions\":[" +
         mentions + "]}\n";
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) return 2;
  const std::uint64_t names = std::strtoull(words[1], nullptr, 10);
  const std::uint64_t seed = std::strtoull(words[2], nullptr, 10);
  const bool mixed_order = count > 3 && std::string_view(words[3]) == "mixed";
  const std::uint64_t documents = names / own_names + 1;
  constexpr std::uint64_t stride = 2'147'483'647;  // a prime: every document comes once
  for (std::uint64_t i = 0; i < documents; ++i) {
    const std::string line = document(mixed_order ? i * stride % documents : i, names, seed);
    std::fwrite(line.data(), 1, line.size(), stdout);
  }
}
