#include <algorithm>
#include <unordered_set>

#include "page/post_finder.hpp"

namespace comention {
namespace {

/// A headline, in a list or not, and no name of a picture file.
bool is_title(const Line& line) {
  if (line.bullet) {
    Line bare = line;
    bare.bullet = false;
    return is_title(bare);
  }
  return is_headline(line) && std::count(line.text.begin(), line.text.end(), ' ') >= 2 &&
         !is_post_foot(line);
}

/// How far a headline stands from its date, and text from its headline, in lines.
constexpr std::size_t reach = 5;

}  // namespace

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

/// Whether text follows a date at once.
bool PostFinder::leads_to_text(std::size_t n) const {
  for (std::size_t i = anchors_[n].end; i < std::min(anchors_[n].end + reach, below(n)); ++i) {
    if (is_post_text(lines_[i])) return true;
    if (is_title(lines_[i])) return false;
  }
  return false;
}

/// The headline above a date; a deck may stand between them where text follows the date.
std::size_t PostFinder::title_before(std::size_t n) const {
  const auto begin = anchors_[n].begin;
  std::size_t decks = leads_to_text(n) ? 0 : 1;
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
  std::size_t all = 0;
  for (std::size_t n = 0; n < anchors_.size(); ++n) {
    // Dates in lists of links have no text on either side.
    const auto above_end = anchors_[n].begin, below_begin = anchors_[n].end;
    if (text_between(above(n), above_end) + text_between(below_begin, below(n)) == 0 &&
        !anchors_[n].with_title)
      continue;
    ++all;
    behind += title_behind(n) != no_line;
    before += title_before(n) != no_line;
    text_before += title_of_text_before(n) != no_line;
  }
  if (before > behind || 10 * before >= 8 * all) return Order::title_first;
  if (2 * text_before > all && closes_posts()) return Order::date_last;
  return Order::date_first;
}

namespace {

/// The post's first line: its date, or a headline that is printed above the date as well.
std::size_t begin_above(const std::vector<Line>& lines, std::size_t begin, std::size_t title,
                        std::size_t floor) {
  for (std::size_t n = 1; n <= 4 && begin >= floor + n; ++n)
    if (lines[begin - n].hash == lines[title].hash) return begin - n;
  return begin;
}

}  // namespace

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
  std::size_t n = 0;
  for (const auto& post : posts) {
    marked.push_back(post);
    all.push_back(post);
    while (n < anchors_.size() && anchors_[n].date < post.date) ++n;
    const bool day = n < anchors_.size() && anchors_[n].date == post.date && anchors_[n].bare_day &&
                     anchors_[n].begin < post.title;
    bool text = false;
    for (std::size_t i = post.title + 1; day && i < post.end; ++i) {
      if (is_post_text(lines_[i])) text = true;
      if (!text || !is_title(lines_[i]) || is_post_text(lines_[i])) continue;
      if (!is_followed_by_text(i, post.end)) continue;
      const Post next{i, post.end, i, i + 1, post.date, post.head, post.head_end};
      all.back().end = i;
      all.push_back(next);
      text = false;
      if (!begins_next(i, marked.back().title + 1)) continue;
      marked.back().end = i;
      marked.push_back(next);
    }
  }
  if (marked.size() > posts.size()) return marked;
  const bool titled = std::all_of(
      all.begin(), all.end(), [&](const Post& post) { return lines_[post.title].word_count >= 4; });
  return all.size() > posts.size() && titled && are_strangers(all) ? all : posts;
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
  // What begins farther below is not the text of a list's last headline.
  constexpr std::size_t near = 8;
  std::erase_if(posts, [&](const Post& post) {
    return text_between(post.text, std::min(post.end, post.text + near)) == 0;
  });
}

/// Short items below a line that announces a digest: headlines, two words at least, each right
/// above its text.
std::vector<Post> PostFinder::digest_items() const {
  constexpr std::size_t near = 10;
  std::vector<Post> items;
  std::size_t announced = no_line;
  const std::size_t date = anchors_.empty() ? no_line : anchors_[0].date;
  for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
    const Line& line = lines_[i];
    if (items.empty() && !line.bullet && says_digest(line)) announced = i;
    if (announced == no_line || (items.empty() && i > announced + near)) continue;
    if (is_post_text(line) || !is_post_text(lines_[i + 1])) continue;
    const bool phrase = line.word_count >= 2 && line.size() <= 60 && line.whole == 0 &&
                        !line.ends_sentence && !line.ends_colon && line.capitals > 0;
    if (items.empty() ? !is_title(line) : !is_title(line) && !phrase) continue;
    if (!items.empty()) items.back().end = i;
    items.push_back({i, lines_.size(), i, i + 1, date < i ? date : no_line});
  }
  return items;
}

std::vector<Post> PostFinder::find() {
  anchors_ = find_anchors(lines_);
  if (anchors_.size() >= 2) {
    look_for_decks();
    auto posts = dated_posts();
    leave_out_comments(posts);
    if (is_convincing(posts)) return posts;
  }
  if (auto items = digest_items(); are_items(items)) return items;
  auto teasers = teaser_posts();
  if (teasers.size() < 4 || has_dated_article(teasers[0].begin)) return {};
  anchors_.clear();
  if (is_convincing(teasers)) return teasers;
  return {};
}

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
