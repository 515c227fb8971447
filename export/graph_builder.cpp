#include "export/graph_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace comention {
namespace {

struct KnownAttribute {
  std::string_view name;
  ColumnRole role;
};

/// What the attributes of our own graphs mean; files carry names, not meanings.
constexpr std::array known_node_attributes = {
    KnownAttribute{"label", ColumnRole::label},
    KnownAttribute{"type", ColumnRole::kind},
    KnownAttribute{"x", ColumnRole::x},
    KnownAttribute{"y", ColumnRole::y},
    KnownAttribute{"size", ColumnRole::size},
    KnownAttribute{"color", ColumnRole::color},
    KnownAttribute{"first_seen", ColumnRole::first_seen},
    KnownAttribute{"last_seen", ColumnRole::last_seen},
    KnownAttribute{"community", ColumnRole::community},
    KnownAttribute{"occurrences", ColumnRole::occurrences},
    KnownAttribute{"aliases", ColumnRole::aliases},
};
constexpr std::array known_edge_attributes = {
    KnownAttribute{"weight", ColumnRole::weight},
    KnownAttribute{"first_seen", ColumnRole::first_seen},
    KnownAttribute{"last_seen", ColumnRole::last_seen},
    KnownAttribute{"evidence", ColumnRole::evidence},
};

ColumnRole role_of(std::string_view element, std::string_view name) {
  const auto find = [&](const auto& known) {
    for (const auto& attribute : known) {
      if (attribute.name == name) return attribute.role;
    }
    return ColumnRole::none;
  };
  return element == "node" ? find(known_node_attributes) : find(known_edge_attributes);
}

/// Whether a column of that type can play the role.
bool fits(ColumnRole role, ColumnType type) {
  switch (role) {
    case ColumnRole::aliases:
      return type == ColumnType::text_list;
    case ColumnRole::evidence:
      return type == ColumnType::evidence;
    case ColumnRole::label:
    case ColumnRole::kind:
    case ColumnRole::color:
    case ColumnRole::first_seen:
    case ColumnRole::last_seen:
      return type == ColumnType::text;
    default:
      return type == ColumnType::integer || type == ColumnType::real;
  }
}

std::string_view name_of(ColumnType type) {
  constexpr std::array names = {"a whole number", "a number", "text", "a list", "evidence"};
  return names[static_cast<std::size_t>(type)];
}

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// Makes every vector that the type uses `rows` long.
void extend(Column& column, std::size_t rows) {
  switch (column.schema.type) {
    case ColumnType::integer:
      return column.integers.resize(rows);
    case ColumnType::real:
      return column.reals.resize(rows, missing);
    case ColumnType::text:
      return column.texts.resize(rows);
    case ColumnType::text_list:
      return column.lists.resize(rows);
    case ColumnType::evidence:
      return column.evidence.resize(rows);
  }
}

/// Turns whole numbers into reals, because only these can be missing.
void widen(Column& column) {
  column.reals.assign(column.integers.begin(), column.integers.end());
  column.integers.clear();
  column.schema.type = ColumnType::real;
}

template <class T>
void reorder(std::vector<T>& values, const std::vector<std::size_t>& order) {
  if (values.empty()) return;
  std::vector<T> out;
  out.reserve(values.size());
  for (const std::size_t at : order) out.push_back(std::move(values[at]));
  values = std::move(out);
}

/// The direction of an edge shows in its evidence: which span belongs to which end.
void turn_evidence(Table& edges, std::size_t row) {
  for (auto& column : edges.columns) {
    if (column.schema.type != ColumnType::evidence) continue;
    for (auto& sentence : column.evidence[row]) {
      std::swap(sentence.source_start, sentence.target_start);
      std::swap(sentence.source_end, sentence.target_end);
    }
  }
}

/// Puts the smaller end first and the edges into the order of their ends.
void sort_edges(std::vector<std::pair<std::uint32_t, std::uint32_t>>& ends, Table& edges) {
  for (std::size_t row = 0; row < ends.size(); ++row) {
    if (ends[row].first < ends[row].second) continue;
    std::swap(ends[row].first, ends[row].second);
    turn_evidence(edges, row);
  }
  if (std::is_sorted(ends.begin(), ends.end())) return;
  std::vector<std::size_t> order(ends.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return ends[a] < ends[b]; });
  reorder(ends, order);
  for (auto& column : edges.columns) {
    reorder(column.integers, order);
    reorder(column.reals, order);
    reorder(column.texts, order);
    reorder(column.lists, order);
    reorder(column.evidence, order);
  }
}

bool is_id(std::string_view id) {
  return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
  });
}

}  // namespace

void TableBuilder::declare(std::string_view name, ColumnType type) {
  if (!index_.emplace(name, columns_.size()).second) return;
  Building made;
  made.column.schema = {std::string(name), type, ColumnRole::none};
  const auto before = std::find(order_.begin(), order_.end(), previous_);
  const bool declared_ahead = rows_ == 0;
  order_.insert(before != order_.end() ? before + 1
                : declared_ahead       ? order_.end()
                                       : order_.begin(),
                columns_.size());
  columns_.push_back(std::move(made));
}

Result<TableBuilder::Building*> TableBuilder::column_for(std::string_view name, ColumnType type) {
  declare(name, type);
  previous_ = index_.find(std::string(name))->second;
  Building& building = columns_[previous_];
  Column& column = building.column;
  const bool gap = building.last + 1 < rows_;
  if (column.schema.type == ColumnType::integer && (type == ColumnType::real || gap)) widen(column);
  const bool widened = column.schema.type == ColumnType::real && type == ColumnType::integer;
  if (column.schema.type != type && !widened) {
    return fail(ErrorKind::input,
                fmt::format("{} {}: attribute \"{}\" is {}, but {} before", element_, rows_, name,
                            name_of(type), name_of(column.schema.type)));
  }
  extend(column, rows_);
  building.last = rows_;
  return &building;
}

Result<void> TableBuilder::integer(std::string_view name, std::int64_t value) {
  auto building = column_for(name, ColumnType::integer);
  if (!building) return tl::unexpected<Error>(building.error());
  Column& column = (*building)->column;
  if (column.schema.type == ColumnType::real) {
    column.reals.back() = static_cast<double>(value);
  } else {
    column.integers.back() = value;
  }
  return {};
}

Result<void> TableBuilder::real(std::string_view name, double value) {
  auto building = column_for(name, ColumnType::real);
  if (!building) return tl::unexpected<Error>(building.error());
  (*building)->column.reals.back() = value;
  return {};
}

Result<void> TableBuilder::text(std::string_view name, std::string value) {
  auto building = column_for(name, ColumnType::text);
  if (!building) return tl::unexpected<Error>(building.error());
  (*building)->column.texts.back() = std::move(value);
  return {};
}

Result<void> TableBuilder::list(std::string_view name, std::vector<std::string> value) {
  auto building = column_for(name, ColumnType::text_list);
  if (!building) return tl::unexpected<Error>(building.error());
  (*building)->column.lists.back() = std::move(value);
  return {};
}

Result<void> TableBuilder::evidence(std::string_view name, std::vector<EvidenceSentence> value) {
  auto building = column_for(name, ColumnType::evidence);
  if (!building) return tl::unexpected<Error>(building.error());
  (*building)->column.evidence.back() = std::move(value);
  return {};
}

ColumnType TableBuilder::list_type(std::string_view name) const {
  if (const auto at = index_.find(std::string(name)); at != index_.end()) {
    const ColumnType type = columns_[at->second].column.schema.type;
    if (type == ColumnType::evidence) return type;
  }
  const bool evidence = role_of(element_, name) == ColumnRole::evidence;
  return evidence && index_.count(std::string(name)) == 0 ? ColumnType::evidence
                                                          : ColumnType::text_list;
}

bool TableBuilder::is_customary(const Column& column, const Column* label) const {
  if (column.schema.type != ColumnType::text) return false;
  if (column.schema.name == "name") return label != nullptr && column.texts == label->texts;
  return element_ == "edge" && column.schema.name == "interaction" &&
         std::all_of(column.texts.begin(), column.texts.end(),
                     [](const std::string& text) { return text == "co-occurs"; });
}

Table TableBuilder::finish() {
  const Column* label = nullptr;
  for (auto& [column, last] : columns_) {
    if (column.schema.type == ColumnType::integer && last < rows_) widen(column);
    extend(column, rows_);
    const ColumnRole role = role_of(element_, column.schema.name);
    if (fits(role, column.schema.type)) column.schema.role = role;
    if (column.schema.role == ColumnRole::label) label = &column;
  }
  std::vector<bool> customary;
  for (const auto& building : columns_) customary.push_back(is_customary(building.column, label));
  Table table;
  for (const std::size_t i : order_) {
    if (!customary[i]) table.columns.push_back(std::move(columns_[i].column));
  }
  return table;
}

Result<void> GraphBuilder::add_node(std::string id) {
  if (!is_id(id)) {
    return fail(ErrorKind::input,
                fmt::format("node {}: an id holds letters, digits, '_', '.' and '-' only",
                            ids_.size() + 1));
  }
  if (!numbers_.emplace(id, static_cast<std::uint32_t>(ids_.size())).second) {
    return fail(ErrorKind::input,
                fmt::format("node {}: id \"{}\" is there twice", ids_.size() + 1, id));
  }
  ids_.push_back(std::move(id));
  return {};
}

Result<void> GraphBuilder::add_edge(std::string_view source, std::string_view target) {
  std::uint32_t ends[2];
  for (int side = 0; side < 2; ++side) {
    const auto at = numbers_.find(std::string(side == 0 ? source : target));
    if (at == numbers_.end()) {
      return fail(ErrorKind::input, fmt::format("edge {}: \"{}\" is no node's id", ends_.size() + 1,
                                                side == 0 ? source : target));
    }
    ends[side] = at->second;
  }
  if (ends[0] == ends[1]) {
    return fail(ErrorKind::input,
                fmt::format("edge {}: joins a node with itself", ends_.size() + 1));
  }
  ends_.emplace_back(ends[0], ends[1]);
  return {};
}

Result<Graph> GraphBuilder::finish() {
  Graph graph;
  graph.ids = std::move(ids_);
  graph.metadata = metadata.empty() ? "{}" : std::move(metadata);
  graph.nodes = nodes.finish();
  graph.edges = edges.finish();
  sort_edges(ends_, graph.edges);
  if (const auto twice = std::adjacent_find(ends_.begin(), ends_.end()); twice != ends_.end()) {
    return fail(ErrorKind::input, fmt::format("\"{}\" and \"{}\" are joined by two edges",
                                              graph.ids[twice->first], graph.ids[twice->second]));
  }
  graph.ends = std::move(ends_);
  if (auto read = read_weights(graph); !read) return tl::unexpected<Error>(read.error());
  graph.index();
  return graph;
}

Result<void> GraphBuilder::read_weights(Graph& graph) const {
  graph.weight.assign(graph.ends.size(), 1.0);
  for (const auto& column : graph.edges.columns) {
    if (column.schema.role != ColumnRole::weight) continue;
    const bool real = column.schema.type == ColumnType::real;
    for (std::size_t row = 0; row < graph.ends.size(); ++row) {
      graph.weight[row] = real ? column.reals[row] : static_cast<double>(column.integers[row]);
      if (graph.weight[row] > 0 && std::isfinite(graph.weight[row])) continue;
      const auto [source, target] = graph.ends[row];
      return fail(ErrorKind::input,
                  fmt::format("the edge of \"{}\" and \"{}\": a weight has to be greater than 0",
                              graph.ids[source], graph.ids[target]));
    }
  }
  return {};
}

}  // namespace comention
