#include "base/embedded.hpp"

namespace comention {
namespace {

struct EmbeddedEntry {
  std::string_view name;
  const char* begin;
  const char* end;
};

#include "embedded_table.inc"

}  // namespace

std::string_view embedded_file(std::string_view name) {
  for (const auto& entry : embedded_entries) {
    if (entry.name == name) return {entry.begin, static_cast<std::size_t>(entry.end - entry.begin)};
  }
  return {};
}

}  // namespace comention
