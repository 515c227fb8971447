#include "page/copies.hpp"

#include <algorithm>

namespace comention {

std::size_t CopyFinder::bucket(const TextPrint& print, std::size_t band) const {
  std::uint64_t key = band + 1;
  for (std::size_t r = 0; r < rows; ++r)
    key = (key ^ print.sketch[band * rows + r]) * 0x9E3779B97F4A7C15ULL;
  const std::size_t size = heads_.size() / bands;
  return band * size + ((key ^ key >> 32) & (size - 1));
}

CopyFinder::Known& CopyFinder::place_of(const TextPrint& print) {
  const auto mask = known_.size() - 1;
  for (auto at = static_cast<std::size_t>(print.exact) & mask;; at = (at + 1) & mask) {
    Known& known = known_[at];
    if (known.number == nobody) return known;
    if (known.exact == print.exact && known.words == print.words) return known;
  }
}

void CopyFinder::grow_known() {
  if (3 * (originals_ + 1) < 2 * known_.size()) return;
  const auto old = std::move(known_);
  known_.assign(std::max<std::size_t>(64, old.size() * 2), {0, 0, nobody});
  for (const auto& known : old) {
    if (known.number == nobody) continue;
    const auto mask = known_.size() - 1;
    auto at = static_cast<std::size_t>(known.exact) & mask;
    while (known_[at].number != nobody) at = (at + 1) & mask;
    known_[at] = known;
  }
}

Copy CopyFinder::add(const TextPrint& print) {
  const std::uint32_t number = count_++;
  if (search_ == CopySearch::off || print.words == 0) return {};
  grow_known();
  Known& known = place_of(print);
  if (known.number != nobody) return {CopyKind::exact, known.number};
  const bool near = search_ == CopySearch::near && print.words >= min_words_near;
  if (near) {
    if (const auto copy = find_near(print); copy.kind != CopyKind::none) return copy;
  }
  known = {print.exact, print.words, number};
  ++originals_;
  if (near) keep(print, number);
  return {};
}

Copy CopyFinder::find_near(const TextPrint& print) const {
  Copy out;
  if (heads_.empty()) return out;
  double best = near_from;
  for (std::size_t b = 0; b < bands; ++b) {
    auto at = heads_[bucket(print, b)];
    for (int n = 0; n < max_looks && at != nobody; ++n, at = kept_[at].before[b]) {
      const double like = similarity(print, kept_[at].print);
      const bool earlier = out.kind == CopyKind::none || kept_[at].number < out.of;
      if (like < best || (like == best && !earlier)) continue;
      best = like;
      out = {CopyKind::near, kept_[at].number};
    }
  }
  return out;
}

void CopyFinder::keep(const TextPrint& print, std::uint32_t number) {
  kept_.push_back({print, number, {}});
  if (kept_.size() * bands <= heads_.size()) {
    link(static_cast<std::uint32_t>(kept_.size() - 1));
    return;
  }
  heads_.assign(std::max<std::size_t>(256, heads_.size() * 2), nobody);
  for (std::uint32_t place = 0; place < kept_.size(); ++place) link(place);
}

void CopyFinder::link(std::uint32_t place) {
  for (std::size_t b = 0; b < bands; ++b) {
    auto& head = heads_[bucket(kept_[place].print, b)];
    kept_[place].before[b] = head;
    head = place;
  }
}

}  // namespace comention
