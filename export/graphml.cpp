#include <set>

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

/// A field with the markup before its value, made once.
struct Key {
  Field field;
  std::string id;
  std::string open;  ///< `<data key="...">`
};

/// GraphML as every reader takes it: keys named as their attributes (`e_` before an edge's only
/// where a node has the same), nodes first, metadata in the graph's <desc>, no defaults.
class GraphmlWriter final : public GraphWriter {
 public:
  explicit GraphmlWriter(OpenSink open) : open_(std::move(open)) {}

  Result<void> begin(const GraphHeader& header) override {
    if (auto opened = out_.open(open_); !opened) return opened;
    const Naming naming{.customary = Naming::Customary::add};
    nodes_ = keys(node_fields(header.node_columns, naming));
    edges_ = keys(edge_fields(header.edge_columns, naming));
    out_.put(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
        "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
        "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n");
    declare(nodes_, "node");
    declare(edges_, "edge");
    out_.put("<graph id=\"comention\" edgedefault=\"undirected\">\n<desc>");
    put_escaped(out_, compact_metadata(header.metadata), xml_text_escapes);
    out_.put("</desc>\n");
    return out_.status();
  }

  Result<void> node(std::string_view id, std::span<const Value> cells) override {
    out_.add("<node id=\"", id, "\">");
    for (const Key& key : nodes_) put_data(key, value_of(key.field, id, cells));
    out_.put("</node>\n");
    return out_.status();
  }

  Result<void> edge(const NodeRef& source, const NodeRef& target,
                    std::span<const Value> cells) override {
    out_.add("<edge source=\"", source.id, "\" target=\"", target.id, "\">");
    for (const Key& key : edges_) put_data(key, value_of(key.field, {}, cells));
    out_.put("</edge>\n");
    return out_.status();
  }

  Result<void> end() override {
    out_.put("</graph>\n</graphml>\n");
    return out_.close();
  }

 private:
  /// Gives each field a key id that no field of the other kind has.
  std::vector<Key> keys(std::vector<Field> fields) {
    std::vector<Key> out;
    for (auto& field : fields) {
      std::string id = field.name;
      while (!ids_.insert(id).second) id = "e_" + id;
      std::string open = "<data key=\"" + id + "\">";
      out.push_back({std::move(field), std::move(id), std::move(open)});
    }
    return out;
  }

  void declare(const std::vector<Key>& keys, std::string_view element) {
    for (const Key& key : keys) {
      out_.add("<key id=\"", key.id, "\" for=\"", element, "\" attr.name=\"", key.field.name,
               "\" attr.type=\"", type_name(key.field.type), "\"/>\n");
    }
  }

  void put_data(const Key& key, const Value& value) {
    if (!has_value(value)) return;
    out_.put(key.open);
    put_flat(out_, value, xml_text_escapes);
    out_.put("</data>");
  }

  OpenSink open_;
  TextOut out_;
  std::set<std::string> ids_;
  std::vector<Key> nodes_, edges_;
};

}  // namespace

ExportFormat graphml_format() {
  return {"graphml", "graphml",
          "GraphML, read by Gephi, networkx, igraph, graph-tool, yEd and most",
          make_writer<GraphmlWriter>};
}

}  // namespace comention
