// What happens when the system does not play along: closed streams, full disks, few file handles.

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "program.hpp"

using namespace program;

namespace {

const std::string two_lists = "1\tx\ty\n2\ty\tx\tz\n";

/// A folder with `a.tags`, of which one line cannot be read, so that a run has something to say.
fs::path folder_with_tags(const std::string& name) {
  const auto folder = fresh_folder(name);
  write(folder / "a.tags", two_lists + "\xFF\xFE\x80 3\tx\ty\n");
  return folder;
}

std::string build_in(const fs::path& folder, const std::string& tail) {
  return fmt::format("cd '{}' && comention build a.tags --min-cooccurrences 1 {}", folder.string(),
                     tail);
}

std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("closed or full standard streams change no byte of the output") {
  const auto folder = folder_with_tags("streams");
  REQUIRE(shell(build_in(folder, "-o a.json")).code == 3);
  const std::string expected = content(folder / "a.json");
  for (const char* streams : {"2>&-", "2>/dev/full", "<&-", ">&-", "<&- >&- 2>&-"}) {
    INFO(streams);
    CHECK(shell(build_in(folder, fmt::format("-o b.json {}", streams))).code == 3);
    CHECK(content(folder / "b.json") == expected);
    fs::remove(folder / "b.json");
  }
  const auto nowhere = shell(build_in(folder, "--format json -o - >&-"));
  CHECK(nowhere.code == 1);
  CHECK(contains(nowhere.err, "standard output: Bad file descriptor"));
  CHECK(shell("comention clean - <&-").code != 0);
}

TEST_CASE("a file that may not grow is an error, and the old output stays") {
  const auto folder = folder_with_tags("limit");
  write(folder / "a.json", "old");
  const auto run = shell(fmt::format("cd '{}' && ulimit -f 1 && exec '{}' build a.tags -o a.json",
                                     folder.string(), COMENTION_BINARY));
  CHECK(run.code == 1);
  CHECK(contains(run.err, "a.json: File too large"));
  CHECK(content(folder / "a.json") == "old");
  CHECK(files_in(folder) == 2);
}

TEST_CASE("few file handles, no environment and any locale give the same bytes") {
  const auto folder = fresh_folder("poor");
  for (int i = 0; i < 30; ++i) write(folder / fmt::format("in/{}/p.tags", i), two_lists);
  const std::string run =
      fmt::format("cd '{}' && {{}} '{}' build in -q --threads 2 -o g.json && cat g.json",
                  folder.string(), COMENTION_BINARY);
  const auto expected = shell(fmt::format(fmt::runtime(run), "env"));
  CHECK(expected.code == 0);
  CHECK(contains(expected.out, "\"label\":\"y\""));
  for (const char* how : {"ulimit -n 8 &&", "env -i", "env LC_ALL=tr_TR.UTF-8", "env TMPDIR=/no"}) {
    INFO(how);
    CHECK(shell(fmt::format(fmt::runtime(run), how)).out == expected.out);
  }
}

TEST_CASE("an input that is the output by a hard or symbolic link is refused") {
  const auto folder = folder_with_tags("links");
  const std::string before = content(folder / "a.tags");
  fs::create_hard_link(folder / "a.tags", folder / "hard.json");
  fs::create_symlink("a.tags", folder / "soft.json");
  for (const char* link : {"hard.json", "soft.json"}) {
    const auto run = shell(build_in(folder, fmt::format("-o {}", link)));
    CHECK(run.code == 2);
    CHECK(contains(run.err, "is an input and an output"));
  }
  CHECK(content(folder / "a.tags") == before);
}

TEST_CASE("a small file that unpacks to a huge one is refused once and the rest is read") {
  const auto folder = fresh_folder("bomb");
  write(folder / "b.txt", "Anna Holm met Peter Brandt in Oslo on Monday to talk about cables.\n");
  REQUIRE(shell(fmt::format("cd '{}' && head -c 100M /dev/zero | tr '\\0' a | gzip -1 >a.txt.gz",
                            folder.string()))
              .code == 0);
  const auto run = shell(fmt::format("comention clean '{}'", folder.string()));
  CHECK(run.code == 3);
  CHECK(contains(run.err, "a.txt.gz: page larger than 67108864 bytes"));
  CHECK(contains(run.out, "Anna Holm"));
}

TEST_CASE("four runs on one output leave one whole file") {
  const auto folder = folder_with_tags("four");
  REQUIRE(shell(build_in(folder, "-o a.json")).code == 3);
  const std::string expected = content(folder / "a.json");
  shell(
      fmt::format("cd '{}' && for i in 1 2 3 4; do '{}' build a.tags --min-cooccurrences 1 -o "
                  "b.json & done; wait",
                  folder.string(), COMENTION_BINARY));
  CHECK(content(folder / "b.json") == expected);
  CHECK(files_in(folder) == 3);
}

TEST_CASE("file names of any bytes give valid output, and odd files end no run") {
  const auto folder = fresh_folder("names");
  write(folder / "a\xFF.txt",
        "Anna Holm met Peter Brandt in Oslo on Monday to talk about cables.\n");
  write(folder / "other.csv", "colour,size\nred,1\n");
  fs::create_symlink("nowhere.txt", folder / "dangling.txt");
  const auto run = shell(fmt::format("comention clean '{}'", folder.string()));
  CHECK(run.code == 3);
  CHECK(contains(run.out, "a\xEF\xBF\xBD.txt"));
  CHECK(!contains(run.out, "\xFF"));
  CHECK(contains(run.err, "other.csv: has neither a text nor a tags column"));
  CHECK(contains(run.err, "dangling.txt: No such file or directory"));
}
