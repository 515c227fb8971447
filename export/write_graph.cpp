#include "comention/export.hpp"
#include "comention/graph.hpp"

namespace comention {
namespace {

std::vector<ColumnSchema> schema_of(const Table& table) {
  std::vector<ColumnSchema> schema;
  for (const auto& column : table.columns) schema.push_back(column.schema);
  return schema;
}

void read_row(const Table& table, std::size_t row, std::vector<Value>& cells) {
  cells.clear();
  for (const auto& column : table.columns) cells.push_back(column.at(row));
}

}  // namespace

Result<void> write_graph(const Graph& graph, GraphWriter& writer) {
  const auto node_schema = schema_of(graph.nodes), edge_schema = schema_of(graph.edges);
  GraphHeader header{node_schema, edge_schema, graph.ids.size(), graph.ends.size(), graph.metadata};
  if (auto begun = writer.begin(header); !begun) return begun;
  std::vector<Value> cells;
  for (std::size_t row = 0; row < graph.ids.size(); ++row) {
    read_row(graph.nodes, row, cells);
    if (auto written = writer.node(graph.ids[row], cells); !written) return written;
  }
  for (std::size_t row = 0; row < graph.ends.size(); ++row) {
    read_row(graph.edges, row, cells);
    const auto [source, target] = graph.ends[row];
    if (auto written = writer.edge({graph.ids[source], source}, {graph.ids[target], target}, cells);
        !written) {
      return written;
    }
  }
  return writer.end();
}

}  // namespace comention
