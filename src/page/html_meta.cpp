#include "page/html_meta.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/embedded.hpp"
#include "comention/types.hpp"
#include "page/html_attributes.hpp"
#include "page/html_json.hpp"
#include "page/html_references.hpp"
#include "text/dates.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr std::size_t max_list = 100;     ///< tags and authors of one page
constexpr std::size_t max_value = 20000;  ///< bytes of one value; longer ones are no names

std::string clean(std::string_view written) {
  return squeeze_spaces(decode_references(written.substr(0, max_value)));
}

void add_unique(std::vector<std::string>& list, std::string value) {
  if (value.empty() || list.size() >= max_list) return;
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

void set_first(std::string& field, std::string value) {
  if (field.empty()) field = std::move(value);
}

/// Adds the parts of a list that is written in one value.
void add_list(std::vector<std::string>& list, std::string_view value) {
  const char separator = value.find(';') != std::string_view::npos ? ';' : ',';
  while (!value.empty()) {
    const std::size_t end = std::min(value.find(separator), value.size());
    add_unique(list, std::string(trim(value.substr(0, end))));
    value.remove_prefix(std::min(end + 1, value.size()));
  }
}

enum class Role {
  none,
  title,
  date,
  author,
  tag,
  keywords,
  section,
  site,
  description,
  type,
  language
};

Role role_of(std::string_view name) {
  static const auto roles = [] {
    constexpr std::pair<std::string_view, Role> names[] = {
        {"title", Role::title},       {"date", Role::date},
        {"author", Role::author},     {"tag", Role::tag},
        {"keywords", Role::keywords}, {"section", Role::section},
        {"site", Role::site},         {"description", Role::description},
        {"type", Role::type},         {"language", Role::language}};
    std::unordered_map<std::string, Role> out;
    for_each_tsv_row(embedded_file("html_meta.tsv"), [&](const auto& fields) {
      for (const auto& [word, role] : names) {
        if (fields.size() == 2 && fields[0] == word) out.emplace(fields[1], role);
      }
    });
    return out;
  }();
  const auto found = roles.find(to_lower(name.substr(0, 64)));
  return found == roles.end() ? Role::none : found->second;
}

bool is_address(std::string_view text) {
  return text.find("://") != std::string_view::npos || text.find('@') != std::string_view::npos ||
         text.substr(0, 4) == "www.";
}

void add_author(HtmlMeta& meta, std::string author) {
  if (to_lower(author.substr(0, 3)) == "by ") author.erase(0, 3);
  if (author.size() > 80 || is_address(author)) return;
  add_unique(meta.authors, std::move(author));
}

void take_value(HtmlMeta& out, Role role, std::string value) {
  if (value.empty()) return;
  switch (role) {
    case Role::title:
      return add_unique(out.titles, std::move(value));
    case Role::date:
      if (out.published.date.empty()) out.published = read_machine_date(value);
      return;
    case Role::author:
      return add_author(out, std::move(value));
    case Role::tag:
      return add_list(out.tags, value);
    case Role::keywords:
      return add_list(out.keywords, value);
    case Role::section:
      return set_first(out.section, std::move(value));
    case Role::site:
      return set_first(out.site, std::move(value));
    case Role::description:
      return set_first(out.description, std::move(value));
    case Role::type:
      out.is_article = out.is_article || to_lower(value) == "article";
      return;
    case Role::language:
      return set_first(out.language, std::move(value));
    case Role::none:
      return;
  }
}

void read_meta_elements(const HtmlSource& source, HtmlMeta& out) {
  for (const auto& meta : source.metas) {
    if (meta.name != GUMBO_TAG_META) continue;
    std::string_view names[4], content;
    for_each_attribute(meta.attributes, [&](std::string_view key, std::string_view value) {
      if (key == "property") names[0] = value;
      if (key == "name") names[1] = value;
      if (key == "itemprop") names[2] = value;
      if (key == "http-equiv") names[3] = value;
      if (key == "content" || key == "CONTENT") content = value;
    });
    for (const std::string_view name : names) {
      const Role role = name.empty() ? Role::none : role_of(name);
      if (role == Role::none) continue;
      take_value(out, role, clean(content));
      break;
    }
  }
}

void take_json_article(HtmlMeta& out, const JsonLdArticle& article) {
  add_unique(out.titles, clean(article.headline));
  if (out.published.date.empty()) out.published = read_machine_date(article.date_published);
  for (const std::string& author : article.authors) add_author(out, clean(author));
  for (const std::string& keyword : article.keywords) add_list(out.tags, clean(keyword));
  set_first(out.section, clean(article.section));
  set_first(out.article_body, decode_references(article.body));
  set_first(out.language, article.language);
  out.is_article = true;
}

bool is_date_digit(char c) { return c >= '0' && c <= '9'; }

/// "18:03:23-05:00" behind the date of an ISO time stamp; without fractions of a second.
std::string iso_time(std::string_view rest) {
  if (rest.size() < 6 || (rest[0] != 'T' && rest[0] != ' ')) return {};
  rest.remove_prefix(1);
  std::size_t end = 0;
  while (end < rest.size() && (is_date_digit(rest[end]) || rest[end] == ':')) ++end;
  if (end != 5 && end != 8) return {};
  std::string time(rest.substr(0, end));
  if (end < rest.size() && rest[end] == '.') {
    ++end;
    while (end < rest.size() && is_date_digit(rest[end])) ++end;
  }
  std::string_view zone = trim(rest.substr(end));
  if (zone == "Z") return time.append("+00:00");
  if (zone.size() >= 5 && (zone[0] == '+' || zone[0] == '-')) {
    time += zone.substr(0, 3);
    time += ':';
    time += zone.substr(zone[3] == ':' ? 4 : 3, 2);
  }
  return time;
}

constexpr std::string_view separators[] = {" | ", " - ", " – ", " — ", " :: ", " : ",
                                           " » ", " « ", " · ", " • ", " / "};

/// The parts of a title between separators.
std::vector<std::string_view> title_parts(std::string_view title) {
  std::vector<std::string_view> parts;
  for (;;) {
    std::size_t at = std::string_view::npos, width = 0;
    for (const std::string_view separator : separators) {
      const std::size_t found = title.find(separator);
      if (found < at) at = found, width = separator.size();
    }
    parts.push_back(trim(title.substr(0, at)));
    if (at == std::string_view::npos) return parts;
    title.remove_prefix(at + width);
  }
}

/// The first block of a heading that says just this, or npos.
std::size_t heading_place(const HtmlText& page, std::string_view text) {
  const std::string key = fold_key(text);
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const HtmlBlock& block = page.blocks[i];
    const GumboTag tag = page.elements[block.element].tag;
    if (tag < GUMBO_TAG_H1 || tag > GUMBO_TAG_H3 || block.text.size() > 2 * text.size() + 8)
      continue;
    if (folds_to(block.text, key)) return i;
  }
  return std::string_view::npos;
}

}  // namespace

DateAndTime read_machine_date(std::string_view written) {
  const std::string_view text = trim(written);
  // What programs write where no date was set: the first day that they know.
  for (const std::string_view unset : {"0001-", "1900-01-01", "1970-01-01", "0000"})
    if (text.starts_with(unset)) return {};
  if (parse_iso_day(text) != no_day) {
    return {std::string(text.substr(0, 10)), iso_time(text.substr(10))};
  }
  if (text.size() >= 8 && std::all_of(text.begin(), text.begin() + 8, is_date_digit) &&
      (text.size() == 8 || !is_date_digit(text[8]) || text.size() == 14)) {
    std::string iso(text.substr(0, 4));
    iso.append("-").append(text.substr(4, 2)).append("-").append(text.substr(6, 2));
    if (parse_iso_day(iso) != no_day) return {iso, {}};
  }
  if (const auto printed = find_date(text.substr(0, 200))) return {printed->date, printed->time};
  return {};
}

HtmlMeta read_html_meta(const HtmlSource& source, const HtmlText& page) {
  HtmlMeta out;
  for (const std::string_view json : source.json_ld) {
    const auto articles = read_json_ld(json);
    // Several articles describe a list, none of them the page.
    if (!articles.empty() && !out.is_article) take_json_article(out, articles.front());
  }
  read_meta_elements(source, out);
  add_unique(out.titles, page.head_title);
  if (!page.language.empty()) out.language = page.language;
  return out;
}

BlockClues clues_of(const HtmlMeta& meta) {
  return {meta.titles.empty() ? std::string_view() : meta.titles.front(), meta.article_body,
          meta.description};
}

std::string title_without_site(const HtmlText& page, std::string_view title,
                               std::string_view site) {
  const auto parts = title_parts(title);
  if (parts.size() == 1) return std::string(title);
  const auto on_page = [&](std::string_view part) {
    const std::string key = fold_key(part);
    return std::any_of(page.blocks.begin(), page.blocks.end(), [&](const HtmlBlock& block) {
      return block.text.size() < 2 * part.size() + 8 && folds_to(block.text, key);
    });
  };
  if (on_page(title)) return std::string(title);
  // Where first and last part both stand in headings, the site's name comes first on the page.
  const std::size_t first = heading_place(page, parts.front());
  const std::size_t last = heading_place(page, parts.back());
  if (first < last && last != std::string_view::npos) return std::string(parts.back());
  // The longest stretch of parts from the front or the back that stands on the page.
  for (std::size_t drop = 1; drop < parts.size(); ++drop) {
    const char* begin = parts.front().data();
    const std::string_view end_part = parts[parts.size() - 1 - drop];
    const std::string_view front(
        begin, static_cast<std::size_t>(end_part.data() + end_part.size() - begin));
    if (front.size() >= 12 && on_page(front)) return std::string(front);
    const std::string_view back =
        title.substr(static_cast<std::size_t>(parts[drop].data() - title.data()));
    if (back.size() >= 12 && on_page(back)) return std::string(back);
  }
  const std::string site_key = fold_key(site);
  std::string_view best;
  for (const std::string_view part : parts) {
    if (part.size() > best.size() && (site.empty() || fold_key(part) != site_key)) best = part;
  }
  return std::string(best.empty() ? title : best);
}

}  // namespace comention
