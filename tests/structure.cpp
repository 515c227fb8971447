// What holds for the sources as a whole.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

const fs::path root = COMENTION_SOURCE_DIR;

constexpr std::array<std::string_view, 13> rooms = {
    "base",  "text",    "lexicon", "read",   "page",     "mention", "entity",
    "count", "measure", "graph",   "export", "pipeline", "cli"};

std::size_t floor_of(std::string_view room) {
  return static_cast<std::size_t>(std::find(rooms.begin(), rooms.end(), room) - rooms.begin());
}

/// The room of a source file, by its folder.
std::string room_of(const fs::path& file) {
  const auto relative = fs::relative(file, root);
  const auto part = relative.begin();
  return *part == "export" ? "export" : std::next(part)->string();
}

std::vector<fs::path> sources() {
  std::vector<fs::path> files;
  for (const char* folder : {"src", "export"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const auto extension = entry.path().extension();
      if (extension == ".cpp" || extension == ".hpp") files.push_back(entry.path());
    }
  }
  return files;
}

/// What stands between quotes in `#include "..."`.
std::vector<std::string> own_includes(const fs::path& file) {
  std::vector<std::string> includes;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("#include \"")) continue;
    includes.push_back(line.substr(10, line.find('"', 10) - 10));
  }
  return includes;
}

}  // namespace

TEST_CASE("a file includes only its own room and rooms before it") {
  const auto files = sources();
  REQUIRE(files.size() > 50);
  for (const auto& file : files) {
    const std::string room = room_of(file);
    INFO(file.string());
    REQUIRE(floor_of(room) < rooms.size());
    for (const auto& include : own_includes(file)) {
      const auto slash = include.find('/');
      if (slash == std::string::npos || include.starts_with("comention/")) continue;
      const auto other = floor_of(include.substr(0, slash));
      INFO(include);
      REQUIRE(other < rooms.size());
      CHECK(other <= floor_of(room));
    }
  }
}

TEST_CASE("the library never prints, exits, aborts, reads the clock or the environment") {
  const std::set<std::string> forbidden = {"printf",     "puts",         "putchar",       "vprintf",
                                           "perror",     "exit",         "_exit",         "abort",
                                           "quick_exit", "getenv",       "secure_getenv", "time",
                                           "localtime",  "gettimeofday", "stdout",        "stderr",
                                           "std::cout",  "std::cerr",    "std::clog",     "system"};
  const std::string command =
      fmt::format("nm --undefined-only -C '{}' 2>/dev/null", COMENTION_LIBRARY);
  const std::unique_ptr<FILE, int (*)(FILE*)> nm(popen(command.c_str(), "r"), pclose);
  REQUIRE(nm);
  std::array<char, 4096> line;
  std::string object;
  std::size_t symbols = 0;
  while (std::fgets(line.data(), line.size(), nm.get()) != nullptr) {
    std::string text(line.data());
    while (!text.empty() && text.back() == '\n') text.pop_back();
    if (text.ends_with(":")) object = text;
    const auto at = text.find(" U ");
    if (at == std::string::npos) continue;
    ++symbols;
    std::string symbol = text.substr(at + 3);
    symbol = symbol.substr(0, symbol.find("@@"));
    INFO(object << " uses " << symbol);
    CHECK(forbidden.count(symbol) == 0);
    CHECK(!symbol.starts_with("std::chrono::_V2::system_clock::now"));
    CHECK(!symbol.starts_with("std::chrono::_V2::steady_clock::now"));
  }
  REQUIRE(symbols > 1000);
}
