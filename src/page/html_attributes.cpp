#include "page/html_attributes.hpp"

namespace comention {

std::string_view attribute(std::string_view attributes, std::string_view name) {
  std::string_view found;
  bool seen = false;
  for_each_attribute(attributes, [&](std::string_view key, std::string_view value) {
    if (seen || !equals_ignoring_case(key, name)) return;
    seen = true;
    found = value;
  });
  return found;
}

bool has_attribute(std::string_view attributes, std::string_view name) {
  bool seen = false;
  for_each_attribute(attributes, [&](std::string_view key, std::string_view) {
    seen = seen || equals_ignoring_case(key, name);
  });
  return seen;
}

}  // namespace comention
