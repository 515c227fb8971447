#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "comention/result.hpp"

namespace comention {

/// What a picture shows of a node.
struct PictureNode {
  std::string label, kind;
  std::int64_t group = no_group;
  double x = 0, y = 0;
  double importance = 0;  ///< occurrences, or whatever decides how large it is drawn

  static constexpr std::int64_t no_group = -1;
};

/// What a picture shows of an edge.
struct PictureEdge {
  std::uint32_t source = 0, target = 0;
  double weight = 0;
};

/// The part of a graph that is drawn, and of how much.
struct Picture {
  std::vector<PictureNode> nodes;
  std::vector<PictureEdge> edges;  ///< by falling weight
  std::uint64_t all_nodes = 0, all_edges = 0;
};

/// Shapes of nodes; every type has one of its own, so that colour is not all that tells them apart.
enum class Shape : std::uint8_t { circle, square, diamond, triangle, hexagon, pentagon, cross };

enum class Anchor : std::uint8_t { start, middle, end };

/// A line between two nodes.
struct Segment {
  double x1, y1, x2, y2;
};

/// Lines that look alike.
struct LineStyle {
  std::string_view color;
  double width, opacity;
};

/// A piece of text; `x` and `y` are its anchor and the middle of its height.
struct TextMark {
  std::string text;
  double x, y, size;
  Anchor anchor;
  std::string_view color;
  enum class Weight : std::uint8_t { normal, bold } weight;
};

/// What a picture is drawn with: SVG or Cairo. Calls: begin (lines | mark | text)* end.
class Painter {
 public:
  virtual ~Painter() = default;
  virtual Result<void> begin(double width, double height, std::string_view paper) = 0;
  virtual void lines(const LineStyle& style, std::span<const Segment> segments) = 0;
  virtual void mark(Shape shape, double x, double y, double radius, std::string_view color) = 0;
  virtual void text(const TextMark& text) = 0;
  virtual Result<void> end() = 0;
};

/// Draws a picture: links under nodes under names, then the legend.
Result<void> draw_picture(const Picture& picture, Painter& painter);

/// Corners of a shape around 0 for radius 1; none for a circle. All shapes cover about one area.
std::span<const std::pair<double, double>> shape_corners(Shape shape);

/// The colour around nodes and names, and behind everything.
inline constexpr std::string_view paper_color = "#fbfaf8";

}  // namespace comention
