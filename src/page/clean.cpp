#include "comention/page.hpp"
#include "page/html.hpp"
#include "page/line_model.hpp"
#include "page/lines.hpp"
#include "page/structure.hpp"
#include "page/tags.hpp"
#include "page/wrapped.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

Page empty_page(const RawPage& page) {
  Page out;
  out.source = page.source;
  out.id = page.id;
  return out;
}

std::vector<Tag> given_tags(const RawPage& page, const std::vector<std::string>& paragraphs) {
  std::vector<Tag> tags;
  for (const auto& text : page.tags) tags.push_back({to_nfc(text), kind_of_tag(text, paragraphs)});
  return tags;
}

/// The page's text as it is, byte for byte: offsets given with a record stay right.
Article whole_text(const RawPage& page) {
  Article article;
  std::string_view rest = page.text;
  for (;;) {
    const auto end = rest.find('\n');
    article.paragraphs.emplace_back(rest.substr(0, end));
    if (end == rest.npos) break;
    rest.remove_prefix(end + 1);
  }
  if (page.text.empty()) article.paragraphs.clear();
  article.english = is_english_text(PageLines(page.text));
  article.title = page.title;
  article.date = page.date;
  article.tags = given_tags(page, article.paragraphs);
  return article;
}

PageLines read_lines(std::string_view text) {
  const auto unwrapped = unwrap_text(text);
  if (!unwrapped) return PageLines(text);
  PageLines lines(unwrapped->text);
  for (Line& line : lines.lines()) line.number = unwrapped->numbers[line.number - 1];
  return lines;
}

}  // namespace

Page clean_page(const RawPage& page, const CleanOptions& options) {
  if (options.as_is || page.form == PageForm::tags) {
    Page out = empty_page(page);
    out.articles.push_back(whole_text(page));
    return out;
  }
  if (page.form == PageForm::html) return clean_html_page(page, options);
  auto lines = read_lines(page.text);
  rate_lines(lines);
  PageHints hints{to_nfc(squeeze_spaces(page.title)), page.date, {}, {}, given_tags(page, {})};
  hints.live = live_sign(hints.title);
  Page out = read_structure(lines, hints, options);
  out.source = page.source;
  out.id = page.id;
  return out;
}

}  // namespace comention
