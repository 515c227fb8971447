#pragma once

#include <span>
#include <string>

#include "comention/pipeline.hpp"

namespace comention::cli {

/// What a build read, set aside, merged and wrote, in a few lines for a person.
std::string summary(const BuildReport& report, std::span<const OutputRequest> outputs);

}  // namespace comention::cli
