#include "page/context_features.hpp"

#include <algorithm>

#include "page/feature_values.hpp"
#include "page/features.hpp"
#include "page/topic.hpp"

namespace comention {
namespace {

constexpr std::size_t added_features = 29;

float amount(double x) { return static_cast<float>(std::max(0.0, x)); }

/// What the first ratings say of the page as a whole.
struct Rated {
  Rated(const std::vector<Line>& lines, std::span<const float> ratings);

  double size_around(std::size_t at, std::size_t reach) const { return sum(size, at, reach); }
  double body_around(std::size_t at, std::size_t reach) const { return sum(body, at, reach); }

  const std::vector<Line>& lines;
  std::span<const float> ratings;
  std::vector<double> size, body;       ///< characters, and those rated as body, before each line
  ProseSpan span;                       ///< the stretch with the best sum of ratings above one half
  std::vector<std::size_t> last, next;  ///< lines to the nearest likely one above and below

 private:
  static double sum(const std::vector<double>& sums, std::size_t at, std::size_t reach) {
    return sums[std::min(at + reach + 1, sums.size() - 1)] - sums[at > reach ? at - reach : 0];
  }
  void find_span();
  void find_likely();
};

Rated::Rated(const std::vector<Line>& all, std::span<const float> rated)
    : lines(all), ratings(rated), size{0}, body{0} {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto length = static_cast<double>(lines[i].size());
    size.push_back(size.back() + length);
    body.push_back(body.back() + length * ratings[i]);
  }
  find_span();
  find_likely();
}

/// Kadane's algorithm; every line has a little to say, so that gaps cost by lines and length.
void Rated::find_span() {
  double best = 0, here = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (here <= 0) {
      here = 0;
      begin = i;
    }
    here += (ratings[i] - 0.5) * (20 + std::min(static_cast<double>(lines[i].size()), 1000.0));
    if (here <= best) continue;
    best = here;
    span = {begin, i + 1};
  }
}

void Rated::find_likely() {
  constexpr std::size_t none = 200;
  last.resize(lines.size());
  next.resize(lines.size());
  std::size_t gap = none;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    last[i] = gap;
    gap = ratings[i] >= 0.5F ? 1 : std::min(gap + 1, none);
  }
  gap = none;
  for (std::size_t i = lines.size(); i-- > 0;) {
    next[i] = gap;
    gap = ratings[i] >= 0.5F ? 1 : std::min(gap + 1, none);
  }
}

/// The line's own probability and those of its neighbours.
void describe_neighbours(const Rated& page, std::size_t i, std::vector<float>& out) {
  const auto count = static_cast<std::ptrdiff_t>(page.lines.size());
  for (std::ptrdiff_t step = -3; step <= 3; ++step) {
    const auto at = static_cast<std::ptrdiff_t>(i) + step;
    out.push_back(at >= 0 && at < count ? page.ratings[static_cast<std::size_t>(at)] : -0.1F);
  }
  for (const std::size_t reach : {2, 5, 10, 25})
    out.push_back(share(page.body_around(i, reach), page.size_around(i, reach)));
  out.push_back(static_cast<float>(page.last[i]));
  out.push_back(static_cast<float>(page.next[i]));
}

/// The line's way to the body as the first look saw it, and what kind of page this is.
void describe_way(const Rated& page, std::size_t i, std::vector<float>& out) {
  const double total = page.body.back();
  const auto [begin, end] = page.span;
  const bool inside = i >= begin && i < end;
  out.push_back(amount(total));
  out.push_back(amount(page.body[i]));
  out.push_back(amount(total - page.body[i + 1]));
  out.push_back(share(page.body[i], total));
  out.push_back(share(total, page.size.back()));
  out.push_back(inside ? 1.0F : i < begin ? 0.0F : 2.0F);
  const std::size_t lines = inside ? 0 : i < begin ? begin - i : i - end + 1;
  out.push_back(amount(static_cast<double>(lines)));
  const double gap = inside      ? 0
                     : i < begin ? page.size[begin] - page.size[i + 1]
                                 : page.size[i] - page.size[end];
  out.push_back(amount(gap));
  out.push_back(
      share(static_cast<double>(i) - static_cast<double>(begin), static_cast<double>(end - begin)));
  out.push_back(share(page.body[end] - page.body[begin], total));
  out.push_back(share(page.body[end] - page.body[begin], page.size[end] - page.size[begin]));
  const double edge = inside ? static_cast<double>(std::min(i - begin, end - 1 - i)) : -1;
  out.push_back(static_cast<float>(std::min(edge, 20.0)));
  out.push_back(amount(static_cast<double>(page.lines.size()) - static_cast<double>(end)));
}

}  // namespace

std::size_t context_feature_count() { return line_feature_count() + added_features; }

std::vector<float> context_features(const PageLines& page, std::span<const float> features,
                                    std::span<const float> ratings) {
  const Rated rated(page.lines(), ratings);
  const Topic topic(page, ratings);
  const auto own = line_feature_count();
  std::vector<float> out;
  out.reserve(page.lines().size() * context_feature_count());
  for (std::size_t i = 0; i < page.lines().size(); ++i) {
    const auto row = features.subspan(i * own, own);
    out.insert(out.end(), row.begin(), row.end());
    describe_neighbours(rated, i, out);
    describe_way(rated, i, out);
    for (const float kinship : topic.kinship(i, std::array{0.5F, 2.0F, 6.0F}))
      out.push_back(kinship);
  }
  return out;
}

}  // namespace comention
