#include <algorithm>
#include <vector>

#include "read/format.hpp"

namespace comention {

#define COMENTION_INPUT(name) extern const InputFormatEntry name##_input;
#include "read/formats.def"
#undef COMENTION_INPUT

namespace {

const std::vector<const InputFormatEntry*>& entries() {
  static const std::vector<const InputFormatEntry*> all = {
#define COMENTION_INPUT(name) &name##_input,
#include "read/formats.def"
#undef COMENTION_INPUT
  };
  return all;
}

}  // namespace

std::span<const InputFormat> input_formats() {
  static const std::vector<InputFormat> formats = [] {
    std::vector<InputFormat> list;
    for (const auto* entry : entries()) list.push_back(entry->format);
    return list;
  }();
  return formats;
}

const InputFormatEntry* input_format_for(std::string_view head, std::string_view extension,
                                         const ReadOptions& options) {
  const auto found = std::find_if(entries().begin(), entries().end(), [&](const auto* entry) {
    return options.format.empty() ? entry->matches(head, extension, options)
                                  : entry->format.name == options.format;
  });
  return found == entries().end() ? nullptr : *found;
}

bool has_extension(std::string_view words, std::string_view extension) {
  while (!words.empty()) {
    const auto blank = words.find(' ');
    if (!extension.empty() && words.substr(0, blank) == extension) return true;
    words.remove_prefix(blank == std::string_view::npos ? words.size() : blank + 1);
  }
  return false;
}

}  // namespace comention
