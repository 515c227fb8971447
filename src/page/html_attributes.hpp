#pragma once

#include <cstddef>
#include <string_view>

namespace comention {

/// True when `a` is `lower` but for capitals (ASCII).
inline bool equals_ignoring_case(std::string_view a, std::string_view lower) {
  if (a.size() != lower.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const char c = a[i] >= 'A' && a[i] <= 'Z' ? static_cast<char>(a[i] + 32) : a[i];
    if (c != lower[i]) return false;
  }
  return true;
}

inline bool is_html_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/// Calls `take(name, value)` for each attribute, names as written.
template <class Take>
void for_each_attribute(std::string_view attributes, Take take) {
  const std::size_t size = attributes.size();
  std::size_t at = 0;
  while (at < size) {
    while (at < size && (is_html_space(attributes[at]) || attributes[at] == '/')) ++at;
    const std::size_t name = at;
    while (at < size && !is_html_space(attributes[at]) && attributes[at] != '/' &&
           (attributes[at] != '=' || at == name)) {
      ++at;
    }
    const std::size_t name_end = at;
    while (at < size && is_html_space(attributes[at])) ++at;
    std::string_view value;
    if (at < size && attributes[at] == '=' && name_end > name) {
      ++at;
      while (at < size && is_html_space(attributes[at])) ++at;
      if (at < size && (attributes[at] == '"' || attributes[at] == '\'')) {
        const std::size_t end = attributes.find(attributes[at], at + 1);
        value = attributes.substr(at + 1, end == std::string_view::npos ? end : end - at - 1);
        at = end == std::string_view::npos ? size : end + 1;
      } else {
        const std::size_t begin = at;
        while (at < size && !is_html_space(attributes[at])) ++at;
        value = attributes.substr(begin, at - begin);
      }
    }
    if (name_end > name) take(attributes.substr(name, name_end - name), value);
  }
}

/// The value of an attribute as written, references not decoded; empty when it is missing.
/// `name` in lower case.
std::string_view attribute(std::string_view attributes, std::string_view name);

/// True when the attribute is there, with or without a value.
bool has_attribute(std::string_view attributes, std::string_view name);

}  // namespace comention
