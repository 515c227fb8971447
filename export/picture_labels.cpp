#include "export/picture_labels.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr double cell = 64;
constexpr double air_x = 7, air_y = 3;  // kept free around a name
constexpr double bold_from = 14;
constexpr std::string_view ink_color = "#1d2430";

// Advance of a character in ems, as wide as the widest of the usual faces has it.
double advance(char32_t c) {
  if (c < 0x80) {
    constexpr std::u32string_view narrow = U"ijl|!.,:;'I ", wide = U"mwMW@%&";
    if (narrow.find(c) != narrow.npos) return 0.34;
    if (wide.find(c) != wide.npos) return 0.98;
    return c >= 'A' && c <= 'Z' ? 0.72 : 0.62;
  }
  if (c < 0x250) return 0.68;
  if (c >= 0x300 && c < 0x370) return 0;  // combining marks
  return c >= 0x1100 ? 1.05 : 0.7;
}

/// Boxes that are taken, in a grid.
class Taken {
 public:
  bool is_free(const Box& box) const {
    bool free = true;
    each_cell(box, [&](const std::pair<int, int>& key) {
      const auto found = cells_.find(key);
      if (found == cells_.end()) return;
      for (const auto& other : found->second) {
        free = free && !(box.left < other.right && other.left < box.right &&
                         box.top < other.bottom && other.top < box.bottom);
      }
    });
    return free;
  }
  void add(const Box& box) {
    each_cell(box, [&](const std::pair<int, int>& key) { cells_[key].push_back(box); });
  }

 private:
  template <class Visit>
  static void each_cell(const Box& box, Visit visit) {
    const auto number = [](double at) { return static_cast<int>(std::floor(at / cell)); };
    for (int x = number(box.left); x <= number(box.right); ++x) {
      for (int y = number(box.top); y <= number(box.bottom); ++y) visit(std::pair{x, y});
    }
  }
  std::map<std::pair<int, int>, std::vector<Box>> cells_;
};

enum class Side { below, above, right, left };

Box box_at(Side side, const WantedLabel& label, double width, double height) {
  constexpr double gap = 3;
  const double reach = label.radius + gap;
  switch (side) {
    case Side::right:
      return {label.x + reach, label.y - height / 2, label.x + reach + width, label.y + height / 2};
    case Side::left:
      return {label.x - reach - width, label.y - height / 2, label.x - reach, label.y + height / 2};
    case Side::below:
      return {label.x - width / 2, label.y + reach, label.x + width / 2, label.y + reach + height};
    default:
      return {label.x - width / 2, label.y - reach - height, label.x + width / 2, label.y - reach};
  }
}

bool holds(const Box& frame, const Box& box) {
  return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top &&
         box.bottom <= frame.bottom;
}

TextMark written(const WantedLabel& label, Side side, const Box& box) {
  const auto anchor = side == Side::right  ? Anchor::start
                      : side == Side::left ? Anchor::end
                                           : Anchor::middle;
  const double x = side == Side::right ? box.left : side == Side::left ? box.right : label.x;
  return {label.text,
          x,
          (box.top + box.bottom) / 2,
          label.size,
          anchor,
          ink_color,
          label.size >= bold_from ? TextMark::Weight::bold : TextMark::Weight::normal};
}

void keep_clear(Taken& taken, std::span<const WantedLabel> nodes) {
  for (const auto& node : nodes) {
    const double r = 0.8 * node.radius;
    if (r > 5) taken.add({node.x - r, node.y - r, node.x + r, node.y + r});
  }
}

}  // namespace

double text_width(std::string_view text, double size) {
  double ems = 0;
  for (std::size_t at = 0; at < text.size();) ems += advance(next_code_point(text, at));
  return ems * size * (size >= bold_from ? 1.1 : 1.0);
}

std::string shortened(std::string_view text, std::size_t limit) {
  std::size_t at = 0, cut = 0;
  for (std::size_t count = 0; at < text.size(); ++count) {
    if (count == limit) return std::string(trim(text.substr(0, cut))) + "…";
    if (count + 1 < limit) cut = at;
    next_code_point(text, at);
    if (count + 1 < limit) cut = at;
  }
  return std::string(text);
}

std::vector<TextMark> place_labels(std::span<const WantedLabel> wanted, const Box& frame,
                                   std::size_t most) {
  Taken taken;
  keep_clear(taken, wanted.first(std::min(most, wanted.size())));
  std::vector<TextMark> placed;
  for (const auto& label : wanted) {
    if (placed.size() == most) break;
    const double width = text_width(label.text, label.size), height = 1.2 * label.size;
    for (const auto side : {Side::below, Side::above, Side::right, Side::left}) {
      const auto box = box_at(side, label, width, height);
      if (!holds(frame, box) || !taken.is_free(box)) continue;
      taken.add({box.left - air_x, box.top - air_y, box.right + air_x, box.bottom + air_y});
      placed.push_back(written(label, side, box));
      break;
    }
  }
  return placed;
}

}  // namespace comention
