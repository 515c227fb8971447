#include <optional>

#include "export/days.hpp"
#include "export/flat_value.hpp"
#include "export/json.hpp"
#include "export/make_writer.hpp"
#include "export/xml.hpp"

namespace comention {
namespace {

std::string_view type_name(ColumnType type) {
  if (type == ColumnType::integer) return "long";
  return type == ColumnType::real ? "double" : "string";
}

std::optional<int> hex_byte(std::string_view two) {
  int value = 0;
  for (const char c : two) {
    const auto digit = std::string_view("0123456789abcdef").find(static_cast<char>(c | 0x20));
    if (digit == std::string_view::npos) return std::nullopt;
    value = value * 16 + static_cast<int>(digit);
  }
  return value;
}

/// Attributes that GEXF has an element or an XML attribute for are no <attvalue>.
bool is_attvalue(const Field& field) {
  switch (field.role) {
    case ColumnRole::label:
    case ColumnRole::weight:
    case ColumnRole::x:
    case ColumnRole::y:
    case ColumnRole::size:
    case ColumnRole::color:
      return false;
    default:
      return true;
  }
}

/// The columns of nodes or of edges by the place they get.
struct Shape {
  std::vector<Field> fields;
  const Field* color = nullptr;
  const Field* x = nullptr;
  const Field* y = nullptr;
  const Field* size = nullptr;
  const Field* weight = nullptr;
  Dates dates;

  void set(std::vector<Field> all) {
    fields = std::move(all);
    color = field_with(fields, ColumnRole::color);
    x = field_with(fields, ColumnRole::x);
    y = field_with(fields, ColumnRole::y);
    size = field_with(fields, ColumnRole::size);
    weight = field_with(fields, ColumnRole::weight);
    dates = Dates(fields);
  }
};

/// GEXF 1.2draft (or 1.3): positions, sizes and colours in the viz namespace, dates as start and
/// end of a dynamic graph and, for readers that drop these, as attributes too.
class GexfWriter final : public GraphWriter {
 public:
  GexfWriter(OpenSink open, const WriterOptions& options)
      : open_(std::move(open)), version_13_(options.gexf_13) {}

  Result<void> begin(const GraphHeader& header) override {
    if (auto opened = out_.open(open_); !opened) return opened;
    nodes_.set(node_fields(header.node_columns, {}));
    edges_.set(edge_fields(header.edge_columns, {}));
    dynamic_ = nodes_.dates.exist() || edges_.dates.exist();
    put_head(header);
    declare(nodes_, "node");
    declare(edges_, "edge");
    out_.put("<nodes>\n");
    return out_.status();
  }

  Result<void> node(std::string_view id, std::span<const Value> cells) override {
    out_.add("<node id=\"", id, '"');
    for (const Field& field : nodes_.fields) {
      if (field.role != ColumnRole::label) continue;
      put_attribute(out_, "label", std::get<std::string_view>(value_of(field, id, cells)));
    }
    put_element(nodes_, cells, "</node>\n");
    return out_.status();
  }

  Result<void> edge(const NodeRef& source, const NodeRef& target,
                    std::span<const Value> cells) override {
    start_edges();
    out_.add("<edge id=\"", edge_number_++, "\" source=\"", source.id, "\" target=\"", target.id,
             '"');
    const double weight = real_of(edges_.weight, cells);
    if (std::isfinite(weight)) put_attribute(out_, "weight", weight);
    put_element(edges_, cells, "</edge>\n");
    return out_.status();
  }

  Result<void> end() override {
    start_edges();
    out_.put("</edges>\n</graph>\n</gexf>\n");
    return out_.close();
  }

 private:
  void put_head(const GraphHeader& header) {
    const std::string_view space =
        version_13_ ? "http://gexf.net/1.3" : "http://www.gexf.net/1.2draft";
    out_.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"", space, "\" xmlns:viz=\"",
             space, "/viz\" version=\"", version_13_ ? "1.3" : "1.2",
             "\">\n<meta><creator>comention</creator><description>");
    put_escaped(out_, compact_metadata(header.metadata), xml_text_escapes);
    out_.add("</description></meta>\n<graph defaultedgetype=\"undirected\" mode=\"",
             dynamic_ ? "dynamic\" timeformat=\"date" : "static", "\">\n");
  }

  void declare(const Shape& shape, std::string_view element) {
    out_.add("<attributes class=\"", element, "\" mode=\"static\">\n");
    for (const Field& field : shape.fields) {
      if (!is_attvalue(field)) continue;
      out_.add("<attribute id=\"", field.name, "\" title=\"", field.name, "\" type=\"",
               type_name(field.type), "\"/>\n");
    }
    out_.put("</attributes>\n");
  }

  /// The rest of a start tag, what stands inside, and the end tag.
  void put_element(const Shape& shape, std::span<const Value> cells, std::string_view end_tag) {
    if (const auto life = shape.dates.of(cells); dynamic_ && !life.start.empty()) {
      put_attribute(out_, "start", life.start);
      put_attribute(out_, "end", life.end);
    }
    out_.put("><attvalues>");
    for (const Field& field : shape.fields) {
      if (is_attvalue(field)) put_attvalue(field, cells);
    }
    out_.put("</attvalues>");
    put_viz(shape, cells);
    out_.put(end_tag);
  }

  void put_attvalue(const Field& field, std::span<const Value> cells) {
    const Value value = value_of(field, {}, cells);
    if (!has_value(value)) return;
    out_.add("<attvalue for=\"", field.name, "\" value=\"");
    put_flat(out_, value, xml_attribute_escapes);
    out_.put("\"/>");
  }

  void put_viz(const Shape& shape, std::span<const Value> cells) {
    put_color(text_of(shape.color, cells));
    const double x = real_of(shape.x, cells), y = real_of(shape.y, cells);
    if (std::isfinite(x) && std::isfinite(y)) {
      out_.add("<viz:position x=\"", x, "\" y=\"", y, "\" z=\"0.0\"/>");
    }
    const double size = real_of(shape.size, cells);
    if (std::isfinite(size)) out_.add("<viz:size value=\"", size, "\"/>");
  }

  /// `#rrggbb` as numbers; anything else is left out.
  void put_color(std::string_view color) {
    if (color.size() != 7 || color[0] != '#') return;
    const auto r = hex_byte(color.substr(1, 2)), g = hex_byte(color.substr(3, 2)),
               b = hex_byte(color.substr(5, 2));
    if (!r || !g || !b) return;
    out_.add("<viz:color r=\"", std::int64_t{*r}, "\" g=\"", std::int64_t{*g}, "\" b=\"",
             std::int64_t{*b}, "\"/>");
  }

  void start_edges() {
    if (in_edges_) return;
    out_.put("</nodes>\n<edges>\n");
    in_edges_ = true;
  }

  OpenSink open_;
  TextOut out_;
  Shape nodes_, edges_;
  std::uint64_t edge_number_ = 0;
  bool version_13_;
  bool dynamic_ = false;
  bool in_edges_ = false;
};

}  // namespace

ExportFormat gexf_format() {
  return {"gexf", "gexf", "GEXF 1.2draft for Gephi: positions, colours, sizes, dates as a timeline",
          make_writer<GexfWriter>};
}

}  // namespace comention
