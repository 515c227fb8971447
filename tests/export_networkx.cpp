#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "export_graphs.hpp"

using namespace comention;
using namespace export_graphs;
namespace fs = std::filesystem;

namespace {

/// Debian's networkx belongs to Debian's Python.
std::string python() { return fs::exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3"; }

int run(const std::string& command) {
  const int status = std::system(command.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void write_for_networkx(const fs::path& folder, const std::string& stem, const Graph& graph) {
  for (const auto* word : {"json", "cyjs", "graphml", "gexf"}) {
    const auto& format = *find_export_format(word);
    std::ofstream(folder / file_name(stem, "", format), std::ios::binary)
        << written(format, graph).at("");
  }
}

bool networkx_is_missing() {
  if (run(python() + " -c 'import networkx' 2>/dev/null") == 0) return false;
  WARN("skipped: networkx is not installed (apt-get install python3-networkx)");
  return true;
}

}  // namespace

TEST_CASE("networkx takes labels, weights and direction as they are") {
  if (networkx_is_missing()) return;
  const auto folder =
      fs::temp_directory_path() / ("comention-networkx-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  write_for_networkx(folder, "sample", sample());
  write_for_networkx(folder, "nasty", nasty());
  write_for_networkx(folder, "one", one_node());
  write_for_networkx(folder, "empty", with_columns());
  const std::string script = COMENTION_SOURCE_DIR "/tests/importers/open_in_networkx.py";
  CHECK(run(python() + " " + script + " " + folder.string() + " sample nasty one empty") == 0);
  fs::remove_all(folder);
}

TEST_CASE("the networkx example says what its .expected file states") {
  if (networkx_is_missing()) return;
  const std::string root = COMENTION_SOURCE_DIR;
  CHECK(run("PYTHONIOENCODING=utf-8 " + python() + " " + root + "/examples/networkx/strongest.py " +
            root + "/export/samples/sample.json | cmp - " + root +
            "/examples/networkx/strongest.expected") == 0);
}
