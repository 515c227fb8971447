#include "text/dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/embedded.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

using Table = std::map<std::string, std::string, std::less<>>;

const Table& table_of(std::string_view file) {
  static const auto load = [](std::string_view name) {
    Table table;
    for_each_tsv_row(embedded_file(name), [&](const auto& row) {
      if (row.size() >= 2) table.emplace(row[0], row[1]);
    });
    return table;
  };
  static const Table months = load("months.tsv");
  static const Table zones = load("zones.tsv");
  return file == "months.tsv" ? months : zones;
}

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits and letters of alphabets; signs, dashes and ideographs divide words.
bool is_word_byte(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (is_ascii_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return true;
  if (static_cast<unsigned char>(c) < 0x80) return false;
  std::size_t lead = at;
  while (lead > 0 && at - lead < 3 && (static_cast<unsigned char>(text[lead]) & 0xC0) == 0x80)
    --lead;
  const auto first = static_cast<unsigned char>(text[lead]);
  return first >= 0xC3 && first < 0xE2;
}

/// A number of up to four digits, or -1.
int number_of(std::string_view digits) {
  if (digits.empty() || digits.size() > 4) return -1;
  int value = 0;
  for (const char c : digits) {
    if (!is_ascii_digit(c)) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

int days_in(int year, int month) {
  constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

bool is_day(int year, int month, int day) {
  return month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month);
}

/// 0 (Sunday) to 6 (Sakamoto's method).
int weekday(int year, int month, int day) {
  constexpr std::array<int, 12> shift = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  if (month < 3) --year;
  return (year + year / 4 - year / 100 + year / 400 + shift[static_cast<std::size_t>(month - 1)] +
          day) %
         7;
}

/// The day of a month's n-th Sunday; n = 0 means the last one.
int sunday(int year, int month, int n) {
  const int first = 1 + (7 - weekday(year, month, 1)) % 7;
  if (n > 0) return first + 7 * (n - 1);
  return first + (days_in(year, month) - first) / 7 * 7;
}

/// Whether clocks of the United States stand on daylight saving time (rules since 1987).
bool is_us_summer(int year, int month, int day) {
  if (year < 1987) return false;
  const int begin = year >= 2007 ? sunday(year, 3, 2) : sunday(year, 4, 1);
  const int end = year >= 2007 ? sunday(year, 11, 1) : sunday(year, 10, 0);
  const int first_month = year >= 2007 ? 3 : 4;
  const int last_month = year >= 2007 ? 11 : 10;
  if (month == first_month) return day >= begin;
  if (month == last_month) return day < end;
  return month > first_month && month < last_month;
}

/// The month that a word names, or 0.
int month_of(std::string_view word) {
  if (word.size() < 3 || word.size() > 12) return 0;
  const auto& months = table_of("months.tsv");
  const auto found = months.find(to_lower(word));
  return found == months.end() ? 0 : number_of(found->second);
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

struct Token {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view word;
  std::string_view gap;  ///< what stands between it and the place from which it was read
};

/// The word before `at`, at most four signs away; empty when there is none.
Token word_before(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end > 0 && at - end < 5 && !is_word_byte(text, end - 1)) --end;
  std::size_t begin = end;
  while (begin > 0 && end - begin < 14 && is_word_byte(text, begin - 1)) --begin;
  return {begin, end, text.substr(begin, end - begin), text.substr(end, at - end)};
}

/// The word at or behind `at`, at most four signs away.
Token word_after(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin < text.size() && begin - at < 5 && !is_word_byte(text, begin)) ++begin;
  std::size_t end = begin;
  while (end < text.size() && end - begin < 14 && is_word_byte(text, end)) ++end;
  return {begin, end, text.substr(begin, end - begin), text.substr(at, begin - at)};
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
  Token first = word_before(text, begin);
  if (is_linking(first.word)) first = word_before(text, first.begin);
  Token second = word_before(text, first.begin);
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
                                         int year) {
  const Token second = word_before(text, begin);
  const Token first = word_before(text, second.begin);
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
  const bool whole_year = stops && end - begin == 4;
  if (day_first && month_first && a != b && !whole_year) return std::nullopt;
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

std::optional<Found> date_at_year(std::string_view text, std::size_t begin, std::size_t end) {
  const int year = number_of(text.substr(begin, end - begin));
  if (end - begin == 2) return numbers_before_year(text, begin, end, 2000 + year);
  if (year < 1900 || year > 2099) return std::nullopt;
  if (const auto found = numbers_after_year(text, begin, end, year)) return found;
  if (const auto found = words_before_year(text, begin, end, year)) return found;
  return numbers_before_year(text, begin, end, year);
}

/// The offset of a zone word on a day; empty when the word is no zone that is sure.
std::string zone_offset(std::string_view word, std::string_view date) {
  if (word.size() < 1 || word.size() > 5) return {};
  for (const char c : word)
    if (c < 'A' || c > 'Z') return {};
  const auto& zones = table_of("zones.tsv");
  const auto found = zones.find(to_lower(word));
  if (found == zones.end()) return {};
  if (!found->second.starts_with("us-")) return found->second;
  if (date.size() < 10) return {};
  const bool summer = is_us_summer(number_of(date.substr(0, 4)), number_of(date.substr(5, 2)),
                                   number_of(date.substr(8, 2)));
  return fmt::format("-{:02}:00", number_of(found->second.substr(3)) - (summer ? 1 : 0));
}

/// A numeric offset right behind a time: "Z", "-04:00", "+0200".
std::string numeric_offset(std::string_view text, std::size_t& at) {
  if (at < text.size() && text[at] == 'Z' &&
      (at + 1 == text.size() || !is_word_byte(text, at + 1))) {
    ++at;
    return "+00:00";
  }
  if (at >= text.size() || (text[at] != '+' && text[at] != '-')) return {};
  const auto hours = text.substr(at + 1, 2);
  if (hours.size() < 2 || number_of(hours) < 0 || number_of(hours) > 14) return {};
  const std::size_t colon = text.substr(at + 3, 1) == ":" ? 1 : 0;
  const auto minutes = text.substr(at + 3 + colon, 2);
  if (minutes.size() < 2 || number_of(minutes) < 0 || number_of(minutes) > 59) return {};
  const std::string offset = fmt::format("{}{}:{}", text[at], hours, minutes);
  at += 5 + colon;
  return offset;
}

/// Moves past "am", "P.M." and so on; 'a', 'p' or 0.
char half_of_day(std::string_view text, std::size_t& at) {
  std::size_t i = at;
  if (i < text.size() && text[i] == ' ') ++i;
  if (i >= text.size()) return 0;
  const char half = static_cast<char>(text[i] | 0x20);
  if (half != 'a' && half != 'p') return 0;
  ++i;
  if (i < text.size() && text[i] == '.') ++i;
  if (i >= text.size() || (text[i] | 0x20) != 'm') return 0;
  ++i;
  if (i < text.size() && text[i] == '.') ++i;
  // "11:28 AMT" names a zone, "8 pmol" is no time.
  if (i < text.size() && is_word_byte(text, i)) return 0;
  at = i;
  return half;
}

/// A time whose hour begins at `begin`; the byte before it is no digit.
std::optional<PrintedTime> time_at(std::string_view text, std::size_t begin,
                                   std::string_view date) {
  std::size_t at = begin;
  const auto number = [&]() {
    std::size_t end = at;
    while (end < text.size() && is_ascii_digit(text[end])) ++end;
    const int value = end - at <= 2 ? number_of(text.substr(at, end - at)) : -1;
    at = end;
    return value;
  };
  int hour = number();
  int minute = -1, second = -1;
  const char mark = at < text.size() ? text[at] : ' ';
  if (hour < 0 || hour > 24) return std::nullopt;
  const auto two_digits = [&](std::size_t i) {
    return i + 1 < text.size() && is_ascii_digit(text[i]) && is_ascii_digit(text[i + 1]) &&
           (i + 2 >= text.size() || !is_ascii_digit(text[i + 2]));
  };
  if ((mark == ':' || mark == '.') && two_digits(at + 1)) {
    ++at;
    minute = number();
    if (mark == ':' && at < text.size() && text[at] == ':' && two_digits(at + 1)) {
      ++at;
      second = number();
      if (at + 3 < text.size() && text[at] == '.' && is_ascii_digit(text[at + 1])) {
        ++at;  // fractions of a second
        while (at < text.size() && is_ascii_digit(text[at])) ++at;
      }
    }
  }
  const char half = half_of_day(text, at);
  if (half == 0 && (minute < 0 || mark != ':')) return std::nullopt;
  if (half != 0 && (hour < 1 || hour > 12)) return std::nullopt;
  if (minute < 0) minute = 0;
  if (half == 'p' && hour < 12) hour += 12;
  if (half == 'a' && hour == 12) hour = 0;
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  std::string out = fmt::format("{:02}:{:02}", hour, minute);
  if (second >= 0) out += fmt::format(":{:02}", second);
  auto offset = numeric_offset(text, at);
  if (offset.empty()) {
    const Token zone = word_after(text, at);
    const bool near = zone.gap == " " || zone.gap == " (";
    const auto name = near ? zone.word : std::string_view();
    const auto& zones = table_of("zones.tsv");
    if (!name.empty() && zones.find(to_lower(name)) != zones.end()) {
      offset = zone_offset(name, date);
      if (!offset.empty()) {
        at = zone.end;
        if (zone.gap == " (" && at < text.size() && text[at] == ')') ++at;
      }
    }
  }
  return PrintedTime{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at),
                     out + offset};
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

/// The end of the number at `at`. A clock time glued to a year ("Nov 15, 20195:45 AM", as when page
/// elements lose the blank between them) is not part of it.
std::size_t number_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_ascii_digit(text[end])) ++end;
  const bool glued = (end - at == 5 || end - at == 6) && end < text.size() && text[end] == ':' &&
                     (text.substr(at, 2) == "19" || text.substr(at, 2) == "20");
  return glued ? at + 4 : end;
}

}  // namespace

std::optional<PrintedDate> find_date(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size();) {
    if (!is_ascii_digit(text[at])) {
      ++at;
      continue;
    }
    const std::size_t end = number_end(text, at);
    if (end - at == 4 || end - at == 2) {
      const auto found = date_at_year(text, at, end);
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

std::optional<PrintedTime> find_time(std::string_view text, std::size_t from,
                                     std::string_view date) {
  for (std::size_t at = from; at < text.size();) {
    if (!is_ascii_digit(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_ascii_digit(text[end])) ++end;
    const char before = at > 0 ? text[at - 1] : ' ';
    if (end - at <= 2 && before != '.' && before != '$' && before != ':' && before != ',') {
      if (auto time = time_at(text, at, date)) return time;
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
