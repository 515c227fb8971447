#include "page/head.hpp"

#include <algorithm>

#include "page/furniture.hpp"
#include "page/headline.hpp"
#include "page/structure.hpp"
#include "text/dates.hpp"
#include "text/short_dates.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

/// The first line of the text behind a headline that the classifier took along with it.
std::size_t first_text(const std::vector<Line>& lines, const std::vector<std::size_t>& body,
                       std::size_t title) {
  for (const auto i : body)
    if (title == no_line || (i > title && lines[i].hash != lines[title].hash)) return i;
  return body[0];
}

/// One past the last line of the head: a deck that the text begins with may stand above date and
/// byline.
std::size_t head_end(const std::vector<Line>& lines, std::size_t first) {
  constexpr std::size_t longest = 6;
  const std::size_t end = std::min(first + longest, lines.size());
  std::size_t i = first + 1;
  while (i < end && !(lines[i].prose() && lines[i].body_chance() >= body_threshold)) ++i;
  return std::min(i + 1, end);
}

void take_date(const Line& line, std::size_t i, Head& head, DayOrder order = DayOrder::unknown) {
  const auto date = find_date(line.text, 0, order);
  if (!date || !head.date.empty()) return;
  head.date = date->date;
  head.time = date->time;
  head.date_line = i;
}

/// Whether a line can say when an article appeared.
bool may_date(const Line& line, DayOrder order) {
  if (line.has_copyright || (line.bullet && line.size() >= 60)) return false;
  return is_dating(line) ||
         (order == DayOrder::day_first && line.size() < 130 && has_number_date(line.text));
}

/// The date of an article: behind its headline, else before it, else right behind the text where a
/// line says that it was published then.
void find_article_date(const PageLines& page, std::size_t title,
                       const std::vector<std::size_t>& body, DayOrder order, Head& head) {
  const auto& lines = page.lines();
  if (body.empty()) return;
  const std::size_t first = first_text(lines, body, title);
  const std::size_t begin = title == no_line ? (first > 8 ? first - 8 : 0) : title + 1;
  const std::size_t end = head_end(lines, first);
  for (std::size_t i = begin; i < end; ++i)
    if (may_date(lines[i], order) && (!lines[i].prose() || says_published(lines[i])))
      take_date(lines[i], i, head, order);
  for (std::size_t n = 1; title != no_line && n <= 5 && n <= title; ++n)
    if (may_date(lines[title - n], order)) take_date(lines[title - n], title - n, head, order);
  for (std::size_t i = body.back() >= 2 ? body.back() - 2 : 0;
       i < std::min(body.back() + 8, lines.size()); ++i)
    if ((lines[i].dated || may_date(lines[i], order)) && says_published(lines[i]) &&
        lines[i].size() < 300)
      take_date(lines[i], i, head, order);
}

void find_time_beside(const PageLines& page, Head& head) {
  if (head.date_line == no_line || !head.time.empty()) return;
  const auto& lines = page.lines();
  for (const std::size_t i : {head.date_line + 1, head.date_line - 1}) {
    if (i >= lines.size() || !lines[i].clock_only) continue;
    const auto time = find_time(lines[i].text, 0, head.date);
    if (!time) continue;
    head.time = time->time;
    head.time_line = i;
    return;
  }
}

/// Whether the last word of a name stands in the text, the line of its byline apart: an author is
/// hardly ever named there.
bool is_named_in(const PageLines& page, const std::vector<std::size_t>& body, std::size_t byline,
                 std::string_view name) {
  const PageLines line(name);
  if (line.lines().empty() || line.lines()[0].word_count == 0) return true;
  const auto surname = line.words(line.lines()[0]).back().hash;
  for (const auto i : body) {
    if (i == byline) continue;
    for (const auto& word : page.words(page.lines()[i]))
      if (word.hash == surname) return true;
  }
  return false;
}

/// A byline without "by" between headline and text.
void find_bare_byline(const PageLines& page, const std::vector<std::size_t>& body,
                      std::size_t begin, std::size_t end, Head& head) {
  const auto& lines = page.lines();
  for (std::size_t i = begin; i < end; ++i) {
    const Line& line = lines[i];
    if (i == head.title || line.prose() || !line.reason.empty()) continue;
    const auto byline = read_bare_byline(line.text);
    if (!byline || is_named_in(page, body, i, byline->names[0])) continue;
    head.byline = *byline;
    head.byline_line = i;
    return;
  }
}

/// A byline between `begin` and `end`: a line that says so, or "by" with the name below.
void find_byline(const PageLines& page, std::size_t begin, std::size_t end, std::size_t title,
                 Head& head) {
  const auto& lines = page.lines();
  for (std::size_t i = begin; i < end; ++i) {
    const Line& line = lines[i];
    if (i == title || line.prose() || line.kind == LineKind::duplicate) continue;
    if (line.byline) {
      head.byline = *read_byline(line.text);
      head.byline_line = i;
      return;
    }
    const auto lower = line.size() < 12 ? to_lower(line.text) : std::string();
    if ((lower == "by" || lower == "by:" || lower == "author" || lower == "written by") &&
        i + 1 < end && looks_like_name(lines[i + 1].text) && lines[i + 1].whole == 0) {
      head.byline.names = {std::string(lines[i + 1].text)};
      head.byline_line = i + 1;
      return;
    }
  }
}

}  // namespace

bool is_dating(const Line& line) { return (line.dated && line.size() < 130) || line.relative_date; }

bool is_byline(const Line& line) { return line.size() < 160 && line.byline; }

bool is_head_line(const Line& line) {
  if (line.prose()) return false;
  return is_dating(line) || is_byline(line);
}

bool says_published(const Line& line) {
  const auto lower = to_lower(line.text.substr(0, 60));
  for (const std::string_view word : {"publish", "posted", "updated", "a version of this",
                                      "created", "date:", "released", "last modified"})
    if (lower.find(word) != lower.npos) return true;
  return false;
}

Head read_head(const PageLines& page, std::size_t from, const std::vector<std::size_t>& body,
               std::string_view title) {
  Head head;
  if (body.empty()) return head;
  if (title.empty()) {
    head.title = find_headline(page, from, body);
  } else {
    // A known headline is looked up, so that dates and bylines are sought around it.
    const PageLines known(title);
    for (std::size_t i = body[0] + 1; i-- > 0 && !known.lines().empty();)
      if (page.lines()[i].hash == known.lines()[0].hash) {
        head.title = i;
        break;
      }
  }
  find_article_date(page, head.title, body, DayOrder::unknown, head);
  if (head.date.empty() && !is_english_text(page))
    find_article_date(page, head.title, body, DayOrder::day_first, head);
  find_time_beside(page, head);
  const std::size_t first = first_text(page.lines(), body, head.title);
  const std::size_t begin =
      head.title != no_line ? (head.title > 3 ? head.title - 3 : 0) : (first > 8 ? first - 8 : 0);
  const std::size_t end = head_end(page.lines(), first);
  find_byline(page, begin, end, head.title, head);
  if (head.byline_line == no_line && head.title != no_line)
    find_bare_byline(page, body, head.title + 1, end, head);
  return head;
}

namespace {

/// An author right below a date, without "by".
void find_author_below_date(const PageLines& page, const Post& post, std::size_t end, Head& head) {
  const auto& lines = page.lines();
  for (std::size_t i = post.begin + 1; head.byline_line == no_line && i < end; ++i) {
    const bool behind_date = lines[i - 1].dates_only || lines[i - 1].relative_date;
    if (!behind_date || i == post.title || lines[i].whole != 0 || is_headline(lines[i])) continue;
    if (!looks_like_name(lines[i].text)) continue;
    head.byline.names = {std::string(lines[i].text)};
    head.byline_line = i;
  }
}

/// "Posted by Jane Roe at 9:40 PM" below a text whose day stands above.
void read_post_foot(const PageLines& page, std::size_t begin, std::size_t end, Head& head) {
  const auto& lines = page.lines();
  if (head.byline_line == no_line) find_byline(page, begin, end, head.title, head);
  if (!head.time.empty() || head.date.empty()) return;
  for (std::size_t i = begin; i < end; ++i) {
    if (lines[i].size() > 80 || lines[i].dated || !says_published(lines[i])) continue;
    const auto time = find_time(lines[i].text, 0, head.date);
    if (!time) continue;
    head.time = time->time;
    head.time_line = i;
    return;
  }
}

}  // namespace

Head read_post_head(const PageLines& page, const Post& post, const std::vector<std::size_t>& body) {
  const auto& lines = page.lines();
  Head head;
  head.title = post.title;
  const std::size_t end = body.empty() ? std::min(post.title + 4, post.end) : body[0];
  if (post.date != no_line) take_date(lines[post.date], post.date, head);
  for (std::size_t i = post.begin; i < end; ++i)
    if (i != post.title && lines[i].dated && lines[i].size() < 130) take_date(lines[i], i, head);
  find_time_beside(page, head);
  find_byline(page, post.begin, end, post.title, head);
  if (head.byline_line == no_line) find_byline(page, post.head, post.head_end, post.title, head);
  for (std::size_t i = post.head; head.byline_line == no_line && i < post.head_end; ++i)
    if (const auto byline = read_bare_byline(lines[i].text)) {
      head.byline = *byline;
      head.byline_line = i;
    }
  find_author_below_date(page, post, end, head);
  if (!body.empty())
    read_post_foot(page, body.back() + 1, std::min(body.back() + 7, post.end), head);
  return head;
}

void mark_head(PageLines& page, const Head& head) {
  auto& lines = page.lines();
  const auto mark = [&](std::size_t i, LineKind kind, std::string_view reason) {
    if (i == no_line || !lines[i].reason.empty()) return;
    if (lines[i].prose() && kind != LineKind::title) return;
    lines[i].kind = kind;
    lines[i].reason = reason;
  };
  mark(head.title, LineKind::title, "headline");
  mark(head.byline_line, LineKind::byline, "byline");
  mark(head.date_line, LineKind::date, "date");
  mark(head.time_line, LineKind::date, "date");
}

}  // namespace comention
