#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/output.hpp"
#include "base/parallel.hpp"

using namespace comention;
namespace fs = std::filesystem;

namespace {

fs::path fresh_folder(const char* name) {
  const fs::path folder = fs::temp_directory_path() / ("comention-test-" + std::string(name));
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

std::string content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("a file appears whole on commit and not before") {
  const auto folder = fresh_folder("commit");
  const auto path = folder / "g.json";
  {
    auto file = AtomicFile::open(path.string());
    REQUIRE(file);
    REQUIRE(file->write("{}"));
    CHECK(!fs::exists(path));
    REQUIRE(file->commit());
  }
  CHECK(content(path) == "{}");
  CHECK(files_in(folder) == 1);
}

TEST_CASE("what is not committed has no name that a killed run could leave behind") {
  const auto folder = fresh_folder("unnamed");
  const int probe = ::open(folder.c_str(), O_TMPFILE | O_WRONLY, 0600);
  if (probe < 0) {
    WARN("skipped: no files without a name in " << folder);
    return;
  }
  ::close(probe);
  auto first = AtomicFile::open((folder / "g.json").string());
  auto second = AtomicFile::open((folder / "g.json").string());
  REQUIRE(first);
  REQUIRE(second);
  REQUIRE(first->write(std::string(1 << 20, 'x')));
  REQUIRE(second->write("last"));
  CHECK(files_in(folder) == 0);
  REQUIRE(first->commit());
  REQUIRE(second->commit());
  CHECK(files_in(folder) == 1);
  CHECK(content(folder / "g.json") == "last");
}

TEST_CASE("without commit the old file stays and nothing is left behind") {
  const auto folder = fresh_folder("discard");
  const auto path = folder / "g.json";
  std::ofstream(path) << "old";
  {
    auto file = AtomicFile::open(path.string());
    REQUIRE(file);
    REQUIRE(file->write(std::string(1 << 20, 'x')));
  }
  CHECK(content(path) == "old");
  CHECK(files_in(folder) == 1);
}

TEST_CASE("a full device and a missing folder are errors that name the path") {
  auto missing = AtomicFile::open("/nonexistent-folder/g.json");
  REQUIRE(!missing);
  CHECK(missing.error().message.find("/nonexistent-folder/g.json") != std::string::npos);
  auto full = AtomicFile::open("/dev/full");
  REQUIRE(full);
  REQUIRE(full->write("x"));
  CHECK(!full->commit());
}

TEST_CASE("outputs come in the order of the inputs whatever the threads") {
  for (unsigned threads : {1u, 2u, 5u}) {
    int at = 0;
    std::vector<int> got;
    for_each_in_order(
        threads,
        [&]() -> std::optional<int> { return at < 1000 ? std::optional(at++) : std::nullopt; },
        [](int& i) { return i * 2; },
        [&](int i) {
          got.push_back(i);
          return true;
        });
    REQUIRE(got.size() == 1000);
    for (int i = 0; i < 1000; ++i) REQUIRE(got[static_cast<std::size_t>(i)] == 2 * i);
  }
}

TEST_CASE("taking may stop early, and an exception of a worker reaches the caller") {
  int at = 0, taken = 0;
  for_each_in_order(
      3, [&]() -> std::optional<int> { return at++; }, [](int& i) { return i; },
      [&](int) { return ++taken < 10; });
  CHECK(taken == 10);
  CHECK_THROWS_AS(for_each_index(3, 100,
                                 [](std::size_t i) {
                                   if (i == 50) throw std::bad_alloc();
                                 }),
                  std::bad_alloc);
}
