// A stranger's program that has only what `cmake --install` laid down: builds a graph of the file
// named in its argument and prints the edges.

#include <cstdio>
#include <string>
#include <vector>

#include "comention/pipeline.hpp"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::vector<std::string> inputs = {argv[1]};
  comention::Observer quiet;
  const auto built = comention::build_graph(inputs, comention::BuildOptions{}, quiet);
  if (!built) {
    std::fprintf(stderr, "%s\n", built.error().message.c_str());
    return 1;
  }
  const comention::Graph& graph = built->graph;
  for (std::size_t edge = 0; edge < graph.ends.size(); ++edge)
    std::printf("%s - %s\n", graph.ids[graph.ends[edge].first].c_str(),
                graph.ids[graph.ends[edge].second].c_str());
}
