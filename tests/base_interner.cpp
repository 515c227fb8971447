#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "base/interner.hpp"
#include "base/spill.hpp"
#include "base/varint.hpp"

using namespace comention;

TEST_CASE("equal strings get equal ids, new ones the next id") {
  Interner names;
  std::map<std::string, std::uint32_t> ids;
  std::uint64_t state = 7;
  for (int i = 0; i < 20000; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    // Lengths on both sides of 8, with many near-equal strings.
    std::string text(state >> 60, 'a');
    if (!text.empty())
      text[(state >> 40) % text.size()] = static_cast<char>('a' + (state >> 30) % 26);
    if (text.size() > 9) text += std::to_string((state >> 20) % 1000);
    const auto [at, fresh] = ids.try_emplace(text, static_cast<std::uint32_t>(ids.size()));
    REQUIRE(names.intern(text) == at->second);
  }
  CHECK(names.size() == ids.size());
  CHECK(ids.size() > 2000);
  for (const auto& [text, id] : ids) REQUIRE(names.at(id) == text);
}

TEST_CASE("strings that differ only in length or in zero bytes stay apart") {
  Interner names;
  using namespace std::string_view_literals;
  CHECK(names.intern("") == 0);
  CHECK(names.intern("\0"sv) == 1);
  CHECK(names.intern("\0\0"sv) == 2);
  CHECK(names.intern("abcdefgh") == 3);
  CHECK(names.intern("abcdefghi") == 4);
  CHECK(names.intern("abcdefgh\0"sv) == 5);
  CHECK(names.intern("") == 0);
  CHECK(names.at(2) == "\0\0"sv);
  CHECK(names.at(0).empty());
}

TEST_CASE("padded and plain interning agree") {
  Interner names;
  const std::string text = "oak beech hornbeam-and-more........";
  CHECK(names.intern("oak") == names.intern_padded(text.data(), 3));
  CHECK(names.intern("beech") == names.intern_padded(text.data() + 4, 5));
  CHECK(names.intern("hornbeam-and-more") == names.intern_padded(text.data() + 10, 17));
  CHECK(names.size() == 3);
}

TEST_CASE("a spill buffer gives back what was appended, in memory or from its file") {
  for (const std::uint64_t memory :
       {std::uint64_t{1}, std::uint64_t{3} << 20, std::uint64_t{1} << 30}) {
    SpillBuffer buffer({"/tmp", memory});
    std::string all;
    std::uint64_t state = 1;
    while (all.size() < 7'000'000) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      const std::string part((state >> 33) % 300'000, static_cast<char>('a' + (state >> 60)));
      const auto at = buffer.append(part);
      REQUIRE(at);
      REQUIRE(*at == all.size());
      all += part;
    }
    CHECK(buffer.size() == all.size());
    CHECK(buffer.spilled() == (memory < 7'000'000));
    for (std::size_t at = 0; at < all.size(); at += 777'777) {
      std::string out(std::min<std::size_t>(1'500'000, all.size() - at), '\0');
      REQUIRE(buffer.read(at, out));
      REQUIRE(std::string_view(all).substr(at, out.size()) == out);
    }
  }
}

TEST_CASE("a folder that does not exist is an error that names it") {
  SpillBuffer buffer({"/nonexistent-folder", 1});
  const std::string part(3 << 20, 'x');
  const auto at = buffer.append(part);
  REQUIRE(!at);
  CHECK(at.error().kind == ErrorKind::io);
  CHECK(at.error().message.find("/nonexistent-folder") != std::string::npos);
}

TEST_CASE("numbers survive packing") {
  std::string packed;
  const std::uint64_t numbers[] = {0, 1, 127, 128, 16383, 16384, UINT32_MAX, UINT64_MAX};
  for (const auto n : numbers) put_varint(packed, n);
  const char* at = packed.data();
  for (const auto n : numbers) CHECK(get_varint(at) == n);
  CHECK(at == packed.data() + packed.size());
  for (const std::int64_t n :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1}, INT64_MIN, INT64_MAX}) {
    CHECK(unzigzag(zigzag(n)) == n);
  }
  CHECK(zigzag(-1) == 1);
}
