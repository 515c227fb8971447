#include "page/html_tag_lists.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "page/html_rules.hpp"
#include "page/html_tags.hpp"
#include "page/tags.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

/// Tags for programs rather than readers: "autoplay_video", "@site", "type:story", "1234".
bool is_machine_word(std::string_view tag) {
  if (tag.find_first_of("_@=:/<>{}") != std::string_view::npos) return true;
  return std::none_of(tag.begin(), tag.end(), [](char c) {
    return (c & 0x80) != 0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

/// The texts of the links inside a block, in order.
std::vector<std::string> links_in(const HtmlText& page, std::uint32_t block) {
  std::vector<std::string> out;
  for (const HtmlElement& element : page.elements) {
    if (element.tag != GUMBO_TAG_A || element.begin.block != block) continue;
    if (std::string text = text_between(page, element.begin, element.end); !text.empty())
      out.push_back(std::move(text));
  }
  return out;
}

/// The links that a tag runs together; empty when it holds less than two.
std::vector<std::string> joined_links(const std::vector<std::string>& links, std::string_view tag) {
  std::vector<std::string> out;
  std::size_t at = 0;
  for (const std::string& link : links) {
    const std::size_t found = tag.find(link, at);
    if (found == std::string_view::npos) continue;
    at = found + link.size();
    out.push_back(link);
  }
  if (out.size() < 2) out.clear();
  return out;
}

}  // namespace

void add_html_tag(Article& article, const std::string& text) {
  const std::string key = fold_key(text);
  for (const Tag& tag : article.tags) {
    if (fold_key(tag.text) == key) return;
  }
  if (text.empty() || text.size() > 100 || is_machine_word(text)) return;
  article.tags.push_back({to_nfc(text), kind_of_tag(text, article.paragraphs)});
}

void drop_foreign_tags(const HtmlText& page, Article& article) {
  if (article.tags.empty()) return;
  std::set<std::string> inside, outside;
  for (const HtmlBlock& block : page.blocks) {
    if (block.text.size() > 100) continue;
    const LineKind kind = kind_by_elements(page, block);
    const bool foreign =
        kind == LineKind::comments || kind == LineKind::form || in_page_footer(page, block.element);
    (foreign ? inside : outside).insert(fold_key(block.text));
  }
  std::erase_if(article.tags, [&](const Tag& tag) {
    const std::string key = fold_key(tag.text);
    return inside.contains(key) && !outside.contains(key);
  });
}

void split_joined_tags(const HtmlText& page, const PageLines& lines, Article& article) {
  for (const Line& line : lines.lines()) {
    if (line.kind != LineKind::tags || article.tags.empty()) continue;
    const std::uint32_t block = line.number - 1;
    if (page.blocks[block].links < 2) continue;
    const auto links = links_in(page, block);
    const std::vector<Tag> tags = std::move(article.tags);
    article.tags.clear();
    for (const Tag& tag : tags) {
      const bool here = page.blocks[block].text.find(tag.text) != std::string::npos;
      const auto parts = here ? joined_links(links, tag.text) : std::vector<std::string>{};
      if (parts.empty()) article.tags.push_back(tag);
      for (const std::string& part : parts) add_html_tag(article, part);
    }
  }
}

void take_listed_tags(const HtmlText& page, const HtmlFacts& facts, Article& article) {
  if (facts.tags.empty()) return;
  const PageLabels labels = facts.tags_declared ? PageLabels{} : read_labels(page);
  for (const std::string& tag : facts.tags) {
    if (!labels.menu.contains(fold_key(tag))) add_html_tag(article, tag);
  }
}

void take_meta_tags(const HtmlText& page, const HtmlMeta& meta, Article& article) {
  if (meta.tags.empty() && meta.keywords.empty()) return;
  const PageLabels labels = read_labels(page);
  for (const auto* list : {&meta.tags, &meta.keywords}) {
    std::vector<std::string> found;
    for (const std::string& tag : *list) {
      if (labels.printed.contains(fold_key(tag))) found.push_back(tag);
    }
    if (found.size() * 2 <= list->size()) continue;
    for (const std::string& tag : found) {
      if (!labels.menu.contains(fold_key(tag))) add_html_tag(article, tag);
    }
    return;
  }
}

void drop_section_tag(const HtmlText& page, std::string_view title, Article& article) {
  constexpr std::size_t reach = 3;  // blocks over the headline
  if (article.tags.size() != 1) return;
  const std::string headline = fold_key(title), tag = fold_key(article.tags[0].text);
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const HtmlBlock& block = page.blocks[i];
    if (!is_heading(page.elements[block.element].tag) || !folds_to(block.text, headline)) continue;
    for (std::size_t j = i - std::min(i, reach); j < i; ++j) {
      const HtmlBlock& above = page.blocks[j];
      if (above.link_bytes < above.text.size() || !folds_to(above.text, tag)) continue;
      article.tags.clear();
      return;
    }
  }
}

}  // namespace comention
