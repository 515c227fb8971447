#include "page/html_scan.hpp"

#include <algorithm>
#include <cstdint>

#include "page/html_attributes.hpp"

namespace comention {

bool is_private_reference(std::string_view reference) {
  if (reference.size() < 3 || reference[1] != '#') return false;
  const bool hex = reference[2] == 'x' || reference[2] == 'X';
  std::uint64_t value = 0;
  for (const char c : reference.substr(hex ? 3 : 2)) {
    const int digit = c >= '0' && c <= '9'      ? c - '0'
                      : hex && is_name_start(c) ? (c | 32) - 'a' + 10
                                                : 99;
    if (digit > (hex ? 15 : 9)) break;
    value = std::min<std::uint64_t>(value * (hex ? 16 : 10) + static_cast<std::uint64_t>(digit),
                                    1u << 24);
  }
  return value >= first_run_code;
}

std::size_t comment_end(std::string_view html, std::size_t from) {
  if (html.substr(from, 1) == ">") return from + 1;
  if (html.substr(from, 2) == "->") return from + 2;
  for (std::size_t end = html.find("--", from); end != std::string_view::npos;
       end = html.find("--", end + 1)) {
    if (html.substr(end + 2, 1) == ">") return end + 3;
    if (html.substr(end + 2, 2) == "!>") return end + 4;
  }
  return html.size();
}

std::size_t name_end(std::string_view html, std::size_t from) {
  while (from < html.size() && !is_html_space(html[from]) && html[from] != '/' &&
         html[from] != '>') {
    ++from;
  }
  return from;
}

std::size_t tag_end(std::string_view html, std::size_t from) {
  bool value = false;  // a quote opens a value only after "="
  for (; from < html.size(); ++from) {
    const char c = html[from];
    if (c == '>') return from;
    if (value && (c == '"' || c == '\'')) {
      from = html.find(c, from + 1);
      if (from == std::string_view::npos) return html.size();
      value = false;
    } else if (!is_html_space(c)) {
      value = c == '=';
    }
  }
  return from;
}

}  // namespace comention
