#include <array>
#include <cstddef>
#include <string_view>

#include "comention/export.hpp"

namespace comention {

#define FORMAT(word) ExportFormat word##_format();
#include "export/formats.def"
#undef FORMAT

std::span<const ExportFormat> export_formats() {
  static const std::array formats = {
#define FORMAT(word) word##_format(),
#include "export/formats.def"
#undef FORMAT
  };
  return formats;
}

const ExportFormat* find_export_format(std::string_view name) {
  for (const auto& format : export_formats()) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

namespace {

/// The length of the longest suffix of the format that ends the path, with its dot; 0 if none does.
std::size_t matching_suffix(std::string_view path, std::string_view extensions) {
  std::size_t longest = 0;
  while (!extensions.empty()) {
    const auto blank = extensions.find(' ');
    const auto suffix = extensions.substr(0, blank);
    extensions.remove_prefix(blank == std::string_view::npos ? extensions.size() : blank + 1);
    if (path.size() > suffix.size() && path.ends_with(suffix) &&
        path[path.size() - suffix.size() - 1] == '.' && suffix.size() + 1 > longest) {
      longest = suffix.size() + 1;
    }
  }
  return longest;
}

}  // namespace

const ExportFormat* export_format_for(std::string_view path) {
  const ExportFormat* best = nullptr;
  std::size_t longest = 0;
  for (const auto& format : export_formats()) {
    if (const auto length = matching_suffix(path, format.extensions); length > longest) {
      longest = length;
      best = &format;
    }
  }
  return best;
}

}  // namespace comention
