#include "text/date_parts.hpp"

#include <array>

#include "base/embedded.hpp"

namespace comention {

DateWords read_date_words(std::string_view file) {
  DateWords out;
  for_each_tsv_row(embedded_file(file), [&](const auto& row) {
    if (row.size() >= 2) out.emplace(row[0], row[1]);
  });
  return out;
}

bool is_date_word_byte(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (is_ascii_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return true;
  if (static_cast<unsigned char>(c) < 0x80) return false;
  std::size_t lead = at;
  while (lead > 0 && at - lead < 3 && (static_cast<unsigned char>(text[lead]) & 0xC0) == 0x80)
    --lead;
  const auto first = static_cast<unsigned char>(text[lead]);
  return first >= 0xC3 && first < 0xE2;
}

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

DateToken word_before(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end > 0 && at - end < 5 && !is_date_word_byte(text, end - 1)) --end;
  std::size_t begin = end;
  while (begin > 0 && end - begin < 14 && is_date_word_byte(text, begin - 1)) --begin;
  return {begin, end, text.substr(begin, end - begin), text.substr(end, at - end)};
}

DateToken word_after(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin < text.size() && begin - at < 5 && !is_date_word_byte(text, begin)) ++begin;
  std::size_t end = begin;
  while (end < text.size() && end - begin < 14 && is_date_word_byte(text, end)) ++end;
  return {begin, end, text.substr(begin, end - begin), text.substr(at, begin - at)};
}

}  // namespace comention
