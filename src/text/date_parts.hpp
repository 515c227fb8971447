#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace comention {

/// Words with what they mean to dates: months with their numbers, zones with their offsets.
using DateWords = std::map<std::string, std::string, std::less<>>;

/// Reads a compiled-in list of such words.
DateWords read_date_words(std::string_view file);

inline bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits and letters of alphabets; signs, dashes and ideographs divide words.
bool is_date_word_byte(std::string_view text, std::size_t at);

/// A number of up to four digits, or -1.
int number_of(std::string_view digits);

int days_in(int year, int month);
bool is_day(int year, int month, int day);

/// A word near a place in a text.
struct DateToken {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view word;
  std::string_view gap;  ///< what stands between it and the place from which it was read
};

/// The word before `at`, at most four signs away; empty when there is none.
DateToken word_before(std::string_view text, std::size_t at);

/// The word at or behind `at`, at most four signs away.
DateToken word_after(std::string_view text, std::size_t at);

}  // namespace comention
