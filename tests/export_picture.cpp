#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "export/picture_labels.hpp"
#include "export_graphs.hpp"
#include "program.hpp"

using namespace comention;
using namespace export_graphs;
namespace fs = std::filesystem;

namespace {

std::string drawn(std::string_view format, const Graph& graph) {
  return written(*find_export_format(format), graph).begin()->second;
}

std::size_t count_of(std::string_view text, std::string_view wanted) {
  std::size_t count = 0;
  for (auto at = text.find(wanted); at != text.npos; at = text.find(wanted, at + 1)) ++count;
  return count;
}

Box box_of(const TextMark& label) {
  const double width = text_width(label.text, label.size);
  const double left = label.x - width * static_cast<double>(label.anchor) / 2;
  return {left, label.y - 0.6 * label.size, left + width, label.y + 0.6 * label.size};
}

bool overlap(const Box& a, const Box& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

}  // namespace

TEST_CASE("no name is written over another or over the edge of the picture") {
  std::mt19937 random(3);
  std::vector<WantedLabel> wanted;
  for (int i = 0; i < 900; ++i) {
    wanted.push_back({"Name number " + std::to_string(i), static_cast<double>(random() % 800),
                      static_cast<double>(random() % 600), static_cast<double>(2 + random() % 12),
                      11.0 + i % 8});
  }
  const Box frame{0, 0, 800, 600};
  const auto placed = place_labels(wanted, frame, 200);
  REQUIRE(placed.size() > 60);
  for (std::size_t i = 0; i < placed.size(); ++i) {
    const auto box = box_of(placed[i]);
    CHECK((box.left >= -0.01 && box.top >= -0.01 && box.right <= 800.01 && box.bottom <= 600.01));
    for (std::size_t k = 0; k < i; ++k) {
      INFO(placed[i].text << " / " << placed[k].text);
      CHECK_FALSE(overlap(box, box_of(placed[k])));
    }
  }
}

TEST_CASE("the most important name is placed first") {
  const std::vector<WantedLabel> wanted = {{"First", 100, 100, 5, 12}, {"Second", 100, 100, 5, 12}};
  const auto placed = place_labels(wanted, {0, 0, 200, 200}, 1);
  REQUIRE(placed.size() == 1);
  CHECK(placed[0].text == "First");
}

TEST_CASE("a name takes the side that covers least, and a large node is always named") {
  const WantedLabel middle{"Middle", 200, 200, 20, 14};
  const auto alone = place_labels(std::vector{middle}, {0, 0, 400, 400}, 9);
  REQUIRE(alone.size() == 1);
  CHECK(alone[0].y > 220);
  // Its other sides taken by large nodes, it goes where there is none.
  const std::vector<WantedLabel> crowded = {
      middle, {"South", 200, 240, 20, 14}, {"North", 200, 160, 20, 14}, {"East", 245, 200, 20, 14}};
  const auto beside = place_labels(crowded, {0, 0, 400, 400}, 9);
  REQUIRE(beside.size() == 4);
  CHECK(beside[0].anchor == Anchor::end);
}

TEST_CASE("a long name is cut by characters, not by bytes") {
  CHECK(shortened("Ölüdeniz", 8) == "Ölüdeniz");
  CHECK(shortened("Ölüdenizli", 8) == "Ölüdeni…");
  CHECK(shortened("one two three", 5) == "one…");
  CHECK(shortened("", 5).empty());
}

TEST_CASE("a drawing keeps the strongest 5,000 links and says so") {
  const auto graph = many(4000, 9000);
  const auto svg = drawn("svg", graph);
  REQUIRE(graph.ends.size() > 5000);
  std::size_t lines = 0;
  for (auto at = svg.find(" d=\"M"); at != svg.npos; at = svg.find(" d=\"M", at + 1)) {
    lines += count_of(std::string_view(svg).substr(at, svg.find("/>", at) - at), "M");
  }
  CHECK(lines == 5000);
  CHECK(svg.find("names, the strongest 5,000 of ") != std::string::npos);
}

TEST_CASE("names in a drawing are escaped text") {
  const auto svg = drawn("svg", labelled("<script>a&b"));
  CHECK(svg.find("<script") == std::string::npos);
  CHECK(svg.find("&lt;script&gt;a&amp;b</text>") != std::string::npos);
  CHECK(drawn("svg", labelled("p\x01q")).find('\x01') == std::string::npos);
}

TEST_CASE("a drawing is the golden sample byte for byte") {
  std::ifstream in(COMENTION_SOURCE_DIR "/export/samples/sample.svg", std::ios::binary);
  REQUIRE(in);
  const std::string golden{std::istreambuf_iterator<char>(in), {}};
  CHECK(golden == drawn("svg", sample()));
}

TEST_CASE("a drawing is the same whatever is drawn before it") {
  const auto first = drawn("svg", sample());
  drawn("svg", nasty());
  CHECK(drawn("svg", sample()) == first);
}

TEST_CASE("every graph gives a whole PNG, twice as fine as the drawing") {
  for (const auto& graph : {with_columns(), one_node(), sample(), nasty()}) {
    const auto png = drawn("png", graph);
    REQUIRE(png.size() > 100);
    CHECK(png.substr(0, 8) == "\x89PNG\r\n\x1A\n");
    CHECK(png.substr(png.size() - 8, 4) == "IEND");
    CHECK(png.substr(16, 4) == std::string("\0\0\x0C\x80", 4));
  }
}

TEST_CASE("a PNG that cannot be written is an error") {
  class Full final : public ByteSink {
    Result<void> write(std::string_view) override { return fail(ErrorKind::io, "disk full"); }
  } full;
  const auto writer =
      find_export_format("png")->make([&](auto) -> Result<ByteSink*> { return &full; }, {});
  const auto done = write_graph(sample(), *writer);
  REQUIRE(!done);
  CHECK(done.error().message == "disk full");
}

TEST_CASE("names of any script and any bytes are drawn without a word on standard error") {
  const auto folder = program::fresh_folder("scripts");
  program::write(folder / "g.json", drawn("json", nasty()));
  const auto done =
      program::shell("cd '" + folder.string() +
                     "'; export G_DEBUG=fatal-warnings; comention convert g.json -o g.png");
  CHECK(done.code == 0);
  CHECK(done.err.empty());
  fs::remove_all(folder);
}

TEST_CASE("a machine without fonts is told so before anything is done") {
  const auto folder = program::fresh_folder("fontless");
  program::write(folder / "g.json", drawn("json", sample()));
  program::write(folder / "fonts.conf", "<fontconfig><dir>/nonexistent</dir></fontconfig>");
  const auto done = program::shell(
      "cd '" + folder.string() +
      "'; export FONTCONFIG_FILE=$PWD/fonts.conf; comention convert g.json -o g.png");
  CHECK(done.code == 2);
  CHECK(program::contains(done.err, "fonts-dejavu-core"));
  CHECK_FALSE(fs::exists(folder / "g.png"));
  fs::remove_all(folder);
}
