#pragma once

#include <cstdio>

#include "comention/graph.hpp"
#include "comention/result.hpp"

namespace comention {

/// Reads node-link JSON as our writer gives it, one event after the other. Nothing nests deeper
/// than 64 levels; a number that no double holds is an error; of two equal keys the later counts.
Result<Graph> read_node_link_json(std::FILE* file);

}  // namespace comention
