#include "page/html_figures.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "text/utf8.hpp"

namespace comention {
namespace {

bool is_sentence_end(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == U'…' || c == U'。' || c == U'！' || c == U'？' ||
         c == U'।' || c == U'؟';
}

bool is_closer(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == U'”' || c == U'’' || c == U'»' ||
         c == U'」';
}

/// Scripts that write without blanks: two characters count as a word.
bool is_dense_script(char32_t c) {
  return (c >= 0x3040 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) || (c >= 0xE00 && c < 0xF00);
}

/// What a character is to the figures, one bit each; ASCII is answered from a table.
enum Sign : unsigned {
  ender = 1,
  closer = 2,
  comma = 4,
  digit = 8,
  quote = 16,
  bar = 32,
  copyright = 64,
  dense = 128,
  upper = 256,
  lower = 512,
  wide = 1024,  ///< of a script whose full stop needs no blank behind it
};

constexpr unsigned bit(bool is, Sign sign) { return is ? unsigned{sign} : 0u; }

unsigned case_of(char32_t c) { return bit(is_upper(c), upper) | bit(is_lower(c), lower); }

unsigned signs_of(char32_t c) {
  return bit(is_sentence_end(c), ender) | bit(is_closer(c), closer) |
         bit(c == ',' || c == U'、' || c == U'，' || c == U'،', comma) |
         bit(c >= '0' && c <= '9', digit) |
         bit(c == '"' || c == U'“' || c == U'”' || c == U'«' || c == U'„', quote) |
         bit(c == '|' || c == U'»' || c == U'•' || c == U'›' || c == U'·', bar) |
         bit(c == U'©', copyright) | bit(is_dense_script(c), dense) | bit(c >= 0x3000, wide);
}

const std::array<std::uint16_t, 128>& ascii_signs() {
  static const auto table = [] {
    std::array<std::uint16_t, 128> out{};
    for (char32_t c = 0; c < 128; ++c)
      out[c] = static_cast<std::uint16_t>(signs_of(c) | case_of(c));
    return out;
  }();
  return table;
}

/// Counts while a text is read; whole numbers, since most characters count nowhere.
struct Counts {
  std::uint32_t chars = 0, words = 0, enders = 0, commas = 0, digits = 0, uppers = 0, lowers = 0,
                quotes = 0, bars = 0, dense = 0;
};

}  // namespace

TextFigures figures_of(const HtmlBlock& block) {
  TextFigures out;
  Counts counts;
  const auto& table = ascii_signs();
  char32_t end = ' ';
  bool pending_end = false, word_starts = true;
  const std::string_view text = block.text;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    ++counts.chars;
    if (c == ' ') {
      counts.enders += pending_end;
      pending_end = false;
      word_starts = true;
      continue;
    }
    unsigned signs = c < 128 ? table[c] : signs_of(c);
    if (word_starts) {
      if (c >= 128) signs |= case_of(c);
      ++counts.words;
      counts.uppers += (signs & upper) != 0;
      counts.lowers += (signs & lower) != 0;
      if (counts.chars == 1) {
        out.begins_upper = (signs & upper) != 0;
        out.begins_lower = (signs & lower) != 0;
      }
      word_starts = false;
    }
    if ((signs & ~(upper | lower)) == 0) {
      pending_end = false;
      end = c;
      continue;
    }
    if ((signs & ender) != 0) {
      pending_end = (signs & wide) == 0;
      counts.enders += !pending_end;
    } else if ((signs & closer) == 0) {
      pending_end = false;
    }
    counts.commas += (signs & comma) != 0;
    counts.digits += (signs & digit) != 0;
    counts.quotes += (signs & quote) != 0;
    counts.bars += (signs & bar) != 0;
    counts.dense += (signs & dense) != 0;
    out.copyright = out.copyright || (signs & copyright) != 0;
    if ((signs & closer) == 0) end = c;
  }
  counts.enders += pending_end;
  const auto dense_chars = static_cast<float>(counts.dense);
  out.chars = static_cast<float>(counts.chars);
  out.words = static_cast<float>(counts.words) + dense_chars / 2;
  out.enders = static_cast<float>(counts.enders);
  out.commas = static_cast<float>(counts.commas);
  out.digits = static_cast<float>(counts.digits);
  out.uppers = static_cast<float>(counts.uppers);
  out.lowers = static_cast<float>(counts.lowers);
  out.quotes = static_cast<float>(counts.quotes);
  out.bars = static_cast<float>(counts.bars);
  out.ends_sentence = is_sentence_end(end) && end != U'…';
  out.ends_open = end == ':' || end == U'…';
  const auto size = static_cast<float>(std::max<std::size_t>(text.size(), 1));
  out.link_share = std::min(1.0f, static_cast<float>(block.link_bytes) / size);
  out.strong_share = std::min(1.0f, static_cast<float>(block.strong_bytes) / size);
  const float weight = out.chars + dense_chars;  // a dense character says about twice as much
  if (weight >= 60 && (out.enders > 0 || weight >= 140) && out.link_share < 0.6f) {
    out.prose = weight * (1 - out.link_share);
  }
  return out;
}

void read_word_keys(std::string_view text, std::vector<std::size_t>& keys) {
  constexpr std::size_t start = 1469598103934665603u, prime = 1099511628211u;  // FNV-1a
  // Letters and digits in lower case, 0 for everything else.
  static const auto table = [] {
    std::array<unsigned char, 128> out{};
    for (char32_t c = 0; c < 128; ++c)
      if (is_letter(c) || is_digit(c)) out[c] = static_cast<unsigned char>(to_lower(c));
    return out;
  }();
  keys.clear();
  std::size_t hash = start;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = static_cast<unsigned char>(text[at]);
    if (c < 128) {
      c = table[c];
      ++at;
    } else {
      c = next_code_point(text, at);
      c = is_letter(c) || is_digit(c) ? to_lower(c) : 0;
    }
    if (c != 0) {
      hash = (hash ^ c) * prime;
    } else if (hash != start) {
      keys.push_back(hash);
      hash = start;
    }
  }
  if (hash != start) keys.push_back(hash);
}

KeySet::KeySet(std::span<const std::size_t> keys) {
  if (keys.empty()) return;
  slots_.resize(std::bit_ceil(2 * keys.size()));
  for (const std::size_t key : keys) {
    std::size_t& slot = slots_[place_of(key)];
    size_ += slot == 0;
    slot = key | 1;
  }
}

std::size_t KeySet::place_of(std::size_t key) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = (key * 0x9E3779B97F4A7C15u >> 20) & mask;
  while (slots_[at] != 0 && slots_[at] != (key | 1)) at = (at + 1) & mask;
  return at;
}

bool KeySet::contains(std::size_t key) const { return size_ != 0 && slots_[place_of(key)] != 0; }

}  // namespace comention
