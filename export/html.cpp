#include <array>
#include <optional>

#include "base/embedded.hpp"
#include "comention/export.hpp"
#include "export/html_columns.hpp"
#include "export/html_evidence.hpp"
#include "export/html_json.hpp"
#include "export/json.hpp"
#include "export/make_writer.hpp"

namespace comention {
namespace {

// Rows of one <script> element. The page hands each element to JSON.parse, and one block of
// sentences is what it reads when a link is clicked.
constexpr std::uint64_t rows_in_block = 4096;
constexpr std::string_view data_mark = "<!--data-->";
constexpr std::string_view no_viewer =
    "this comention was built without the viewer page that .html needs: install nodejs and npm, "
    "then configure and build again (cmake -DCOMENTION_VIEWER=ON says what fails; scripts/demo "
    "does "
    "all of it), or write another format, such as .graphml, .gexf or .svg";

constexpr std::array<std::string_view, 5> type_names = {"integer", "real", "text", "text_list",
                                                        "evidence"};
constexpr std::array<std::string_view, 14> role_names = {
    "none",  "label",      "kind",      "weight",    "x",           "y",       "size",
    "color", "first_seen", "last_seen", "community", "occurrences", "aliases", "evidence"};

void put_columns(TextOut& out, std::span<const ColumnSchema> columns) {
  bool is_first = true;
  for (const auto& column : columns) {
    if (column.type == ColumnType::evidence) continue;
    out.put(is_first ? "{\"name\":" : ",{\"name\":");
    put_page_string(out, column.name);
    out.add(",\"type\":\"", type_names[static_cast<std::size_t>(column.type)], "\",\"role\":\"",
            role_names[static_cast<std::size_t>(column.role)], "\"}");
    is_first = false;
  }
}

/// The column whose cells travel outside the rows.
std::optional<std::size_t> evidence_of(std::span<const ColumnSchema> columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].type == ColumnType::evidence) return i;
  }
  return std::nullopt;
}

/// The viewer: the page that was bundled at build time (export/viewer/) with the graph in the
/// middle of it. What stays in memory is the rows and sentences of one block.
class HtmlWriter final : public GraphWriter {
 public:
  explicit HtmlWriter(OpenSink open) : open_(std::move(open)) {}

  Result<void> begin(const GraphHeader& header) override {
    const auto page = embedded_file("viewer.html");
    const auto mark = page.find(data_mark);
    if (mark == std::string_view::npos) return fail(ErrorKind::usage, std::string(no_viewer));
    if (auto opened = out_.open(open_); !opened) return opened;
    rest_ = page.substr(mark + data_mark.size());
    node_evidence_ = evidence_of(header.node_columns);
    edge_evidence_ = evidence_of(header.edge_columns);
    out_.add(page.substr(0, mark), "<script type=\"application/json\" id=\"graph\">",
             "{\"rows_in_block\":", rows_in_block, ",\"node_columns\":[");
    put_columns(out_, header.node_columns);
    out_.put("],\n\"edge_columns\":[");
    put_columns(out_, header.edge_columns);
    out_.put("],\n\"metadata\":");
    put_page_json(out_, compact_metadata(header.metadata));
    out_.put("}</script>\n");
    return out_.status();
  }

  Result<void> node(std::string_view id, std::span<const Value> cells) override {
    if (nodes_ > 0 && nodes_ % rows_in_block == 0) put_block("nodes");
    ++nodes_;
    put_page_string(block_.cell(0), id);
    put_cells(1, cells, node_evidence_);
    return out_.status();
  }

  Result<void> edge(const NodeRef& source, const NodeRef& target,
                    std::span<const Value> cells) override {
    if (edges_ % rows_in_block == 0) put_block(edges_ == 0 ? "nodes" : "edges");
    ++edges_;
    block_.cell(0).put(std::uint64_t{source.number});
    block_.cell(1).put(std::uint64_t{target.number});
    put_cells(2, cells, edge_evidence_);
    if (edge_evidence_) {
      const auto* found = std::get_if<std::span<const EvidenceSentence>>(&cells[*edge_evidence_]);
      evidence_.add(found == nullptr ? std::span<const EvidenceSentence>{} : *found);
    }
    return out_.status();
  }

  Result<void> end() override {
    if (nodes_ > 0) put_block(edges_ == 0 ? "nodes" : "edges");
    out_.put(rest_);
    return out_.close();
  }

 private:
  /// Writes the rows since the last call, and the sentences that belong to them.
  void put_block(std::string_view name) {
    out_.add("<script type=\"application/json\" class=\"", name, "\">");
    block_.write_to(out_);
    out_.put("</script>\n");
    if (edges_ == 0 || !edge_evidence_) return;
    out_.put("<script type=\"application/json\" class=\"evidence\">");
    evidence_.write_to(out_);
    out_.put("</script>\n");
  }

  void put_cells(std::size_t column, std::span<const Value> cells,
                 std::optional<std::size_t> left_out) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i != left_out) put_page_value(block_.cell(column++), cells[i]);
    }
  }

  OpenSink open_;
  TextOut out_;
  std::string_view rest_;  ///< what of the page follows the graph
  std::uint64_t nodes_ = 0, edges_ = 0;
  std::optional<std::size_t> node_evidence_, edge_evidence_;  ///< columns that stand in no row
  PageColumns block_;
  EvidenceBlock evidence_;
};

}  // namespace

ExportFormat html_format() {
  return {"html", "html htm",
          "a page to look at: search, filters, sentences; works offline from one file",
          make_writer<HtmlWriter>, []() -> std::string_view {
            return embedded_file("viewer.html").empty() ? no_viewer : std::string_view();
          }};
}

}  // namespace comention
