#include "page/live.hpp"

#include <algorithm>
#include <unordered_map>

#include "page/comments.hpp"
#include "page/furniture.hpp"
#include "page/head.hpp"
#include "page/names.hpp"
#include "text/dates.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

/// An author between time, headline and text.
bool is_author(const Line& line) {
  if (line.whole != 0 || line.dated || line.relative_date || line.size() > 60) return false;
  if (is_live_label(line.text)) return false;
  if (is_byline(line)) return true;
  return line.word_count >= 2 && line.word_count <= 4 && looks_like_name(line.text);
}

bool is_entry_text(const Line& line) {
  if (line.whole != 0 || line.kind == LineKind::duplicate) return false;
  if (line.prose() || (line.size() >= 60 && line.stops >= 3)) return true;
  return line.ends_sentence && line.word_count >= 4 && line.any == 0;
}

/// A headline of an entry may be as short as a word.
bool is_entry_title(const Line& line) {
  if (line.size() > 160 || line.size() < 3 || line.word_count == 0 || line.whole != 0) return false;
  if (line.dated || line.relative_date || line.clock_only || line.bullet || line.ends_colon)
    return false;
  if (line.text.ends_with('.') || line.has_address || line.sentences >= 2) return false;
  const auto first = static_cast<unsigned char>(line.text[0]);
  return !(first >= 'a' && first <= 'z') && line.kind != LineKind::duplicate;
}

/// Finds stamps and the order of what stands around them.
class LiveFinder {
 public:
  explicit LiveFinder(const PageLines& page) : lines_(page.lines()) {}
  LivePage find(LiveSign sign);

 private:
  void find_stamps();
  bool is_declared(LiveSign sign, LivePage& out) const;
  bool counts_backwards() const;
  bool heads_page() const;
  bool is_furniture(std::size_t i) const;
  std::size_t title_below(std::size_t n) const;
  std::size_t title_above(std::size_t n) const;
  std::size_t author_beside(std::size_t n, int side) const;
  void learn_order();
  bool closes_entries() const;
  LiveEntry entry_above(std::size_t n) const;
  LiveEntry entry_at(std::size_t n) const;
  bool read_inline(LiveEntry& entry) const;
  std::vector<LiveEntry> entries() const;
  bool is_convincing(const std::vector<LiveEntry>& entries) const;
  std::size_t next_stamp(std::size_t n) const {
    return n + 1 < stamps_.size() ? stamps_[n + 1].line : lines_.size();
  }

  const std::vector<Line>& lines_;
  std::vector<Stamp> stamps_;
  std::unordered_map<std::uint32_t, std::size_t> said_;  ///< short lines; looked up only
  bool declared_ = false;
  bool titles_above_ = false, titles_below_ = false;
  bool authors_above_ = false, authors_below_ = false;
  bool times_last_ = false;  ///< times close entries ("Updated at 18:31")
};

/// Stamps with hardly anything between them are one: "2h ago" above "18.31 GMT".
void LiveFinder::find_stamps() {
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const Line& line = lines_[i];
    if (line.size() <= 60 && !line.prose()) ++said_[line.hash];
    if (stamps_.size() >= 2 && opens_comments(line) && !counts_comments(line)) break;
    const auto stamp = read_stamp(line, i);
    if (!stamp) continue;
    const bool bare = stamp->lead.empty() && stamp->rest.empty();
    if (!stamps_.empty() && i - stamps_.back().line <= 1 && bare && stamps_.back().rest.empty()) {
      if (!stamps_.back().clock.empty()) continue;
      const auto begin = stamps_.back().begin;
      stamps_.back() = *stamp;
      stamps_.back().begin = begin;
      continue;
    }
    stamps_.push_back(*stamp);
  }
}

/// Whether the first time is that of the page: it says its day or "updated", the others do not.
bool LiveFinder::heads_page() const {
  const auto& first = stamps_[0];
  const auto alike = [&](const Stamp& other) {
    if (first.date.empty() != other.date.empty()) return false;
    return says_published(lines_[first.line]) == says_published(lines_[other.line]);
  };
  return !alike(stamps_[1]) && !alike(stamps_[2]);
}

/// Whether a headline above the entries says that the page is live.
bool LiveFinder::is_declared(LiveSign sign, LivePage& out) const {
  for (std::size_t i = 0; i < stamps_[0].line; ++i) {
    const Line& line = lines_[i];
    if (line.bullet || line.word_count < 3 || line.size() > 180 || line.whole != 0) continue;
    if (line.text.ends_with('.') || !says_live(line.text)) continue;
    out.title = i;
    return true;
  }
  return sign == LiveSign::declared;
}

/// Five times or more, each earlier than the one above it: no timetable and no course of a day.
bool LiveFinder::counts_backwards() const {
  std::size_t earlier = 0, all = 0;
  std::string last;
  for (const auto& stamp : stamps_) {
    const auto time = find_time(stamp.clock, 0, {});
    if (!time || !stamp.date.empty()) continue;
    const auto clock = time->time.substr(0, 5);
    earlier += !last.empty() && clock < last;
    ++all;
    last = clock;
  }
  return all >= 5 && earlier + 1 >= all && 10 * all >= 8 * stamps_.size();
}

/// What stands between the parts of an entry and is none: share words, labels that come back.
bool LiveFinder::is_furniture(std::size_t i) const {
  const Line& line = lines_[i];
  if (line.whole != 0 || line.relative_date || line.clock_only || line.dates_only) return true;
  if (is_live_label(line.text)) return true;
  if (line.kind == LineKind::duplicate) return false;
  const auto said = said_.find(line.hash);
  return said != said_.end() && said->second >= 3 && 4 * said->second > stamps_.size() &&
         !is_author(line);
}

std::size_t LiveFinder::title_below(std::size_t n) const {
  const auto end = std::min(next_stamp(n), stamps_[n].line + 6);
  for (std::size_t i = stamps_[n].line + 1; i < end; ++i) {
    if (is_furniture(i) || (authors_below_ && is_author(lines_[i]))) continue;
    return is_entry_title(lines_[i]) && !lines_[i].prose() ? i : no_line;
  }
  return no_line;
}

std::size_t LiveFinder::title_above(std::size_t n) const {
  const auto begin = n == 0 ? 0 : stamps_[n - 1].line + 1;
  for (std::size_t i = stamps_[n].line; i-- > begin && stamps_[n].line - i <= 4;) {
    if (is_furniture(i) || (authors_above_ && is_author(lines_[i]))) continue;
    if (is_entry_text(lines_[i]) || !is_entry_title(lines_[i])) return no_line;
    return i;
  }
  return no_line;
}

/// An author right above (-1) or below (+1) a time, furniture apart.
std::size_t LiveFinder::author_beside(std::size_t n, int side) const {
  std::size_t i = stamps_[n].line;
  for (int step = 0; step < 3; ++step) {
    i += side > 0 ? 1 : static_cast<std::size_t>(-1);
    if (i >= lines_.size()) return no_line;
    if (is_author(lines_[i])) return i;
    if (!is_furniture(i)) return no_line;
  }
  return no_line;
}

/// Whether most times say "updated" and the last of them has no text below.
bool LiveFinder::closes_entries() const {
  std::size_t updated = 0;
  for (const auto& stamp : stamps_)
    updated += to_lower(lines_[stamp.line].text.substr(0, 8)) == "updated ";
  if (2 * updated <= stamps_.size()) return false;
  const auto last = stamps_.back().line;
  for (std::size_t i = last + 1; i < std::min(last + 8, lines_.size()); ++i)
    if (is_entry_text(lines_[i])) return false;
  return true;
}

/// The entry that a time closes: what stands between the time before it and itself, below the
/// page's own introduction the nearest headline.
LiveEntry LiveFinder::entry_above(std::size_t n) const {
  LiveEntry entry;
  entry.stamp = stamps_[n];
  const std::size_t floor = n == 0 ? 0 : stamps_[n - 1].line + 1;
  entry.begin = floor;
  for (std::size_t i = entry.stamp.line; i-- > floor;) {
    if (is_furniture(i) || is_entry_text(lines_[i]) || !is_entry_title(lines_[i])) continue;
    entry.title = entry.begin = i;
    if (n == 0) break;
  }
  entry.text = entry.title == no_line ? entry.begin : entry.title + 1;
  entry.end = entry.stamp.line + 1;
  return entry;
}

void LiveFinder::learn_order() {
  times_last_ = closes_entries();
  const auto most = [&](auto found) {
    std::size_t count = 0;
    for (std::size_t n = 0; n < stamps_.size(); ++n) count += found(n);
    return count;
  };
  const auto above = most([&](std::size_t n) { return author_beside(n, -1) != no_line; });
  const auto below = most([&](std::size_t n) { return author_beside(n, 1) != no_line; });
  authors_above_ = 2 * above > stamps_.size() && above >= below;
  authors_below_ = 2 * below > stamps_.size() && !authors_above_;
  // Above the first entry stands the page's own headline.
  const auto higher = most([&](std::size_t n) { return n > 0 && title_above(n) != no_line; });
  const auto lower = most([&](std::size_t n) { return n > 0 && title_below(n) != no_line; });
  titles_below_ = lower >= higher && 3 * lower >= stamps_.size() - 1 && lower > 0;
  titles_above_ = !titles_below_ && 3 * higher >= stamps_.size() - 1 && higher > 0;
}

/// What stands behind the time on its own line: an author, a headline, or text. False for a label.
bool LiveFinder::read_inline(LiveEntry& entry) const {
  const Stamp& stamp = entry.stamp;
  if (!stamp.lead.empty()) entry.author = stamp.line;
  if (stamp.rest.empty()) return false;
  const PageLines own(stamp.rest);
  if (own.lines().empty()) return false;
  const Line& rest = own.lines()[0];
  if (is_entry_text(rest) || rest.prose()) {
    entry.inline_text = stamp.rest;
  } else if (is_live_label(stamp.rest)) {
    return false;
  } else if (is_author(rest)) {
    entry.author = stamp.line;
  } else if (is_entry_title(rest)) {
    entry.title = stamp.line;
  } else {
    return false;
  }
  return true;
}

LiveEntry LiveFinder::entry_at(std::size_t n) const {
  LiveEntry entry;
  entry.stamp = stamps_[n];
  entry.begin = stamps_[n].begin;
  read_inline(entry);
  if (entry.author == no_line && authors_above_) entry.author = author_beside(n, -1);
  if (entry.author == no_line && authors_below_) entry.author = author_beside(n, 1);
  if (entry.author != no_line) entry.begin = std::min(entry.begin, entry.author);
  if (entry.title == no_line && entry.inline_text.empty()) {
    if (titles_below_) entry.title = title_below(n);
    if (titles_above_) entry.title = title_above(n);
  }
  if (entry.title != no_line) entry.begin = std::min(entry.begin, entry.title);
  entry.text = std::max(entry.stamp.line, entry.title == no_line ? 0 : entry.title) + 1;
  return entry;
}

/// Entries without text at the top are a list of what matters, at the bottom one of other pages.
std::vector<LiveEntry> LiveFinder::entries() const {
  std::vector<LiveEntry> out;
  for (std::size_t n = 0; n < stamps_.size(); ++n)
    out.push_back(times_last_ ? entry_above(n) : entry_at(n));
  for (std::size_t n = 0; n < out.size() && !times_last_; ++n)
    out[n].end = n + 1 < out.size() ? out[n + 1].begin : lines_.size();
  const auto silent = [&](const LiveEntry& entry) {
    return text_of_entry(lines_, entry).empty() && entry.inline_text.empty();
  };
  const auto first = std::find_if_not(out.begin(), out.end(), silent);
  out.erase(out.begin(), first);
  while (!out.empty() && silent(out.back())) out.pop_back();
  std::erase_if(out, [&](const LiveEntry& entry) {
    return silent(entry) && (entry.title == no_line || lines_[entry.title].word_count < 3);
  });
  return out;
}

bool LiveFinder::is_convincing(const std::vector<LiveEntry>& entries) const {
  if (entries.size() < 3) return false;
  double inside = 0, all = 0;
  std::size_t speaking = 0;
  for (const auto& line : lines_)
    if (is_entry_text(line)) all += static_cast<double>(line.size());
  for (const auto& entry : entries) {
    double here = static_cast<double>(entry.inline_text.size());
    for (const auto i : text_of_entry(lines_, entry)) here += static_cast<double>(lines_[i].size());
    inside += here;
    speaking += here > 0;
  }
  // Without a headline that says so, entries must be the page: a ticker may stand beside a story.
  if (!declared_) return 10 * speaking >= 8 * entries.size() && inside >= 0.6 * all;
  return speaking >= 3 && 2 * speaking >= entries.size() && inside >= 0.3 * all;
}

LivePage LiveFinder::find(LiveSign sign) {
  LivePage out;
  find_stamps();
  if (stamps_.size() < 3) return out;
  declared_ = is_declared(sign, out);
  if (!declared_ && !counts_backwards()) return {};
  // A time above the headline is that of the page.
  std::erase_if(stamps_,
                [&](const Stamp& stamp) { return out.title != no_line && stamp.line < out.title; });
  if (stamps_.size() >= 3 && heads_page()) stamps_.erase(stamps_.begin());
  if (stamps_.size() < 3) return {};
  learn_order();
  out.entries = entries();
  if (!is_convincing(out.entries)) return {};
  return out;
}

/// "23:50" from what a stamp says; empty when it says no time.
std::string time_of(std::string_view clock, std::string_view date) {
  std::string text(clock);
  const auto mark = text.find_first_not_of("0123456789");
  if (mark != text.npos && (text[mark] == '.' || text[mark] == 'h')) text[mark] = ':';
  const auto time = find_time(text, 0, date);
  return time ? time->time : std::string();
}

int hours_apart(std::string_view from, std::string_view to) {
  const auto hour = [](std::string_view time) { return (time[0] - '0') * 10 + (time[1] - '0'); };
  return hour(to) - hour(from);
}

}  // namespace

LivePage find_live_entries(const PageLines& page, LiveSign sign) {
  return LiveFinder(page).find(sign);
}

std::vector<std::size_t> text_of_entry(const std::vector<Line>& lines, const LiveEntry& entry) {
  constexpr KindSet rest = kind_bit(LineKind::comments) | kind_bit(LineKind::pager) |
                           kind_bit(LineKind::legal) | kind_bit(LineKind::newsletter);
  // Links to other stories stand inside entries, too, but what they head below the last is no
  // entry.
  const bool last = entry.end == lines.size();
  const KindSet ends = rest | (last ? kind_bit(LineKind::related) : KindSet{0});
  constexpr std::size_t longest_gap = 12;
  std::vector<std::size_t> body;
  for (std::size_t i = entry.text; i < entry.end; ++i) {
    const Line& line = lines[i];
    if (i == entry.author || i == entry.stamp.line) continue;
    if (i >= (body.empty() ? entry.text : body.back()) + longest_gap) break;
    if (!body.empty() && ((line.whole & ends) != 0 || line.has_copyright)) break;
    const bool likely = line.body_chance() >= body_threshold && line.size() >= 25;
    const bool address = line.text.starts_with("http") && line.text.find(' ') == line.text.npos;
    if (!is_open(line) || address || line.whole != 0) continue;
    if (is_entry_text(line) || likely) body.push_back(i);
  }
  return body;
}

LiveTimes times_of_entries(const PageLines& page, const std::vector<LiveEntry>& entries,
                           std::string_view date, PageDay day) {
  const auto& lines = page.lines();
  LiveTimes out;
  std::string today(date);
  std::string last;
  int order = 0;  // hours that the times have moved, all in all
  for (const auto& entry : entries) {
    const auto time = time_of(entry.stamp.clock, {});
    if (!last.empty() && !time.empty()) {
      const int step = hours_apart(last, time);
      if (std::abs(step) < 12) order += step > 0 ? 1 : step < 0 ? -1 : 0;
    }
    if (!time.empty()) last = time;
  }
  bool wraps = false;
  std::size_t from = entries.empty() ? 0 : entries[0].begin;
  last.clear();
  for (const auto& entry : entries) {
    for (std::size_t i = from; i < entry.begin; ++i)
      if (lines[i].dates_only)
        if (const auto printed = find_date(lines[i].text)) today = printed->date, last.clear();
    from = entry.begin;
    if (const auto own = find_date(entry.stamp.date)) today = own->date, last.clear();
    auto time = time_of(entry.stamp.clock, today);
    if (!last.empty() && !time.empty()) {
      const int step = hours_apart(last, time);
      if (order < 0 ? step >= 12 : step <= -12) today.clear(), wraps = true;
    }
    if (!time.empty()) last = time;
    out.dates.push_back(today);
    out.times.push_back(std::move(time));
  }
  // Entries before midnight have the page's day only when that is the day of their end.
  const bool first_day = order < 0 ? day == PageDay::updated : day == PageDay::published;
  for (auto& own : out.dates)
    if (wraps && !first_day && own == date) own.clear();
  return out;
}

}  // namespace comention
