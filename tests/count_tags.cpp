#include <algorithm>
#include <catch2/catch.hpp>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "base/output.hpp"
#include "count/tag_pairs.hpp"

using namespace comention;

namespace {

TagTableInput table_of(std::string text, std::size_t step = 1 << 20) {
  auto rest = std::make_shared<std::string>(std::move(text));
  return {"tags.tsv", [rest, step](std::span<char> out) -> Result<std::size_t> {
            const std::size_t n = std::min({out.size(), rest->size(), step});
            std::memcpy(out.data(), rest->data(), n);
            rest->erase(0, n);
            return n;
          }};
}

std::string pairs_of(const std::string& text, const TagPairOptions& options = {},
                     TagPairReport* report = nullptr, std::size_t step = 1 << 20) {
  StringSink out;
  auto done = write_tag_pairs({table_of(text, step)}, options, out);
  REQUIRE(done);
  if (report != nullptr) *report = *done;
  return out.text;
}

std::string sorted_lines(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at + 1));
    at = end + 1;
  }
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const auto& line : lines) out += line;
  return out;
}

struct TagText {
  std::string text;
  std::string pairs;  ///< by brute force, lines sorted
};

TagText random_table(std::uint64_t seed, std::size_t lines, std::uint32_t words) {
  std::uint64_t state = seed;
  const auto below = [&](std::uint32_t n) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::uint32_t>((state >> 33) % n);
  };
  TagText table;
  std::map<std::pair<std::string, std::string>, int> counts;
  for (std::size_t line = 0; line < lines; ++line) {
    table.text += "d" + std::to_string(line);
    std::set<std::string> tags;
    for (std::uint32_t t = below(12); t > 0; --t) {
      const std::uint32_t word = below(below(words) + 1);
      std::string tag = "w" + std::to_string(word * 7919 % 10007);
      if (word % 3 == 0) tag += " of the longer kind";
      tags.insert(tag);
      table.text += "\t" + tag;
    }
    table.text += "\n";
    for (auto a = tags.begin(); a != tags.end(); ++a) {
      for (auto b = std::next(a); b != tags.end(); ++b) ++counts[{*a, *b}];
    }
  }
  for (const auto& [pair, n] : counts) {
    table.pairs += pair.first + "\t" + pair.second + "\t" + std::to_string(n) + "\n";
  }
  table.pairs = sorted_lines(table.pairs);
  return table;
}

}  // namespace

TEST_CASE("tag tables become pairs, each once, in byte order, a repeated tag counting once") {
  CHECK(pairs_of("d1\tpear\tfig\tpear\nd2\tfig\tpear\tplum\nd3\tplum\n") ==
        "fig\tpear\t2\nfig\tplum\t1\npear\tplum\t1\n");
}

TEST_CASE("a random table agrees with a recount whatever the threads, the memory and the blocks") {
  const TagText table = random_table(1, 3000, 400);
  const std::string reference = pairs_of(table.text);
  CHECK(sorted_lines(reference) == table.pairs);
  for (unsigned threads = 1; threads <= 4; ++threads) {
    for (const std::uint64_t memory :
         {std::uint64_t{2000}, std::uint64_t{100000}, std::uint64_t{1} << 28}) {
      for (const std::size_t step : {1u << 20, 997u}) {
        TagPairOptions options;
        options.threads = threads;
        options.place.memory = memory;
        TagPairReport report;
        CHECK(pairs_of(table.text, options, &report, step) == reference);
        if (memory < 10000) CHECK(report.rows.ranges > 2);
      }
    }
  }
}

TEST_CASE("the order of lines and of tables changes no byte") {
  const TagText table = random_table(2, 500, 100);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < table.text.size();) {
    const auto end = table.text.find('\n', at);
    lines.push_back(table.text.substr(at, end - at + 1));
    at = end + 1;
  }
  std::reverse(lines.begin(), lines.end());
  std::string first, second;
  for (std::size_t i = 0; i < lines.size(); ++i) (i % 3 == 0 ? first : second) += lines[i];
  StringSink out;
  REQUIRE(write_tag_pairs({table_of(second), table_of(first)}, {}, out));
  CHECK(out.text == pairs_of(table.text));
}

TEST_CASE("a table of several chunks agrees with a recount") {
  const TagText table = random_table(3, 250'000, 3000);
  TagPairOptions options;
  options.threads = 2;
  TagPairReport report;
  const std::string in_memory = pairs_of(table.text, options, &report);
  CHECK(sorted_lines(in_memory) == table.pairs);
  CHECK(report.totals.incidences > (1u << 20));
  options.place.memory = 3 << 20;
  CHECK(pairs_of(table.text, options, &report) == in_memory);
  CHECK(report.rows.ranges > 1);
}

TEST_CASE("thresholds hold back pairs") {
  const std::string text = "1\ta\tb\tc\n2\ta\tb\n3\ta\tc\n4\ta\tb\n";
  TagPairOptions options;
  options.filter.min_count = 2;
  TagPairReport report;
  CHECK(pairs_of(text, options, &report) == "a\tb\t3\na\tc\t2\n");
  CHECK(report.rows.pairs == 3);
  CHECK(report.rows.kept == 2);
  options.filter.min_occurrences = 3;
  CHECK(pairs_of(text, options) == "a\tb\t3\n");
}

TEST_CASE("line ends, blanks, empty fields, marks and a missing last line end do not matter") {
  const std::string plain = pairs_of("1\tash\toak\n2\toak\tash\telm\n");
  CHECK(pairs_of("1\tash\toak\r\n2\toak\tash\telm\r\n") == plain);
  CHECK(pairs_of("1\tash\toak\r2\toak\tash\telm") == plain);
  CHECK(pairs_of("\xEF\xBB\xBF"
                 "1\tash\toak\n\n\n2\toak\tash\telm") == plain);
  CHECK(pairs_of("1\t ash \t\toak\t\n2\toak  \t  ash\t \telm\n") == plain);
  TagPairReport report;
  CHECK(pairs_of("", {}, &report).empty());
  CHECK(report.table.lines == 0);
  CHECK(pairs_of("only-an-id\n\n", {}, &report).empty());
  CHECK(report.table.lines == 1);
}

TEST_CASE("spellings of one character are one tag") {
  CHECK(pairs_of("1\tcaf\xC3\xA9\tbar\n2\tcafe\xCC\x81\tbar\n") == "bar\tcaf\xC3\xA9\t2\n");
}

TEST_CASE("a line that is no text is left out and named, the others count") {
  TagPairReport report;
  CHECK(pairs_of("1\ta\tb\n2\ta\t\xFF\n3\ta\tb\n4\tc\t\x01z\n", {}, &report) == "a\tb\t2\n");
  CHECK(report.table.lines == 2);
  CHECK(report.table.lines_bad == 2);
  REQUIRE(report.table.warnings.size() == 2);
  CHECK(report.table.warnings[0] == "tags.tsv:2: not UTF-8 at byte 4");
  CHECK(report.table.warnings[1] == "tags.tsv:4: control character at byte 4");
}

TEST_CASE("overlong lines, lists and names are limited and said") {
  TagPairReport report;
  const std::string huge(max_line_bytes + (3 << 20), 'x');
  CHECK(pairs_of("1\ta\tb\n2\t" + huge + "\n3\ta\tb\n", {}, &report) == "a\tb\t2\n");
  CHECK(report.table.lines_too_long == 1);
  REQUIRE(report.table.warnings.size() == 1);
  CHECK(report.table.warnings[0] == "tags.tsv:2: line of more than 8 MiB left out");

  std::string list = "1";
  for (std::size_t t = 0; t < max_tags_of_line + 100; ++t) list += "\t" + std::to_string(t);
  TagPairOptions few;
  few.filter.min_count = 2;
  pairs_of(list + "\n", few, &report);
  CHECK(report.table.lists_cut == 1);
  CHECK(report.totals.largest == max_tags_of_line);
  REQUIRE(report.table.warnings.size() == 1);
  CHECK(report.table.warnings[0] == "tags.tsv:1: list of 1100 tags cut to 1000");

  const std::string name = std::string(max_tag_bytes - 1, 'n') + "\xC3\xA9" + "zzz";
  CHECK(pairs_of("1\ta\t" + name + "\n", {}, &report) ==
        "a\t" + std::string(max_tag_bytes - 1, 'n') + "\t1\n");
  CHECK(report.table.tags_cut == 1);
}

TEST_CASE("a table that cannot be opened or read is an error that names it") {
  const auto missing = open_tag_table("/nonexistent-folder/tags.tsv");
  REQUIRE(!missing);
  CHECK(missing.error().message.find("/nonexistent-folder/tags.tsv") != std::string::npos);
  CHECK(!open_tag_table("/"));
  StringSink out;
  const TagTableInput broken{"b.tsv", [](std::span<char>) -> Result<std::size_t> {
                               return fail(ErrorKind::io, "b.tsv: torn");
                             }};
  for (const unsigned threads : {1u, 3u}) {
    TagPairOptions options;
    options.threads = threads;
    const auto done = write_tag_pairs({table_of("1\ta\tb\n"), broken}, options, out);
    REQUIRE(!done);
    CHECK(done.error().message == "b.tsv: torn");
  }
}

TEST_CASE("a table in a file is read like one in memory") {
  const auto path = std::filesystem::temp_directory_path() / "comention-test-tags.tsv";
  const TagText table = random_table(4, 200, 50);
  std::ofstream(path, std::ios::binary) << table.text;
  auto input = open_tag_table(path.string());
  REQUIRE(input);
  StringSink out;
  REQUIRE(write_tag_pairs({*input}, {}, out));
  CHECK(out.text == pairs_of(table.text));
  std::filesystem::remove(path);
}
