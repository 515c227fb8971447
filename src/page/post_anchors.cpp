#include "page/post_anchors.hpp"

#include <algorithm>
#include <string>

#include "base/embedded.hpp"
#include "page/comments.hpp"
#include "page/head.hpp"
#include "page/names.hpp"
#include "page/structure.hpp"
#include "page/tags.hpp"
#include "text/dates.hpp"
#include "text/openings.hpp"
#include "text/short_dates.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

enum class Says : unsigned char { nothing, more, foot, digest };

struct PostWord {
  Says says;
  std::string_view words;
};

const std::vector<PostWord>& post_words() {
  static const auto table = [] {
    std::vector<PostWord> out;
    for_each_tsv_row(embedded_file("post_words.tsv"), [&](const auto& row) {
      const auto says = row[0] == "more"   ? Says::more
                        : row[0] == "foot" ? Says::foot
                                           : Says::digest;
      out.push_back(PostWord{says, row[1]});
    });
    return out;
  }();
  return table;
}

Says closing_words(const Line& line) {
  static const auto openings = [] {
    Openings out;
    for (const auto& word : post_words())
      if (word.says != Says::digest) out.add(word.words);
    return out;
  }();
  if (line.size() > 80 || line.size() < 4 || !openings.may_open(line.text)) return Says::nothing;
  const std::string small = to_lower(line.text);
  for (const auto& word : post_words())
    if (word.says != Says::digest && small.starts_with(word.words)) return word.says;
  return Says::nothing;
}

/// Whether the parts of a line between bars, dots and dashes are all short, the date apart: a
/// section, a count of comments, an author.
bool has_short_parts(const Line& line) {
  const auto date = find_date(line.text);
  if (!date) return false;
  std::size_t words = 0, parts = 0;
  bool inside = false;
  const auto text = line.text;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at >= date->begin && at < date->end) continue;
    const char c = text[at];
    bool divides = c == '|' || c == '/';
    for (const std::string_view mark : {"\xC2\xB7", "\xE2\x80\xA2", "\xE2\x80\x93", "\xE2\x80\x94"})
      divides = divides || text.substr(at, mark.size()) == mark;
    if (divides) ++parts, words = 0;
    const bool letter = c != ' ' && !divides;
    if (letter && !inside && ++words > 4) return false;
    inside = letter;
  }
  return parts > 0;
}

/// A line that says that something was published, in the languages of the lists of months.
bool says_posted(const Line& line) {
  const std::string small = to_lower(line.text.substr(0, 24));
  for (const std::string_view word :
       {"posted", "publi", "updated", "written", "created", "date:", "released", "geschrieben",
        "ver\xC3\xB6"
        "ffentlicht",
        "erstellt", "geplaatst", "pubblicato", "skrevet", "escrito"})
    if (small.starts_with(word)) return true;
  return false;
}

/// "2h", "5 min": how long ago.
bool is_age(std::string_view text) {
  if (text.size() > 5) return false;
  const auto digits = text.find_first_not_of("0123456789");
  if (digits == 0 || digits == text.npos || digits > 2) return false;
  const auto unit = text.substr(digits + (text[digits] == ' ' ? 1 : 0));
  for (const std::string_view known : {"h", "m", "d", "w", "min", "hr", "hrs"})
    if (unit == known) return true;
  return false;
}

/// A date and nothing else: "12/03/2014", which may be read in two ways, or a day without its year.
bool is_day_line(const Line& line) {
  if (line.numbers == 0 || line.size() > 30) return false;
  if (line.numbers == 3 && line.size() <= 10 && has_number_date(line.text))
    return line.text.find_first_not_of("0123456789/.-") == line.text.npos;
  if (is_age(line.text)) return true;
  return !line.dated && is_day_of_month(line.text);
}

/// A line that dates a post: a date and hardly more, or one with byline or section.
bool is_anchor(const Line& line) {
  if (line.tabs > 0 || line.has_address) return false;  // rows; the handle below a quoted message
  if (line.dates_only || line.relative_date || is_day_line(line)) return true;
  if (line.numbers == 0 || line.size() >= 110 || line.ends_sentence) return false;
  if (line.word_count <= 14 && says_posted(line)) return line.dated || has_number_date(line.text);
  return line.dated && (line.byline || has_short_parts(line));
}

/// "24" above "Nov", or the other way round.
bool is_day_in_two(const std::vector<Line>& lines, std::size_t i) {
  if (i + 1 >= lines.size() || lines[i].size() > 9 || lines[i + 1].size() > 9) return false;
  if (lines[i].word_count != 1 || lines[i + 1].word_count != 1) return false;
  if (lines[i].numbers + lines[i + 1].numbers != 1) return false;
  return is_day_of_month(std::string(lines[i].text) + " " + std::string(lines[i + 1].text));
}

/// A headline with the date before or behind it on its line.
bool is_dated_headline(const Line& line) {
  if (!line.dated || line.size() > 180 || line.ends_sentence) return false;
  if (line.has_address || line.tabs > 0) return false;
  const auto date = find_date(line.text);
  if (!date || (date->begin > 1 && date->end + 1 < line.size())) return false;
  // Three words beside the date: "Jane October 28, 2010 at 11:21 am" heads a comment.
  const auto text = line.text;
  const auto rest = trim(date->begin <= 1 ? text.substr(date->end) : text.substr(0, date->begin));
  if (std::count(rest.begin(), rest.end(), ' ') < 2) return false;
  Line bare = line;
  bare.dates_only = false;
  return is_headline(bare);
}

/// What may stand beside a date: a time, an author, "Published on".
bool stands_beside(const Line& line) {
  if (line.prose() || line.bullet) return false;
  if (line.clock_only || line.dates_only || line.relative_date) return true;
  if (line.size() <= 12 && line.word_count <= 2) {
    const std::string small = to_lower(line.text);
    for (const std::string_view word :
         {"on", "by", "in", "by:", "published", "posted", "posted on", "published:", "posted by",
          "updated", "date:", "written by"})
      if (small == word) return true;
  }
  return is_byline(line) && !is_headline(line);
}

}  // namespace

bool is_post_furniture(const Line& line) {
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

bool is_read_more(const Line& line) { return closing_words(line) == Says::more; }

bool says_digest(const Line& line) {
  if (line.size() > 90 || line.size() < 6) return false;
  const std::string small = to_lower(line.text);
  const auto& words = post_words();
  return std::any_of(words.begin(), words.end(), [&](const PostWord& word) {
    return word.says == Says::digest && small.find(word.words) != small.npos;
  });
}

bool is_post_foot(const Line& line) {
  if (line.size() > 110) return false;
  if (closing_words(line) == Says::foot || counts_comments(line)) return true;
  const auto label = read_tag_label(line.text);
  return label && !label->rest.empty() && !line.ends_sentence;
}

std::vector<PostAnchor> find_anchors(const std::vector<Line>& lines) {
  std::vector<PostAnchor> out;
  std::size_t floor = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool in_two = is_day_in_two(lines, i);
    const bool dates = in_two || is_anchor(lines[i]);
    if ((!dates && !is_dated_headline(lines[i])) || dates_comment(lines, i)) continue;
    PostAnchor anchor{i, i + (in_two ? 2U : 1U), i, false, !dates};
    const auto known_date = [&](std::size_t at) { return lines[at].dated; };
    for (int n = 0; dates && n < 4 && anchor.begin > floor; ++n) {
      const Line& above = lines[anchor.begin - 1];
      // "Posted by Jane Roe at 9:40 PM" above a day closes the post above it.
      if (!stands_beside(above) || (above.size() > 12 && is_post_foot(above))) break;
      --anchor.begin;
    }
    for (int n = 0; dates && n < 4 && anchor.end < lines.size(); ++n) {
      const bool named = to_lower(lines[anchor.end - 1].text.substr(0, 12)) == "by" &&
                         looks_like_name(lines[anchor.end].text);
      if (!named && !stands_beside(lines[anchor.end]) && !is_anchor(lines[anchor.end])) break;
      if (!known_date(anchor.date) && known_date(anchor.end)) anchor.date = anchor.end;
      ++anchor.end;
    }
    anchor.bare_day = anchor.end == i + 1 && (lines[i].dates_only || is_day_line(lines[i])) &&
                      lines[i].text.find(':') == lines[i].text.npos;
    out.push_back(anchor);
    floor = anchor.end;
    i = anchor.end - 1;
  }
  // Where most headlines have their dates beside them, short ones do, too.
  const auto beside = std::count_if(out.begin(), out.end(), [&](const PostAnchor& anchor) {
    return is_dated_headline(lines[anchor.date]);
  });
  for (auto& anchor : out)
    if (2 * static_cast<std::size_t>(beside) > out.size() && is_dated_headline(lines[anchor.date]))
      anchor.with_title = true;
  // A day that a headline speaks of dates nothing, where dates have lines of their own.
  const auto with_title = std::count_if(out.begin(), out.end(),
                                        [](const PostAnchor& anchor) { return anchor.with_title; });
  if (2 * static_cast<std::size_t>(with_title) < out.size())
    std::erase_if(out, [](const PostAnchor& anchor) { return anchor.with_title; });
  return out;
}

}  // namespace comention
