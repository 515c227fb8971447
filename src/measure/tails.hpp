#pragma once

namespace comention {

/// P(X >= x) of a Poisson variable: the regularised lower incomplete gamma function P(x, mean).
double poisson_tail(double mean, double x);

/// P(X >= x) of a hypergeometric variable: `draws` of `all` items of which `marked` are marked.
double hypergeometric_tail(double all, double marked, double draws, double x);

}  // namespace comention
