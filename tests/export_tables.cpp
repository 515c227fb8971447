#include <catch2/catch.hpp>

#include "export_python.hpp"

using namespace comention;
using namespace export_graphs;

// Neo4j's importer and VOSviewer are too heavy for a test, so their tables are read as strictly as
// their manuals say by a reader of our own, over Python's csv module.
TEST_CASE("tables for Neo4j and VOSviewer hold every label and number") {
  if (run(python() + " -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null") != 0) {
    WARN("skipped: no Python 3.10 is installed (apt-get install python3)");
    return;
  }
  const Folder folder("tables");
  const auto formats = {std::string_view("json"), std::string_view("neo4j"),
                        std::string_view("vosviewer-map")};
  folder.write("sample", sample(), formats);
  folder.write("nasty", nasty(), formats);
  folder.write("one", one_node(), formats);
  folder.write("empty", with_columns(), formats);
  folder.write("many", many(500, 5000), formats);
  const std::string script = COMENTION_SOURCE_DIR "/tests/importers/read_tables.py";
  CHECK(run(python() + " " + script + " " + folder.path() + " sample nasty one empty many") == 0);
}
