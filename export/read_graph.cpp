#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include "comention/export.hpp"
#include "comention/graph.hpp"
#include "export/read_graphml.hpp"
#include "export/read_json.hpp"

namespace comention {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

/// The first byte that is neither blank nor part of a byte-order mark, put back; 0 at the end.
char peek(std::FILE* file) {
  for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0xEF || c == 0xBB || c == 0xBF) {
      continue;
    }
    std::ungetc(c, file);
    return static_cast<char>(c);
  }
  return 0;
}

std::string rest_of(std::FILE* file) {
  std::string text;
  std::string block(1 << 18, '\0');
  for (std::size_t got; (got = std::fread(block.data(), 1, block.size(), file)) > 0;) {
    text.append(block, 0, got);
  }
  return text;
}

Result<Graph> read_content(std::FILE* file) {
  switch (peek(file)) {
    case '{':
      return read_node_link_json(file);
    case '<':
      return read_graphml(rest_of(file));
    default:
      return fail(ErrorKind::input, "neither node-link JSON nor GraphML");
  }
}

std::string reason(int error) { return std::generic_category().message(error); }

}  // namespace

Result<Graph> read_graph(const std::string& path) {
  File opened(path == "-" ? nullptr : std::fopen(path.c_str(), "rbe"));
  if (path != "-" && !opened) {
    return fail(ErrorKind::io, fmt::format("{}: {}", path, reason(errno)));
  }
  std::FILE* const file = opened ? opened.get() : stdin;
  errno = 0;
  auto graph = read_content(file);
  if (std::ferror(file) != 0) {
    return fail(ErrorKind::io, fmt::format("{}: {}", path, reason(errno)));
  }
  if (!graph) return fail(graph.error().kind, fmt::format("{}: {}", path, graph.error().message));
  return graph;
}

}  // namespace comention
