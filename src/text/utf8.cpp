#include "text/utf8.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

namespace comention {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Length of the well-formed sequence at `at`, 0 when it is malformed; the code point goes to `c`.
/// Overlong forms, surrogates and values above U+10FFFF are malformed (Unicode, table 3-7).
std::size_t decode(std::string_view text, std::size_t at, char32_t& c) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const std::size_t left = text.size() - at;
  const char32_t first = byte(0);
  if (first < 0x80) {
    c = first;
    return 1;
  }
  if (first < 0xC2 || first > 0xF4) return 0;
  if (left < 2 || !is_continuation(text[at + 1])) return 0;
  if (first < 0xE0) {
    c = (first & 0x1F) << 6 | (byte(1) & 0x3Fu);
    return 2;
  }
  if (left < 3 || !is_continuation(text[at + 2])) return 0;
  if (first < 0xF0) {
    const char32_t value = (first & 0x0F) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
    if (value < 0x800 || (value >= 0xD800 && value < 0xE000)) return 0;
    c = value;
    return 3;
  }
  if (left < 4 || !is_continuation(text[at + 3])) return 0;
  const char32_t value =
      (first & 0x07) << 18 | (byte(1) & 0x3Fu) << 12 | (byte(2) & 0x3Fu) << 6 | (byte(3) & 0x3Fu);
  if (value < 0x10000 || value > 0x10FFFF) return 0;
  c = value;
  return 4;
}

std::string map_text(std::string_view text, int options) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                                   static_cast<utf8proc_option_t>(options));
  if (length < 0) return std::string(text);
  std::string out(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length));
  std::free(mapped);
  return out;
}

utf8proc_category_t category(char32_t c) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c | (c >= 'A' && c <= 'Z' ? 0x20 : 0));
  return out;
}

bool is_invisible(char32_t c) {
  return c == 0x00AD || c == 0x200B || c == 0x200C || c == 0x2060 || c == 0xFEFF;
}

/// Appends what fold_key() makes of a character. Marks are dropped, so nothing is left that would
/// change places with its neighbours: texts can be folded one character at a time.
void append_folded(std::string& out, char32_t c) {
  constexpr int longest = 32;  // decompositions of one character have up to 18
  constexpr auto options =
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                     UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
  std::array<utf8proc_int32_t, longest> folded;
  int boundary = 0;  // for an option that is not used
  const auto count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), folded.data(),
                                             longest, options, &boundary);
  for (utf8proc_ssize_t i = 0; i < count; ++i)
    append_utf8(out, static_cast<char32_t>(folded[static_cast<std::size_t>(i)]));
}

}  // namespace

std::size_t skip_ascii(std::string_view text, std::size_t at) {
  constexpr std::uint64_t high = 0x8080808080808080u;
  for (std::uint64_t chunk; at + sizeof chunk <= text.size(); at += sizeof chunk) {
    std::memcpy(&chunk, text.data() + at, sizeof chunk);
    if ((chunk & high) != 0) break;
  }
  while (at < text.size() && (text[at] & 0x80) == 0) ++at;
  return at;
}

char32_t next_wide_code_point(std::string_view text, std::size_t& at) {
  char32_t c = replacement_character;
  const std::size_t length = decode(text, at, c);
  at += std::max<std::size_t>(length, 1);
  return c;
}

void append_utf8(std::string& out, char32_t code_point) {
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
    return;
  }
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000)) {
    code_point = replacement_character;
  }
  utf8proc_uint8_t bytes[4];
  const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

std::size_t find_invalid_utf8(std::string_view text) {
  for (std::size_t at = skip_ascii(text, 0); at < text.size();) {
    if ((text[at] & 0x80) == 0) {
      at = skip_ascii(text, at);
      continue;
    }
    char32_t c;
    const std::size_t length = decode(text, at, c);
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

std::string repair_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t bad = find_invalid_utf8(text);
    out.append(text.substr(0, bad));
    if (bad == std::string_view::npos) break;
    append_utf8(out, replacement_character);
    text.remove_prefix(bad + 1);
    while (!text.empty() && is_continuation(text.front())) text.remove_prefix(1);
  }
  return out;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

bool is_ascii(std::string_view text) { return skip_ascii(text, 0) == text.size(); }

std::string to_nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  return map_text(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

std::string fold_key(std::string_view text) {
  if (is_ascii(text)) return ascii_lower(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (const char c = text[at]; (c & 0x80) == 0) {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      ++at;
      continue;
    }
    char32_t c;
    const std::size_t length = decode(text, at, c);
    if (length == 0) return std::string(text);
    append_folded(out, c);
    at += length;
  }
  return out;
}

bool folds_to(std::string_view text, std::string_view key) {
  std::size_t at = 0;
  for (; at < text.size() && (text[at] & 0x80) == 0; ++at) {
    const char c = text[at] >= 'A' && text[at] <= 'Z' ? static_cast<char>(text[at] + 32) : text[at];
    if (at >= key.size() || c != key[at]) return false;
  }
  return at == text.size() ? at == key.size() : fold_key(text) == key;
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const auto kind = category(c);
  return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO;
}

bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  const auto kind = category(c);
  return kind == UTF8PROC_CATEGORY_LU || kind == UTF8PROC_CATEGORY_LT;
}

bool is_lower(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  return category(c) == UTF8PROC_CATEGORY_LL;
}

bool is_digit(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  return category(c) == UTF8PROC_CATEGORY_ND;
}

bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D);
  if (c == 0x85 || c == 0x200B || c == 0xFEFF) return true;
  const auto kind = category(c);
  return kind == UTF8PROC_CATEGORY_ZS || kind == UTF8PROC_CATEGORY_ZL ||
         kind == UTF8PROC_CATEGORY_ZP;
}

char32_t to_lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

std::string to_lower(std::string_view text) {
  if (is_ascii(text)) return ascii_lower(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if ((c & 0x80) != 0) {
      append_utf8(out, to_lower(next_code_point(text, at)));
      continue;
    }
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    ++at;
  }
  return out;
}

std::string squeeze_spaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool blank = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    if (is_invisible(c)) continue;
    if (is_space(c)) {
      blank = true;
      continue;
    }
    if (blank && !out.empty()) out += ' ';
    blank = false;
    out.append(text.substr(start, at - start));
  }
  return out;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\f\v";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_continuation(text[at])) continue;
    if (count_ % 64 == 0) bytes_.push_back(at);
    ++count_;
  }
}

std::size_t CodePointIndex::byte_of(std::size_t code_point) const {
  if (code_point >= count_) return text_.size();
  std::size_t at = bytes_[code_point / 64];
  for (std::size_t left = code_point % 64; left > 0; --left) {
    ++at;
    while (at < text_.size() && is_continuation(text_[at])) ++at;
  }
  return at;
}

std::size_t CodePointIndex::code_point_of(std::size_t byte) const {
  byte = std::min(byte, text_.size());
  const auto next = std::upper_bound(bytes_.begin(), bytes_.end(), byte);
  if (next == bytes_.begin()) return 0;
  const auto block = static_cast<std::size_t>(next - bytes_.begin()) - 1;
  return block * 64 + count_code_points(text_.substr(bytes_[block], byte - bytes_[block]));
}

}  // namespace comention
