#include <unistd.h>

#include <catch2/catch.hpp>

#include "comention/read.hpp"
#include "program.hpp"
#include "text/utf8.hpp"

using namespace comention;
using program::fresh_folder;
using program::write;
namespace fs = std::filesystem;

namespace {

struct Reading {
  std::vector<RawPage> pages;
  std::vector<std::string> errors;
};

Reading read_all_pages(const std::vector<std::string>& inputs, const ReadOptions& options = {}) {
  Reading reading;
  auto source = open_pages(inputs, options);
  if (!source) {
    reading.errors.push_back(source.error().message);
    return reading;
  }
  for (int guard = 0; guard < 10000; ++guard) {
    RawPage page;
    const auto more = (*source)->next(page);
    if (!more) {
      reading.errors.push_back(more.error().message);
      continue;
    }
    if (!*more) return reading;
    reading.pages.push_back(std::move(page));
  }
  FAIL("reading does not end");
  return reading;
}

/// A small file of each format with one page.
std::string sample(std::string_view format) {
  if (format == "html")
    return "<!DOCTYPE html><html><body><p>Anna met Peter in Oslo.</p></body></html>\n";
  if (format == "jsonl") return "{\"id\":\"1\",\"text\":\"Anna met Peter in Oslo.\"}\n";
  if (format == "csv") return "id,text\n1,\"Anna met Peter, in Oslo.\"\n";
  if (format == "tsv") return "id\ttext\n1\tAnna met Peter in Oslo.\n";
  if (format == "tags") return "1\tAnna\tPeter\n";
  return "Anna met Peter in Oslo.\n";
}

}  // namespace

TEST_CASE("every input format survives what files are in the wild") {
  const auto folder = fresh_folder("wild");
  for (const InputFormat& format : input_formats()) {
    const std::string name(format.name);
    const std::string text = sample(name);
    const std::pair<const char*, std::string> defects[] = {
        {"whole", text},
        {"empty", ""},
        {"cut", text.substr(0, text.size() / 2)},
        {"without last line end", text.substr(0, text.size() - 1)},
        {"BOM", "\xEF\xBB\xBF" + text},
        {"NUL", text + std::string(3, '\0') + "\n" + text},
        {"bad UTF-8", text + "\xC3\x28\xFF\n"},
    };
    for (const auto& [defect, bytes] : defects) {
      INFO(name << ": " << defect);
      const auto path = folder / "page";
      write(path, bytes);
      ReadOptions options;
      options.format = name;
      const auto reading = read_all_pages({path.string()}, options);
      for (const auto& page : reading.pages) {
        CHECK(find_invalid_utf8(page.text) == std::string::npos);
        CHECK(page.text.find('\0') == std::string::npos);
      }
      for (const auto& error : reading.errors) CHECK(error.find(path.string()) == 0);
      if (std::string_view(defect) == "whole" || std::string_view(defect) == "BOM" ||
          std::string_view(defect) == "without last line end") {
        CHECK(reading.errors.empty());
        REQUIRE(reading.pages.size() == 1);
        CHECK(reading.pages[0].text.find("\xEF\xBB\xBF") == std::string::npos);
      }
    }
    std::string crlf;
    for (const char c : text) crlf += c == '\n' ? "\r\n" : std::string(1, c);
    write(folder / "page", crlf);
    ReadOptions options;
    options.format = name;
    const auto reading = read_all_pages({(folder / "page").string()}, options);
    REQUIRE(reading.pages.size() == 1);
    CHECK(reading.pages[0].text.find('\r') == std::string::npos);
  }
}

TEST_CASE("the kind of a file is known by content and suffix") {
  const auto folder = fresh_folder("kinds");
  write(folder / "a.txt", "Anna met Peter.\n");
  write(folder / "b.html", "<p>Anna</p>");
  write(folder / "c", "<!DOCTYPE html><title>x</title>");
  write(folder / "d.jsonl", "{\"text\":\"Anna\"}\n");
  write(folder / "e.csv", "tags\n\"a; b\"\n");
  write(folder / "f.tsv", "doc1\ta\tb\n");
  write(folder / "g.tsv", "id\ttext\n1\tAnna\n");
  const auto reading = read_all_pages({folder.string()});
  CHECK(reading.errors.empty());
  REQUIRE(reading.pages.size() == 7);
  const PageForm expected[] = {PageForm::text, PageForm::html, PageForm::html,  PageForm::record,
                               PageForm::tags, PageForm::tags, PageForm::record};
  for (std::size_t i = 0; i < 7; ++i) {
    INFO(reading.pages[i].source);
    CHECK(reading.pages[i].form == expected[i]);
  }
  CHECK(reading.pages[5].tags == std::vector<std::string>{"a", "b"});
}

TEST_CASE("files come sorted, once each, hidden ones and links to folders left out") {
  const auto folder = fresh_folder("order");
  write(folder / "b.txt", "b");
  write(folder / "a/z.txt", "z");
  write(folder / ".hidden.txt", "no");
  write(folder / ".git/x.txt", "no");
  fs::create_directory_symlink(folder, folder / "a/loop");
  fs::create_symlink(folder / "nowhere.txt", folder / "c.txt");
  const auto reading = read_all_pages({(folder / "b.txt").string(), folder.string()});
  REQUIRE(reading.pages.size() == 2);
  CHECK(reading.pages[0].text == "z");
  CHECK(reading.pages[1].text == "b");
  REQUIRE(reading.errors.size() == 1);
  CHECK(reading.errors[0].find("c.txt: No such file") != std::string::npos);
}

TEST_CASE("a quoted field may hold line breaks, and ragged rows are named") {
  const auto folder = fresh_folder("table");
  write(folder / "t.csv", "id,text\n1,\"two\nlines, \"\"quoted\"\"\"\n2,too,many\n3,\"no end\n");
  const auto reading = read_all_pages({(folder / "t.csv").string()});
  REQUIRE(reading.pages.size() == 1);
  CHECK(reading.pages[0].text == "two\nlines, \"quoted\"");
  CHECK(reading.pages[0].id == "1");
  REQUIRE(reading.errors.size() == 2);
  CHECK(reading.errors[0].find("t.csv:4: 3 fields where the header has 2") != std::string::npos);
  CHECK(reading.errors[1].find("t.csv:5: a quoted field has no end") != std::string::npos);
}

TEST_CASE("records carry their mentions in code points, and equal keys are settled") {
  const auto folder = fresh_folder("records");
  write(folder / "r.jsonl",
        "{\"doc_id\":\"x\",\"text\":\"old\",\"text\":\"\u00c9va in "
        "K\u00f6ln\",\"mentions\":[{\"start\":7,\"end\":11,"
        "\"type\":\"GPE\"},{\"start\":0,\"end\":3,\"type\":\"PER\"},{\"start\":4,\"end\":6,"
        "\"type\":\"DATE\"}]}\n"
        "{\"text\":\"Anna\",\"ents\":[{\"start\":0,\"end\":4,\"label\":\"PERSON\"}]}\n"
        "{\"text\":\"a lone \\ud800 surrogate\"}\n"
        "{\"text\":\"huge\",\"n\":1e400}\n");
  const auto reading = read_all_pages({(folder / "r.jsonl").string()});
  REQUIRE(reading.pages.size() == 2);
  const RawPage& page = reading.pages[0];
  CHECK(page.text == "\u00c9va in K\u00f6ln");
  REQUIRE(page.mentions.size() == 2);
  CHECK(page.text.substr(page.mentions[0].start, page.mentions[0].end - page.mentions[0].start) ==
        "\u00c9va");
  CHECK(page.text.substr(page.mentions[1].start, page.mentions[1].end - page.mentions[1].start) ==
        "K\u00f6ln");
  CHECK(page.mentions[1].type == EntityType::place);
  CHECK(reading.pages[1].mentions_given);
  REQUIRE(reading.errors.size() == 2);
  CHECK(reading.errors[0].find("r.jsonl:3: not JSON") != std::string::npos);
  CHECK(reading.errors[1].find("r.jsonl:4: not JSON") != std::string::npos);
  CHECK(reading.errors[1].find("too big") != std::string::npos);
}

TEST_CASE("limits are refused by name and reading goes on") {
  const auto folder = fresh_folder("limits");
  write(folder / "l.jsonl",
        "{\"text\":\"" + std::string(2000, 'x') + "\"}\n{\"text\":\"short\"}\n");
  write(folder / "p.txt", std::string(5000, 'y'));
  write(folder / "z.txt", "fine");
  ReadOptions options;
  options.line_limit = 1000;
  options.page_limit = 4000;
  const auto reading = read_all_pages({folder.string()}, options);
  REQUIRE(reading.pages.size() == 2);
  CHECK(reading.pages[0].text == "short");
  CHECK(reading.pages[1].text == "fine");
  REQUIRE(reading.errors.size() == 2);
  CHECK(reading.errors[0].find("l.jsonl:1: line longer than 1000 bytes") != std::string::npos);
  CHECK(reading.errors[1].find("p.txt: page larger than 4000 bytes") != std::string::npos);
}

TEST_CASE("pages of too many lines or tags are refused by name") {
  const auto folder = fresh_folder("parts");
  std::string lines, tags;
  for (int n = 0; n < 101; ++n) lines += "a\n", tags += "<p>a";
  write(folder / "a.txt", lines);
  write(folder / "b.html", tags);
  write(folder / "c.txt", lines.substr(2));
  ReadOptions options;
  options.page_part_limit = 100;
  const auto reading = read_all_pages({folder.string()}, options);
  REQUIRE(reading.pages.size() == 1);
  CHECK(reading.pages[0].text == lines.substr(2));
  REQUIRE(reading.errors.size() == 2);
  CHECK(reading.errors[0].find("a.txt: page of more than 100 lines") != std::string::npos);
  CHECK(reading.errors[1].find("b.html: page of more than 100 tags") != std::string::npos);
}
