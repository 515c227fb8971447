#pragma once

#include <string>

#include "comention/pipeline.hpp"

namespace comention {

/// What a graph file says about itself: version, options that change the result, counts of the
/// input and what was left out; one JSON object. Threads and memory do not appear: they change no
/// byte.
std::string metadata_json(const BuildOptions& options, const BuildReport& report);

}  // namespace comention
