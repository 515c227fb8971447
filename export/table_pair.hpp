#pragma once

#include "export/table_text.hpp"

namespace comention {

/// A pair of tables, one row a node and one row an edge. A format says how they are titled and what
/// stands in the third cell of every edge.
class TablePairWriter : public GraphWriter {
 public:
  Result<void> begin(const GraphHeader& header) final {
    if (auto opened = nodes_out_.out().open(open_, ".nodes"); !opened) return opened;
    if (auto opened = edges_out_.out().open(open_, edges_suffix_); !opened) return opened;
    put_titles(header);
    return {};
  }
  Result<void> node(std::string_view id, std::span<const Value> cells) final {
    nodes_out_.text(id);
    for (const Field& field : nodes_) put_value(nodes_out_, value_of(field, id, cells));
    nodes_out_.end_line();
    return nodes_out_.out().status();
  }
  Result<void> edge(const NodeRef& source, const NodeRef& target,
                    std::span<const Value> cells) final {
    for (const auto text : {source.id, target.id, edge_kind_}) edges_out_.text(text);
    for (const Field& field : edges_) put_value(edges_out_, value_of(field, {}, cells));
    edges_out_.end_line();
    return edges_out_.out().status();
  }
  Result<void> end() final {
    if (auto closed = nodes_out_.out().close(); !closed) return closed;
    return edges_out_.out().close();
  }

 protected:
  TablePairWriter(OpenSink open, const CsvStyle& style, std::string_view edges_suffix,
                  std::string_view edge_kind)
      : nodes_out_(style),
        edges_out_(style),
        open_(std::move(open)),
        edges_suffix_(edges_suffix),
        edge_kind_(edge_kind) {}

  /// Fills `nodes_` and `edges_` and writes the first line of both tables.
  virtual void put_titles(const GraphHeader& header) = 0;
  virtual void put_value(CsvOut& out, const Value& value) { out.value(value); }

  CsvOut nodes_out_, edges_out_;
  std::vector<Field> nodes_, edges_;

 private:
  OpenSink open_;
  std::string_view edges_suffix_, edge_kind_;
};

}  // namespace comention
