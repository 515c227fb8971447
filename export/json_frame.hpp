#pragma once

#include "export/json.hpp"

namespace comention {

/// What the JSON formats have in common: one file, some frame, a list of nodes, a list of edges,
/// one element a line. A format says what stands around the lists and inside an element.
class JsonGraphWriter : public GraphWriter {
 public:
  Result<void> begin(const GraphHeader& header) final {
    if (auto opened = out_.open(open_); !opened) return opened;
    nodes_ = node_fields(header.node_columns, node_naming_);
    edges_ = edge_fields(header.edge_columns, edge_naming_);
    put_head(header);
    return out_.status();
  }
  Result<void> node(std::string_view id, std::span<const Value> cells) final {
    next_line();
    put_node(id, cells);
    return out_.status();
  }
  Result<void> edge(const NodeRef& source, const NodeRef& target,
                    std::span<const Value> cells) final {
    if (!in_edges_) to_edges();
    next_line();
    put_edge(source, target, cells);
    return out_.status();
  }
  Result<void> end() final {
    if (!in_edges_) to_edges();
    if (!first_) out_.put('\n');
    put_tail();
    return out_.close();
  }

 protected:
  JsonGraphWriter(OpenSink open, Naming node_naming, Naming edge_naming)
      : open_(std::move(open)), node_naming_(node_naming), edge_naming_(edge_naming) {}

  /// Up to and with the bracket that opens the list of nodes.
  virtual void put_head(const GraphHeader& header) = 0;
  virtual void put_node(std::string_view id, std::span<const Value> cells) = 0;
  /// From the bracket that closes the nodes to the one that opens the edges.
  virtual void put_middle() = 0;
  virtual void put_edge(const NodeRef& source, const NodeRef& target,
                        std::span<const Value> cells) = 0;
  /// From the bracket that closes the edges.
  virtual void put_tail() = 0;

  /// All attributes of an element into the open object.
  void put_fields(const std::vector<Field>& fields, std::string_view id,
                  std::span<const Value> cells) {
    for (const Field& field : fields) row_.field(field, value_of(field, id, cells));
  }

  OpenSink open_;
  TextOut out_;
  JsonRow row_{out_};
  std::vector<Field> nodes_, edges_;

 private:
  void next_line() {
    out_.put(first_ ? "\n" : ",\n");
    first_ = false;
    row_.start();
  }
  void to_edges() {
    if (!first_) out_.put('\n');
    put_middle();
    in_edges_ = true;
    first_ = true;
  }

  Naming node_naming_, edge_naming_;
  bool first_ = true;
  bool in_edges_ = false;
};

}  // namespace comention
