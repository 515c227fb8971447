#pragma once

#include <span>
#include <string>

#include "comention/pipeline.hpp"

namespace comention {

/// True when what is asked for can be written row by row: pairs only, and no choice that needs the
/// whole graph (a backbone, the heaviest edges, the largest component).
bool can_stream_pairs(const BuildOptions& options, std::span<const OutputRequest> outputs);

/// Writes `a TAB b TAB count` lines while counting; the edge table is never held. Tag tables that
/// need no aliases skip the mention log too.
Result<BuildReport> stream_pairs(std::span<const std::string> inputs, const BuildOptions& options,
                                 std::span<const OutputRequest> outputs, Observer& observer);

}  // namespace comention
