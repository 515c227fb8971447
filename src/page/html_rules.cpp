#include "page/html_rules.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "page/html_posts.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr float body_threshold = 0.5f;
/// Bytes of text that must be left before a rule may take text out.
constexpr std::size_t enough_text = 150;

constexpr std::uint32_t nowhere = UINT32_MAX;

class Ruler {
 public:
  Ruler(const HtmlText& page, const PageLines& lines, std::string_view title,
        std::vector<float>& ratings)
      : page_(page),
        lines_(page.blocks.size(), nullptr),
        ratings_(ratings),
        rulings_(page.blocks.size()) {
    for (const Line& line : lines.lines()) lines_[line.number - 1] = &line;
    title_ = find_title(title);
  }

  std::vector<BlockRuling> run() {
    take_before_title();
    take_captions();
    take_comments();
    take_other_articles();
    take_lists();
    take_legal();
    take_copies();
    return std::move(rulings_);
  }

 private:
  bool is_body(std::uint32_t block) const { return ratings_[block] >= body_threshold; }

  std::uint32_t count() const { return static_cast<std::uint32_t>(page_.blocks.size()); }

  /// The last block that is the headline and nothing else, with body behind it.
  std::uint32_t find_title(std::string_view title) const {
    if (title.size() < 12) return nowhere;
    const std::string key = fold_key(title);
    std::uint32_t found = nowhere;
    bool heading_found = false;
    for (std::uint32_t i = 0; i < count(); ++i) {
      const HtmlBlock& block = page_.blocks[i];
      if (block.text.size() > 2 * title.size() + 8 || !folds_to(block.text, key)) continue;
      const GumboTag tag = page_.elements[block.element].tag;
      const bool heading = tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_H2;
      if (found == nowhere || (heading && !heading_found)) found = i;
      heading_found = heading_found || heading;
    }
    return found;
  }

  std::size_t body_bytes(std::uint32_t begin, std::uint32_t end) const {
    std::size_t sum = 0;
    for (std::uint32_t i = begin; i < end; ++i) {
      if (is_body(i)) sum += page_.blocks[i].text.size();
    }
    return sum;
  }

  void take_out(std::uint32_t block, LineKind kind, std::string_view reason) {
    if (!is_body(block)) return;
    ratings_[block] = 0;
    rulings_[block] = {kind, reason};
  }

  /// Tickers and teasers above the headline; a few lines right above it may be the deck.
  void take_before_title() {
    if (title_ == nowhere || body_bytes(title_ + 1, count()) < enough_text) return;
    for (std::uint32_t i = 0; i + 3 < title_; ++i) take_out(i, LineKind::related, "before-title");
  }

  /// Text of `figcaption`.
  void take_captions() {
    for (std::uint32_t i = 0; i < count(); ++i) {
      std::uint32_t element = page_.blocks[i].element;
      for (int level = 0; level < 3 && is_body(i); ++level) {
        if (page_.elements[element].tag == GUMBO_TAG_FIGCAPTION) {
          take_out(i, LineKind::caption, "figcaption");
        }
        element = page_.elements[element].parent;
      }
    }
  }

  /// Comments stand in an element that says so, behind the text.
  void take_comments() {
    std::uint32_t done = 0, seen = 0;
    std::size_t text = 0;  // bytes of body in the blocks before `seen`
    for (const HtmlElement& element : page_.elements) {
      if ((element.groups & group_bit(WordGroup::comment)) == 0 || element.begin.block < done)
        continue;
      text += body_bytes(std::exchange(seen, element.begin.block), element.begin.block);
      if (text < enough_text) continue;
      for (std::uint32_t i = element.begin.block; i < element.end_block; ++i) {
        take_out(i, LineKind::comments, "comment-element");
      }
      done = element.end_block;
    }
  }

  std::uint32_t article_of(std::uint32_t block) const {
    std::uint32_t element = page_.blocks[block].element;
    for (;;) {
      const HtmlElement& at = page_.elements[element];
      if (at.tag == GUMBO_TAG_ARTICLE) return element;
      if (at.parent == element) return nowhere;
      element = at.parent;
    }
  }

  /// The `article` element in which the first text behind the headline stands.
  std::uint32_t main_article() const {
    for (std::uint32_t i = title_ == nowhere ? 0 : title_; i < count(); ++i) {
      if (is_body(i)) return article_of(i);
    }
    return nowhere;
  }

  /// Text in `article` elements other than the one of the headline, but for the entries of a live
  /// blog.
  void take_other_articles() {
    const std::uint32_t main = main_article();
    if (main == nowhere) return;
    std::size_t kept = 0;
    std::vector<std::uint32_t> articles(count(), nowhere);
    for (std::uint32_t i = 0; i < count(); ++i) {
      if (!is_body(i)) continue;
      articles[i] = article_of(i);
      if (articles[i] == main) kept += page_.blocks[i].text.size();
    }
    const auto entries = live_entries(main, articles);
    if (kept < enough_text && entries.empty()) return;
    for (std::uint32_t i = 0; i < count(); ++i) {
      const std::uint32_t article = articles[i];
      if (article == nowhere || article == main || entries.contains(article)) continue;
      take_out(i, LineKind::related, "other-article");
    }
  }

  /// The entries of a live blog: three or more `article` elements of one make beside the main one
  /// or inside it, with text of their own. Teasers are told from them by their linked headlines.
  std::set<std::uint32_t> live_entries(std::uint32_t main,
                                       const std::vector<std::uint32_t>& articles) const {
    constexpr std::size_t fewest = 3, entry_text = 80;
    std::map<std::uint32_t, std::size_t> texts;  // of articles, unlinked bytes
    for (std::uint32_t i = 0; i < count(); ++i) {
      const HtmlBlock& block = page_.blocks[i];
      if (articles[i] != nowhere) texts[articles[i]] += block.text.size() - block.link_bytes;
    }
    const auto is_entry = [&](std::uint32_t article) {
      return texts.at(article) >= entry_text && !has_linked_heading(article);
    };
    std::map<std::pair<std::uint16_t, std::string_view>, std::set<std::uint32_t>> makes;
    for (const auto& [article, text] : texts) {
      const HtmlElement& at = page_.elements[article];
      if (!is_entry(article) || !(article == main || is_near(article, main))) continue;
      makes[{at.depth, at.classes}].insert(article);
    }
    for (auto& [make, entries] : makes) {
      const bool with_main = entries.contains(main) || is_inside(*entries.begin(), main);
      if (entries.size() >= fewest && with_main) return std::move(entries);
    }
    return {};
  }

  bool is_inside(std::uint32_t element, std::uint32_t around) const {
    return element > around &&
           page_.elements[element].begin.block < page_.elements[around].end_block;
  }

  /// Inside the main article, or in the same element as it.
  bool is_near(std::uint32_t article, std::uint32_t main) const {
    const auto wrapper = [&](std::uint32_t element) {
      const HtmlElement& around = page_.elements[page_.elements[element].parent];
      return around.tag == GUMBO_TAG_LI ? around.parent : page_.elements[element].parent;
    };
    return is_inside(article, main) || wrapper(article) == wrapper(main);
  }

  bool has_linked_heading(std::uint32_t article) const {
    const HtmlElement& at = page_.elements[article];
    for (std::uint32_t i = at.begin.block; i < at.end_block; ++i) {
      const HtmlBlock& block = page_.blocks[i];
      const GumboTag tag = page_.elements[block.element].tag;
      const bool heading = tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6;
      if (heading && block.link_bytes * 10 >= block.text.size() * 6) return true;
    }
    return false;
  }

  /// "You may also like" and the headlines below it, inside the text or behind it.
  void take_lists() {
    constexpr std::uint32_t longest_list = 12;
    for (std::uint32_t i = 0; i < count(); ++i) {
      const Line* line = lines_[i];
      if (line == nullptr || line->size() > 60) continue;
      if (((line->whole | line->start) & kind_bit(LineKind::related)) == 0) continue;
      take_out(i, LineKind::related, "list-label");
      const std::uint32_t end = std::min(count(), i + 1 + longest_list);
      for (std::uint32_t j = i + 1; j < end && is_list_line(j); ++j) {
        take_out(j, LineKind::related, "list-of-stories");
      }
    }
  }

  bool is_list_line(std::uint32_t block) const {
    const HtmlBlock& at = page_.blocks[block];
    const bool linked = at.link_bytes * 10 >= at.text.size() * 8;
    return linked && at.text.size() < 200;
  }

  /// Short lines in the words of copyright and terms, behind the text or without any.
  void take_legal() {
    std::uint32_t last = 0;
    for (std::uint32_t i = 0; i < count(); ++i) {
      if (is_body(i) && page_.blocks[i].text.size() >= enough_text && !is_legal(i)) last = i;
    }
    bool seen = false;
    for (std::uint32_t i = last; i < count(); ++i) {
      seen = seen || is_legal(i);
      if (seen) take_out(i, LineKind::legal, "legal-words");
    }
  }

  bool is_legal(std::uint32_t block) const {
    const Line* line = lines_[block];
    if (line == nullptr || line->size() > 400) return false;
    return ((line->whole | line->start | line->any) & kind_bit(LineKind::legal)) != 0 ||
           (line->has_copyright && line->size() < 200);
  }

  /// Further copies of what was taken out.
  void take_copies() {
    std::set<std::string_view> gone;
    for (std::uint32_t i = 0; i < count(); ++i) {
      if (rulings_[i].kind != LineKind::body) gone.insert(page_.blocks[i].text);
    }
    for (std::uint32_t i = 0; i < count(); ++i) {
      if (is_body(i) && gone.contains(page_.blocks[i].text)) {
        take_out(i, LineKind::related, "taken-out-elsewhere");
      }
    }
  }

  const HtmlText& page_;
  std::vector<const Line*> lines_;
  std::vector<float>& ratings_;
  std::vector<BlockRuling> rulings_;
  std::uint32_t title_ = nowhere;
};

struct GroupKind {
  WordGroup group;
  LineKind kind;
};
constexpr GroupKind group_kinds[] = {{WordGroup::comment, LineKind::comments},
                                     {WordGroup::share, LineKind::share},
                                     {WordGroup::ad, LineKind::ad},
                                     {WordGroup::related, LineKind::related},
                                     {WordGroup::form, LineKind::form},
                                     {WordGroup::caption, LineKind::caption},
                                     {WordGroup::author, LineKind::author_note},
                                     {WordGroup::navigation, LineKind::navigation},
                                     {WordGroup::sidebar, LineKind::related},
                                     {WordGroup::footer, LineKind::legal},
                                     {WordGroup::header, LineKind::navigation}};

LineKind kind_by_tag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_HEADER:
      return LineKind::navigation;
    case GUMBO_TAG_FIGCAPTION:
      return LineKind::caption;
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_BUTTON:
      return LineKind::form;
    case GUMBO_TAG_FOOTER:
      return LineKind::legal;
    case GUMBO_TAG_ASIDE:
      return LineKind::related;
    default:
      return LineKind::other;
  }
}

}  // namespace

PageLines lines_of(const HtmlText& page) {
  std::vector<std::string_view> texts;
  texts.reserve(page.blocks.size());
  for (const HtmlBlock& block : page.blocks) texts.push_back(block.text);
  return PageLines(texts);
}

std::vector<BlockRuling> rule_blocks(const HtmlText& page, const PageLines& lines,
                                     std::string_view title, std::vector<float>& ratings) {
  return Ruler(page, lines, title, ratings).run();
}

LineKind kind_by_elements(const HtmlText& page, const HtmlBlock& block) {
  std::uint32_t element = block.element;
  for (int level = 0; level < 6; ++level) {
    const HtmlElement& at = page.elements[element];
    if (const LineKind kind = kind_by_tag(at.tag); kind != LineKind::other) return kind;
    for (const GroupKind& entry : group_kinds) {
      if ((at.groups & group_bit(entry.group)) != 0) return entry.kind;
    }
    if (at.parent == element) break;
    element = at.parent;
  }
  return LineKind::other;
}

bool rescue_stub(const HtmlText& page, std::vector<float>& ratings) {
  constexpr float least = 0.1f;
  const auto is_candidate = [&](std::size_t i) {
    return is_post_text(page.blocks[i]) &&
           kind_by_elements(page, page.blocks[i]) == LineKind::other;
  };
  float best = 0;
  for (std::size_t i = 0; i < ratings.size(); ++i) {
    if (is_candidate(i)) best = std::max(best, ratings[i]);
  }
  if (best < least) return false;
  for (std::size_t i = 0; i < ratings.size(); ++i) {
    if (is_candidate(i) && ratings[i] >= 0.8f * best)
      ratings[i] = std::max(ratings[i], body_threshold);
  }
  return true;
}

}  // namespace comention
