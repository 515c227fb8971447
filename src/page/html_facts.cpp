#include "page/html_facts.hpp"

#include <algorithm>

#include "page/html_attributes.hpp"
#include "page/names.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr std::size_t longest_tag = 60;
/// Bytes of a byline, and of a description of an author.
constexpr std::size_t longest_author = 80, longest_note = 300;

/// True when `word` stands between blanks in a `rel` value.
bool has_word(std::string_view value, std::string_view word) {
  for (std::size_t at = value.find(word); at != std::string_view::npos;
       at = value.find(word, at + 1)) {
    const bool begins = at == 0 || is_html_space(value[at - 1]);
    const std::size_t end = at + word.size();
    if (begins && (end == value.size() || is_html_space(value[end]))) return true;
  }
  return false;
}

/// An address whose path names a tag page, as content systems write them.
bool is_tag_address(std::string_view address) {
  for (const std::string_view part :
       {"/tag/", "/tags/", "/topic/", "/topics/", "/label/", "/labels/", "/keyword/", "/keywords/",
        "/hashtag/", "?tag="}) {
    const std::size_t at = address.find(part);
    if (at != std::string_view::npos && at + part.size() < address.size()) return true;
  }
  return false;
}

class FactReader {
 public:
  FactReader(const HtmlText& page, BlockRange range, BlockRange body)
      : page_(page), range_(range), body_(body) {}

  HtmlFacts read() {
    // Elements stand in the order in which they begin; a page has many ranges.
    const auto first = std::partition_point(
        page_.elements.begin(), page_.elements.end(),
        [&](const HtmlElement& element) { return element.begin.block < range_.begin; });
    for (auto at = first; at != page_.elements.end() && range_.contains(at->begin.block); ++at)
      read_element(static_cast<std::uint32_t>(at - page_.elements.begin()), *at);
    out_.tags_declared = !rel_tags_.empty();
    out_.tags = !rel_tags_.empty() ? rel_tags_ : linked_tags_.size() >= 2 ? linked_tags_ : Names{};
    out_.authors = !rel_authors_.empty() ? rel_authors_ : class_authors_;
    if (out_.published.date.empty()) out_.published = plain_time_;
    return std::move(out_);
  }

 private:
  using Names = std::vector<std::string>;

  void read_element(std::uint32_t i, const HtmlElement& element) {
    if (element.tag == GUMBO_TAG_A) read_link(i, element);
    const std::string_view itemprop = element.itemprop;
    if (element.tag == GUMBO_TAG_TIME || has_word(itemprop, "datePublished")) {
      read_time(i, element, itemprop);
    }
    if (has_word(itemprop, "author")) add_author(rel_authors_, i, element);
    const bool author_class = (element.groups & group_bit(WordGroup::author)) != 0;
    if (author_class) add_author(class_authors_, i, element);
  }

  void read_link(std::uint32_t i, const HtmlElement& element) {
    const std::string_view rel = attribute(element.attributes, "rel");
    if (has_word(rel, "author")) add_author(rel_authors_, i, element);
    if (has_word(rel, "category")) return;
    if (has_word(rel, "tag")) return add_tag(rel_tags_, i, element);
    const bool in_tags = stands_in(i, group_bit(WordGroup::tags), 4);
    if (in_tags && is_tag_address(attribute(element.attributes, "href"))) {
      add_tag(linked_tags_, i, element);
    }
  }

  void read_time(std::uint32_t i, const HtmlElement& element, std::string_view itemprop) {
    if (has_word(itemprop, "dateModified") || is_aside(i)) return;
    std::string_view value = attribute(element.attributes, "datetime");
    if (value.empty()) value = attribute(element.attributes, "content");
    const std::string text =
        value.empty() ? text_between(page_, element.begin, element.end) : std::string(value);
    if (text.size() > 60) return;
    const std::string_view classes = element.classes;
    if (classes.find("updated") != std::string_view::npos &&
        classes.find("published") == std::string_view::npos) {
      return;
    }
    const DateAndTime found = read_machine_date(text);
    const bool marked = has_word(itemprop, "datePublished") ||
                        has_attribute(element.attributes, "pubdate") ||
                        classes.find("published") != std::string_view::npos;
    DateAndTime& place = marked ? out_.published : plain_time_;
    if (place.date.empty()) place = found;
  }

  void add_tag(Names& list, std::uint32_t i, const HtmlElement& element) {
    std::string text = text_between(page_, element.begin, element.end);
    while (!text.empty() && (text.front() == '#' || text.front() == ' ')) text.erase(0, 1);
    while (!text.empty() && (text.back() == ',' || text.back() == ' ')) text.pop_back();
    if (text.empty() || text.size() > longest_tag || is_aside(i) || list.size() >= 60) return;
    if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
  }

  void add_author(Names& list, std::uint32_t i, const HtmlElement& element) {
    const std::string text = text_between(page_, element.begin, element.end);
    if (text.empty() || text.size() > longest_note || list.size() >= 8 || is_aside(i)) return;
    if (text.size() > longest_author) {
      for (auto& name : read_author_note(text).names) add_name(list, std::move(name));
    } else if (is_label(text) || stands_in(i, group_bit(WordGroup::share), 2)) {
      return;
    } else {
      auto byline = read_byline(text);
      if (!byline && looks_like_name(text)) byline = read_byline("By " + text);
      if (!byline) return;
      for (auto& name : byline->names) add_name(list, std::move(name));
      for (auto& agency : byline->agencies) add_name(list, std::move(agency));
    }
  }

  /// One word that names a part of the page ("Biography", "Share"), not a person.
  static bool is_label(std::string_view text) {
    return text.find(' ') == std::string_view::npos && word_groups(text) != 0;
  }

  static void add_name(Names& list, std::string name) {
    if (std::find(list.begin(), list.end(), name) == list.end()) list.push_back(std::move(name));
  }

  bool stands_in(std::uint32_t element, WordGroups groups, int levels) const {
    for (int level = 0; level <= levels; ++level) {
      if ((page_.elements[element].groups & groups) != 0) return true;
      element = page_.elements[element].parent;
    }
    return false;
  }

  /// Inside a menu, sidebar, footer, comment or list of other stories.
  bool is_aside(std::uint32_t element) const {
    constexpr WordGroups beside = group_bit(WordGroup::comment) | group_bit(WordGroup::sidebar) |
                                  group_bit(WordGroup::related);
    for (int level = 0; level < 8; ++level) {
      const HtmlElement& at = page_.elements[element];
      if (at.tag == GUMBO_TAG_NAV || at.tag == GUMBO_TAG_ASIDE) return true;
      if (at.tag == GUMBO_TAG_ARTICLE && is_without_text(at)) return true;
      if (level < 5 && at.is_block && (at.groups & beside) != 0 &&
          (at.groups & group_bit(WordGroup::article)) == 0) {
        return true;
      }
      if (at.parent == element) return false;
      element = at.parent;
    }
    return false;
  }

  bool is_without_text(const HtmlElement& article) const {
    return body_.end > body_.begin &&
           (article.end_block <= body_.begin || article.begin.block >= body_.end);
  }

  const HtmlText& page_;
  const BlockRange range_, body_;
  HtmlFacts out_;
  Names rel_tags_, linked_tags_, rel_authors_, class_authors_;
  DateAndTime plain_time_;
};

}  // namespace

PageLabels read_labels(const HtmlText& page) {
  constexpr WordGroups menu = group_bit(WordGroup::navigation);
  constexpr WordGroups beside = menu | group_bit(WordGroup::header) | group_bit(WordGroup::footer) |
                                group_bit(WordGroup::sidebar) | group_bit(WordGroup::related);
  enum : std::uint8_t { in_aside = 1, in_menu = 2 };
  // What an element or one around it is; parents come first in the list.
  std::vector<std::uint8_t> places(page.elements.size());
  PageLabels out;
  for (std::size_t i = 0; i < page.elements.size(); ++i) {
    const HtmlElement& at = page.elements[i];
    const bool named = at.is_block && at.tag != GUMBO_TAG_BODY && at.tag != GUMBO_TAG_ARTICLE &&
                       (at.groups & group_bit(WordGroup::tags)) == 0;
    const bool nav = at.tag == GUMBO_TAG_NAV;
    if (at.parent != i) places[i] = places[at.parent];
    if (nav || (named && (at.groups & menu) != 0)) places[i] |= in_aside | in_menu;
    if ((named && (at.groups & beside) != 0) || at.tag == GUMBO_TAG_ASIDE ||
        at.tag == GUMBO_TAG_FOOTER) {
      places[i] |= in_aside;
    }
    const bool label = at.tag == GUMBO_TAG_A || at.tag == GUMBO_TAG_LI || at.tag == GUMBO_TAG_SPAN;
    if (places[i] == in_aside || !label || at.end.block > at.begin.block + 1) continue;
    const std::string text = text_between(page, at.begin, at.end);
    if (text.empty() || text.size() > longest_tag) continue;
    if (places[i] == 0) out.printed.insert(fold_key(text));
    if (places[i] != 0 && at.tag == GUMBO_TAG_A) out.menu.insert(fold_key(text));
  }
  return out;
}

HtmlFacts read_html_facts(const HtmlText& page, BlockRange range, BlockRange body) {
  return FactReader(page, range, body).read();
}

bool in_page_footer(const HtmlText& page, std::uint32_t element) {
  constexpr WordGroups own =
      group_bit(WordGroup::article) | group_bit(WordGroup::body) | group_bit(WordGroup::tags);
  bool footer = false;
  for (;;) {
    const HtmlElement& at = page.elements[element];
    if (at.tag == GUMBO_TAG_ARTICLE || at.tag == GUMBO_TAG_MAIN) return false;
    const bool named = (at.groups & group_bit(WordGroup::footer)) != 0 && at.is_block;
    const bool last = at.end_block + 3 >= page.blocks.size();
    footer = footer || ((named || at.tag == GUMBO_TAG_FOOTER) && (at.groups & own) == 0 && last &&
                        at.tag != GUMBO_TAG_BODY);
    if (at.parent == element) return footer;
    element = at.parent;
  }
}

}  // namespace comention
