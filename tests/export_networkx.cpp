#include <catch2/catch.hpp>

#include "export_python.hpp"

using namespace comention;
using namespace export_graphs;

namespace {

bool networkx_is_missing() {
  if (run(python() + " -c 'import networkx' 2>/dev/null") == 0) return false;
  WARN("skipped: networkx is not installed (apt-get install python3-networkx)");
  return true;
}

}  // namespace

TEST_CASE("networkx takes labels, weights and direction as they are") {
  if (networkx_is_missing()) return;
  const Folder folder("networkx");
  const auto formats = {std::string_view("json"), std::string_view("cyjs"),
                        std::string_view("graphml"), std::string_view("gexf")};
  folder.write("sample", sample(), formats);
  folder.write("nasty", nasty(), formats);
  folder.write("one", one_node(), formats);
  folder.write("empty", with_columns(), formats);
  const std::string script = COMENTION_SOURCE_DIR "/tests/importers/open_in_networkx.py";
  CHECK(run(python() + " " + script + " " + folder.path() + " sample nasty one empty") == 0);
}

TEST_CASE("the networkx example says what its .expected file states") {
  if (networkx_is_missing()) return;
  const std::string root = COMENTION_SOURCE_DIR;
  CHECK(run("PYTHONIOENCODING=utf-8 " + python() + " " + root + "/examples/networkx/strongest.py " +
            root + "/export/samples/sample.json | cmp - " + root +
            "/examples/networkx/strongest.expected") == 0);
}
