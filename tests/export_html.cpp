#include <catch2/catch.hpp>

#include "base/embedded.hpp"
#include "export/html_evidence.hpp"
#include "export/html_json.hpp"
#include "export_graphs.hpp"

using namespace comention;
using namespace export_graphs;

namespace {

template <class Put>
std::string text_put(Put put) {
  StringSink sink;
  TextOut out;
  REQUIRE(out.open([&](std::string_view) -> Result<ByteSink*> { return &sink; }));
  put(out);
  REQUIRE(out.close());
  return sink.text;
}

std::string page_of(const Graph& graph) {
  return written(*find_export_format("html"), graph).begin()->second;
}

/// What of the page is the graph.
std::string data_of(const Graph& graph) {
  const auto page = page_of(graph);
  const auto start = page.find("<script type=\"application/json\" id=\"graph\">");
  const auto end = page.rfind("<script>");
  REQUIRE(start != std::string::npos);
  REQUIRE(end != std::string::npos);
  return page.substr(start, end - start);
}

std::size_t count_of(std::string_view text, std::string_view wanted) {
  std::size_t count = 0;
  for (auto at = text.find(wanted); at != text.npos; at = text.find(wanted, at + 1)) ++count;
  return count;
}

bool has_viewer() { return !embedded_file("viewer.html").empty(); }

}  // namespace

TEST_CASE("without its page the viewer says what to install") {
  if (has_viewer()) return;
  StringSink sink;
  const auto writer =
      find_export_format("html")->make([&](auto) -> Result<ByteSink*> { return &sink; }, {});
  const auto done = write_graph(sample(), *writer);
  REQUIRE(!done);
  CHECK(done.error().message.find("nodejs and npm") != std::string::npos);
  CHECK(sink.text.empty());
}

TEST_CASE("no text of a graph can end a script element or open a tag") {
  if (!has_viewer()) return;
  const auto data = data_of(nasty());
  CHECK(count_of(data, "<") ==
        count_of(data, "<script type=\"application/json\"") + count_of(data, "</script>\n"));
  CHECK(data.find("\\u003cscript>document.title='x'\\u003c/script>") != std::string::npos);
}

TEST_CASE("the page forbids the network and names its own script and style by hash") {
  if (!has_viewer()) return;
  const auto page = page_of(sample());
  CHECK(page.find("default-src 'none'; script-src 'sha256-") != std::string::npos);
  CHECK(page.find("style-src 'sha256-") != std::string::npos);
  CHECK(page.find("unsafe") == std::string::npos);
  CHECK(page.find("d3-force") != std::string::npos);
  CHECK(page.find("Permission to use, copy, modify") != std::string::npos);
}

TEST_CASE("rows and sentences come in blocks of 4,096") {
  if (!has_viewer()) return;
  const auto graph = many(5000, 20000);
  const auto blocks = (graph.ends.size() + 4095) / 4096;
  REQUIRE(blocks > 2);
  const auto data = data_of(graph);
  CHECK(count_of(data, "class=\"nodes\"") == 2);
  CHECK(count_of(data, "class=\"edges\"") == blocks);
  CHECK(count_of(data, "class=\"evidence\"") == blocks);
}

TEST_CASE("an empty graph and a single node make whole pages") {
  if (!has_viewer()) return;
  for (const auto& graph : {with_columns(), one_node()}) {
    const auto data = data_of(graph);
    CHECK(count_of(data, "<script") == count_of(data, "</script>"));
    CHECK(count_of(data, "class=\"edges\"") == 0);
  }
}

TEST_CASE("a page string escapes what JSON and HTML cannot hold") {
  const auto json =
      text_put([](TextOut& out) { put_page_string(out, "a\"b\\c</d>\n\x01\xFF\u2028"); });
  CHECK(json == "\"a\\\"b\\\\c\\u003c/d>\\u000a\\u0001\uFFFD\u2028\"");
}

TEST_CASE("missing and infinite numbers become null") {
  const auto json = text_put([](TextOut& out) {
    for (const double number : {0.5, std::nan(""), double{INFINITY}}) put_page_value(out, number);
    put_page_value(out, std::monostate{});
  });
  CHECK(json == "0.5nullnullnull");
}

TEST_CASE("offsets count as JavaScript does") {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "aé中😀";  // 10 bytes, 5 units
  const Utf16Offsets offsets(text);
  CHECK(offsets.before(0) == 0);
  CHECK(offsets.before(1) == 1);
  CHECK(offsets.before(3) == 2);
  CHECK(offsets.before(6) == 3);
  CHECK(offsets.before(10) == 5);
  CHECK(offsets.before(103) == 52);
  CHECK(offsets.before(400) == 200);
  CHECK(offsets.before(9999) == 200);
}

TEST_CASE("a sentence that shows two links stands in its block once") {
  const EvidenceSentence first{"Ünal met Ida and Bo.", "a.txt", "2031-01-01", 0, 5, 10, 13};
  auto second = first;
  second.target_start = 18, second.target_end = 20;
  EvidenceBlock block;
  block.add(std::array{first});
  block.add({});
  block.add(std::array{second});
  const auto json = text_put([&](TextOut& out) { block.write_to(out); });
  CHECK(json ==
        "{\"texts\":[[\"Ünal met Ida and Bo.\",\"a.txt\",\"2031-01-01\"]],\n"
        "\"edges\":[[0,0,4,9,12],[],[0,0,4,17,19]]}");
  CHECK(text_put([&](TextOut& out) { block.write_to(out); }) == "{\"texts\":[],\n\"edges\":[]}");
}
