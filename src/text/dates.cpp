#include "text/dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "text/date_parts.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

const DateWords& months() {
  static const DateWords words = read_date_words("months.tsv");
  return words;
}

/// The month that a word names, or 0.
int month_of(std::string_view word) {
  if (word.size() < 3 || word.size() > 12) return 0;
  const auto found = months().find(to_lower(word));
  return found == months().end() ? 0 : number_of(found->second);
}

/// The day of a month that a word names ("30", "30th", "1er"), or 0.
int day_of(std::string_view word) {
  std::size_t digits = 0;
  while (digits < word.size() && is_ascii_digit(word[digits])) ++digits;
  const int value = digits <= 2 ? number_of(word.substr(0, digits)) : -1;
  if (value < 1 || value > 31) return 0;
  const auto suffix = to_lower(word.substr(digits));
  constexpr std::array<std::string_view, 7> suffixes = {"",   "st", "nd",      "rd",
                                                        "th", "er", "\xC2\xBA"};
  return std::find(suffixes.begin(), suffixes.end(), suffix) == suffixes.end() ? 0 : value;
}

bool is_linking(std::string_view word) {
  return word == "of" || word == "de" || word == "del" || word == "the";
}

struct Found {
  std::size_t begin;
  std::size_t end;
  int year, month, day;
};

/// "March 30th, 2014", "30 March 2014", "30 de marzo de 2014" with the year at [begin, end).
std::optional<Found> words_before_year(std::string_view text, std::size_t begin, std::size_t end,
                                       int year) {
  DateToken first = word_before(text, begin);
  if (is_linking(first.word)) first = word_before(text, first.begin);
  DateToken second = word_before(text, first.begin);
  if (is_linking(second.word)) second = word_before(text, second.begin);
  if (first.word.empty() || second.word.empty()) return std::nullopt;
  int month = month_of(first.word);
  int day = day_of(second.word);
  if (month == 0) {
    month = month_of(second.word);
    day = day_of(first.word);
  }
  if (month == 0 || !is_day(year, month, day)) return std::nullopt;
  return Found{second.begin, end, year, month, day};
}

/// "30/3/2014", "3-30-2014", "3/30/14", "30.03.14": only when one reading gives a day. Between
/// stops the day comes first wherever people write so, as long as the year is whole.
std::optional<Found> numbers_before_year(std::string_view text, std::size_t begin, std::size_t end,
                                         int year, DayOrder order) {
  const DateToken second = word_before(text, begin);
  const DateToken first = word_before(text, second.begin);
  if (second.gap.size() != 1 || first.gap != second.gap) return std::nullopt;
  if (second.gap != "/" && second.gap != "-" && second.gap != ".") return std::nullopt;
  if (first.word.size() > 2 || second.word.size() > 2) return std::nullopt;
  const bool stops = second.gap == ".";
  if (end - begin == 2) {
    const bool width = first.word.size() == 2 && second.word.size() == 2;
    if (text[begin - 1] != second.gap[0] || second.gap == "-" || (stops && !width))
      return std::nullopt;
  }
  const int a = number_of(first.word), b = number_of(second.word);
  const bool day_first = is_day(year, b, a), month_first = is_day(year, a, b);
  if (!day_first && !month_first) return std::nullopt;
  const bool known = (stops && end - begin == 4) || order == DayOrder::day_first;
  if (day_first && month_first && a != b && !known) return std::nullopt;
  return day_first ? Found{first.begin, end, year, b, a} : Found{first.begin, end, year, a, b};
}

/// "2014-03-30", "2014/3/30", "2014.03.30".
std::optional<Found> numbers_after_year(std::string_view text, std::size_t begin, std::size_t end,
                                        int year) {
  std::size_t at = end;
  const auto number = [&]() {
    std::size_t stop = at;
    while (stop < text.size() && stop - at < 3 && is_ascii_digit(text[stop])) ++stop;
    const int value = stop - at <= 2 ? number_of(text.substr(at, stop - at)) : -1;
    at = stop;
    return value;
  };
  if (at >= text.size()) return std::nullopt;
  if (text.substr(at, 3) == "\xE5\xB9\xB4") {  // year, month, day in Chinese and Japanese
    at += 3;
    const int month = number();
    if (text.substr(at, 3) != "\xE6\x9C\x88") return std::nullopt;
    at += 3;
    const int day = number();
    if (text.substr(at, 3) != "\xE6\x97\xA5" || !is_day(year, month, day)) return std::nullopt;
    return Found{begin, at + 3, year, month, day};
  }
  const char mark = text[at];
  if (mark != '-' && mark != '/' && mark != '.') return std::nullopt;
  ++at;
  const int month = number();
  if (at >= text.size() || text[at] != mark) return std::nullopt;
  ++at;
  const int day = number();
  if (!is_day(year, month, day)) return std::nullopt;
  if (at < text.size() && is_ascii_digit(text[at])) return std::nullopt;
  return Found{begin, at, year, month, day};
}

std::optional<Found> date_at_year(std::string_view text, std::size_t begin, std::size_t end,
                                  DayOrder order) {
  const int year = number_of(text.substr(begin, end - begin));
  if (end - begin == 2) return numbers_before_year(text, begin, end, 2000 + year, order);
  if (year < 1900 || year > 2099) return std::nullopt;
  if (const auto found = numbers_after_year(text, begin, end, year)) return found;
  if (const auto found = words_before_year(text, begin, end, year)) return found;
  return numbers_before_year(text, begin, end, year, order);
}

/// Adds the time printed near a date: right behind it ("..., at 8:42 p.m.") or right before it.
void add_time(std::string_view text, PrintedDate& date) {
  const auto behind = text.substr(0, std::min<std::size_t>(text.size(), date.end + 48));
  if (const auto time = find_time(behind, date.end, date.date)) {
    const auto gap = text.substr(date.end, time->begin - date.end);
    if (gap.size() <= 14 && gap.find_first_of("0123456789") == gap.npos) {
      date.time = time->time;
      date.end = time->end;
      return;
    }
  }
  const std::size_t start = date.begin > 28 ? date.begin - 28 : 0;
  std::optional<PrintedTime> last;
  for (std::size_t at = start; at < date.begin;) {
    const auto time = find_time(text.substr(0, date.begin), at, date.date);
    if (!time) break;
    last = time;
    at = time->end;
  }
  if (!last || date.begin - last->end > 12) return;
  date.time = last->time;
  date.begin = last->begin;
}

}  // namespace

namespace {

/// The end of the number at `at`. What is glued to a year, as when page elements lose the blank
/// between them, is not part of it: a clock time ("Nov 15, 20195:45 AM"), the day of another date
/// ("21. Januar 202221. Januar 2022").
std::size_t number_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_ascii_digit(text[end])) ++end;
  if ((end - at != 5 && end - at != 6) || end == text.size()) return end;
  if (text.substr(at, 2) != "19" && text.substr(at, 2) != "20") return end;
  const int day = number_of(text.substr(at + 4, end - at - 4));
  const bool date = std::string_view(". /").find(text[end]) != std::string_view::npos;
  return text[end] == ':' || (date && day >= 1 && day <= 31) ? at + 4 : end;
}

}  // namespace

std::optional<PrintedDate> find_date(std::string_view text, std::size_t from, DayOrder order) {
  for (std::size_t at = from; at < text.size();) {
    if (!is_ascii_digit(text[at])) {
      ++at;
      continue;
    }
    const std::size_t end = number_end(text, at);
    if (end - at == 4 || end - at == 2) {
      const auto found = date_at_year(text, at, end, order);
      if (found && found->begin >= from) {
        PrintedDate date{static_cast<std::uint32_t>(found->begin),
                         static_cast<std::uint32_t>(found->end),
                         fmt::format("{:04}-{:02}-{:02}", found->year, found->month, found->day),
                         {}};
        add_time(text, date);
        return date;
      }
    }
    at = end;
  }
  return std::nullopt;
}

bool is_relative_date(std::string_view text) {
  const auto lower = to_lower(trim(text.substr(0, 64)));
  if (text.size() > 40) return false;
  if (lower == "yesterday" || lower == "today" || lower == "just now") return true;
  std::string_view rest = lower;
  if (!rest.ends_with(" ago")) return false;
  rest.remove_suffix(4);
  for (const std::string_view lead :
       {"about ", "posted ", "updated ", "published ", "over ", "last updated "})
    if (rest.starts_with(lead)) rest.remove_prefix(lead.size());
  const auto blank = rest.find(' ');
  if (blank == rest.npos) {  // "5h ago", "10min ago"
    std::size_t digits = 0;
    while (digits < rest.size() && is_ascii_digit(rest[digits])) ++digits;
    return digits > 0 && digits <= 3 && rest.size() - digits <= 4;
  }
  const auto amount = rest.substr(0, blank);
  if (amount != "a" && amount != "an" && amount != "one" && number_of(amount) < 0) return false;
  constexpr std::array<std::string_view, 8> units = {"second", "min",  "hour",  "hr",
                                                     "day",    "week", "month", "year"};
  for (const auto unit : units)
    if (rest.substr(blank + 1).starts_with(unit)) return true;
  return false;
}

}  // namespace comention
