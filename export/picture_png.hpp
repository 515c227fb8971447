#pragma once

#include <memory>

#include "comention/export.hpp"
#include "export/picture.hpp"

namespace comention {

/// Whether this machine has any font; without one, names would be empty boxes.
bool has_fonts();

/// Draws a PNG with Cairo, twice as fine as its units, for screens and print. Names are shaped by
/// Pango, so that every script for which the machine has a font is written as it is read.
class PngPainter final : public Painter {
 public:
  explicit PngPainter(const OpenSink& open);
  ~PngPainter() override;
  Result<void> begin(double width, double height, std::string_view paper) override;
  void lines(const LineStyle& style, std::span<const Segment> segments) override;
  void mark(Shape shape, double x, double y, double radius, std::string_view color) override;
  void text(const TextMark& text) override;
  Result<void> end() override;

 private:
  struct Canvas;
  OpenSink open_;
  std::unique_ptr<Canvas> canvas_;
};

}  // namespace comention
