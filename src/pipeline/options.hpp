#pragma once

#include <string>
#include <vector>

#include "comention/measure.hpp"
#include "comention/pipeline.hpp"

namespace comention {

/// The edge measures that are computed: the usual ones or those asked for, and what a bound or
/// the weight needs. Unknown names are left out: check_options() refuses them.
std::vector<const Measure*> chosen_measures(const BuildOptions& options);

/// The node measures that are written.
std::vector<std::string> chosen_node_measures(const BuildOptions& options);

/// Says before anything is read which name does not exist and which value means nothing.
Result<void> check_options(const BuildOptions& options);

}  // namespace comention
