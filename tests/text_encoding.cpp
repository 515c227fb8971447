#include <catch2/catch.hpp>
#include <string>

#include "text/encoding.hpp"
#include "text/utf8.hpp"

using namespace comention;
using namespace std::string_literals;

namespace {

std::string utf16(std::u16string_view text, bool big_endian) {
  std::string out;
  for (const char16_t c : text) {
    const char high = static_cast<char>(c >> 8), low = static_cast<char>(c & 0xFF);
    out += big_endian ? high : low;
    out += big_endian ? low : high;
  }
  return out;
}

}  // namespace

TEST_CASE("plain texts pass through unchanged") {
  CHECK(decode_text("Harbour news\n").charset == "ASCII");
  const auto utf8 = decode_text("Café Łódź\n");
  CHECK(utf8.text == "Café Łódź\n");
  CHECK(utf8.reason == CharsetReason::valid_utf8);
  CHECK(utf8.note().empty());
}

TEST_CASE("byte-order marks decide") {
  CHECK(decode_text("\xEF\xBB\xBFMayor").text == "Mayor");
  for (const bool big : {false, true}) {
    const auto text = decode_text((big ? "\xFE\xFF"s : "\xFF\xFE"s) + utf16(u"Zoë went", big));
    CHECK(text.text == "Zoë went");
    CHECK(text.reason == CharsetReason::byte_order_mark);
  }
  CHECK(decode_text("\xFF\xFE\0\0M\0\0\0"s).text == "M");
}

TEST_CASE("UTF-16 without a mark is seen by its zeros") {
  const auto text = decode_text(utf16(u"The ferry was late again", false));
  CHECK(text.text == "The ferry was late again");
  CHECK(text.note() == "read as UTF-16LE (zero pattern)");
}

TEST_CASE("a declared charset is followed, under the names of the web") {
  const std::string page = "<html><head><meta charset='iso-8859-1'></head>caf\xE9 \x93x\x94";
  const auto text = decode_text(page);
  CHECK(text.charset == "WINDOWS-1252");
  CHECK(text.reason == CharsetReason::document);
  CHECK(text.text.find("café “x”") != std::string::npos);
  CHECK(decode_text("\xCD\xCF\xD3\xCB\xD7\xC1", "text/html; charset=KOI8-R").text == "москва");
  CHECK(decode_text("<?xml version='1.0' encoding=\"shift_jis\"?>\x93\x8C\x8B\x9E")
            .text.find("東京") != std::string::npos);
  CHECK(decode_text("<meta http-equiv=Content-Type content='text/html; charset=windows-1250'>\xA3")
            .charset == "WINDOWS-1250");
}

TEST_CASE("a declaration that the bytes contradict is passed over") {
  CHECK(decode_text("<meta charset=iso-8859-1>Café", "latin1").text ==
        "<meta charset=iso-8859-1>Café");
  const auto damaged = decode_text("<meta charset=utf-8>Café Noël über \xE9 Łódź señor");
  CHECK(damaged.charset == "UTF-8");
  CHECK(damaged.replaced == 1);
  CHECK(damaged.text.find("Łódź") != std::string::npos);
  CHECK(decode_text("plain \xE9t\xE9", "no-such-charset").text == "plain été");
  CHECK(decode_text("caf\xE9", "utf-16").text == "café");
}

TEST_CASE("an undeclared charset is detected") {
  std::string russian;
  for (int i = 0; i < 8; ++i) {
    russian += "\xCF\xF0\xE8\xE2\xE5\xF2, \xEA\xE0\xEA \xE4\xE5\xEB\xE0 \xF3 \xF2\xE5\xE1\xFF? ";
  }
  const auto text = decode_text(russian);
  CHECK(text.reason == CharsetReason::detected);
  CHECK(text.text.substr(0, 12) == "Привет");
}

TEST_CASE("line ends, NUL and control characters are set right and counted") {
  const auto text = decode_text(
      "a\r\nb\rc\0d\x01"
      "e\xC2\x85"
      "f\xE2\x80\xA8g"s);
  CHECK(text.text == "a\nb\ncd e\nf\ng");
  CHECK(text.controls == 2);
  CHECK(text.note() == "2 control characters taken out");
}

TEST_CASE("whatever the bytes, the text is valid UTF-8 without NUL") {
  std::uint32_t state = 7;
  for (int round = 0; round < 300; ++round) {
    std::string bytes;
    for (int i = 0; i < 200; ++i) {
      state = state * 1664525u + 1013904223u;
      bytes += static_cast<char>(state >> 24);
    }
    for (const char* declared : {"", "gbk", "iso-2022-jp", "utf-16", "big5", "euc-jp", "utf-7"}) {
      const auto text = decode_text(bytes, declared);
      CHECK(find_invalid_utf8(text.text) == std::string_view::npos);
      CHECK(text.text.find('\0') == std::string::npos);
      CHECK_FALSE(text.charset.empty());
    }
  }
}

/// A text with plain text on both sides.
static std::string around(const std::string& plain, const char* text) {
  std::string out = plain;
  return out.append(text).append(plain);
}

TEST_CASE("a character is tidied wherever it stands in a run of plain text") {
  for (std::size_t before = 0; before < 80; ++before) {
    const std::string plain(before, 'a');
    for (const char* odd : {"\r", "\r\n", "\xC2\x85", "\xE2\x80\xA8"}) {
      CHECK(decode_text(around(plain, odd)).text == around(plain, "\n"));
    }
    for (const char* odd : {"\x01", "\x7F", "\xC2\x80", "\xEF\xB7\x90", "\xF0\x9F\xBF\xBE"}) {
      CHECK(decode_text(around(plain, odd)).text == around(plain, " "));
    }
    for (const char* kept : {"\xC2\xA0", "\xE2\x82\xAC", "\xEF\xBF\xA5", "\xF0\x9F\x98\x80"}) {
      CHECK(decode_text(around(plain, kept)).text == around(plain, kept));
    }
  }
}

TEST_CASE("overlong forms, surrogates and values past the last character are malformed") {
  const std::string plain(17, 'a');
  for (const char* bad : {"\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\x80"}) {
    CHECK(find_invalid_utf8(around(plain, bad)) == plain.size());
  }
  for (const char* good : {"\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                           "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    CHECK(find_invalid_utf8(around(plain, good)) == std::string::npos);
  }
}
