#include "page/html_posts.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "page/body_lines.hpp"
#include "page/html_attributes.hpp"
#include "page/html_tags.hpp"
#include "page/post_anchors.hpp"
#include "page/structure.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr std::size_t shortest_title = 8, longest_title = 250;

/// A heading of a post, with what makes it one of a kind.
struct PostHeading {
  std::uint32_t block;
  std::size_t make;  ///< hash of tag, class and the tags around
};

/// Posts that one make of heading gives.
struct Draft {
  std::vector<HtmlPost> posts;
  std::size_t text = 0;     ///< bytes of text in all posts
  std::size_t largest = 0;  ///< ... in the largest one
};

/// Posts that do not overlap, by their first blocks.
using PostsByPlace = std::map<std::uint32_t, HtmlPost>;

class PostFinder {
 public:
  PostFinder(const HtmlText& page, std::span<const float> ratings)
      : page_(page), ratings_(ratings) {
    text_sum_ = {0};
    for (const HtmlBlock& block : page.blocks) {
      text_sum_.push_back(text_sum_.back() + (is_post_text(block) ? block.text.size() : 0));
    }
    count_dated_articles();
  }

  std::vector<HtmlPost> find() {
    std::map<std::size_t, std::vector<std::uint32_t>> groups;
    for (const PostHeading& heading : headings()) groups[heading.make].push_back(heading.block);
    std::vector<Draft> drafts;
    for (const auto& [make, blocks] : groups) {
      if (Draft draft = draft_posts(blocks); !draft.posts.empty())
        drafts.push_back(std::move(draft));
    }
    // The richest make leads; others join where they stand apart (a page's top stories often have
    // a make of their own). The order of hashes must not show.
    std::sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
      return a.text != b.text ? a.text > b.text : a.posts[0].range.begin < b.posts[0].range.begin;
    });
    Draft all;
    PostsByPlace found;
    for (const Draft& draft : drafts) join(draft, found, all);
    for (const auto& [begin, post] : found) all.posts.push_back(post);
    return is_convincing(all) ? all.posts : std::vector<HtmlPost>{};
  }

 private:
  std::size_t text_between(std::uint32_t begin, std::uint32_t end) const {
    return text_sum_[end] - text_sum_[begin];
  }

  std::vector<PostHeading> headings() const {
    std::vector<PostHeading> out;
    std::set<std::string> seen;
    for (std::uint32_t i = 0; i < page_.blocks.size(); ++i) {
      const HtmlBlock& block = page_.blocks[i];
      const std::size_t size = block.text.size();
      if (size < shortest_title || size > longest_title) continue;
      const bool linked = block.link_bytes * 10 >= size * 6 && !leads_here(i);
      if (!linked && !heads_article(block.element)) continue;
      const std::size_t make = make_of(block.element);
      if (make == 0 || !seen.insert(fold_key(block.text)).second) continue;
      out.push_back({i, make});
    }
    return out;
  }

  /// Parts of one text stand in elements for articles as well, but only articles have dates.
  void count_dated_articles() {
    std::set<std::uint32_t> dated;
    for (std::uint32_t i = 0; i < page_.elements.size(); ++i) {
      const bool dates = page_.elements[i].tag == GUMBO_TAG_TIME ||
                         (page_.elements[i].groups & group_bit(WordGroup::date)) != 0;
      std::uint32_t element = i;
      for (int level = 0; dates && level < 7; ++level) {
        if (page_.elements[element].tag == GUMBO_TAG_ARTICLE) {
          if (dated.insert(element).second) ++siblings_[page_.elements[element].parent];
          break;
        }
        element = page_.elements[element].parent;
      }
    }
  }

  /// Whether a heading stands in an element for an article that is one of three or more dated ones
  /// in a row, none inside another.
  bool heads_article(std::uint32_t element) const {
    if (!is_heading(page_.elements[element].tag)) return false;
    std::uint32_t article = 0;
    for (int level = 0; level < 7 && page_.elements[element].parent != element; ++level) {
      element = page_.elements[element].parent;
      if (page_.elements[element].tag != GUMBO_TAG_ARTICLE) continue;
      if (article != 0) return false;
      article = element;
    }
    const auto found = siblings_.find(page_.elements[article].parent);
    return article != 0 && found != siblings_.end() && found->second >= 3;
  }

  /// Whether the links of a block lead to places on the page itself: a heading of a chapter.
  bool leads_here(std::uint32_t block) const {
    bool found = false;
    for (std::uint32_t i = page_.blocks[block].element; i < page_.elements.size(); ++i) {
      const HtmlElement& element = page_.elements[i];
      if (element.begin.block > block) break;
      if (element.tag != GUMBO_TAG_A || element.begin.block != block) continue;
      if (!attribute(element.attributes, "href").starts_with('#')) return false;
      found = true;
    }
    return found;
  }

  /// The make of a heading around or at `element`; 0 when there is none or it stands in a menu,
  /// sidebar or comment.
  std::size_t make_of(std::uint32_t element) const {
    constexpr WordGroups beside = group_bit(WordGroup::comment) | group_bit(WordGroup::sidebar);
    std::size_t make = 0;
    bool inside_article = false;
    for (int level = 0; level < 7; ++level) {
      const HtmlElement& at = page_.elements[element];
      const bool titled = (at.groups & group_bit(WordGroup::title)) != 0 && level < 2;
      if (make == 0 && (is_heading(at.tag) || titled)) {
        make = std::hash<std::string_view>{}(at.classes) | 1;
      }
      if (make == 0 && level == 2) return 0;
      if (make != 0 && level < 4) make = make * 31 + static_cast<std::size_t>(at.tag);
      if (at.tag == GUMBO_TAG_NAV || at.tag == GUMBO_TAG_ASIDE || at.tag == GUMBO_TAG_FOOTER)
        return 0;
      if (at.tag == GUMBO_TAG_ARTICLE || at.tag == GUMBO_TAG_MAIN) inside_article = true;
      // Around half of the text and more such words name the layout ("with-sidebar").
      const bool layout = text_between(at.begin.block, at.end_block) * 2 >= text_sum_.back();
      if ((at.groups & beside) != 0 && !inside_article && !layout) return 0;
      if (at.parent == element) break;
      element = at.parent;
    }
    return make;
  }

  Draft draft_posts(const std::vector<std::uint32_t>& blocks) const {
    Draft draft;
    if (blocks.size() < 2) return draft;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      HtmlPost post{range_of(blocks, i), blocks[i]};
      const std::size_t text = text_between(post.range.begin, post.range.end);
      if (text == 0) continue;
      draft.text += text;
      draft.largest = std::max(draft.largest, text);
      draft.posts.push_back(post);
    }
    if (draft.posts.size() * 10 < blocks.size() * 6) return {};
    return draft;
  }

  /// Adds posts to those found, unless one of them overlaps.
  static void join(const Draft& draft, PostsByPlace& found, Draft& all) {
    for (const HtmlPost& post : draft.posts) {
      const auto next = found.lower_bound(post.range.end);
      if (next != found.begin() && std::prev(next)->second.range.end > post.range.begin) return;
    }
    for (const HtmlPost& post : draft.posts) found.emplace(post.range.begin, post);
    all.text += draft.text;
    all.largest = std::max(all.largest, draft.largest);
  }

  /// A post reaches as far as the largest element that holds no other headline of its make; where
  /// there is no text in that, to the next headline.
  BlockRange range_of(const std::vector<std::uint32_t>& blocks, std::size_t i) const {
    const auto holds_other = [&](const HtmlElement& at) {
      return (i > 0 && at.begin.block <= blocks[i - 1]) ||
             (i + 1 < blocks.size() && blocks[i + 1] < at.end_block);
    };
    std::uint32_t element = page_.blocks[blocks[i]].element;
    std::uint32_t level = 0;
    while (++level < 12) {
      const std::uint32_t parent = page_.elements[element].parent;
      if (parent == element || holds_other(page_.elements[parent])) break;
      element = parent;
    }
    const HtmlElement& own = page_.elements[element];
    if (text_between(own.begin.block, own.end_block) > 0) return {own.begin.block, own.end_block};
    const std::uint32_t last = page_.elements[own.parent].end_block;
    const std::uint32_t next = i + 1 < blocks.size() ? blocks[i + 1] : last;
    return {blocks[i], std::max(next, blocks[i] + 1)};
  }

  bool is_convincing(const Draft& draft) const {
    const std::size_t count = draft.posts.size();
    if (count < 3) return false;
    const auto all = static_cast<std::uint32_t>(page_.blocks.size());
    if (draft.text * 100 < text_between(0, all) * 55) return false;
    if (draft.largest * 100 > draft.text * (count >= 6 ? 75 : 60)) return false;
    std::size_t outside = 0;
    for (std::uint32_t i = 0; i < all; ++i) {
      if (ratings_[i] >= 0.5f && !is_inside(draft, i)) outside += page_.blocks[i].text.size();
    }
    return outside * 4 <= draft.text;
  }

  static bool is_inside(const Draft& draft, std::uint32_t block) {
    const auto next = std::upper_bound(
        draft.posts.begin(), draft.posts.end(), block,
        [](std::uint32_t at, const HtmlPost& post) { return at < post.range.begin; });
    return next != draft.posts.begin() && std::prev(next)->range.contains(block);
  }

  const HtmlText& page_;
  const std::span<const float> ratings_;
  std::vector<std::size_t> text_sum_;
  std::map<std::uint32_t, std::size_t> siblings_;  ///< dated articles in each element
};

}  // namespace

bool is_post_text(const HtmlBlock& block) {
  const std::string_view text = block.text;
  if (text.size() < 40 || block.link_bytes * 2 > text.size()) return false;
  const auto blanks = static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
  return blanks >= 6 || text.size() >= 120;
}

std::vector<HtmlPost> find_html_posts(const HtmlText& page, std::span<const float> ratings) {
  return PostFinder(page, ratings).find();
}

std::vector<BlockRange> find_dated_posts(const PageLines& lines) {
  const auto block_of = [&](std::size_t line) { return lines.lines()[line].number - 1; };
  std::vector<BlockRange> out;
  for (const Post& post : find_posts(lines)) {
    // What stands around the page ends the last post; dates and tags stand near its text.
    constexpr std::size_t near = 6;
    const auto body = body_of_post(lines.lines(), post);
    std::size_t end = std::max(body.empty() ? post.title : body.back(), post.title) + 1;
    for (std::size_t n = 0; n < near && end < post.end; ++n, ++end)
      if (is_post_text(lines.lines()[end])) break;
    out.push_back({block_of(post.begin), block_of(end - 1) + 1});
  }
  return out;
}

}  // namespace comention
