#include <algorithm>
#include <string>
#include <unordered_set>

#include "page/comments.hpp"
#include "page/post_anchors.hpp"
#include "page/structure.hpp"
#include "text/dates.hpp"

namespace comention {
namespace {

/// Where a page prints the date of its posts; one page has one order.
enum class Order : unsigned char { date_first, title_first, date_last };

/// What stands around the places that date posts.
class PostFinder {
 public:
  explicit PostFinder(const PageLines& page) : lines_(page.lines()), page_(page) {}

  std::vector<Post> find();

 private:
  std::size_t above(std::size_t n) const { return n == 0 ? 0 : anchors_[n - 1].end; }
  std::size_t below(std::size_t n) const {
    return n + 1 < anchors_.size() ? anchors_[n + 1].begin : lines_.size();
  }
  std::size_t title_behind(std::size_t n) const;
  std::size_t title_before(std::size_t n) const;
  std::size_t title_of_text_before(std::size_t n) const;
  bool is_followed_by_text(std::size_t title, std::size_t end) const;
  double text_between(std::size_t begin, std::size_t end) const;
  double rated_between(std::size_t begin, std::size_t end) const;
  void look_for_decks();
  Order order() const;
  bool closes_posts() const;
  std::vector<Post> dated_posts() const;
  std::vector<Post> teaser_posts() const;
  void close(std::vector<Post>& posts) const;
  bool begins_next(std::size_t i, std::size_t begin) const;
  std::vector<Post> split_days(const std::vector<Post>& posts) const;
  bool are_strangers(const std::vector<Post>& posts) const;
  void leave_out_comments(std::vector<Post>& posts) const;
  bool is_convincing(const std::vector<Post>& posts) const;
  bool is_in_order(const std::vector<Post>& posts) const;
  bool is_regular(const std::vector<Post>& posts) const;
  bool has_dated_article(std::size_t end) const;
  bool are_full(const std::vector<Post>& posts) const;
  bool is_article_with_teasers(const std::vector<Post>& posts) const;

  const std::vector<Line>& lines_;
  const PageLines& page_;
  std::vector<PostAnchor> anchors_;
  bool decks_ = false;  ///< most headlines above dates have a second one below them
};

/// A headline, and no name of a picture file.
bool is_title(const Line& line) {
  return is_headline(line) && std::count(line.text.begin(), line.text.end(), ' ') >= 2 &&
         !is_post_foot(line);
}

/// How far a headline stands from its date, and text from its headline, in lines.
constexpr std::size_t reach = 5;

bool PostFinder::is_followed_by_text(std::size_t title, std::size_t end) const {
  for (std::size_t i = title + 1; i < std::min(end, title + 1 + 2 * reach); ++i)
    if (is_post_text(lines_[i])) return true;
  return false;
}

std::size_t PostFinder::title_behind(std::size_t n) const {
  if (anchors_[n].with_title) return anchors_[n].date;
  const auto begin = anchors_[n].end;
  for (std::size_t i = begin; i < std::min(begin + reach, below(n)); ++i) {
    if (is_title(lines_[i])) return is_followed_by_text(i, below(n)) ? i : no_line;
    if (is_post_text(lines_[i])) return no_line;
    if (!is_post_furniture(lines_[i]) && i > begin + 1) return no_line;
  }
  return no_line;
}

/// The headline above a date; a deck may stand between them.
std::size_t PostFinder::title_before(std::size_t n) const {
  const auto begin = anchors_[n].begin;
  std::size_t decks = 0;
  for (std::size_t i = begin; i-- > above(n) && begin - i <= reach;) {
    const Line& line = lines_[i];
    if (is_title(line)) return decks_ && i > above(n) && is_title(lines_[i - 1]) ? i - 1 : i;
    if (is_post_text(line) && line.size() < 350 && decks++ == 0 && i > above(n) &&
        is_title(lines_[i - 1]))
      continue;
    if (is_post_text(line) || (!is_post_furniture(line) && i + 1 < begin)) return no_line;
  }
  return no_line;
}

/// The headline of the text right above a date.
std::size_t PostFinder::title_of_text_before(std::size_t n) const {
  std::size_t i = anchors_[n].begin;
  for (int step = 0; step < 4 && i > above(n) && !is_post_text(lines_[i - 1]); ++step) --i;
  if (i == above(n) || !is_post_text(lines_[i - 1])) return no_line;
  // Between two dates the first headline is that of the post; above the first date, where the
  // page's own head stands as well, the nearest.
  std::size_t title = no_line;
  for (std::size_t j = i - 1; j-- > above(n);) {
    if (!is_title(lines_[j]) || is_post_text(lines_[j])) continue;
    title = j;
    if (n == 0) break;
  }
  return title;
}

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

/// Where headlines follow dates and text stands before them, the dates may close the posts above:
/// the first then has text above it and the last none below, and they stand nearer to what is
/// above.
bool PostFinder::closes_posts() const {
  const std::size_t last = anchors_.size() - 1;
  const auto title = title_of_text_before(0);
  if (title == no_line) return false;
  const double first_text = text_between(title + 1, anchors_[0].begin);
  const auto behind = title_behind(last);
  const double last_text = behind == no_line ? 0 : text_between(behind + 1, lines_.size());
  if (first_text > 0 && last_text == 0) return true;
  int nearer = 0, says = 0;
  for (std::size_t n = 0; n < last; ++n) {
    const auto next = anchors_[n].end;
    nearer += lines_[next].blanks_before > lines_[anchors_[n].begin].blanks_before;
    nearer -= lines_[next].blanks_before < lines_[anchors_[n].begin].blanks_before;
    says += is_post_foot(lines_[anchors_[n].begin]) || is_post_foot(lines_[next]);
  }
  return nearer > 0 || (nearer == 0 && 2 * says > static_cast<int>(last));
}

void PostFinder::look_for_decks() {
  std::size_t all = 0, two = 0;
  for (std::size_t n = 0; n < anchors_.size(); ++n) {
    const auto title = title_before(n);
    if (title == no_line) continue;
    ++all;
    two += title > above(n) && is_title(lines_[title - 1]) && !is_post_text(lines_[title - 1]) &&
           lines_[title - 1].hash != lines_[title].hash;
  }
  decks_ = 10 * two >= 7 * all && two > 2;
}

Order PostFinder::order() const {
  std::size_t behind = 0, before = 0, text_before = 0;
  for (std::size_t n = 0; n < anchors_.size(); ++n) {
    behind += title_behind(n) != no_line;
    before += title_before(n) != no_line;
    text_before += title_of_text_before(n) != no_line;
  }
  if (before > behind || 10 * before >= 8 * anchors_.size()) return Order::title_first;
  if (2 * text_before > anchors_.size() && closes_posts()) return Order::date_last;
  return Order::date_first;
}

/// The post's first line: its date, or a headline that is printed above the date as well.
std::size_t begin_above(const std::vector<Line>& lines, std::size_t begin, std::size_t title,
                        std::size_t floor) {
  for (std::size_t n = 1; n <= 4 && begin >= floor + n; ++n)
    if (lines[begin - n].hash == lines[title].hash) return begin - n;
  return begin;
}

std::vector<Post> PostFinder::dated_posts() const {
  std::vector<Post> posts;
  const auto order = this->order();
  std::size_t floor = 0;
  for (std::size_t n = 0; n < anchors_.size(); ++n) {
    const auto& anchor = anchors_[n];
    std::size_t title = order == Order::date_first    ? title_behind(n)
                        : order == Order::title_first ? title_before(n)
                                                      : title_of_text_before(n);
    // A post without a deck, or with one: the other side of the date, where nothing else is there.
    if (title == no_line && order == Order::title_first) title = title_behind(n);
    if (title == no_line && order == Order::date_first) title = title_before(n);
    if (title == no_line || title < floor) continue;
    if (!posts.empty() && posts.back().title == title) continue;
    const auto first = order == Order::date_last ? title : std::min(anchor.begin, title);
    const auto text = order == Order::title_first ? std::max(title + 1, anchor.end) : title + 1;
    posts.push_back({begin_above(lines_, first, title, floor), 0, title, text, anchor.date,
                     anchor.begin, anchor.end});
    floor = order == Order::date_last ? anchor.end : std::max(anchor.begin, title) + 1;
  }
  close(posts);
  return order == Order::date_first ? split_days(posts) : posts;
}

/// Whether a headline inside a post's stretch is that of another one of the same day: what closes a
/// post stands above it, or an author or time below it.
bool PostFinder::begins_next(std::size_t i, std::size_t begin) const {
  std::size_t j = i;
  for (int step = 0; step < 4 && j > begin && !is_post_text(lines_[j - 1]); ++step)
    if (is_post_foot(lines_[--j]) || is_read_more(lines_[j])) return true;
  return i + 1 < lines_.size() && (lines_[i + 1].clock_only || lines_[i + 1].byline);
}

/// Where days are printed once, each above all that was posted on it: the posts below each.
std::vector<Post> PostFinder::split_days(const std::vector<Post>& posts) const {
  std::vector<Post> marked, all;
  for (const auto& post : posts) {
    marked.push_back(post);
    all.push_back(post);
    const auto anchor = std::find_if(anchors_.begin(), anchors_.end(),
                                     [&](const PostAnchor& a) { return a.date == post.date; });
    if (anchor == anchors_.end() || !anchor->bare_day || anchor->begin > post.title) continue;
    for (std::size_t i = post.title + 1; i < post.end; ++i) {
      if (!is_title(lines_[i]) || is_post_text(lines_[i])) continue;
      if (text_between(all.back().title + 1, i) == 0 || !is_followed_by_text(i, post.end)) continue;
      const Post next{i, post.end, i, i + 1, post.date, post.head, post.head_end};
      all.back().end = i;
      all.push_back(next);
      if (!begins_next(i, marked.back().title + 1)) continue;
      marked.back().end = i;
      marked.push_back(next);
    }
  }
  if (marked.size() > posts.size()) return marked;
  return all.size() > posts.size() && are_strangers(all) ? all : posts;
}

/// Whether each post shares no name with the one before it under the same day. Parts of one text,
/// with crossheads between, do.
bool PostFinder::are_strangers(const std::vector<Post>& posts) const {
  const auto names = [&](const Post& post) {
    std::unordered_set<std::uint32_t> out;
    for (std::size_t i = post.title; i < post.end; ++i) {
      bool first = true;
      for (const auto& word : page_.words(lines_[i])) {
        if (word.capital && !first && !word.stop && word.length >= 3) out.insert(word.hash);
        first = false;
      }
    }
    return out;
  };
  std::size_t pairs = 0, strange = 0;
  for (std::size_t n = 1; n < posts.size(); ++n) {
    if (posts[n].date != posts[n - 1].date) continue;
    if (lines_[posts[n].title].word_count < 4) return false;
    const auto a = names(posts[n - 1]), b = names(posts[n]);
    ++pairs;
    strange += !a.empty() && !b.empty() &&
               std::none_of(a.begin(), a.end(), [&](auto name) { return b.contains(name); });
  }
  return 10 * strange >= 8 * pairs;
}

/// Posts without dates, by the words that end each teaser ("Read more").
std::vector<Post> PostFinder::teaser_posts() const {
  std::vector<Post> posts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (!is_read_more(lines_[i])) continue;
    const std::size_t floor = i > 12 ? std::max(begin, i - 12) : begin;
    std::size_t text = i;
    while (text > floor && !is_post_text(lines_[text - 1])) --text;
    while (text > floor && is_post_text(lines_[text - 1]) && !is_title(lines_[text - 1])) --text;
    std::size_t title = no_line;
    for (std::size_t j = text; j-- > floor && text - j <= 4;)
      if (is_title(lines_[j])) {
        title = j;
        break;
      }
    if (title != no_line && text < i) posts.push_back({title, i + 1, title, title + 1});
    begin = i + 1;
  }
  return posts;
}

/// Closes each post where the next begins and drops those without text.
void PostFinder::close(std::vector<Post>& posts) const {
  for (std::size_t i = 0; i < posts.size(); ++i)
    posts[i].end = i + 1 < posts.size() ? posts[i + 1].begin : lines_.size();
  std::erase_if(posts, [&](const Post& post) { return text_between(post.text, post.end) == 0; });
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
/// article stands among links to others.
bool PostFinder::is_in_order(const std::vector<Post>& posts) const {
  std::size_t up = 0, down = 0, steps = 0;
  std::string last;
  for (const auto& post : posts) {
    if (post.date == no_line) continue;
    const auto date = find_date(lines_[post.date].text);
    if (!date) continue;
    if (!last.empty()) ++steps, up += last <= date->date, down += last >= date->date;
    last = date->date;
  }
  return 10 * std::max(up, down) >= 8 * steps;
}

/// Whether headlines stand at one distance from their dates in most posts, and hardly any repeats.
bool PostFinder::is_regular(const std::vector<Post>& posts) const {
  std::unordered_set<std::uint32_t> titles;
  for (const auto& post : posts) titles.insert(lines_[post.title].hash);
  if (10 * titles.size() < 7 * posts.size()) return false;
  std::size_t dated = 0;
  for (const auto& anchor : anchors_)
    dated += anchor.begin >= posts.front().begin && anchor.begin < posts.back().end;
  return 10 * posts.size() >= (are_full(posts) ? 3 : 6) * dated;
}

/// Whether a dated text stands above the first teaser.
bool PostFinder::has_dated_article(std::size_t end) const {
  for (const auto& anchor : anchors_)
    if (anchor.begin < end && text_between(anchor.end, end) > 0) return true;
  return false;
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

std::vector<Post> PostFinder::find() {
  anchors_ = find_anchors(lines_);
  if (anchors_.size() >= 3) {
    look_for_decks();
    auto posts = dated_posts();
    leave_out_comments(posts);
    if (is_convincing(posts)) return posts;
  }
  auto teasers = teaser_posts();
  if (teasers.size() < 4 || has_dated_article(teasers[0].begin)) return {};
  anchors_.clear();
  if (is_convincing(teasers)) return teasers;
  return {};
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

std::vector<Post> find_posts(const PageLines& page) { return PostFinder(page).find(); }

}  // namespace comention
