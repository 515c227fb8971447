#include <catch2/catch.hpp>
#include <cmath>

#include "comention/algorithms.hpp"
#include "comention/layout.hpp"
#include "graph/barnes_hut.hpp"
#include "graph_fixtures.hpp"

using namespace comention;

namespace {

bool same(const std::vector<Point>& a, const std::vector<Point>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Point& p, const Point& q) { return p.x == q.x && p.y == q.y; });
}

double distance(const Point& a, const Point& b) { return std::hypot(a.x - b.x, a.y - b.y); }

double extent(const std::vector<Point>& points) {
  Point low = points[0], high = points[0];
  for (const Point& p : points) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  CHECK(low.x + high.x == Approx(0).margin(1e-6 * (high.x - low.x) + 1e-9));
  CHECK(low.y + high.y == Approx(0).margin(1e-6 * (high.y - low.y) + 1e-9));
  return std::max(high.x - low.x, high.y - low.y);
}

}  // namespace

TEST_CASE("approximate repulsion comes near to the sum over all pairs") {
  Random random(4);
  const std::size_t n = 501;
  std::vector<float> x, y, mass, fx(n), fy(n);
  for (std::size_t i = 0; i < n; ++i) {
    x.push_back(static_cast<float>(random.below(10000)) / 7);
    y.push_back(static_cast<float>(random.below(10000)) / 11);
    mass.push_back(static_cast<float>(1 + random.below(9)));
  }
  BarnesHut bodies(mass, 0.8f);
  bodies.sort(x, y);
  bodies.forces(x, y, 1, fx, fy);
  double error = 0, total = 0;
  for (std::size_t i = 0; i < n; ++i) {
    double ex = 0, ey = 0;
    for (std::size_t j = 0; j < n; ++j) {
      const double dx = x[i] - x[j], dy = y[i] - y[j], d2 = dx * dx + dy * dy;
      if (d2 == 0) continue;
      ex += dx * mass[i] * mass[j] / d2;
      ey += dy * mass[i] * mass[j] / d2;
    }
    error += std::hypot(fx[i] - ex, fy[i] - ey);
    total += std::hypot(ex, ey);
  }
  CHECK(error / total < 0.02);
}

TEST_CASE("repulsion has the same bytes whatever the threads, also where bodies coincide") {
  Random random(8);
  const std::size_t n = 5003;
  std::vector<float> x, y;
  for (std::size_t i = 0; i < n; ++i) {
    x.push_back(i % 3 == 0 ? 5.0f : static_cast<float>(random.below(1000)));
    y.push_back(i % 3 == 0 ? 5.0f : static_cast<float>(random.below(1000)));
  }
  BarnesHut bodies(std::vector<float>(n, 2), 1);
  bodies.sort(x, y);
  std::vector<float> one_x(n), one_y(n);
  bodies.forces(x, y, 1, one_x, one_y);
  for (const float force : one_x) REQUIRE(std::isfinite(force));
  for (unsigned threads : {2u, 5u}) {
    std::vector<float> fx(n), fy(n);
    bodies.forces(x, y, threads, fx, fy);
    CHECK(fx == one_x);
    CHECK(fy == one_y);
  }
}

TEST_CASE("a layout is the same bytes on every run, whatever the threads") {
  const Graph graph = random_graph(300, 900, 13);
  LayoutOptions options;
  const auto once = force_atlas2(graph, options);
  CHECK(same(force_atlas2(graph, options), once));
  options.threads = 3;
  CHECK(same(force_atlas2(graph, options), once));
}

TEST_CASE("a layout is centred, as wide as its nodes need, finite") {
  for (std::uint32_t nodes : {2u, 10u, 100u, 400u}) {
    const auto points = force_atlas2(random_graph(nodes, nodes == 2 ? 1 : nodes * 2, 5));
    for (const Point& p : points) REQUIRE((std::isfinite(p.x) && std::isfinite(p.y)));
    CHECK(extent(points) == Approx(100 * std::sqrt(nodes)).epsilon(0.01));
  }
  CHECK(force_atlas2(make_graph(0, {})).empty());
  CHECK(force_atlas2(make_graph(1, {})).size() == 1);
}

TEST_CASE("neighbours stand nearer than others, groups apart") {
  for (const Attraction attraction : {Attraction::linear, Attraction::linlog}) {
    const Graph graph = random_graph(200, 1200, 17, 50);
    LayoutOptions options;
    options.attraction = attraction;
    const auto points = force_atlas2(graph, options);
    double joined = 0, inside = 0, apart = 0;
    for (const auto& [a, b] : graph.ends) joined += distance(points[a], points[b]);
    std::size_t pairs_inside = 0, pairs_apart = 0;
    for (std::uint32_t a = 0; a < 200; ++a) {
      for (std::uint32_t b = a + 1; b < 200; ++b) {
        const bool together = a / 50 == b / 50;
        (together ? inside : apart) += distance(points[a], points[b]);
        ++(together ? pairs_inside : pairs_apart);
      }
    }
    const double mean_apart = apart / static_cast<double>(pairs_apart);
    CHECK(joined / 1200 < 0.8 * mean_apart);
    CHECK(inside / static_cast<double>(pairs_inside) < 0.7 * mean_apart);
  }
}

TEST_CASE("components stay near each other and do not lie on each other") {
  std::vector<WeightedEdge> edges;
  for (std::uint32_t v = 1; v < 40; ++v) edges.push_back({v / 2, v});
  for (std::uint32_t v = 40; v < 80; v += 2) edges.push_back({v, v + 1});
  const Graph graph = make_graph(90, edges);  // a tree, 20 pairs, 10 alone
  const auto points = force_atlas2(graph);
  const Partition components = connected_components(graph);
  double nearest = 1e9;
  for (std::uint32_t a = 0; a < 90; ++a) {
    for (std::uint32_t b = a + 1; b < 90; ++b) {
      if (components.of_node[a] != components.of_node[b]) {
        nearest = std::min(nearest, distance(points[a], points[b]));
      }
    }
  }
  CHECK(nearest > 20);
  CHECK(extent(points) < 1000);
}

TEST_CASE("no two nodes overlap at the end") {
  const Graph graph = random_graph(300, 900, 19);
  const auto radii = node_sizes(strengths(graph));
  const auto points = force_atlas2(graph, {}, radii);
  extent(points);
  for (std::uint32_t a = 0; a < 300; ++a) {
    for (std::uint32_t b = a + 1; b < 300; ++b) {
      REQUIRE(distance(points[a], points[b]) >= radii[a] + radii[b] - 1e-6);
    }
  }
}

TEST_CASE("sizes run from 4 to 100 with the square root; equal values get one size") {
  const std::vector<double> values{0, 25, 100};
  CHECK(node_sizes(values) == std::vector<double>{4, 52, 100});
  CHECK(node_sizes(std::vector<double>{3, 3}) == std::vector<double>{20, 20});
  CHECK(node_sizes({}).empty());
  const auto missing = node_sizes(std::vector<double>{NAN, 1, 4});
  CHECK(missing[0] == 4);
  CHECK(missing[2] == 100);
}

TEST_CASE("columns of the picture are added once and overwritten later") {
  Graph graph = two_triangles();
  for (double scale : {1.0, 2.0}) {
    const std::vector<Point> points(6, Point{scale, -scale});
    set_positions(graph, points);
    set_sizes(graph, std::vector<double>(6, scale));
    set_colors(graph, std::vector<std::string>(6, std::string(group_color(0))));
    CHECK(graph.nodes.columns.size() == 5);
    CHECK(graph.nodes.find("y")->reals == std::vector<double>(6, -scale));
  }
  CHECK(graph.nodes.find("x")->schema.role == ColumnRole::x);
  CHECK(graph.nodes.find("color")->texts[0] == "#332288");
  CHECK(group_color(1000) == rest_color);
  CHECK(type_color("PERSON") != type_color("ORG"));
}
