#pragma once

#include <string_view>

#include "comention/graph.hpp"
#include "comention/result.hpp"

namespace comention {

/// Reads GraphML as our writer gives it. What the format flattened stays flat, but for aliases,
/// which are a list again; evidence is one text.
Result<Graph> read_graphml(std::string_view document);

}  // namespace comention
