#include "export/picture_svg.hpp"

#include <cmath>

#include "export/escape.hpp"
#include "export/xml.hpp"

namespace comention {
namespace {

/// Hundredths are finer than any screen or printer shows.
double rounded(double number) { return std::round(number * 100) / 100; }

}  // namespace

Result<void> SvgPainter::begin(double width, double height, std::string_view paper) {
  if (auto opened = out_.open(open_); !opened) return opened;
  out_.add("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"", rounded(width), "\" height=\"",
           rounded(height), "\" viewBox=\"0 0 ", rounded(width), " ", rounded(height),
           "\" font-family=\"system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif\">\n",
           "<rect width=\"100%\" height=\"100%\" fill=\"", paper, "\"/>\n");
  return out_.status();
}

void SvgPainter::lines(const LineStyle& style, std::span<const Segment> segments) {
  out_.add("<path fill=\"none\" stroke=\"", style.color, "\" stroke-width=\"", rounded(style.width),
           "\" stroke-opacity=\"", rounded(style.opacity), "\" d=\"");
  for (const auto& s : segments) {
    out_.add("M", rounded(s.x1), " ", rounded(s.y1), "L", rounded(s.x2), " ", rounded(s.y2));
  }
  out_.put("\"/>\n");
}

void SvgPainter::mark(Shape shape, double x, double y, double radius, std::string_view color) {
  const auto corners = shape_corners(shape);
  if (corners.empty()) {
    out_.add("<circle cx=\"", rounded(x), "\" cy=\"", rounded(y), "\" r=\"", rounded(radius));
  } else {
    out_.put("<polygon points=\"");
    for (const auto& [dx, dy] : corners) {
      out_.add(rounded(x + radius * dx), ",", rounded(y + radius * dy), " ");
    }
  }
  out_.add("\" fill=\"", color, "\" stroke=\"", paper_color, "\"/>\n");
}

void SvgPainter::text(const TextMark& text) {
  static constexpr std::string_view anchors[] = {"start", "middle", "end"};
  out_.add("<text x=\"", rounded(text.x), "\" y=\"", rounded(text.y + 0.35 * text.size),
           "\" font-size=\"", rounded(text.size), "\" text-anchor=\"",
           anchors[static_cast<std::size_t>(text.anchor)], "\" fill=\"", text.color,
           text.weight == TextMark::Weight::bold ? "\" font-weight=\"600" : "", "\" stroke=\"",
           paper_color,
           "\" stroke-width=\"3.5\" stroke-linejoin=\"round\" paint-order=\"stroke\">");
  put_escaped(out_, text.text, xml_text_escapes);
  out_.put("</text>\n");
}

Result<void> SvgPainter::end() {
  out_.put("</svg>\n");
  return out_.close();
}

}  // namespace comention
