#include "page/html_reading.hpp"

#include <string>

#include "page/html_attributes.hpp"

namespace comention {
namespace {

std::string without_blanks(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (!is_html_space(c)) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return out;
}

bool hides(std::string_view style) {
  if (style.find(':') == std::string_view::npos) return false;
  const std::string compact = without_blanks(style);
  return compact.find("display:none") != std::string::npos ||
         compact.find("visibility:hidden") != std::string::npos;
}

bool is_component(std::string_view name) {
  return equals_ignoring_case(name, "data-component") ||
         equals_ignoring_case(name, "data-testid") || equals_ignoring_case(name, "data-module");
}

}  // namespace

Reading read_attributes(std::string_view attributes, GroupCache& cache) {
  Reading out;
  const auto take = [&](std::string_view value) { out.groups |= cache.of(value); };
  for_each_attribute(attributes, [&](std::string_view name, std::string_view value) {
    const auto is = [name](std::string_view other) { return equals_ignoring_case(name, other); };
    // The first letters tell most names apart: this runs for every attribute of a page.
    switch (name[0] | 32) {
      case 'c':
        if (!is("class")) break;
        take(value);
        if (out.classes.empty()) out.classes = value;
        break;
      case 'i':
        if (is("itemprop") && out.itemprop.empty()) out.itemprop = value;
        if (is("id") || is("itemprop")) take(value);
        break;
      case 'r':
        if (is("role")) take(value);
        break;
      case 'd':
        if (is_component(name)) take(value);
        break;
      case 's':
        if (is("style") && hides(value)) out.hidden = true;
        break;
      case 'h':
        if (is("hidden")) out.hidden = value != "false" && value != "until-found";
        break;
      case 'a':
        if (is("aria-hidden") && value == "true") out.hidden = true;
        break;
      default:
        break;
    }
  });
  return out;
}

}  // namespace comention
