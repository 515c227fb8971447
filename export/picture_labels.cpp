#include "export/picture_labels.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr double cell = 64;
constexpr double air_x = 7, air_y = 3;  // kept free around a name
constexpr double bold_from = 14;
constexpr std::size_t always_named = 20;  // written over a large node if need be
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
  /// How much of the box is taken, counting twice what is taken twice.
  double area(const Box& box) const {
    double sum = 0;
    each_cell(box, [&](const std::pair<int, int>& key) {
      const auto found = cells_.find(key);
      if (found == cells_.end()) return;
      const Box part = common(box, {cell * key.first, cell * key.second, cell * (key.first + 1),
                                    cell * (key.second + 1)});
      for (const auto& other : found->second) {
        const Box both = common(part, other);
        sum += std::max(0.0, both.right - both.left) * std::max(0.0, both.bottom - both.top);
      }
    });
    return sum;
  }
  void add(const Box& box) {
    each_cell(box, [&](const std::pair<int, int>& key) { cells_[key].push_back(box); });
  }

 private:
  static Box common(const Box& a, const Box& b) {
    return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right),
            std::min(a.bottom, b.bottom)};
  }
  template <class Visit>
  static void each_cell(const Box& box, Visit visit) {
    const auto number = [](double at) { return static_cast<int>(std::floor(at / cell)); };
    for (int x = number(box.left); x <= number(box.right); ++x) {
      for (int y = number(box.top); y <= number(box.bottom); ++y) visit(std::pair{x, y});
    }
  }
  std::map<std::pair<int, int>, std::vector<Box>> cells_;
};

/// Where a name stands, seen from its node: -1, 0 or 1 across and down.
struct Side {
  int across, down;
};

constexpr std::array<Side, 8> sides = {
    {{0, 1}, {0, -1}, {1, 0}, {-1, 0}, {1, 1}, {-1, 1}, {1, -1}, {-1, -1}}};

Box box_at(Side side, const WantedLabel& label, double width, double height) {
  constexpr double gap = 3;
  const bool diagonal = side.across != 0 && side.down != 0;
  const double reach = diagonal ? 0.7 * label.radius + 1 : label.radius + gap;
  const auto start = [&](int way, double middle, double length) {
    return way > 0 ? middle + reach : way < 0 ? middle - reach - length : middle - length / 2;
  };
  const double left = start(side.across, label.x, width), top = start(side.down, label.y, height);
  return {left, top, left + width, top + height};
}

bool holds(const Box& frame, const Box& box) {
  return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top &&
         box.bottom <= frame.bottom;
}

TextMark written(const WantedLabel& label, Side side, const Box& box) {
  const auto anchor = side.across > 0   ? Anchor::start
                      : side.across < 0 ? Anchor::end
                                        : Anchor::middle;
  const double x = side.across > 0 ? box.left : side.across < 0 ? box.right : label.x;
  return {label.text,
          x,
          (box.top + box.bottom) / 2,
          label.size,
          anchor,
          ink_color,
          label.size >= bold_from ? TextMark::Weight::bold : TextMark::Weight::normal};
}

/// What of the picture is in use.
struct Space {
  Box frame;
  Taken names;
  Taken large;  ///< nodes that stand out: another's name is not written over them
  Taken marks;  ///< all nodes: written over only if it cannot be helped
};

void mark_nodes(Space& space, std::span<const WantedLabel> wanted, std::size_t most) {
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto& node = wanted[i];
    const double r = 0.8 * node.radius;
    const Box box{node.x - r, node.y - r, node.x + r, node.y + r};
    if (i < most && r > 5) space.large.add(box);
    space.marks.add(box);
  }
}

struct Place {
  Side side;
  Box box;
};

/// The free place that covers least of the nodes, if there is any.
std::optional<Place> best_place(const Space& space, const WantedLabel& label, bool is_first) {
  const double width = text_width(label.text, label.size), height = 1.2 * label.size;
  std::optional<Place> best;
  double least = std::numeric_limits<double>::infinity();
  for (const auto side : sides) {
    const auto box = box_at(side, label, width, height);
    if (!holds(space.frame, box) || !space.names.is_free(box)) continue;
    if (!is_first && !space.large.is_free(box)) continue;
    if (const double covered = space.marks.area(box); covered < least - 1) {
      least = covered;
      best = {side, box};
    }
  }
  return best;
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
  Space space{frame, {}, {}, {}};
  mark_nodes(space, wanted, most);
  std::vector<TextMark> placed;
  for (std::size_t rank = 0; rank < wanted.size() && placed.size() < most; ++rank) {
    const auto found = best_place(space, wanted[rank], rank < always_named);
    if (!found) continue;
    const auto& [side, box] = *found;
    space.names.add({box.left - air_x, box.top - air_y, box.right + air_x, box.bottom + air_y});
    placed.push_back(written(wanted[rank], side, box));
  }
  return placed;
}

}  // namespace comention
