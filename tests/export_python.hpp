#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "export_graphs.hpp"

namespace export_graphs {

/// Debian's networkx belongs to Debian's Python.
inline std::string python() {
  return std::filesystem::exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
}

inline int run(const std::string& command) {
  const int status = std::system(command.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// A folder for the time of a test.
class Folder {
 public:
  explicit Folder(const std::string& name)
      : path_(std::filesystem::temp_directory_path() /
              ("comention-" + name + "-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string path() const { return path_.string(); }

  /// Writes STEM.* in the formats named.
  void write(const std::string& stem, const Graph& graph,
             std::initializer_list<std::string_view> formats) const {
    for (const auto word : formats) {
      const auto& format = *find_export_format(word);
      for (const auto& [suffix, bytes] : written(format, graph)) {
        std::ofstream(path_ / file_name(stem, suffix, format), std::ios::binary) << bytes;
      }
    }
  }

 private:
  std::filesystem::path path_;
};

}  // namespace export_graphs
