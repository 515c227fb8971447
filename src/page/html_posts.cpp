#include "page/html_posts.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr std::size_t shortest_title = 8, longest_title = 250;

bool is_heading(GumboTag tag) { return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6; }

/// A heading that is a link, with what makes it one of a kind.
struct LinkedHeading {
  std::uint32_t block;
  std::size_t make;  ///< hash of tag, class and the tags around
};

/// Posts that one make of heading gives.
struct Draft {
  std::vector<HtmlPost> posts;
  std::size_t text = 0;     ///< bytes of text in all posts
  std::size_t largest = 0;  ///< ... in the largest one
};

class PostFinder {
 public:
  PostFinder(const HtmlText& page, std::span<const float> ratings)
      : page_(page), ratings_(ratings) {
    text_sum_ = {0};
    for (const HtmlBlock& block : page.blocks) {
      text_sum_.push_back(text_sum_.back() + (is_post_text(block) ? block.text.size() : 0));
    }
  }

  std::vector<HtmlPost> find() {
    std::map<std::size_t, std::vector<std::uint32_t>> groups;
    for (const LinkedHeading& heading : headings()) groups[heading.make].push_back(heading.block);
    Draft best;
    for (const auto& [make, blocks] : groups) {
      Draft draft = draft_posts(blocks);
      const bool earlier = !best.posts.empty() && !draft.posts.empty() && draft.text == best.text &&
                           draft.posts[0].range.begin < best.posts[0].range.begin;
      if (draft.text > best.text || earlier) best = std::move(draft);
    }
    return is_convincing(best) ? best.posts : std::vector<HtmlPost>{};
  }

 private:
  std::size_t text_between(std::uint32_t begin, std::uint32_t end) const {
    return text_sum_[end] - text_sum_[begin];
  }

  std::vector<LinkedHeading> headings() const {
    std::vector<LinkedHeading> out;
    std::set<std::string> seen;
    for (std::uint32_t i = 0; i < page_.blocks.size(); ++i) {
      const HtmlBlock& block = page_.blocks[i];
      const std::size_t size = block.text.size();
      if (size < shortest_title || size > longest_title || block.link_bytes * 10 < size * 6)
        continue;
      const std::size_t make = make_of(block.element);
      if (make == 0 || !seen.insert(fold_key(block.text)).second) continue;
      out.push_back({i, make});
    }
    return out;
  }

  /// The make of a heading around or at `element`; 0 when there is none or it stands in a menu,
  /// sidebar or comment.
  std::size_t make_of(std::uint32_t element) const {
    constexpr WordGroups beside = group_bit(WordGroup::comment) | group_bit(WordGroup::sidebar);
    std::size_t make = 0;
    for (int level = 0; level < 7; ++level) {
      const HtmlElement& at = page_.elements[element];
      const bool titled = (at.groups & group_bit(WordGroup::title)) != 0 && level < 2;
      if (make == 0 && (is_heading(at.tag) || titled)) {
        make = std::hash<std::string_view>{}(attribute(at.attributes, "class")) | 1;
        make = make * 31 + at.depth;
      }
      if (make == 0 && level == 2) return 0;
      make = make == 0 ? 0 : make * 31 + static_cast<std::size_t>(at.tag);
      if (at.tag == GUMBO_TAG_NAV || at.tag == GUMBO_TAG_ASIDE || at.tag == GUMBO_TAG_FOOTER)
        return 0;
      if ((at.groups & beside) != 0 && (at.groups & group_bit(WordGroup::article)) == 0) return 0;
      if (at.parent == element) break;
      element = at.parent;
    }
    return make;
  }

  /// The deepest element that holds all these blocks.
  std::uint32_t common_element(const std::vector<std::uint32_t>& blocks) const {
    std::uint32_t element = page_.blocks[blocks.front()].element;
    const auto holds = [&](const HtmlElement& at) {
      return at.begin.block <= blocks.front() && blocks.back() < at.end_block;
    };
    while (!holds(page_.elements[element]) && page_.elements[element].parent != element) {
      element = page_.elements[element].parent;
    }
    return element;
  }

  /// The child of `top` in which a block stands.
  std::uint32_t child_of(std::uint32_t top, std::uint32_t block) const {
    std::uint32_t element = page_.blocks[block].element;
    while (element != top && page_.elements[element].parent != top &&
           page_.elements[element].parent != element) {
      element = page_.elements[element].parent;
    }
    return element;
  }

  Draft draft_posts(const std::vector<std::uint32_t>& blocks) const {
    Draft draft;
    if (blocks.size() < 3) return draft;
    const std::uint32_t top = common_element(blocks);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      HtmlPost post{range_of(top, blocks, i), blocks[i]};
      const std::size_t text = text_between(post.range.begin, post.range.end);
      if (text == 0) continue;
      draft.text += text;
      draft.largest = std::max(draft.largest, text);
      draft.posts.push_back(post);
    }
    if (draft.posts.size() * 10 < blocks.size() * 6) return {};
    return draft;
  }

  /// A post that has an element to itself reaches as far as that; else to the next headline.
  BlockRange range_of(std::uint32_t top, const std::vector<std::uint32_t>& blocks,
                      std::size_t i) const {
    const HtmlElement& own = page_.elements[child_of(top, blocks[i])];
    const std::uint32_t last = page_.elements[top].end_block;
    const std::uint32_t next = i + 1 < blocks.size() ? blocks[i + 1] : last;
    const bool alone = own.begin.block > (i > 0 ? blocks[i - 1] : 0) || i == 0;
    if (alone && own.end_block <= next && text_between(own.begin.block, own.end_block) > 0 &&
        &own != &page_.elements[top]) {
      return {own.begin.block, own.end_block};
    }
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

}  // namespace comention
