#pragma once

#include <cstdint>
#include <span>

#include "comention/algorithms.hpp"

namespace comention {

/// Renumbers groups by size, largest first, then by smallest node. Labels may be any numbers below
/// `labels.size()`.
Partition numbered_by_size(std::span<const std::uint32_t> labels);

}  // namespace comention
