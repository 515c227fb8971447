#pragma once

#include <algorithm>
#include <cmath>

namespace comention {

/// How counts, questions and parts become values of a model's features.
inline float log_of(double x) { return static_cast<float>(std::log1p(std::max(0.0, x))); }
inline float flag(bool value) { return value ? 1.0F : 0.0F; }
inline float share(double part, double all) { return static_cast<float>(all > 0 ? part / all : 0); }

}  // namespace comention
