#include "text/prints.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr std::size_t width = 4;  ///< words a shingle

/// The next word's hash from `at` on, or 0 at the end of the text.
std::uint64_t next_word_hash(std::string_view text, std::size_t& at) {
  std::uint64_t hash = 0;
  while (at < text.size()) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c < 0x80) {
      ++at;
      const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      const bool capital = c >= 'A' && c <= 'Z';
      if (letter || capital) {
        hash = (hash + 1) * 0x100000001B3ULL ^ (capital ? c | 0x20U : c);
        continue;
      }
      if (c == '\'' || hash == 0) continue;
      return hash;
    }
    const char32_t point = next_code_point(text, at);
    if (is_letter(point) || is_digit(point)) {
      hash = (hash + 1) * 0x100000001B3ULL ^ to_lower(point);
      continue;
    }
    // Apostrophes are printed in two ways or left out.
    if (hash != 0 && point != U'\u2019') return hash;
  }
  return hash;
}

class Sketcher {
 public:
  void add(std::uint64_t shingle) {
    const std::uint64_t hash = mix_bits(shingle);
    auto& least = least_[hash % TextPrint::places];
    least = std::min(least, hash / TextPrint::places);
  }

  std::array<std::uint8_t, TextPrint::places> finish() const {
    std::array<std::uint8_t, TextPrint::places> out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
      std::size_t from = i, steps = 0;
      while (least_[from] == empty && steps < out.size()) {
        from = (from + 1) % out.size();
        ++steps;
      }
      if (least_[from] == empty) return out;
      out[i] = static_cast<std::uint8_t>(mix_bits(least_[from] + steps) >> 56);
    }
    return out;
  }

  Sketcher() { least_.fill(empty); }

 private:
  static constexpr std::uint64_t empty = ~std::uint64_t{0};
  std::array<std::uint64_t, TextPrint::places> least_;
};

}  // namespace

TextPrint print_of(std::string_view text) {
  TextPrint print;
  Sketcher sketcher;
  std::array<std::uint64_t, width> last{};
  std::uint64_t all = 0xCBF29CE484222325ULL;
  for (std::size_t at = 0; at < text.size();) {
    const auto word = next_word_hash(text, at);
    if (word == 0) break;
    all = mix_bits(all ^ word);
    std::rotate(last.begin(), last.begin() + 1, last.end());
    last.back() = word;
    if (++print.words < width) continue;
    std::uint64_t shingle = 0;
    for (const auto w : last) shingle = mix_bits(shingle + w);
    sketcher.add(shingle);
  }
  print.exact = all;
  // A text of fewer words than a shingle is its own only shingle.
  if (print.words > 0 && print.words < width) sketcher.add(all);
  print.sketch = sketcher.finish();
  return print;
}

bool same_text(const TextPrint& a, const TextPrint& b) {
  return a.exact == b.exact && a.words == b.words;
}

double similarity(const TextPrint& a, const TextPrint& b) {
  if (a.words == 0 || b.words == 0) return a.words == b.words ? 1.0 : 0.0;
  int agree = 0;
  for (std::size_t i = 0; i < TextPrint::places; ++i) agree += a.sketch[i] == b.sketch[i];
  constexpr double chance = 1.0 / 256;
  const double share = static_cast<double>(agree) / TextPrint::places;
  return std::max(0.0, (share - chance) / (1 - chance));
}

}  // namespace comention
