#include "page/body_lines.hpp"

#include <algorithm>
#include <utility>

#include "page/comments.hpp"
#include "page/furniture.hpp"
#include "page/head.hpp"
#include "page/name_parts.hpp"
#include "page/names.hpp"
#include "page/tags.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

/// "Home | Music | Books": a menu in one line.
bool is_bar_list(const Line& line) {
  if (line.ends_sentence) return false;
  std::size_t bars = 0;
  for (const std::string_view bar : {" | ", " \xC2\xB7 ", " \xE2\x80\xA2 ", " \xC2\xBB ", " > "})
    for (auto at = line.text.find(bar); at != line.text.npos; at = line.text.find(bar, at + 2))
      ++bars;
  return bars >= 2 && line.word_count <= 3 * (bars + 1);
}

/// "summer-fair-2018-tent-02": the name of a file. Writings without blanks run on, too.
bool is_file_name(const Line& line) {
  if (line.size() < 12 || line.size() > 80 || line.text.find(' ') != line.text.npos) return false;
  return std::count_if(line.text.begin(), line.text.end(),
                       [](char c) { return c == '-' || c == '_' || c == '.'; }) >= 2;
}

/// Lines that speak about the text, whatever stands around them: dates, bylines, links to others.
bool is_about_text(const Line& line) {
  if (line.dates_only || line.relative_date || line.clock_only) return true;
  if (line.word_count == 0 || is_counter(line) || is_file_name(line)) return true;
  if (!line.ends_sentence && is_byline(line)) return true;
  if (line.numbers > 0 && line.size() < 90 && !line.ends_sentence && says_published(line))
    return true;
  if (line.separators >= 2 && is_bar_list(line)) return true;
  // Arrows lead to other pages; in a long line they are French quotation marks.
  if (!line.ends_sentence && line.size() < 140 &&
      (line.text.ends_with(" \xC2\xBB") || line.text.starts_with("\xC2\xAB ")))
    return true;
  const auto others = kind_bit(LineKind::related) | kind_bit(LineKind::share);
  return (line.start & others) != 0 && line.size() < 140 && !line.ends_sentence;
}

/// A sentence right behind text is text more often than its own looks say.
constexpr float following_threshold = 0.35F;

bool is_sentence(const Line& line) {
  return line.ends_sentence && line.word_count >= 5 && line.smalls >= 2 &&
         (line.whole | line.start) == 0;
}

/// Whether there is a sentence of some length among the lines (headlines and notices end in a full
/// stop, too, but are short), or a line long enough to be text in a writing
/// without full stops. Lists of headlines have neither.
bool says_anything(const std::vector<Line>& lines, const std::vector<std::size_t>& body) {
  return std::any_of(body.begin(), body.end(), [&](std::size_t i) {
    return (lines[i].ends_sentence && lines[i].word_count >= 10) || lines[i].size() >= 120;
  });
}

double characters(const std::vector<Line>& lines, const std::vector<std::size_t>& body,
                  std::size_t begin, std::size_t end) {
  double sum = 0;
  for (std::size_t i = begin; i < end; ++i) sum += static_cast<double>(lines[body[i]].size());
  return sum;
}

/// Cuts the text where comments open, once enough of it stands before.
void cut_comments(const std::vector<Line>& lines, std::vector<std::size_t>& body) {
  constexpr double enough = 400;
  double before = 0;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < lines.size() && kept < body.size(); ++i) {
    const bool remark = (lines[i].dated || lines[i].relative_date) && dates_comment(lines, i);
    const bool sure = before >= enough && (remark || counts_comments(lines[i]));
    if (i == body[kept] && !sure) {
      // Notices and decks above the text do not make it text.
      if (lines[i].body_chance() >= 0.7F) before += static_cast<double>(lines[i].size());
      ++kept;
    } else if (sure || (before >= enough && opens_comments(lines[i]))) {
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

/// Whether buttons, forms or links stand between two lines of text.
bool stands_apart(const std::vector<Line>& lines, std::size_t above, std::size_t below) {
  constexpr KindSet kinds = kind_bit(LineKind::newsletter) | kind_bit(LineKind::form) |
                            kind_bit(LineKind::share) | kind_bit(LineKind::related) |
                            kind_bit(LineKind::legal) | kind_bit(LineKind::comments);
  for (std::size_t i = above + 1; i < below; ++i)
    if (!is_open(lines[i]) && (kind_bit(lines[i].kind) & kinds) != 0) return true;
  return false;
}

/// Whether a line of a head stands in [begin, end), before any text.
bool has_head_line(const std::vector<Line>& lines, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < std::min(end, lines.size()) && !lines[i].prose(); ++i)
    if (is_head_line(lines[i])) return true;
  return false;
}

/// Drops text that stands above a headline with date or author, when there is no such line above it
/// and at least as much text follows: teasers of other articles.
void begin_at_head(const std::vector<Line>& lines, std::vector<std::size_t>& body) {
  if (body.empty()) return;
  constexpr std::size_t reach = 12;  // of date, author and buttons
  for (std::size_t i = body[0] > reach ? body[0] - reach : 0; i <= body[0]; ++i)
    if (is_head_line(lines[i]) || (is_headline(lines[i]) && lines[i].word_count >= 5)) return;
  const double half = characters(lines, body, 0, body.size()) / 2;
  double above = 0;
  std::size_t n = 0;
  for (std::size_t i = body[0]; i < body.back() && above <= half; ++i) {
    if (n > 0 && is_headline(lines[i])) {
      if (has_head_line(lines, i + 1, i + 6))
        body.erase(body.begin(), body.begin() + static_cast<std::ptrdiff_t>(n));
      return;
    }
    if (n < body.size() && body[n] == i) above += static_cast<double>(lines[body[n++]].size());
  }
}

/// Drops links above a headline with date or author: the lines above it hold no sentence.
void drop_links_above(const std::vector<Line>& lines, std::vector<std::size_t>& body) {
  std::size_t n = 0;
  while (n < body.size() && !lines[body[n]].ends_sentence) ++n;
  if (n < 2 || n == body.size()) return;
  for (std::size_t i = body[n]; i-- > body[1];) {
    if (!is_headline(lines[i]) || !has_head_line(lines, i + 1, std::min(i + 6, body[n]))) continue;
    const auto first = std::lower_bound(body.begin(), body.end(), i);
    body.erase(body.begin(), first);
    return;
  }
}

/// Drops lines without a sentence that the page prints three times or more: what stands for its
/// pictures, buttons.
void drop_refrains(const std::vector<Line>& lines, std::vector<std::size_t>& body) {
  std::vector<std::uint32_t> hashes;
  for (const Line& line : lines)
    if (!line.ends_sentence) hashes.push_back(line.hash);
  std::sort(hashes.begin(), hashes.end());
  std::erase_if(body, [&](std::size_t i) {
    if (lines[i].ends_sentence) return false;
    const auto [first, last] = std::equal_range(hashes.begin(), hashes.end(), lines[i].hash);
    return last - first >= 3;
  });
}

bool may_be_text(const Line& line) { return is_open(line) && !is_about_text(line); }

/// The chance from which on lines of a page are taken. The choice with the best expected share of
/// words in both text and choice among those in either takes every line whose odds are no worse
/// than that share (Dinkelbach 1967): on a page that is hard to tell, what is left out would cost
/// more than what is taken too much.
float least_chance(const std::vector<Line>& lines) {
  constexpr float lowest = 0.35F;
  constexpr int rounds = 8;
  float least = body_threshold;
  for (int round = 0; round < rounds; ++round) {
    double chosen = 0, right = 0, missed = 0;  // words
    for (const Line& line : lines) {
      const double chance = line.body_chance();
      const bool taken = line.body_chance() >= least;
      if (taken ? !may_be_text(line) : !is_open(line)) continue;
      chosen += taken ? line.word_count : 0;
      (taken ? right : missed) += line.word_count * chance;
    }
    const double common = chosen + missed > 0 ? right / (chosen + missed) : 1;
    const auto next = std::max(lowest, static_cast<float>(common / (1 + common)));
    if (next >= least) break;
    least = next;
  }
  return least;
}

/// Adds sentences right behind text.
void add_following(const std::vector<Line>& lines, std::vector<std::size_t>& body) {
  std::vector<std::size_t> out;
  std::size_t n = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool chosen = n < body.size() && body[n] == i;
    n += chosen;
    const bool follows = !out.empty() && out.back() + 2 >= i && is_sentence(lines[i]) &&
                         lines[i].body_chance() >= following_threshold && may_be_text(lines[i]);
    if (chosen || follows) out.push_back(i);
  }
  body = std::move(out);
}

/// Takes the rows of a list or table together: three or more lines without sentences in one run,
/// when some are text and their chances speak for it on the whole.
void complete_lists(const std::vector<Line>& lines, std::vector<std::size_t>& body) {
  constexpr float enough = 0.4F;
  const auto is_row = [&](std::size_t i) { return !lines[i].prose() && may_be_text(lines[i]); };
  std::vector<std::size_t> out;
  std::size_t n = 0;
  for (std::size_t i = 0; i < lines.size() && n < body.size();) {
    std::size_t end = i;
    float sum = 0;
    while (end < lines.size() && is_row(end) && (end == i || lines[end].blanks_before == 0))
      sum += lines[end++].body_chance();
    const auto begin = std::exchange(i, std::max(end, i + 1));
    const bool together =
        end - begin >= 3 && sum >= enough * static_cast<float>(end - begin) && body[n] < end;
    for (std::size_t j = begin; j < i; ++j) {
      const bool chosen = n < body.size() && body[n] == j;
      n += chosen;
      if (chosen || together) out.push_back(j);
    }
  }
  body = std::move(out);
}

/// Drops a deck: short text between headline and date or author.
void drop_deck(const std::vector<Line>& lines, std::vector<std::size_t>& body) {
  constexpr double longest = 350;
  const double all = characters(lines, body, 0, body.size());
  double deck = 0;
  for (std::size_t n = 0; n < 3 && n + 1 < body.size(); ++n) {
    deck += static_cast<double>(lines[body[n]].size());
    if (deck > longest || 4 * deck > all) return;
    if (!has_head_line(lines, body[n] + 1, std::min(body[n] + 5, body[n + 1]))) continue;
    body.erase(body.begin(), body.begin() + static_cast<std::ptrdiff_t>(n + 1));
    return;
  }
}

/// Whether what was chosen is the headlines of a front page: many short lines with the words of
/// headlines (a third of them stop words at most, where verses and lists of songs have more) and
/// hardly a sentence among them.
bool is_list_of_headlines(const std::vector<Line>& lines, const std::vector<std::size_t>& body) {
  constexpr std::size_t fewest = 30;
  if (body.size() < fewest) return false;
  std::size_t headlines = 0, prose = 0, words = 0, stops = 0;
  for (const auto i : body) {
    const Line& line = lines[i];
    headlines += line.size() <= 100 && line.word_count >= 3 && !line.text.ends_with('.') &&
                 begins_upper(line.text.substr(line.text.find_first_not_of("'\"")));
    prose += line.prose() ? line.size() : 0;
    words += line.word_count;
    stops += line.stops;
  }
  const bool english = stops * 10 >= words;
  return english && stops * 3 <= words && headlines * 5 >= body.size() * 4 &&
         static_cast<double>(prose) < 0.1 * characters(lines, body, 0, body.size());
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
  if (line.probability >= 0.6F && line.size() >= 25)
    return !is_about_text(line) && !read_tag_label(line.text);
  if (line.prose()) return true;
  if (line.size() >= 60 && line.stops >= 3 && !line.bullet) return true;
  return line.ends_ellipsis && line.stops >= 2 && line.size() >= 40;
}

}  // namespace

std::vector<std::size_t> body_of_page(const std::vector<Line>& lines, const PageHints& hints) {
  std::vector<std::size_t> body;
  if (is_error_page(lines)) return body;
  const float least = hints.from_elements ? body_threshold : least_chance(lines);
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (lines[i].body_chance() >= least && may_be_text(lines[i])) body.push_back(i);
  if (!says_anything(lines, body)) return {};
  if (!hints.from_elements) {
    complete_lists(lines, body);
    add_following(lines, body);
  }
  cut_comments(lines, body);
  body = main_groups(lines, body);
  if (hints.from_elements) return body;
  begin_at_head(lines, body);
  drop_links_above(lines, body);
  drop_refrains(lines, body);
  drop_deck(lines, body);
  if (is_list_of_headlines(lines, body)) body.clear();
  return body;
}

std::vector<std::size_t> body_of_post(const std::vector<Line>& lines, const Post& post) {
  std::vector<std::size_t> body;
  for (std::size_t i = std::max(post.title + 1, post.text); i < post.end; ++i) {
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
    if (last.ends_sentence || last.size() >= 100) return;
    const bool like_tag = last.word_count <= 5 && looks_like_tag(last.text);
    const auto at = last.text.find('@');
    const bool mail = last.word_count <= 4 && at != last.text.npos && at > 0 &&
                      at + 1 < last.size() && last.text[at - 1] != ' ' && last.text[at + 1] != ' ';
    if (!like_tag && !mail && !stands_apart(lines, body[body.size() - 2], body.back())) return;
    body.pop_back();
  }
}

}  // namespace comention
