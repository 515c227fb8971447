#include "page/html_meta.hpp"

#include <algorithm>

#include "page/html_json.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

std::string clean(std::string_view written) { return squeeze_spaces(decode_references(written)); }

void add_unique(std::vector<std::string>& list, std::string value) {
  if (value.empty() || std::find(list.begin(), list.end(), value) != list.end()) return;
  list.push_back(std::move(value));
}

}  // namespace

HtmlMeta read_html_meta(const HtmlSource& source, const HtmlText& page) {
  HtmlMeta out;
  for (const auto& meta : source.metas) {
    if (meta.name != GUMBO_TAG_META) continue;
    std::string_view name = attribute(meta.attributes, "property");
    if (name.empty()) name = attribute(meta.attributes, "name");
    const std::string_view content = attribute(meta.attributes, "content");
    if (name == "og:title" || name == "twitter:title") add_unique(out.titles, clean(content));
    if (name == "description" && out.description.empty()) out.description = clean(content);
  }
  for (const std::string_view json : source.json_ld) {
    for (JsonLdArticle& article : read_json_ld(json)) {
      add_unique(out.titles, clean(article.headline));
      if (out.article_body.empty()) out.article_body = decode_references(article.body);
    }
  }
  add_unique(out.titles, page.head_title);
  return out;
}

BlockClues clues_of(const HtmlMeta& meta) {
  return {meta.titles.empty() ? std::string_view() : meta.titles.front(), meta.article_body,
          meta.description};
}

}  // namespace comention
