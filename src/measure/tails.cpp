#include "measure/tails.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace comention {
namespace {

using namespace boost::math::policies;
/// Never throws; double is precise enough.
using Quiet =
    policy<domain_error<ignore_error>, pole_error<ignore_error>, overflow_error<ignore_error>,
           underflow_error<ignore_error>, denorm_error<ignore_error>,
           evaluation_error<ignore_error>, rounding_error<ignore_error>, promote_double<false>>;

double log_choose(double n, double k) {
  return boost::math::lgamma(n + 1, Quiet()) - boost::math::lgamma(k + 1, Quiet()) -
         boost::math::lgamma(n - k + 1, Quiet());
}

}  // namespace

double poisson_tail(double mean, double x) {
  if (!(x > 0)) return 1;
  if (!(mean > 0)) return 0;
  const double p = boost::math::gamma_p(x, mean, Quiet());
  return std::isfinite(p) ? std::clamp(p, 0.0, 1.0) : 1;
}

double hypergeometric_tail(double all, double marked, double draws, double x) {
  const double most = std::min(marked, draws);
  const double least = std::max(0.0, marked + draws - all);
  if (!(x > least)) return 1;
  if (x > most) return 0;
  const auto probability = [&](double k) {
    return std::exp(log_choose(marked, k) + log_choose(all - marked, draws - k) -
                    log_choose(all, draws));
  };
  // Terms fall faster than geometrically away from the mean: add up the side that x is on.
  const bool upper = x >= marked * draws / all;
  double k = upper ? x : x - 1;
  double term = probability(k), sum = 0;
  while (term > sum * 1e-17) {
    sum += term;
    if (k == (upper ? most : least)) break;
    if (upper) {
      term *= (marked - k) / (k + 1) * ((draws - k) / (all - marked - draws + k + 1));
      ++k;
    } else {
      term *= k / (marked - k + 1) * ((all - marked - draws + k) / (draws - k + 1));
      --k;
    }
  }
  return std::clamp(upper ? sum : 1 - sum, 0.0, 1.0);
}

}  // namespace comention
