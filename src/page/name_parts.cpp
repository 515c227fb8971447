#include "page/name_parts.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace comention {

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const auto blank = text.find(' ');
    if (blank != 0) out.push_back(text.substr(0, blank));
    if (blank == text.npos) break;
    text.remove_prefix(blank + 1);
  }
  return out;
}

bool begins_upper(std::string_view word) {
  std::size_t at = 0;
  return !word.empty() && is_upper(next_code_point(word, at));
}

bool is_all_upper(std::string_view text) {
  std::size_t upper = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (is_upper(c)) ++upper;
    if (is_lower(c)) return false;
  }
  return upper >= 3;
}

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts{text};
  for (const std::string_view mark :
       {" and ", " & ", ", ", "; ", " with ", " AND ", " und ", " et ", " y "}) {
    std::vector<std::string_view> next;
    for (auto part : parts) {
      for (;;) {
        const auto at = part.find(mark);
        next.push_back(trim(part.substr(0, at)));
        if (at == part.npos) break;
        part.remove_prefix(at + mark.size());
      }
    }
    parts = std::move(next);
  }
  return parts;
}

void add_once(std::vector<std::string>& list, std::string_view text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.emplace_back(text);
}

}  // namespace comention
