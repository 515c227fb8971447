// bench-graph TASK GRAPH.tsv [STEPS|SEED [OUT.tsv]]: one task on a weighted edge list (u TAB v TAB
// weight, u < v, sorted), CPU seconds of the task alone as one JSON line. Tasks: index, community,
// pagerank, betweenness, clustering, components, layout.

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>

#include "comention/algorithms.hpp"
#include "comention/layout.hpp"
#include "measuring.hpp"

using namespace comention;

namespace {

void write_points(const std::vector<Point>& points, const char* path) {
  std::ofstream out(path);
  for (const Point& p : points) out << fmt::format("{}\t{}\n", p.x, p.y);
}

/// Runs the task and gives its result as JSON fields.
std::string run(const std::string& task, Graph& graph, unsigned number, const char* out) {
  if (task == "community") {
    CommunityOptions options;
    options.seed = number;
    const Communities found = leiden(graph, options);
    return fmt::format(R"("communities":{},"modularity":{:.6f})", found.partition.sizes.size(),
                       found.modularity);
  }
  if (task == "pagerank") {
    const auto rank = pagerank(graph, {0.85, 1e-8, 500});
    return fmt::format(R"("max":{:.9g})", *std::max_element(rank.begin(), rank.end()));
  }
  if (task == "betweenness") {
    BetweennessOptions options;
    options.exact_limit = 1e30;
    options.threads = number;
    const auto between = betweenness(graph, options).of_node;
    return fmt::format(R"("max":{:.9g})", *std::max_element(between.begin(), between.end()));
  }
  if (task == "clustering") {
    double sum = 0;
    for (const double c : clustering_coefficients(graph)) sum += c;
    return fmt::format(R"("mean":{:.9g})", sum / static_cast<double>(graph.ids.size()));
  }
  if (task == "components") {
    return fmt::format(R"("components":{})", connected_components(graph).sizes.size());
  }
  if (task == "layout") {
    LayoutOptions options;
    options.iterations = number;
    const char* theta = std::getenv("THETA");
    if (theta != nullptr) options.theta = std::atof(theta);
    const auto points = force_atlas2(graph, options);
    if (out != nullptr) write_points(points, out);
    return fmt::format(R"("steps":{})", number);
  }
  return R"("index":true)";
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return 2;
  Graph graph = read_graph(arguments[2]);
  const double start = cpu_seconds();
  graph.index();
  const double indexed = cpu_seconds();
  const unsigned number = count > 3 ? static_cast<unsigned>(std::atoi(arguments[3])) : 1;
  const std::string result = run(arguments[1], graph, number, count > 4 ? arguments[4] : nullptr);
  fmt::print(R"({{"task":"{}","nodes":{},"edges":{},"index_cpu":{:.3f},"task_cpu":{:.3f},{}}})"
             "\n",
             arguments[1], graph.ids.size(), graph.ends.size(), indexed - start,
             cpu_seconds() - indexed, result);
}
