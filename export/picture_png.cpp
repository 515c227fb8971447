#include "export/picture_png.hpp"

#include <pango/pangocairo.h>

#include <algorithm>
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
struct Unreference {
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
using Layout = std::unique_ptr<PangoLayout, Unreference>;
using Font = std::unique_ptr<PangoFontDescription,
                             Destroy<PangoFontDescription, pango_font_description_free>>;

/// `#rrggbb` as the current colour.
void set_color(cairo_t* cairo, std::string_view color, double opacity) {
  const auto part = [&](std::size_t at) {
    int value = 0;
    std::from_chars(color.data() + at, color.data() + at + 2, value, 16);
    return value / 255.0;
  };
  cairo_set_source_rgba(cairo, part(1), part(3), part(5), opacity);
}

/// One line of text, shaped: letters joined and in the order in which their script is read, each in
/// a font that has it.
Layout shaped(cairo_t* cairo, const TextMark& text) {
  Layout layout(pango_cairo_create_layout(cairo));
  const Font font(pango_font_description_new());
  pango_font_description_set_family_static(font.get(), "sans-serif");
  pango_font_description_set_absolute_size(font.get(), text.size * PANGO_SCALE);
  if (text.weight == TextMark::Weight::bold) {
    pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
  }
  pango_layout_set_font_description(layout.get(), font.get());
  pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
  // Pango would complain on standard error about text that is not valid.
  std::string valid = repair_utf8(text.text);
  std::replace(valid.begin(), valid.end(), '\0', ' ');
  pango_layout_set_text(layout.get(), valid.data(), static_cast<int>(valid.size()));
  return layout;
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

bool has_fonts() {
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1, 1));
  const Context context(cairo_create(surface.get()));
  const auto layout =
      shaped(context.get(), {"a", 0, 0, 10, Anchor::start, paper_color, TextMark::Weight::normal});
  return pango_layout_get_unknown_glyphs_count(layout.get()) == 0;
}

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
  const Layout layout = shaped(cairo, text);
  int width = 0, height = 0;
  pango_layout_get_size(layout.get(), &width, &height);
  const double share = static_cast<double>(text.anchor) / 2;  // of the width, left of the anchor
  const double baseline = pango_layout_get_baseline(layout.get());
  cairo_move_to(cairo, text.x - share * width / PANGO_SCALE,
                text.y + 0.35 * text.size - baseline / PANGO_SCALE);
  pango_cairo_layout_path(cairo, layout.get());
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
