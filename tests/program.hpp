#pragma once

#include <fmt/format.h>
#include <sys/wait.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

/// Runs the program as a user would.
namespace program {

namespace fs = std::filesystem;

inline std::string content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline void write(const fs::path& path, std::string_view text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

/// An empty folder of its own for a test.
inline fs::path fresh_folder(const std::string& name) {
  const fs::path folder =
      fs::temp_directory_path() / fmt::format("comention-{}-{}", name, ::getpid());
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

struct Outcome {
  int code;         ///< exit code, or 128 + signal
  std::string out;  ///< standard output
  std::string err;  ///< standard error
};

/// Runs a shell command; `comention` in it stands for the program under test.
inline Outcome shell(const std::string& command) {
  const fs::path folder = fresh_folder("shell");
  const std::string line =
      fmt::format("comention() {{ '{}' \"$@\"; }}; ( {} ) >'{}' 2>'{}' </dev/null",
                  COMENTION_BINARY, command, (folder / "out").string(), (folder / "err").string());
  const int status = std::system(line.c_str());
  Outcome outcome{WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
                  content(folder / "out"), content(folder / "err")};
  fs::remove_all(folder);
  return outcome;
}

/// The examples that the demo shows.
inline std::string example_pages() { return COMENTION_SOURCE_DIR "/examples/pages"; }

inline bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace program
