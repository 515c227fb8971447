#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <fstream>

#include "comention/graph.hpp"

namespace comention {

/// CPU time of this process so far.
inline double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Reads a weighted edge list (u TAB v TAB weight, u < v, sorted); the adjacency is left to build.
inline Graph read_graph(const char* path) {
  Graph graph;
  std::ifstream in(path);
  std::uint32_t a = 0, b = 0, nodes = 0;
  double weight = 0;
  while (in >> a >> b >> weight) {
    graph.ends.emplace_back(a, b);
    graph.weight.push_back(weight);
    nodes = std::max({nodes, a + 1, b + 1});
  }
  for (std::uint32_t v = 0; v < nodes; ++v) graph.ids.push_back(fmt::format("n{}", v));
  return graph;
}

}  // namespace comention
