#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "comention/result.hpp"

namespace comention {

/// Runs a shell command as a filter: gives it the lines of `next_line` (nothing: the end) on its
/// standard input and hands each line it prints to `take_line`, until it ends. Feeding runs on a
/// thread of its own, so that neither side waits for the other's buffer; what the command prints on
/// standard error goes where ours goes. An error names the command when it cannot be started, is
/// killed or exits with anything but 0, or is what `take_line` returned.
Result<void> run_filter(const std::string& command,
                        const std::function<std::optional<std::string>()>& next_line,
                        const std::function<Result<void>(std::string_view)>& take_line);

}  // namespace comention
