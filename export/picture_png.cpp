#include "export/picture_png.hpp"

#include <cairo.h>
#include <fontconfig/fontconfig.h>

#include <charconv>
#include <string>

#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr double pixels_per_unit = 2;

template <class Object, void (*destroy)(Object*)>
struct Destroy {
  void operator()(Object* object) const { destroy(object); }
};
using Surface = std::unique_ptr<cairo_surface_t, Destroy<cairo_surface_t, cairo_surface_destroy>>;
using Context = std::unique_ptr<cairo_t, Destroy<cairo_t, cairo_destroy>>;
using Pattern = std::unique_ptr<FcPattern, Destroy<FcPattern, FcPatternDestroy>>;
using Charset = std::unique_ptr<FcCharSet, Destroy<FcCharSet, FcCharSetDestroy>>;

/// `#rrggbb` as the current colour.
void set_color(cairo_t* cairo, std::string_view color, double opacity) {
  const auto part = [&](std::size_t at) {
    int value = 0;
    std::from_chars(color.data() + at, color.data() + at + 2, value, 16);
    return value / 255.0;
  };
  cairo_set_source_rgba(cairo, part(1), part(3), part(5), opacity);
}

bool is_plain_latin(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (next_code_point(text, at) >= 0x250) return false;
  }
  return true;
}

/// The font family that has the letters of a text; "sans-serif" where nothing better is known.
std::string family_for(std::string_view text) {
  const std::string usual = "sans-serif";
  if (is_plain_latin(text)) return usual;
  const Charset letters(FcCharSetCreate());
  for (std::size_t at = 0; at < text.size();) {
    FcCharSetAddChar(letters.get(), static_cast<FcChar32>(next_code_point(text, at)));
  }
  const Pattern wanted(FcPatternCreate());
  FcPatternAddString(wanted.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(usual.c_str()));
  FcPatternAddCharSet(wanted.get(), FC_CHARSET, letters.get());
  FcConfigSubstitute(nullptr, wanted.get(), FcMatchPattern);
  FcDefaultSubstitute(wanted.get());
  FcResult result = FcResultNoMatch;
  const Pattern found(FcFontMatch(nullptr, wanted.get(), &result));
  FcChar8* family = nullptr;
  if (!found || FcPatternGetString(found.get(), FC_FAMILY, 0, &family) != FcResultMatch)
    return usual;
  return reinterpret_cast<const char*>(family);
}

struct Output {
  ByteSink* sink;
  Result<void> status;
};

cairo_status_t write_bytes(void* closure, const unsigned char* bytes, unsigned int length) {
  auto& output = *static_cast<Output*>(closure);
  output.status = output.sink->write({reinterpret_cast<const char*>(bytes), length});
  return output.status ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

}  // namespace

struct PngPainter::Canvas {
  Surface surface;
  Context context;
};

PngPainter::PngPainter(const OpenSink& open) : open_(open) {}
PngPainter::~PngPainter() = default;

Result<void> PngPainter::begin(double width, double height, std::string_view paper) {
  canvas_ = std::make_unique<Canvas>();
  canvas_->surface.reset(cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                                    static_cast<int>(width * pixels_per_unit),
                                                    static_cast<int>(height * pixels_per_unit)));
  canvas_->context.reset(cairo_create(canvas_->surface.get()));
  cairo_scale(canvas_->context.get(), pixels_per_unit, pixels_per_unit);
  set_color(canvas_->context.get(), paper, 1);
  cairo_paint(canvas_->context.get());
  return {};
}

void PngPainter::lines(const LineStyle& style, std::span<const Segment> segments) {
  auto* cairo = canvas_->context.get();
  set_color(cairo, style.color, style.opacity);
  cairo_set_line_width(cairo, style.width);
  for (const auto& segment : segments) {  // one by one: overlapping lines darken each other
    cairo_move_to(cairo, segment.x1, segment.y1);
    cairo_line_to(cairo, segment.x2, segment.y2);
    cairo_stroke(cairo);
  }
}

void PngPainter::mark(Shape shape, double x, double y, double radius, std::string_view color) {
  auto* cairo = canvas_->context.get();
  const auto corners = shape_corners(shape);
  if (corners.empty()) cairo_arc(cairo, x, y, radius, 0, 6.283185307179586);
  for (const auto& [dx, dy] : corners) cairo_line_to(cairo, x + radius * dx, y + radius * dy);
  cairo_close_path(cairo);
  set_color(cairo, color, 1);
  cairo_fill_preserve(cairo);
  set_color(cairo, paper_color, 1);
  cairo_set_line_width(cairo, 1);
  cairo_stroke(cairo);
}

void PngPainter::text(const TextMark& text) {
  auto* cairo = canvas_->context.get();
  const bool is_bold = text.weight == TextMark::Weight::bold;
  cairo_select_font_face(cairo, family_for(text.text).c_str(), CAIRO_FONT_SLANT_NORMAL,
                         is_bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(cairo, text.size);
  cairo_text_extents_t extents;
  cairo_text_extents(cairo, text.text.c_str(), &extents);
  const double share = static_cast<double>(text.anchor) / 2;  // of the width, left of the anchor
  cairo_move_to(cairo, text.x - share * extents.x_advance, text.y + 0.35 * text.size);
  cairo_text_path(cairo, text.text.c_str());
  set_color(cairo, paper_color, 0.9);
  cairo_set_line_width(cairo, 3.5);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke_preserve(cairo);
  set_color(cairo, text.color, 1);
  cairo_fill(cairo);
}

Result<void> PngPainter::end() {
  auto sink = open_("");
  if (!sink) return tl::unexpected(sink.error());
  Output output{*sink, {}};
  const auto status =
      cairo_surface_write_to_png_stream(canvas_->surface.get(), write_bytes, &output);
  if (!output.status) return output.status;
  const auto drawn = cairo_status(canvas_->context.get());
  for (const auto failure : {status, drawn}) {
    if (failure != CAIRO_STATUS_SUCCESS) {
      return fail(ErrorKind::io,
                  std::string("cannot draw the picture: ") + cairo_status_to_string(failure));
    }
  }
  return {};
}

}  // namespace comention
