#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "export_graphs.hpp"

using namespace comention;
using namespace export_graphs;
namespace fs = std::filesystem;

namespace {

/// Pages and pictures hold what the build and the machine's fonts give; they have their own tests.
bool is_picture(const ExportFormat& format) {
  for (const auto* name : {"html", "svg", "png"}) {
    if (format.name == name) return true;
  }
  return false;
}

void write_gexf_13(const fs::path& folder, const std::string& stem, const Graph& graph) {
  const auto files = written(*find_export_format("gexf"), graph, {.gexf_13 = true});
  std::ofstream(folder / (stem + "13.gexf"), std::ios::binary) << files.at("");
}

void write_all(const fs::path& folder, const std::string& stem, const Graph& graph,
               const WriterOptions& options = {}) {
  for (const auto& format : export_formats()) {
    if (is_picture(format)) continue;
    for (const auto& [suffix, bytes] : written(format, graph, options)) {
      std::ofstream(folder / file_name(stem, suffix, format), std::ios::binary) << bytes;
    }
  }
}

// The viewer page differs with what it was bundled from, a PNG with the fonts of the machine; both
// have tests of their own.
bool has_golden_sample(const ExportFormat& format) {
  return format.name != "html" && format.name != "png";
}

}  // namespace

TEST_CASE("every format gives the golden sample byte for byte") {
  const fs::path samples = fs::path(COMENTION_SOURCE_DIR) / "export/samples";
  for (const auto& format : export_formats()) {
    if (!has_golden_sample(format)) continue;
    for (const auto& [suffix, bytes] : written(format, sample())) {
      const auto path = samples / file_name("sample", suffix, format);
      INFO(path);
      std::ifstream in(path, std::ios::binary);
      REQUIRE(in);
      const std::string golden{std::istreambuf_iterator<char>(in), {}};
      CHECK(golden == bytes);
    }
  }
}

// Hidden: writes the files that real readers are tried on. COMENTION_EXPORT_OUT names the folder.
TEST_CASE("write files for other programs to read", "[.files]") {
  const char* out = std::getenv("COMENTION_EXPORT_OUT");
  REQUIRE(out != nullptr);
  const fs::path folder = out;
  fs::create_directories(folder / "labels");
  write_all(folder, "sample", sample());
  write_all(folder, "empty", with_columns());
  write_all(folder, "one", one_node());
  write_all(folder, "nasty", nasty());
  write_all(folder, "many", many(5000, 100000));
  write_gexf_13(folder, "sample", sample());
  write_gexf_13(folder, "nasty", nasty());
  write_gexf_13(folder, "many", many(5000, 100000));
  for (const auto& [name, label] : nasty_labels()) {
    write_all(folder / "labels", name, labelled(label));
    write_all(folder / "labels", name + "-cleaned", labelled(cleaned(label)));
  }
}
