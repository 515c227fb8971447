#include "text/encoding.hpp"

#include <fmt/format.h>
#include <iconv.h>
#include <uchardet/uchardet.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <optional>

#include "text/charsets.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

/// uchardet is slow and sure after little: it sees this much at most.
constexpr std::size_t detection_window = 64 << 10;

constexpr std::array<std::string_view, 9> reason_names = {"ASCII",
                                                          "byte-order mark",
                                                          "zero pattern",
                                                          "valid UTF-8",
                                                          "declared by the transport",
                                                          "declared in the document",
                                                          "UTF-8 but for a few bytes",
                                                          "detected",
                                                          "fallback"};

/// Windows-1252 between 0x80 and 0x9F; holes are the control characters themselves (WHATWG).
constexpr std::array<char16_t, 32> windows_1252_high = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

/// What became of bytes.
struct Converted {
  std::string text;
  std::size_t replaced = 0;
};

Converted from_windows_1252(std::string_view bytes) {
  Converted out;
  out.text.reserve(bytes.size() + bytes.size() / 8);
  for (const char byte : bytes) {
    const auto c = static_cast<unsigned char>(byte);
    if (c < 0x80) {
      out.text += byte;
    } else {
      append_utf8(out.text, c < 0xA0 ? windows_1252_high[c - 0x80] : c);
    }
  }
  return out;
}

class Converter {
 public:
  explicit Converter(const std::string& charset)
      : descriptor_(iconv_open("UTF-8", charset.c_str())) {}
  ~Converter() {
    if (valid()) iconv_close(descriptor_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  bool valid() const { return descriptor_ != reinterpret_cast<iconv_t>(-1); }

  Converted run(std::string_view bytes, std::size_t unit) {
    Converted out;
    std::array<char, 16384> buffer;
    char* from = const_cast<char*>(bytes.data());
    std::size_t left = bytes.size();
    while (left > 0) {
      char* to = buffer.data();
      std::size_t room = buffer.size();
      const std::size_t done = iconv(descriptor_, &from, &left, &to, &room);
      const int why = errno;
      out.text.append(buffer.data(), buffer.size() - room);
      if (done != static_cast<std::size_t>(-1) || why == E2BIG) continue;
      append_utf8(out.text, replacement_character);
      ++out.replaced;
      const std::size_t skipped = std::min(left, unit);
      from += skipped;
      left -= skipped;
      iconv(descriptor_, nullptr, nullptr, nullptr, nullptr);
    }
    return out;
  }

 private:
  iconv_t descriptor_;
};

/// Bytes to step over where a sequence is malformed.
std::size_t unit_of(std::string_view charset) {
  if (charset.substr(0, 6) == "UTF-16") return 2;
  return charset.substr(0, 6) == "UTF-32" ? 4 : 1;
}

/// The text of `bytes` read as `charset`; nothing when the charset is unknown.
std::optional<Converted> convert(std::string_view bytes, const std::string& charset) {
  if (charset == "WINDOWS-1252") return from_windows_1252(bytes);
  Converter converter(charset);
  if (!converter.valid()) return std::nullopt;
  return converter.run(bytes, unit_of(charset));
}

/// As convert(), but nothing when the bytes contradict the charset: more than 1 in 100 malformed.
std::optional<Converted> convert_plausibly(std::string_view bytes, const std::string& charset) {
  auto converted = convert(bytes, charset);
  if (converted && converted->replaced > 3 + bytes.size() / 100) return std::nullopt;
  return converted;
}

struct Mark {
  std::string_view bytes;
  const char* charset;
};
using namespace std::string_view_literals;
constexpr Mark marks[] = {{"\xEF\xBB\xBF"sv, "UTF-8"},    {"\xFF\xFE\0\0"sv, "UTF-32LE"},
                          {"\0\0\xFE\xFF"sv, "UTF-32BE"}, {"\xFF\xFE"sv, "UTF-16LE"},
                          {"\xFE\xFF"sv, "UTF-16BE"},     {"\x84\x31\x95\x33"sv, "GB18030"}};

/// UTF-16 without a mark: of Latin text every other byte is zero.
const char* zero_pattern(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 1024);
  if (head.size() < 4) return nullptr;
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i & 1] += head[i] == '\0';
  const std::size_t half = head.size() / 2;
  if (zeros[1] * 10 > half * 6 && zeros[0] * 10 < half) return "UTF-16LE";
  if (zeros[0] * 10 > half * 6 && zeros[1] * 10 < half) return "UTF-16BE";
  return nullptr;
}

/// ISO-2022 and HZ write other scripts with ASCII bytes and shifts.
bool is_seven_bit(std::string_view charset) {
  return charset.substr(0, 8) == "ISO-2022" || charset == "HZ-GB-2312" || charset == "HZ";
}

/// Malformed places are few among well-formed characters beyond ASCII.
bool is_damaged_utf8(std::string_view bytes) {
  std::size_t good = 0, bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    if ((bytes[at] & 0x80) == 0) {
      ++at;
      continue;
    }
    const std::size_t before = at;
    const bool malformed = next_code_point(bytes, at) == replacement_character && at == before + 1;
    ++(malformed ? bad : good);
  }
  return bad <= good / 8 + 1 && good > 0;
}

std::string detected_charset(std::string_view bytes) {
  std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), uchardet_delete);
  // Detection starts shortly before the first byte that is not ASCII: all before says nothing.
  const auto first = std::find_if(bytes.begin(), bytes.end(), [](char c) { return c & 0x80; });
  const auto before = static_cast<std::size_t>(first - bytes.begin());
  const auto window = bytes.substr(before > 256 ? before - 256 : 0, detection_window);
  if (uchardet_handle_data(detector.get(), window.data(), window.size()) != 0) return {};
  uchardet_data_end(detector.get());
  return charset_of(uchardet_get_charset(detector.get()));
}

void take(DecodedText& out, Converted converted, std::string charset, CharsetReason reason) {
  out.text = std::move(converted.text);
  out.replaced = converted.replaced;
  out.charset = std::move(charset);
  out.reason = reason;
}

std::size_t count_replacements(std::string_view text) {
  std::size_t count = 0;
  for (auto at = text.find("\xEF\xBF\xBD"); at != std::string_view::npos;
       at = text.find("\xEF\xBF\xBD", at + 3)) {
    ++count;
  }
  return count;
}

bool decode_by_mark(std::string_view bytes, DecodedText& out) {
  for (const Mark& mark : marks) {
    if (bytes.substr(0, mark.bytes.size()) != mark.bytes) continue;
    const auto rest = bytes.substr(mark.bytes.size());
    Converted converted;
    if (mark.charset == "UTF-8"sv) {
      converted.text = repair_utf8(rest);
      converted.replaced = count_replacements(converted.text);
    } else if (auto result = convert(rest, mark.charset)) {
      converted = std::move(*result);
    } else {
      continue;
    }
    take(out, std::move(converted), mark.charset, CharsetReason::byte_order_mark);
    return true;
  }
  return false;
}

bool decode_as(std::string_view bytes, const std::string& charset, CharsetReason reason,
               DecodedText& out) {
  if (charset.empty() || charset == "UTF-8") return false;
  // A document that says "UTF-16" in ASCII bytes is not (HTML standard).
  if (charset.substr(0, 4) == "UTF-") return false;
  auto converted = convert_plausibly(bytes, charset);
  if (!converted) return false;
  take(out, std::move(*converted), charset, reason);
  return true;
}

void decode_eight_bit(std::string_view bytes, const std::string& transport,
                      const std::string& document, DecodedText& out) {
  if (decode_as(bytes, transport, CharsetReason::transport, out)) return;
  if (decode_as(bytes, document, CharsetReason::document, out)) return;
  if (is_damaged_utf8(bytes)) {
    Converted converted{repair_utf8(bytes), 0};
    converted.replaced = count_replacements(converted.text) - count_replacements(bytes);
    take(out, std::move(converted), "UTF-8", CharsetReason::damaged_utf8);
    return;
  }
  if (decode_as(bytes, detected_charset(bytes), CharsetReason::detected, out)) return;
  take(out, from_windows_1252(bytes), "WINDOWS-1252", CharsetReason::fallback);
}

bool is_unwanted(char32_t c) {
  return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0) ||
         (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

/// Bytes with which a line end other than LF, a control character or a noncharacter may begin.
bool is_suspect(char byte) {
  const auto c = static_cast<unsigned char>(byte);
  return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F || c == 0xC2 || c == 0xE2 || c >= 0xEF;
}

/// The same, by what follows a byte beyond ASCII.
bool may_need_tidying(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return true;
  const auto next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0u;
  if (c == 0xC2) return next < 0xA0;
  if (c == 0xE2) return next == 0x80;
  return c == 0xEF ? next == 0xB7 || next == 0xBF : true;
}

/// The first place at or after `at` that may need tidying, or the text's size. Most of a page is
/// passed over in runs that the compiler turns into vector instructions.
std::size_t next_untidy(std::string_view text, std::size_t at) {
  constexpr std::size_t run = 64;
  while (at < text.size()) {
    const std::size_t end = std::min(text.size(), at + run);
    if (end - at == run) {
      unsigned char suspects = 0;
      for (std::size_t i = 0; i < run; ++i) suspects |= is_suspect(text[at + i]);
      if (suspects == 0) {
        at = end;
        continue;
      }
    }
    for (; at < end; ++at) {
      if (is_suspect(text[at]) && may_need_tidying(text, at)) return at;
    }
  }
  return at;
}

/// Line ends become LF; NUL goes away, other control characters become a blank.
void tidy(DecodedText& out) {
  const std::string_view text = out.text;
  std::string tidied;
  std::size_t kept = 0;  // text before it is in `tidied`
  for (std::size_t at = next_untidy(text, 0); at < text.size(); at = next_untidy(text, at)) {
    const std::size_t before = at;
    const char32_t c = next_code_point(text, at);
    const bool line_end = c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    if (!line_end && !is_unwanted(c)) continue;
    tidied.append(text.substr(kept, before - kept));
    if (line_end) {
      tidied += '\n';
      if (c == '\r' && at < text.size() && text[at] == '\n') ++at;
    } else {
      ++out.controls;
      if (c != 0) tidied += ' ';
    }
    kept = at;
  }
  if (kept == 0) return;
  tidied.append(text.substr(kept));
  out.text = std::move(tidied);
}

}  // namespace

std::string_view to_string(CharsetReason reason) {
  return reason_names[static_cast<std::size_t>(reason)];
}

std::string DecodedText::note() const {
  std::string out;
  if (charset != "UTF-8" && reason != CharsetReason::ascii) {
    out = fmt::format("read as {} ({})", charset, to_string(reason));
  }
  const auto add = [&](std::size_t count, std::string_view what) {
    if (count > 0) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", count, what);
  };
  add(replaced, "malformed sequences replaced");
  add(controls, "control characters taken out");
  return out;
}

DecodedText decode_text(std::string bytes, std::string_view declared) {
  DecodedText out;
  const char* zeros = nullptr;
  if (decode_by_mark(bytes, out)) {
  } else if ((zeros = zero_pattern(bytes)) != nullptr) {
    auto converted = convert(bytes, zeros);
    take(out, converted ? std::move(*converted) : Converted{}, zeros, CharsetReason::zero_pattern);
  } else {
    const std::string transport = charset_of(declared);
    const std::string document = charset_of(declared_charset(bytes));
    const bool ascii = is_ascii(bytes);
    const bool shifts = is_seven_bit(transport) || is_seven_bit(document);
    if (!shifts && find_invalid_utf8(bytes) == std::string_view::npos) {
      take(out, {std::move(bytes), 0}, ascii ? "ASCII" : "UTF-8",
           ascii ? CharsetReason::ascii : CharsetReason::valid_utf8);
    } else {
      decode_eight_bit(bytes, transport, document, out);
    }
  }
  tidy(out);
  return out;
}

}  // namespace comention
