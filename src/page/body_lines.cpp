#include "page/body_lines.hpp"

#include <algorithm>

#include "page/furniture.hpp"
#include "page/head.hpp"
#include "page/names.hpp"
#include "page/tags.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

/// Lines that speak about the text, whatever stands around them: dates, bylines, links to others.
bool is_about_text(const Line& line) {
  if (line.dates_only || line.relative_date || line.clock_only) return true;
  if (line.size() < 160 && !line.ends_sentence && read_byline(line.text)) return true;
  if (line.numbers > 0 && line.size() < 90 && !line.ends_sentence && says_published(line))
    return true;
  const auto others = kind_bit(LineKind::related) | kind_bit(LineKind::share);
  return (line.start & others) != 0 && line.size() < 140 && !line.ends_sentence;
}

/// Whether there is a sentence among the lines, or a line long enough to be text in a writing
/// without full stops. Lists of headlines have neither.
bool says_anything(const std::vector<Line>& lines, const std::vector<std::size_t>& body) {
  return std::any_of(body.begin(), body.end(), [&](std::size_t i) {
    return (lines[i].ends_sentence && lines[i].word_count >= 4) || lines[i].size() >= 120;
  });
}

double characters(const std::vector<Line>& lines, const std::vector<std::size_t>& body,
                  std::size_t begin, std::size_t end) {
  double sum = 0;
  for (std::size_t i = begin; i < end; ++i) sum += static_cast<double>(lines[body[i]].size());
  return sum;
}

/// "34 comments", "12 responses to ...", "View 3 comments": the heading of what readers wrote. A
/// count at the end of an author's line, or none at all, is no heading.
bool counts_comments(const Line& line) {
  if (line.numbers == 0 || line.size() > 200 || (line.numbers > 1 && line.word_count > 4))
    return false;
  const auto lower = to_lower(line.text);
  const auto digit = lower.find_first_of("123456789");
  if (digit == lower.npos || digit > 12) return false;
  const auto word = std::string_view(lower).substr(
      std::min(lower.find_first_not_of("0123456789,.", digit), lower.size()));
  for (const std::string_view noun :
       {" comment", " comments", " response", " responses", " reply", " replies", " thought on",
        " thoughts on", " kommentar", " kommentare", " comentarios", " comentários",
        " commentaires", " commenti", " reacties"}) {
    if (!word.starts_with(noun)) continue;
    const auto rest = word.substr(noun.size());
    // "34 comments made by the minister" is no heading.
    if (rest.empty() || noun.ends_with("on") || rest.starts_with(" to ") ||
        (rest[0] == ' ' && line.word_count <= 4))
      return true;
  }
  return false;
}

/// "Comments", "Leave a reply", "12 comments": what follows was written by readers.
bool opens_comments(const Line& line) {
  if (counts_comments(line)) return true;
  if (line.size() > 40) return false;
  const auto says = (line.whole | line.start) & kind_bit(LineKind::comments);
  return says != 0 && line.size() > 7;
}

/// Cuts the text where comments open, once enough of it stands before.
void cut_comments(const std::vector<Line>& lines, std::vector<std::size_t>& body) {
  constexpr double enough = 400;
  double before = 0;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < lines.size() && kept < body.size(); ++i) {
    const bool counts_them = before >= enough && counts_comments(lines[i]);
    if (i == body[kept] && !counts_them) {
      before += static_cast<double>(lines[i].size());
      ++kept;
    } else if (before >= enough && opens_comments(lines[i])) {
      // A single word may be of a tool bar between paragraphs that go on.
      const bool goes_on = body[kept] <= i + 2 && lines[body[kept]].probability > 0.9F;
      if (goes_on && lines[i].word_count == 1) continue;
      body.resize(kept);
      return;
    }
  }
}

/// Leaves out groups of text lines that stand far from the largest group and are small beside it:
/// teasers, author boxes, remarks of readers.
std::vector<std::size_t> main_groups(const std::vector<Line>& lines,
                                     const std::vector<std::size_t>& body) {
  constexpr std::size_t far = 16;
  struct Group {
    std::size_t begin, end;
    double size;
  };
  std::vector<Group> groups;
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (i == 0 || body[i] - body[i - 1] > far) groups.push_back({i, i, 0});
    groups.back().end = i + 1;
  }
  for (auto& group : groups) group.size = characters(lines, body, group.begin, group.end);
  double largest = 0;
  for (const auto& group : groups) largest = std::max(largest, group.size);
  std::vector<std::size_t> out;
  bool behind = false;
  for (const auto& group : groups) {
    const double least = behind ? 0.2 : 0.1;
    if (group.size >= least * largest)
      out.insert(out.end(), body.begin() + static_cast<std::ptrdiff_t>(group.begin),
                 body.begin() + static_cast<std::ptrdiff_t>(group.end));
    behind = behind || group.size == largest;
  }
  return out;
}

bool is_post_end(const Line& line) {
  constexpr KindSet ends = kind_bit(LineKind::comments) | kind_bit(LineKind::related) |
                           kind_bit(LineKind::pager) | kind_bit(LineKind::legal) |
                           kind_bit(LineKind::newsletter);
  if ((line.whole & ends) != 0 || line.has_copyright) return true;
  if (line.size() > 90) return false;
  return (line.start & (kind_bit(LineKind::pager) | kind_bit(LineKind::legal))) != 0;
}

bool is_post_text(const Line& line) {
  if (!is_open(line)) return false;
  if (line.probability >= 0.6F && line.size() >= 25) return !is_about_text(line);
  if (line.prose()) return true;
  if (line.size() >= 60 && line.stops >= 3 && !line.bullet) return true;
  return line.ends_ellipsis && line.stops >= 2 && line.size() >= 40;
}

}  // namespace

std::vector<std::size_t> body_of_page(const std::vector<Line>& lines) {
  std::vector<std::size_t> body;
  if (is_error_page(lines)) return body;
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (is_open(lines[i]) && lines[i].body_chance() >= body_threshold && !is_about_text(lines[i]))
      body.push_back(i);
  if (!says_anything(lines, body)) return {};
  cut_comments(lines, body);
  return main_groups(lines, body);
}

std::vector<std::size_t> body_of_post(const std::vector<Line>& lines, const Post& post) {
  std::vector<std::size_t> body;
  for (std::size_t i = post.title + 1; i < post.end; ++i) {
    const Line& line = lines[i];
    if (!body.empty() && is_post_end(line)) break;
    if (!body.empty() && i > body.back() + 12) break;
    if (is_post_text(line)) body.push_back(i);
  }
  return body;
}

void drop_short_end(const std::vector<Line>& lines, std::vector<std::size_t>& body) {
  while (body.size() > 1) {
    const Line& last = lines[body.back()];
    if (last.ends_sentence || last.word_count > 5 || !looks_like_tag(last.text)) return;
    body.pop_back();
  }
}

}  // namespace comention
