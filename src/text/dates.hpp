#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace comention {

/// A date printed in a text.
struct PrintedDate {
  std::uint32_t begin;  ///< first byte, of the time when it stands before the date
  std::uint32_t end;    ///< one past the last byte, the time behind it included
  std::string date;     ///< YYYY-MM-DD
  std::string time;     ///< "20:42", "20:42:10", "20:42-04:00"; empty when none is printed
};

/// A clock time printed in a text.
struct PrintedTime {
  std::uint32_t begin;
  std::uint32_t end;
  std::string time;  ///< as in `PrintedDate`
};

/// What is known of a date of three numbers.
enum class DayOrder : std::uint8_t { unknown, day_first };

/// The first date at or after byte `from` whose day, month and year are all printed: "March 30th,
/// 2014", "30 Mar. 2014", "2014-03-30T20:42-04:00", "3/30/2014". Names of months come from
/// data/months.tsv. Numbers that could be read as another day ("03/04/2014") are left alone, unless
/// `order` says that the day comes first, as it does but in American English: nothing is guessed.
std::optional<PrintedDate> find_date(std::string_view text, std::size_t from = 0,
                                     DayOrder order = DayOrder::unknown);

/// The first clock time at or after byte `from`: "08:42 PM ET", "20:42:10", "8.42 p.m.", "8 pm".
/// `date` (ISO) decides summer time for zones that do not say it ("ET"); without it such zones are
/// left out. Offsets of zones come from data/zones.tsv.
std::optional<PrintedTime> find_time(std::string_view text, std::size_t from,
                                     std::string_view date);

/// True when the whole text says how long ago something was ("2 hours ago", "yesterday").
bool is_relative_date(std::string_view text);

}  // namespace comention
