// bench-graph_picture GRAPH.tsv OUT.png [linear|linlog [WEIGHT-INFLUENCE [STEPS]]]: lays a weighted
// edge list out (u TAB v TAB weight) with sizes by strength and colours by community, and draws it,
// so that a person can look at what the layout does.

#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>

#include "comention/algorithms.hpp"
#include "comention/layout.hpp"
#include "measuring.hpp"

using namespace comention;

namespace {

void set_color(cairo_t* picture, std::string_view color, double alpha) {
  const auto part = [&](std::size_t at) {
    return std::stoi(std::string(color.substr(at, 2)), nullptr, 16) / 255.0;
  };
  cairo_set_source_rgba(picture, part(1), part(3), part(5), alpha);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return 2;
  Graph graph = read_graph(arguments[1]);
  graph.index();
  const std::vector<double> sizes = node_sizes(strengths(graph));
  LayoutOptions options;
  if (count > 3 && std::string(arguments[3]) == "linlog") options.attraction = Attraction::linlog;
  if (count > 4) options.weight_influence = std::atof(arguments[4]);
  if (count > 5) options.iterations = static_cast<unsigned>(std::atoi(arguments[5]));
  const std::vector<Point> points = force_atlas2(graph, options, sizes);
  const Partition communities = leiden(graph).partition;

  double joined = 0, pairs = 0;
  for (const auto& [a, b] : graph.ends) {
    joined += std::hypot(points[a].x - points[b].x, points[a].y - points[b].y);
  }
  for (std::size_t v = 0; v < points.size(); ++v) {
    const Point& far = points[(v * 7919 + 13) % points.size()];
    pairs += std::hypot(points[v].x - far.x, points[v].y - far.y);
  }
  fmt::print("edges are {:.3f} of the usual distance\n",
             joined / static_cast<double>(graph.ends.size()) /
                 (pairs / static_cast<double>(points.size())));

  double reach = 1;
  for (std::size_t v = 0; v < points.size(); ++v) {
    reach = std::max({reach, std::abs(points[v].x) + sizes[v], std::abs(points[v].y) + sizes[v]});
  }
  const int side = 800;
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, side, side);
  cairo_t* picture = cairo_create(surface);
  cairo_set_source_rgb(picture, 1, 1, 1);
  cairo_paint(picture);
  cairo_translate(picture, side / 2.0, side / 2.0);
  cairo_scale(picture, 0.49 * side / reach, 0.49 * side / reach);
  cairo_set_line_width(picture, reach / side);
  for (const auto& [a, b] : graph.ends) {
    set_color(picture, group_color(communities.of_node[a]), 0.25);
    cairo_move_to(picture, points[a].x, points[a].y);
    cairo_line_to(picture, points[b].x, points[b].y);
    cairo_stroke(picture);
  }
  for (std::size_t v = 0; v < points.size(); ++v) {
    set_color(picture, group_color(communities.of_node[v]), 1);
    cairo_arc(picture, points[v].x, points[v].y, sizes[v], 0, 6.2832);
    cairo_fill(picture);
  }
  cairo_surface_write_to_png(surface, arguments[2]);
  cairo_destroy(picture);
  cairo_surface_destroy(surface);
}
