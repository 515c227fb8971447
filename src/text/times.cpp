#include <fmt/format.h>

#include <array>

#include "text/date_parts.hpp"
#include "text/dates.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

const DateWords& zones() {
  static const DateWords words = read_date_words("zones.tsv");
  return words;
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

/// The offset of a zone word on a day; empty when the word is no zone that is sure.
std::string zone_offset(std::string_view word, std::string_view date) {
  if (word.size() < 1 || word.size() > 5) return {};
  for (const char c : word)
    if (c < 'A' || c > 'Z') return {};
  const auto found = zones().find(to_lower(word));
  if (found == zones().end()) return {};
  if (!found->second.starts_with("us-")) return found->second;
  if (date.size() < 10) return {};
  const bool summer = is_us_summer(number_of(date.substr(0, 4)), number_of(date.substr(5, 2)),
                                   number_of(date.substr(8, 2)));
  return fmt::format("-{:02}:00", number_of(found->second.substr(3)) - (summer ? 1 : 0));
}

/// A numeric offset right behind a time: "Z", "-04:00", "+0200".
std::string numeric_offset(std::string_view text, std::size_t& at) {
  if (at < text.size() && text[at] == 'Z' &&
      (at + 1 == text.size() || !is_date_word_byte(text, at + 1))) {
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
  if (i < text.size() && is_date_word_byte(text, i)) return 0;
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
    const DateToken zone = word_after(text, at);
    const bool near = zone.gap == " " || zone.gap == " (";
    const auto name = near ? zone.word : std::string_view();
    if (!name.empty() && zones().find(to_lower(name)) != zones().end()) {
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

}  // namespace

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

}  // namespace comention
