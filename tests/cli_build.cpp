// What a user of the command line meets: outputs, errors, exit codes.

#include <unistd.h>

#include <catch2/catch.hpp>
#include <sstream>

#include "program.hpp"

using namespace program;

TEST_CASE("one run reads the example pages and writes every format it is asked for") {
  const auto folder = fresh_folder("build");
  const auto run =
      shell(fmt::format("cd '{}' && comention build '{}' -o g.graphml -o g.gexf -o g.json -o "
                        "g.cyjs -o g.csv --report r.txt",
                        folder.string(), example_pages()));
  INFO(run.err);
  REQUIRE(run.code == 0);
  CHECK(run.out.empty());
  for (const char* name :
       {"g.graphml", "g.gexf", "g.json", "g.cyjs", "g.nodes.csv", "g.edges.csv"}) {
    CHECK(fs::file_size(folder / name) > 500);
  }
  const std::string graph = content(folder / "g.json");
  CHECK(contains(graph, "\"label\":\"Ingrid Solheim\""));
  CHECK(contains(graph, "\"evidence\":[{"));
  CHECK(contains(content(folder / "r.txt"), "heaviest pairs"));
  CHECK(std::distance(fs::directory_iterator(folder), fs::directory_iterator()) == 7);
}

TEST_CASE("the same bytes whatever the threads, the memory and the order of inputs") {
  const auto folder = fresh_folder("same");
  const std::string pages = example_pages();
  const auto run = [&](const std::string& inputs, const std::string& options, const char* name) {
    const auto outcome = shell(
        fmt::format("comention build {} {} -o '{}'", inputs, options, (folder / name).string()));
    REQUIRE(outcome.code == 0);
    return content(folder / name);
  };
  const std::string expected = run(pages, "--threads 1", "a.json");
  CHECK(run(pages, "--threads 4", "b.json") == expected);
  CHECK(run(pages, "--threads 2 --memory 1M", "c.json") == expected);
  const std::string one = pages + "/01-body-twice.txt ", two = pages + "/04-archive.txt ";
  CHECK(run(one + two, "", "d.json") == run(two + one, "", "e.json"));
}

TEST_CASE("one person, one country, one node; foreign text and furniture stay out") {
  const auto run = shell(fmt::format("comention entities '{}'", example_pages()));
  INFO(run.err);
  REQUIRE(run.code == 0);
  CHECK(contains(run.out, "\"name\":\"Ingrid Solheim\""));
  CHECK(!contains(run.out, "\"name\":\"Solheim\""));
  CHECK(!contains(run.out, "\"name\":\"Kalnins\""));
  for (const char* wrong : {"Petra Lindqvist", "Anna Holm", "Maija Ozola", "Helena Kask",
                            "Linus Berg", "Jens Aune", "Falk", "Ziedins"}) {
    INFO(wrong);
    CHECK(!contains(run.out, wrong));
  }
}

TEST_CASE("a foreign paragraph is set aside in its host and linked with nothing there") {
  const std::string page = example_pages() + "/03-foreign-paragraph.txt";
  const auto clean = shell(fmt::format("comention clean '{}'", page));
  CHECK(std::count(clean.out.begin(), clean.out.end(), '\n') == 1);
  CHECK(contains(clean.out,
                 "{\"kind\":\"foreign\",\"text\":\"Carlsen header sends Valdemar United top\"}"));
  const auto first = clean.out.find("Carlsen header sends");
  CHECK(clean.out.find("Carlsen header sends", first + 1) == std::string::npos);
  CHECK(contains(clean.out, "Kalnins will travel to Oslo next week"));
  const auto pairs = shell(fmt::format(
      "comention build '{}' --context document --min-cooccurrences 1 -q -o - --format pairs",
      page));
  CHECK(contains(pairs.out, "Marta Reyes"));
  std::istringstream lines(pairs.out);
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    CHECK(contains(line, "Valdemar") == contains(line, "Carlsen"));
  }
}

TEST_CASE("an archive page becomes its posts with dates, titles and tags") {
  const auto run = shell(fmt::format("comention clean '{}/04-archive.txt'", example_pages()));
  REQUIRE(run.code == 0);
  CHECK(std::count(run.out.begin(), run.out.end(), '\n') == 4);
  for (const char* part :
       {"\"title\":\"Norway signs Baltic cable treaty with Latvia\",\"date\":\"2021-05-19\"",
        "\"title\":\"Ferry operator takes cable to court\",\"date\":\"2021-05-12\"",
        "\"title\":\"Reyes visits Liepaja landing site\",\"date\":\"2021-04-30\"",
        "\"title\":\"Germany asks for a second cable\",\"date\":\"2021-04-02\"",
        "\"tags\":[\"Norda Lines\",\"Shipping\",\"Sweden\"]"}) {
    INFO(part);
    CHECK(contains(run.out, part));
  }
}

TEST_CASE("a missing file, an unknown suffix and an empty corpus are clear errors") {
  const auto folder = fresh_folder("errors");
  const auto missing = shell("comention build /no/such/page.txt -o /tmp/g.json");
  CHECK(missing.code == 1);
  CHECK(contains(missing.err, "/no/such/page.txt: no such file or folder"));

  const auto suffix = shell(fmt::format("comention build '{}' -o g.unknown", example_pages()));
  CHECK(suffix.code == 2);
  CHECK(contains(suffix.err, "g.unknown: no format has this suffix"));

  const auto empty = shell(fmt::format("comention build '{0}' -o /tmp/g.json", folder.string()));
  CHECK(empty.code == 1);
  CHECK(contains(empty.err, "nothing to read"));

  CHECK(shell("comention build").code == 2);
  CHECK(shell("comention").code == 2);
  CHECK(shell("comention nonsense").code == 2);
  CHECK(shell("comention --version").code == 0);
}

TEST_CASE("outputs that cannot be are refused before anything is read") {
  const auto folder = fresh_folder("refused");
  write(folder / "in/page.txt",
        "Anna Holm met Peter Brandt in Oslo on Monday to talk about cables.\n");
  const std::string in = (folder / "in").string();
  const auto inside = shell(fmt::format("comention build '{0}' -o '{0}/g.json'", in));
  CHECK(inside.code == 2);
  CHECK(contains(inside.err, "lies inside the input folder"));
  const auto same =
      shell(fmt::format("comention build '{0}/page.txt' --format json -o '{0}/page.txt'", in));
  CHECK(same.code == 2);
  CHECK(contains(same.err, "is an input and an output"));
  CHECK(content(folder / "in/page.txt").starts_with("Anna"));
  const auto nowhere = shell(fmt::format("comention build '{}' -o /no/such/folder/g.json", in));
  CHECK(nowhere.code == 1);
  CHECK(contains(nowhere.err, "/no/such/folder"));
}

TEST_CASE("a bad line is named and the others are counted") {
  const auto folder = fresh_folder("lines");
  write(folder / "in.jsonl",
        "{\"id\":\"a\",\"tags\":[\"x\",\"y\"]}\n"
        "{\"id\":\"b\",\"tags\":[\"x\"\n"
        "\"text\"\n"
        "{\"id\":\"c\"}\n"
        "{\"id\":\"d\",\"text\":\"caf\xE9\"}\n"
        "{\"id\":\"e\",\"text\":\"Oslo\",\"mentions\":[{\"start\":0,\"end\":99,\"type\":\"PLACE\"}]"
        "}\n"
        "{\"id\":\"f\",\"tags\":[\"x\",\"y\"]}\n");
  const auto run =
      shell(fmt::format("comention build '{}/in.jsonl' -o - --format pairs", folder.string()));
  INFO(run.err);
  CHECK(run.code == 3);
  CHECK(run.out == "x\ty\t2\n");
  CHECK(contains(run.err, "in.jsonl:2: not JSON at byte"));
  CHECK(contains(run.err, "in.jsonl:3: not a JSON object"));
  CHECK(contains(run.err, "in.jsonl:4: has neither text"));
  CHECK(contains(run.err, "in.jsonl:5: not UTF-8 at byte"));
  CHECK(contains(run.err, "in.jsonl:6: mention 0-99 does not lie in the text"));
  CHECK(shell(fmt::format("comention build --strict '{}/in.jsonl' -o - --format pairs",
                          folder.string()))
            .code == 1);
}

TEST_CASE("tables, tag lists, packed files and standard input are read alike") {
  const auto folder = fresh_folder("inputs");
  write(folder / "t.csv", "id,tags\n1,\"x; y\"\n2,\"y; x; z\"\n");
  write(folder / "t.tags", "1\tx\ty\n2\ty\tx\tz\ty\n");
  const std::string expected = "x\ty\t2\nx\tz\t1\ny\tz\t1\n";
  const std::string tail = " -o - --format pairs --min-cooccurrences 1 -q | sort";
  const std::string at = "cd '" + folder.string() + "' && ";
  CHECK(shell(at + "comention build t.csv" + tail).out == expected);
  CHECK(shell(at + "comention build t.tags" + tail).out == expected);
  CHECK(shell(at + "comention build --no-aliases --input-format tags t.tags" + tail).out ==
        expected);
  CHECK(shell(at + "gzip -k t.tags && comention build t.tags.gz" + tail).out == expected);
  CHECK(shell(at + "tar cf t.tar t.csv && comention build t.tar" + tail).out == expected);
  CHECK(shell(at + "comention build --input-format tags - <t.tags" + tail).out == expected);
  const auto column = shell(at + "comention build --tags-column nope t.csv" + tail);
  CHECK(contains(column.err, "has no column \"nope\""));
}

TEST_CASE("a pipe in a folder is named and never waited for") {
  const auto folder = fresh_folder("fifo");
  write(folder / "page.txt",
        "Anna Holm met Peter Brandt in Oslo on Monday to talk about cables.\n");
  REQUIRE(shell(fmt::format("mkfifo '{}/pipe.txt'", folder.string())).code == 0);
  const auto direct =
      shell(fmt::format("timeout 20 '{}' extract '{}'", COMENTION_BINARY, folder.string()));
  CHECK(direct.code == 3);
  CHECK(contains(direct.err, "pipe.txt: is not a regular file"));
  CHECK(contains(direct.out, "Oslo"));
}

TEST_CASE("who reads our output may go away, and a full disk is an error") {
  const auto closed = shell("comention formats | head -n 1; exit ${PIPESTATUS:-0}");
  CHECK(closed.code == 0);
  const auto full = shell(fmt::format("comention clean '{}' -o /dev/full", example_pages()));
  CHECK(full.code == 1);
  CHECK(contains(full.err, "No space left on device"));
}

TEST_CASE("another tagger finds the names, and a lying one is named") {
  const auto folder = fresh_folder("extractor");
  write(folder / "in.jsonl",
        "{\"id\":\"a\",\"text\":\"zork met quux\"}\n{\"id\":\"b\",\"text\":\"quux met zork\"}\n");
  const std::string run = fmt::format(
      "comention build --as-is '{}/in.jsonl' -o - --format pairs -q "
      "--min-cooccurrences 1 --extractor ",
      folder.string());
  const std::string honest =
      R"('sed -E "s/.*\"doc_id\":\"([^\"]*)\".*/{\"doc_id\":\"\1\",\"mentions\":[)"
      R"({\"start\":0,\"end\":4,\"type\":\"PERSON\"},{\"start\":9,\"end\":13,\"type\":\"ORG\"}]}/"')";
  const auto good = shell(run + honest);
  INFO(good.err);
  CHECK(good.code == 0);
  CHECK(contains(good.out, "quux\tzork\t"));
  const auto lying = shell(run + R"('sed "s/.*/{\"mentions\":[{\"start\":0,\"end\":400}]}/"')");
  CHECK(lying.code == 3);
  CHECK(contains(lying.err, "does not lie in the text"));
  const auto failing = shell(run + "'exit 7'");
  CHECK(failing.code == 1);
  CHECK(contains(failing.err, "failed with exit code 7"));
  CHECK(shell(run + "'cat >/dev/null'").code == 1);
}

TEST_CASE("the same story on three pages counts once, and the copies are named") {
  const auto folder = fresh_folder("copies");
  const std::string story = content(example_pages() + "/03-foreign-paragraph.txt");
  write(folder / "in/a.txt", story);
  write(folder / "in/b.txt", story);
  write(folder / "in/c.txt", "Evening edition\n\n" + story);
  const std::string in = (folder / "in").string();
  const auto clean = shell(fmt::format("comention clean '{}'", in));
  CHECK(contains(clean.out, fmt::format("\"duplicate_of\":\"{}/a.txt#1\"", in)));
  const std::string tail = " -o - --format pairs -q --min-cooccurrences 1 --context document";
  const auto once = shell(fmt::format("comention build '{}/a.txt'{}", in, tail));
  CHECK(once.code == 0);
  CHECK(shell(fmt::format("comention build '{}'{}", in, tail)).out == once.out);
  CHECK(shell(fmt::format("comention build '{}' --dedup off{}", in, tail)).out != once.out);
  const auto graph = shell(fmt::format("comention build '{}' -q -o - --format json", in));
  CHECK(contains(graph.out, "\"documents\":1"));
  CHECK(contains(graph.out, "\"copies\":2"));
}

TEST_CASE("time slices count each edge and have graphs of their own") {
  const auto folder = fresh_folder("slices");
  write(folder / "in.jsonl",
        "{\"id\":\"1\",\"date\":\"2014-03-30\",\"tags\":[\"x\",\"y\"]}\n"
        "{\"id\":\"2\",\"date\":\"2014-03-01\",\"tags\":[\"x\",\"y\"]}\n"
        "{\"id\":\"3\",\"date\":\"2014-05-02\",\"tags\":[\"x\",\"y\",\"z\"]}\n"
        "{\"id\":\"4\",\"tags\":[\"x\",\"y\"]}\n");
  const auto run = shell(fmt::format(
      "cd '{}' && comention build in.jsonl --slices month --slice-files --robustness -q -o g.json",
      folder.string()));
  INFO(run.err);
  REQUIRE(run.code == 0);
  const std::string all = content(folder / "g.json");
  CHECK(contains(all, "\"slices\":[\"2014-03: 2\",\"2014-05: 1\"]"));
  CHECK(contains(all, "\"first_seen\":\"2014-03-01\",\"last_seen\":\"2014-05-02\""));
  CHECK(contains(all, "\"robustness\":1"));
  CHECK(!contains(content(folder / "g.2014-03.json"), "\"label\":\"z\""));
  CHECK(contains(content(folder / "g.2014-03.json"), "\"count\":2"));
  CHECK(contains(content(folder / "g.2014-05.json"), "\"label\":\"z\""));
  CHECK(!fs::exists(folder / "g.2014-04.json"));
}

TEST_CASE("lists and names that no person wrote are cut, and it is said") {
  const auto folder = fresh_folder("long");
  std::string line = "1";
  for (int i = 0; i < 3000; ++i) line += fmt::format("\ttag{}", i);
  write(folder / "a.tags", line + "\n2\t" + std::string(5000, 'x') + "\ty\n");
  const auto run = shell(
      fmt::format("comention build '{}/a.tags' -o - --format pairs --min-cooccurrences 1 | wc -l",
                  folder.string()));
  CHECK(contains(run.err, "list of 3000 tags cut to 1000"));
  CHECK(contains(run.err, "tag of 5000 bytes cut to 1000"));
  CHECK(contains(run.out, fmt::format("{}", 1000 * 999 / 2 + 1)));
}

TEST_CASE("a written graph converts into other formats, the same as written at once") {
  const auto folder = fresh_folder("convert");
  const std::string at = "cd '" + folder.string() + "' && ";
  REQUIRE(
      shell(at + fmt::format("comention build '{}' -q -o g.json -o a.graphml -o a.gexf -o a.csv",
                             example_pages()))
          .code == 0);
  const auto run = shell(at + "comention convert g.json -o b.json -o b.graphml -o b.gexf -o b.csv");
  INFO(run.err);
  REQUIRE(run.code == 0);
  CHECK(content(folder / "b.json") == content(folder / "g.json"));
  CHECK(content(folder / "b.graphml") == content(folder / "a.graphml"));
  CHECK(content(folder / "b.gexf") == content(folder / "a.gexf"));
  CHECK(content(folder / "b.nodes.csv") == content(folder / "a.nodes.csv"));
  CHECK(content(folder / "b.edges.csv") == content(folder / "a.edges.csv"));
  write(folder / "bad.json", "{\"nodes\":[");
  const auto bad = shell(at + "comention convert bad.json -o c.graphml");
  CHECK(bad.code == 1);
  CHECK(contains(bad.err, "bad.json"));
  CHECK(!fs::exists(folder / "c.graphml"));
}
