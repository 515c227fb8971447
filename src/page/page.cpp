#include "comention/page.hpp"

#include <array>

namespace comention {

std::string_view to_string(LineKind kind) {
  constexpr std::array<std::string_view, 23> names = {
      "title",      "date",    "byline", "agency",   "tags",       "body",
      "navigation", "caption", "credit", "share",    "newsletter", "form",
      "comments",   "related", "ad",     "sign-off", "dateline",   "author-note",
      "duplicate",  "foreign", "legal",  "pager",    "other"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view to_string(TagKind kind) {
  constexpr std::array<std::string_view, 4> names = {"entity", "topic", "section", "role"};
  return names[static_cast<std::size_t>(kind)];
}

std::string article_text(const Article& article) {
  std::string out = article.title;
  bool first = article.title.empty();
  for (const auto& paragraph : article.paragraphs) {
    if (!first) out += '\n';
    first = false;
    out += paragraph;
  }
  return out;
}

}  // namespace comention
