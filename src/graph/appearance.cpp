#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "comention/layout.hpp"

namespace comention {
namespace {

/// The column of that name with that type, emptied; added if there is none.
Column& fresh_column(Table& table, std::string_view name, ColumnType type, ColumnRole role) {
  Column* column = table.find(name);
  if (column == nullptr) return table.add(std::string(name), type, role);
  *column = Column{{std::string(name), type, role}, {}, {}, {}, {}, {}};
  return *column;
}

}  // namespace

std::vector<double> node_sizes(std::span<const double> values) {
  constexpr double smallest = 4, largest = 100, usual = 20;
  if (values.empty()) return {};
  double low = HUGE_VAL, high = 0;
  for (const double value : values) {
    if (!(value >= 0)) continue;  // also a missing value
    low = std::min(low, std::sqrt(value));
    high = std::max(high, std::sqrt(value));
  }
  std::vector<double> sizes;
  sizes.reserve(values.size());
  for (const double value : values) {
    if (!(value >= 0)) {
      sizes.push_back(smallest);
    } else if (high <= low) {
      sizes.push_back(usual);
    } else {
      sizes.push_back(smallest + (largest - smallest) * (std::sqrt(value) - low) / (high - low));
    }
  }
  return sizes;
}

std::string_view group_color(std::uint32_t group) {
  return group < group_colors.size() ? group_colors[group] : rest_color;
}

std::string_view type_color(std::string_view type) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> colors = {{
      {"PERSON", "#0072b2"},
      {"ORG", "#d55e00"},
      {"PLACE", "#009e73"},
      {"NORP", "#cc79a7"},
      {"EVENT", "#e69f00"},
      {"TAG", "#56b4e9"},
  }};
  for (const auto& [name, color] : colors) {
    if (name == type) return color;
  }
  return rest_color;
}

void set_positions(Graph& graph, std::span<const Point> points) {
  Column& x = fresh_column(graph.nodes, "x", ColumnType::real, ColumnRole::x);
  for (const Point& point : points) x.reals.push_back(point.x);
  Column& y = fresh_column(graph.nodes, "y", ColumnType::real, ColumnRole::y);
  for (const Point& point : points) y.reals.push_back(point.y);
}

void set_sizes(Graph& graph, std::span<const double> sizes) {
  fresh_column(graph.nodes, "size", ColumnType::real, ColumnRole::size)
      .reals.assign(sizes.begin(), sizes.end());
}

void set_colors(Graph& graph, std::vector<std::string> colors) {
  fresh_column(graph.nodes, "color", ColumnType::text, ColumnRole::color).texts = std::move(colors);
}

}  // namespace comention
