#include <algorithm>
#include <string>
#include <unordered_set>

#include "page/comments.hpp"
#include "page/post_finder.hpp"
#include "text/dates.hpp"

namespace comention {

double PostFinder::text_between(std::size_t begin, std::size_t end) const {
  double sum = 0;
  for (std::size_t i = begin; i < end; ++i)
    if (is_post_text(lines_[i])) sum += static_cast<double>(lines_[i].size());
  return sum;
}

/// Characters of text that the classifier takes for body.
double PostFinder::rated_between(std::size_t begin, std::size_t end) const {
  double sum = 0;
  for (std::size_t i = begin; i < end; ++i)
    if (lines_[i].probability >= 0.5F && is_post_text(lines_[i]))
      sum += static_cast<double>(lines_[i].size());
  return sum;
}

/// Dates below a line that opens comments are those of comments, unless most posts have such a
/// line.
void PostFinder::leave_out_comments(std::vector<Post>& posts) const {
  std::vector<std::size_t> openings;
  for (const auto& post : posts)
    for (std::size_t i = post.title + 1; i < post.end; ++i)
      if (opens_comments(lines_[i])) {
        openings.push_back(i);
        break;
      }
  if (openings.empty() || 3 * openings.size() > posts.size()) return;
  std::erase_if(posts, [&](const Post& post) { return post.begin > openings[0]; });
}

/// Whether the posts' dates run one way, as they do where posts are listed and hardly do where an
/// article stands among links to others. From the oldest on they run in chronicles as well, which
/// have an introduction or speak of many years.
bool PostFinder::is_in_order(const std::vector<Post>& posts) const {
  std::size_t up = 0, down = 0, steps = 0, years = 0;
  std::string last;
  for (const auto& post : posts) {
    if (post.date == no_line) continue;
    const auto date = find_date(lines_[post.date].text);
    if (!date) continue;
    if (!last.empty()) {
      ++steps, up += last <= date->date, down += last >= date->date;
      years += last.substr(0, 4) < date->date.substr(0, 4);
    }
    last = date->date;
  }
  const bool chronicle = up > down && (rated_between(0, posts[0].begin) > 0 || 2 * years > steps);
  return !chronicle && 10 * std::max(up, down) >= 8 * steps;
}

/// Whether headlines stand at one distance from their dates in most posts, and hardly any repeats.
bool PostFinder::is_regular(const std::vector<Post>& posts) const {
  std::unordered_set<std::uint32_t> titles;
  for (const auto& post : posts) titles.insert(lines_[post.title].hash);
  if (10 * titles.size() < 7 * posts.size()) return false;
  // Behind the last post, dates of lists without text say nothing.
  std::size_t dated = 0;
  for (std::size_t n = 0; n < anchors_.size(); ++n) {
    const auto begin = anchors_[n].begin;
    if (begin < posts.front().begin || begin >= posts.back().end) continue;
    dated += begin <= posts.back().title || text_between(anchors_[n].end, below(n)) > 0;
  }
  return 10 * posts.size() >= (are_full(posts) ? 3 : 6) * dated;
}

/// Whether a dated text stands above the first teaser.
bool PostFinder::has_dated_article(std::size_t end) const {
  return !anchors_.empty() && anchors_[0].begin < end && text_between(anchors_[0].end, end) > 0;
}

/// Whether the posts behind the first are texts in full, not teasers, with heads made like its own.
bool PostFinder::are_full(const std::vector<Post>& posts) const {
  const auto make = [](const Post& post) { return post.head_end - post.head; };
  std::size_t full = 0;
  for (std::size_t n = 1; n < posts.size(); ++n) {
    std::size_t paragraphs = 0;
    for (std::size_t i = posts[n].text; i < posts[n].end; ++i) paragraphs += lines_[i].prose();
    const double text = text_between(posts[n].text, posts[n].end);
    full += paragraphs >= 2 && text >= 200 && make(posts[n]) == make(posts[0]);
  }
  return full >= 2 && 10 * full >= 7 * (posts.size() - 1);
}

/// Whether the items of a digest are the page's text, none of them long, and about other people
/// each.
bool PostFinder::are_items(const std::vector<Post>& items) const {
  if (items.size() < 3) return false;
  double text = 0, largest = 0;
  for (const auto& item : items) {
    const double here = text_between(item.text, item.end);
    text += here;
    largest = std::max(largest, here);
  }
  return text >= 0.7 * text_between(0, lines_.size()) && largest <= 0.6 * text &&
         text <= 1500.0 * static_cast<double>(items.size()) && are_strangers(items);
}

/// Two articles below each other: both in full, with heads of one make that name an author.
bool PostFinder::are_two_in_full(const std::vector<Post>& posts) const {
  for (const auto& post : posts) {
    bool signed_by = false;
    for (std::size_t i = post.head; i < post.head_end; ++i) signed_by |= lines_[i].byline;
    std::size_t paragraphs = 0;
    for (std::size_t i = post.text; i < post.end; ++i)
      paragraphs += lines_[i].prose() && lines_[i].probability >= 0.5F;
    if (!signed_by || paragraphs < 2 || rated_between(post.text, post.end) < 300) return false;
  }
  if (posts[0].head_end - posts[0].head != posts[1].head_end - posts[1].head) return false;
  if (lines_[posts[0].title].hash == lines_[posts[1].title].hash) return false;
  return is_in_order(posts) && is_regular(posts) && rated_between(0, posts[0].begin) < 100;
}

/// One long post among teasers, or one that the classifier takes for text among others that it does
/// not: an article above dated teasers.
bool PostFinder::is_article_with_teasers(const std::vector<Post>& posts) const {
  double sure = 0, surest = 0, longest = 0, text = 0;
  std::vector<double> sizes;
  for (const auto& post : posts) {
    const double rated = rated_between(post.text, post.end);
    const double here = text_between(post.text, post.end);
    sure += rated;
    surest = std::max(surest, rated);
    longest = std::max(longest, here);
    text += here;
    sizes.push_back(here);
  }
  std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2),
                   sizes.end());
  const double usual = sizes[sizes.size() / 2];
  if (usual < 350 && longest > 8 * usual) return true;
  return sure > 0.25 * text && surest > 0.75 * sure && longest > 1.8 * usual;
}

/// Whether the drafted posts are the page's matter: several of them, most of its text, none that
/// dwarfs the others.
bool PostFinder::is_convincing(const std::vector<Post>& posts) const {
  if (posts.size() == 2) return are_two_in_full(posts);
  if (posts.size() < 3 || !is_regular(posts) || !is_in_order(posts)) return false;
  double text = 0, largest = 0, rated = 0;
  for (const auto& post : posts) {
    const double here = text_between(post.text, post.end);
    text += here;
    largest = std::max(largest, here);
    rated += rated_between(post.text, post.end);
  }
  if (text < 0.6 * text_between(0, lines_.size())) return false;
  if (rated_between(0, lines_.size()) - rated > 0.25 * text + 200) return false;
  const bool dwarfs = largest > (posts.size() >= 6 ? 0.7 : 0.6) * text;
  if ((dwarfs || is_article_with_teasers(posts)) && !are_full(posts)) return false;
  std::size_t comments = 0;
  for (const auto& post : posts)
    for (std::size_t i = post.begin; i < post.end; ++i)
      comments += (lines_[i].whole & kind_bit(LineKind::comments)) != 0 && lines_[i].size() < 12;
  return comments * 2 < posts.size();
}

}  // namespace comention
