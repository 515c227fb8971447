#include <catch2/catch.hpp>

#include "text/utf8.hpp"

using namespace comention;

TEST_CASE("malformed UTF-8 is found and replaced, never kept") {
  CHECK(find_invalid_utf8("caf\xC3\xA9") == std::string_view::npos);
  CHECK(find_invalid_utf8("caf\xE9!") == 3);
  CHECK(find_invalid_utf8("\xED\xA0\x80") == 0);  // a surrogate
  CHECK(repair_utf8("caf\xE9!") == "caf\xEF\xBF\xBD!");
  CHECK(find_invalid_utf8(repair_utf8("\xFF\xFE\x00z\xF0\x9F")) == std::string_view::npos);
}

TEST_CASE("spellings of one word meet under one key") {
  CHECK(fold_key("MÜLLER") == "muller");
  CHECK(fold_key("Mu\xCC\x88ller") == "muller");
  CHECK(fold_key("Straße") == "strasse");
  CHECK(fold_key("O'Brien & Co.") == "o'brien & co.");
}

TEST_CASE("blanks of every kind become one space") {
  CHECK(squeeze_spaces("  a\u00A0\tb\u2003c\u200B d\n") == "a b c d");
  CHECK(squeeze_spaces("\u00A0").empty());
}

TEST_CASE("code points and bytes translate in both directions") {
  std::string text;
  for (int i = 0; i < 300; ++i) text += i % 3 == 0 ? "é" : "x";
  const CodePointIndex index(text);
  CHECK(index.code_points() == 300);
  std::size_t byte = 0;
  for (std::size_t i = 0; i < 300; ++i) {
    CHECK(index.byte_of(i) == byte);
    CHECK(index.code_point_of(byte) == i);
    byte += i % 3 == 0 ? 2 : 1;
  }
  CHECK(index.byte_of(1000) == text.size());
}
