#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "page/body_lines.hpp"
#include "page/furniture.hpp"
#include "page/headline.hpp"
#include "page/structure_reader.hpp"
#include "page/tag_lists.hpp"
#include "text/dates.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

/// A headline without the date at one of its ends.
std::string_view without_date(std::string_view title) {
  const auto date = find_date(title);
  if (!date) return title;
  const bool first = date->begin <= 1;
  auto rest = first ? title.substr(date->end) : title.substr(0, date->begin);
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view mark :
         {" ", ":", "-", "|", ",", "(", ")", ".", "\xE2\x80\x93", "\xE2\x80\x94", "\xC2\xB7"}) {
      const bool at_mark = first ? rest.starts_with(mark) : rest.ends_with(mark);
      if (!at_mark) continue;
      if (first)
        rest.remove_prefix(mark.size());
      else
        rest.remove_suffix(mark.size());
      more = true;
    }
  }
  return rest.empty() ? title : rest;
}

/// Lines of the introduction of a live page: what reads like text behind its headline. A deck
/// stands above date and author.
std::vector<std::size_t> text_of_intro(const std::vector<Line>& lines, std::size_t begin,
                                       std::size_t end) {
  std::vector<std::size_t> body;
  for (std::size_t i = begin; i < end; ++i) {
    const Line& line = lines[i];
    const bool near = body.size() <= 2 && i < begin + 15;
    if (near && !body.empty() && !line.relative_date && is_head_line(line)) body.clear();
    if (!is_open(line) || line.whole != 0 || is_head_line(line)) continue;
    const bool reads = line.prose() || (line.size() >= 60 && line.stops >= 3 && !line.bullet);
    if (reads || (line.body_chance() >= body_threshold && line.size() >= 25)) body.push_back(i);
  }
  return body;
}

}  // namespace

/// Lines that stand in most posts of the page belong to none: a subtitle, an offer.
void StructureReader::mark_refrains(const std::vector<Post>& posts) {
  std::unordered_map<std::uint32_t, std::size_t> said;
  for (const auto& post : posts)
    for (std::size_t i = post.text; i < post.end; ++i)
      if (is_open(lines_[i]) && lines_[i].size() < 160) ++said[lines_[i].hash];
  for (const auto& post : posts)
    for (std::size_t i = post.text; i < post.end; ++i) {
      const auto found = said.find(lines_[i].hash);
      const auto times = found == said.end() ? 0 : found->second;
      if (times < 3 || 2 * times < posts.size() || lines_[i].size() < 25) continue;
      if (is_open(lines_[i]) && i != post.title && i != post.date && !is_head_line(lines_[i]))
        decide(lines_[i], LineKind::other, "refrain");
    }
}

void StructureReader::read_post(const Post& post) {
  const auto number = static_cast<std::uint32_t>(out_.articles.size());
  for (std::size_t i = post.begin; i < post.end; ++i) owner_[i] = number;
  Article article;
  for (std::size_t i = post.begin; i < post.end; ++i)
    if (i != post.title && is_open(lines_[i]) && lines_[i].hash == lines_[post.title].hash)
      decide(lines_[i], LineKind::duplicate, "title-again");
  const auto body = body_of_post(lines_, post);
  article.title = output_text(post.title == post.date ? without_date(lines_[post.title].text)
                                                      : lines_[post.title].text);
  take_head(read_post_head(page_, post, body), article);
  const auto behind = body.empty() ? post.title + 1 : body.back() + 1;
  add_tags(take_tags(lines_, post.begin, behind, post.end), article);
  fill_body(body, article);
  finish_tags(article);
  out_.articles.push_back(std::move(article));
}

/// A page by the clock: what stands above the entries is an article with the page's headline, each
/// entry is one of its own.
void StructureReader::read_live(const LivePage& live) {
  std::string date;
  PageDay day = PageDay::published;
  read_live_intro(live, date, day);
  auto times = times_of_entries(page_, live.entries, date, day);
  for (std::size_t n = 0; n < live.entries.size(); ++n)
    read_entry(live.entries[n], std::move(times.dates[n]), std::move(times.times[n]));
}

void StructureReader::read_live_intro(const LivePage& live, std::string& date, PageDay& day) {
  const std::size_t end = live.entries[0].begin;
  Article article;
  std::size_t title = live.title;
  auto body = text_of_intro(lines_, title == no_line ? 0 : title + 1, end);
  if (title == no_line && hints_.title.empty())
    title = find_headline(page_, 0, body.empty() ? text_of_entry(lines_, live.entries[0]) : body);
  if (title != no_line && title >= end) title = no_line;
  std::erase_if(body, [&](std::size_t i) { return title != no_line && i <= title; });
  const auto known = title == no_line ? std::string_view(hints_.title) : lines_[title].text;
  auto head = read_head(page_, 0, body.empty() ? std::vector{end} : body, known);
  // An author or a time below belongs to the first entry.
  for (auto* line : {&head.byline_line, &head.date_line, &head.time_line})
    if (*line != no_line && *line >= end) *line = no_line;
  if (head.byline_line == no_line) head.byline = {};
  if (head.date_line == no_line) head.date.clear(), head.time.clear();
  article.title = output_text(known);
  take_head(head, article);
  if (head.date_line != no_line) {
    const auto said = to_lower(lines_[head.date_line].text);
    if (said.find("updat") != said.npos || said.find("modif") != said.npos) day = PageDay::updated;
  }
  // A list of what matters names entries below.
  std::unordered_set<std::uint32_t> titles;
  for (const auto& entry : live.entries)
    if (entry.title != no_line) titles.insert(lines_[entry.title].hash);
  std::erase_if(
      body, [&](std::size_t i) { return !is_open(lines_[i]) || titles.contains(lines_[i].hash); });
  add_tags(take_tags(lines_, 0, 0, end), article);
  add_tags(take_tags(lines_, 0, live.entries.back().stamp.line, lines_.size()), article);
  fill_body(body, article);
  finish_tags(article);
  date = hints_.date.empty() ? article.date : hints_.date;
  out_.articles.push_back(std::move(article));
}

/// The author beside, above or below the time of an entry.
void StructureReader::take_author(const LiveEntry& entry, Article& article) {
  if (entry.author == no_line) return;
  auto name = lines_[entry.author].text;
  if (entry.author == entry.stamp.line)
    name = entry.stamp.lead.empty() ? entry.stamp.rest : entry.stamp.lead;
  else
    decide(lines_[entry.author], LineKind::byline, "byline");
  if (name.starts_with("From ")) name.remove_prefix(5);
  const auto byline = read_byline(name);
  append_once(article.byline, byline ? byline->names : std::vector{std::string(name)});
  if (byline) append_once(article.agency, byline->agencies);
}

void StructureReader::read_entry(const LiveEntry& entry, std::string date, std::string time) {
  const auto number = static_cast<std::uint32_t>(out_.articles.size());
  for (std::size_t i = entry.begin; i < entry.end; ++i) owner_[i] = number;
  Article article;
  article.date = std::move(date);
  article.time = std::move(time);
  const Line& stamp = lines_[entry.stamp.line];
  const bool inline_title = entry.title == entry.stamp.line;
  if (entry.title != no_line)
    article.title = output_text(inline_title ? entry.stamp.rest : lines_[entry.title].text);
  take_author(entry, article);
  const auto body = text_of_entry(lines_, entry);
  if (entry.title != no_line) decide(lines_[entry.title], LineKind::title, "headline");
  if (!entry.inline_text.empty()) {
    article.paragraphs.push_back(output_text(entry.inline_text));
    decide(lines_[entry.stamp.line], LineKind::body, "live-entry");
  } else if (!inline_title && is_open(stamp)) {
    decide(lines_[entry.stamp.line], LineKind::date, "date");
  }
  fill_body(body, article);
  if (body.empty() && !article.paragraphs.empty()) article.english = is_english({entry.stamp.line});
  finish_tags(article);
  out_.articles.push_back(std::move(article));
}

}  // namespace comention
