// tag_pairs IN OUT [THREADS [MEMORY_MIB]] : the way from a tag table to pairs, without the command
// line.
#include "count/tag_pairs.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>

#include "base/output.hpp"

using namespace comention;

int main(int count, char** words) {
  if (count < 3) return 2;
  TagPairOptions options;
  if (count > 3) options.threads = static_cast<unsigned>(std::atoi(words[3]));
  if (count > 4) options.place.memory = std::strtoull(words[4], nullptr, 10) << 20;
  auto input = open_tag_table(words[1]);
  auto out = AtomicFile::open(words[2]);
  if (!input || !out) return 1;
  const auto report = write_tag_pairs({*input}, options, *out);
  if (!report || !out->commit()) return 1;
  fmt::print(stderr, "lines {} tags {} pairs {} kept {} ranges {}\n", report->table.lines,
             report->table.tags, report->rows.pairs, report->rows.kept, report->rows.ranges);
}
