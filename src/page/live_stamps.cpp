#include "page/live_stamps.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/embedded.hpp"
#include "page/names.hpp"
#include "text/dates.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr bool is_number(char c) { return c >= '0' && c <= '9'; }

/// Takes blanks and marks that divide a time from what is beside it off both ends.
std::string_view without_marks(std::string_view text) {
  static constexpr std::array<std::string_view, 15> marks = {" ",           ",",
                                                             ":",           "|",
                                                             "-",           "[",
                                                             "]",           "(",
                                                             ")",           ".",
                                                             "/",           "\xE2\x80\xA2",
                                                             "\xC2\xB7",    "\xE2\x80\x93",
                                                             "\xE2\x80\x94"};
  for (bool more = true; more;) {
    more = false;
    for (const auto mark : marks) {
      if (text.starts_with(mark)) text.remove_prefix(mark.size()), more = true;
      if (mark == ")" || mark == ".") continue;  // they close what stands there
      if (text.ends_with(mark)) text.remove_suffix(mark.size()), more = true;
    }
  }
  return text;
}

/// Bytes of words that say no more than that a time follows ("Updated at").
std::size_t lead_words(std::string_view text) {
  static constexpr std::array<std::string_view, 18> words = {
      "updated", "posted", "published", "at",     "on",       "last", "update", "today", "first",
      "edited",  "added",  "um",        "stand:", "\xC3\xA0", "kl",   "kl.",    "klo",   "om"};
  std::size_t at = 0;
  for (int n = 0; n < 4; ++n) {
    while (at < text.size() && (text[at] == ' ' || text[at] == ':')) ++at;
    const auto end = std::min(text.find_first_of(" 0123456789", at), text.size());
    const auto word = to_lower(text.substr(at, end - at));
    const auto bare = std::string_view(word).substr(0, word.find(':'));
    if (std::none_of(words.begin(), words.end(), [&](auto w) { return w == word || w == bare; }))
      break;
    at = end;
  }
  while (at < text.size() && (text[at] == ' ' || text[at] == '[' || text[at] == '(')) ++at;
  return at;
}

struct Span {
  std::size_t begin, end;
};

/// A time of day that begins at `at`. "18.31" is one here, where nothing else can be meant.
std::optional<Span> clock_at(std::string_view text, std::size_t at) {
  if (at >= text.size() || !is_number(text[at])) return std::nullopt;
  std::string head(text.substr(at, 24));
  const auto digits = head.find_first_not_of("0123456789");
  if (digits == 0 || digits > 2) return std::nullopt;
  if (head[digits] == '.' || head[digits] == 'h') {
    const auto minutes = head.find_first_not_of("0123456789", digits + 1);
    // "14.05.2021" is a date.
    if (std::min(minutes, head.size()) == digits + 3 && head.substr(digits + 3, 1) != ".")
      head[digits] = ':';
  }
  const auto time = find_time(head, 0, "2000-01-01");
  if (!time || time->begin != 0) return std::nullopt;
  std::size_t end = at + time->end;
  for (const std::string_view unit : {" uhr", " hrs", " h"})
    if (to_lower(text.substr(end, unit.size())) == unit) end += unit.size();
  return Span{at, end};
}

/// A time that ends the line: "Jane Roe, 18:31", "By Jane Roe at 6.31pm".
std::optional<Span> clock_at_end(std::string_view text) {
  for (std::size_t at = text.size() > 24 ? text.size() - 24 : 1; at < text.size(); ++at) {
    const char before = text[at - 1];
    if (!is_number(text[at]) || is_number(before) || before == '.' || before == ':') continue;
    const auto clock = clock_at(text, at);
    if (clock && without_marks(text.substr(clock->end)).size() <= 1) return clock;
  }
  return std::nullopt;
}

/// A line of a date with its time and hardly anything else.
std::optional<Stamp> dated_stamp(const Line& line, std::size_t place) {
  if (!line.dates_only) return std::nullopt;
  const auto date = find_date(line.text);
  if (!date || date->time.empty()) return std::nullopt;
  const auto both = line.text.substr(date->begin, date->end - date->begin);
  return Stamp{place, place, both, both, {}, {}};
}

struct LiveWord {
  std::string_view where, words;
};

const std::vector<LiveWord>& live_words() {
  static const auto table = [] {
    std::vector<LiveWord> out;
    for_each_tsv_row(embedded_file("live_words.tsv"), [&](const auto& row) {
      out.push_back({row[0], row[1]});
    });
    return out;
  }();
  return table;
}

bool stands_alone(std::string_view text, std::size_t at, std::size_t size) {
  const auto is_letter = [](char c) {
    return (c | 0x20) >= 'a' ? (c | 0x20) <= 'z' : static_cast<unsigned char>(c) >= 0x80;
  };
  if (at > 0 && is_letter(text[at - 1])) return false;
  return at + size >= text.size() || !is_letter(text[at + size]);
}

}  // namespace

std::optional<Stamp> read_stamp(const Line& line, std::size_t place) {
  if (line.relative_date) return Stamp{place, place, {}, {}, {}, {}};
  if (line.numbers == 0) return std::nullopt;
  if (line.dated) return dated_stamp(line, place);
  const auto text = line.text;
  if (const auto clock = clock_at(text, lead_words(text))) {
    const auto rest = text.substr(clock->end);
    // "6:31 in the morning", "8 pm was too late": a time in a sentence.
    const bool in_sentence = rest.size() > 1 && rest[0] == ' ' && rest[1] >= 'a' && rest[1] <= 'z';
    if (in_sentence && !rest.starts_with(" by ")) return std::nullopt;
    return Stamp{place, place, text.substr(clock->begin, clock->end - clock->begin),
                 {},    {},    without_marks(rest)};
  }
  if (line.size() > 70 || line.ends_sentence) return std::nullopt;
  const auto clock = clock_at_end(text);
  if (!clock) return std::nullopt;
  auto lead = without_marks(text.substr(0, clock->begin));
  if (lead.ends_with(" at")) lead = without_marks(lead.substr(0, lead.size() - 3));
  const bool named = looks_like_name(lead) || read_byline(lead).has_value();
  if (!named) return std::nullopt;
  return Stamp{place, place, text.substr(clock->begin, clock->end - clock->begin), {}, lead, {}};
}

bool says_live(std::string_view headline) {
  if (headline.size() > 200) return false;
  const std::string small = to_lower(headline);
  const bool shouts =
      std::none_of(headline.begin(), headline.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  for (const auto& [where, words] : live_words()) {
    if (where == "start" && small.starts_with(words)) return true;
    if (where == "end" && small.ends_with(words)) return true;
    if (where == "any" && small.find(words) != small.npos) return true;
    if (where != "word" || shouts) continue;
    const auto at = headline.find(words);
    if (at != headline.npos && stands_alone(headline, at, words.size())) return true;
  }
  return false;
}

bool is_live_label(std::string_view line) {
  if (line.size() > 24) return false;
  const std::string small = to_lower(line);
  const auto& table = live_words();
  return std::any_of(table.begin(), table.end(), [&](const LiveWord& word) {
    return word.where == "label" && small == word.words;
  });
}

}  // namespace comention
