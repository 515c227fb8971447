#pragma once

#include "comention/export.hpp"
#include "export/picture.hpp"
#include "export/text_out.hpp"

namespace comention {

/// Writes SVG. Names stay text, so they can be searched, and any script is drawn by the reader's
/// own fonts.
class SvgPainter final : public Painter {
 public:
  explicit SvgPainter(const OpenSink& open) : open_(open) {}
  Result<void> begin(double width, double height, std::string_view paper) override;
  void lines(const LineStyle& style, std::span<const Segment> segments) override;
  void mark(Shape shape, double x, double y, double radius, std::string_view color) override;
  void text(const TextMark& text) override;
  Result<void> end() override;

 private:
  OpenSink open_;
  TextOut out_;
};

}  // namespace comention
