#include <algorithm>
#include <cctype>

#include "page/comments.hpp"
#include "page/head.hpp"
#include "page/names.hpp"
#include "page/structure.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

/// A line that dates a post: a date and hardly more, or a byline with a date.
bool is_anchor(const Line& line) {
  if (line.dates_only || line.relative_date) return true;
  return line.dated && line.size() < 110 && !line.ends_sentence && line.byline;
}

/// Lines between date and headline, or headline and text, that are neither.
bool is_furniture(const Line& line) {
  if (line.clock_only || is_anchor(line)) return true;
  if ((line.whole & ~kind_bit(LineKind::related)) != 0) return true;
  return is_byline(line);
}

bool is_post_text(const Line& line) {
  if (line.kind == LineKind::duplicate) return false;
  if (line.prose()) return true;
  if (line.size() >= 60 && line.stops >= 3 && !line.bullet) return true;
  return line.ends_ellipsis && line.stops >= 2 && line.size() >= 40;
}

bool is_read_more(const Line& line) {
  if (line.size() > 40) return false;
  return (line.whole & kind_bit(LineKind::related)) != 0 ||
         (line.any & kind_bit(LineKind::related)) != 0;
}

std::size_t headline_after(const std::vector<Line>& lines, std::size_t anchor) {
  for (std::size_t i = anchor + 1; i < std::min(anchor + 5, lines.size()); ++i) {
    if (is_headline(lines[i])) return i;
    if (is_post_text(lines[i])) return none;
    if (!is_furniture(lines[i]) && i > anchor + 2) return none;
  }
  return none;
}

std::size_t headline_before(const std::vector<Line>& lines, std::size_t anchor) {
  for (std::size_t n = 1; n <= 3 && n <= anchor; ++n) {
    const Line& line = lines[anchor - n];
    if (is_headline(line)) return anchor - n;
    if (is_post_text(line) || !is_furniture(line)) return none;
  }
  return none;
}

/// The post's first line: its date, or a headline and a caption printed before the date.
std::size_t post_begin(const std::vector<Line>& lines, std::size_t anchor, std::size_t title,
                       std::size_t floor) {
  std::size_t begin = std::min(anchor, title);
  for (std::size_t n = 1; n <= 4 && begin >= floor + n; ++n)
    if (lines[begin - n].hash == lines[title].hash) return begin - n;
  return begin;
}

struct Draft {
  std::vector<Post> posts;
  double text = 0;     ///< characters of text in all posts
  double largest = 0;  ///< ... in the largest one
};

double text_between(const std::vector<Line>& lines, std::size_t begin, std::size_t end) {
  double sum = 0;
  for (std::size_t i = begin; i < end; ++i)
    if (is_post_text(lines[i])) sum += static_cast<double>(lines[i].size());
  return sum;
}

/// Closes each post where the next begins and drops those without text.
Draft close_posts(const std::vector<Line>& lines, std::vector<Post> posts) {
  Draft draft;
  for (std::size_t i = 0; i < posts.size(); ++i) {
    posts[i].end = i + 1 < posts.size() ? posts[i + 1].begin : lines.size();
    const double text = text_between(lines, posts[i].title + 1, posts[i].end);
    if (text == 0) continue;
    draft.text += text;
    draft.largest = std::max(draft.largest, text);
    draft.posts.push_back(posts[i]);
  }
  return draft;
}

/// Posts by their dates. Where both sides of a date hold a headline, the one behind it counts.
Draft posts_by_date(const std::vector<Line>& lines) {
  std::vector<Post> posts;
  std::size_t floor = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_anchor(lines[i]) || dates_comment(lines, i)) continue;
    std::size_t title = headline_after(lines, i);
    if (title == none) title = headline_before(lines, i);
    if (title == none || title < floor) continue;
    if (!posts.empty() && posts.back().title == title) continue;
    const auto begin = post_begin(lines, i, title, floor);
    posts.push_back({begin, 0, title});
    floor = std::max(i, title) + 1;
  }
  return close_posts(lines, std::move(posts));
}

/// Posts without dates, by the words that end each teaser ("Read more").
Draft posts_by_more(const std::vector<Line>& lines) {
  std::vector<Post> posts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_read_more(lines[i])) continue;
    const std::size_t floor = i > 12 ? std::max(begin, i - 12) : begin;
    std::size_t text = i;
    while (text > floor && !is_post_text(lines[text - 1])) --text;
    while (text > floor && is_post_text(lines[text - 1]) && !is_headline(lines[text - 1])) --text;
    std::size_t title = none;
    for (std::size_t j = text; j-- > floor && text - j <= 4;)
      if (is_headline(lines[j])) {
        title = j;
        break;
      }
    if (title != none && text < i) posts.push_back({title, 0, title});
    begin = i + 1;
  }
  return close_posts(lines, std::move(posts));
}

/// Whether the drafted posts are the page's matter: several of them, most of its text, none that
/// dwarfs the others.
bool is_convincing(const Draft& draft, const std::vector<Line>& lines) {
  const auto count = draft.posts.size();
  if (count < 3) return false;
  const double all = text_between(lines, 0, lines.size());
  if (draft.text < 0.6 * all) return false;
  if (draft.largest > (count >= 6 ? 0.7 : 0.6) * draft.text) return false;
  // One post that the classifier takes for text among others that it does not: an article above
  // dated teasers.
  double sure = 0, surest = 0;
  for (const auto& post : draft.posts) {
    double here = 0;
    for (std::size_t i = post.title + 1; i < post.end; ++i)
      if (lines[i].probability >= 0.5F && is_post_text(lines[i]))
        here += static_cast<double>(lines[i].size());
    sure += here;
    surest = std::max(surest, here);
  }
  if (sure > 0.25 * draft.text && surest > 0.75 * sure) return false;
  std::size_t comments = 0;
  for (const auto& post : draft.posts)
    for (std::size_t i = post.begin; i < post.end; ++i)
      comments += (lines[i].whole & kind_bit(LineKind::comments)) != 0 && lines[i].size() < 12;
  return comments * 2 < count;
}

}  // namespace

bool is_headline(const Line& line) {
  if (line.bullet || line.size() > 160 || line.size() < 12) return false;
  if (line.word_count < 3 || line.word_count > 25) return false;
  if (line.text.ends_with('.') && !line.ends_ellipsis) return false;
  // Headlines cut with dots are short and capitalised; teasers cut with dots are neither.
  if (line.ends_ellipsis && (line.size() > 100 || 2U * line.capitals < line.word_count))
    return false;
  if (line.ends_colon || line.whole != 0 || line.has_copyright || line.clock_only) return false;
  if (line.dates_only || line.relative_date) return false;
  if ((line.any & ~kind_bit(LineKind::related)) != 0) return false;
  if (line.text.find_first_of("|\t{}<>=_") != line.text.npos) return false;
  const auto first = static_cast<unsigned char>(line.text[0]);
  if (first >= 'a' && first <= 'z') return false;
  if (line.sentences >= 2) return false;
  return !line.credit && !line.ends_in_credit && !line.byline;
}

std::vector<Post> find_posts(const PageLines& page) {
  const auto& lines = page.lines();
  auto dated = posts_by_date(lines);
  if (is_convincing(dated, lines)) return std::move(dated.posts);
  auto more = posts_by_more(lines);
  if (more.posts.size() >= 4 && is_convincing(more, lines)) return std::move(more.posts);
  return {};
}

}  // namespace comention
