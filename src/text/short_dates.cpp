#include "text/short_dates.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "base/embedded.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

bool is_number(char c) { return c >= '0' && c <= '9'; }

bool is_month(std::string_view word) {
  static const auto months = [] {
    std::set<std::string, std::less<>> out;
    for_each_tsv_row(embedded_file("months.tsv"),
                     [&](const auto& row) { out.insert(std::string(row[0])); });
    return out;
  }();
  return months.find(word) != months.end();
}

/// "24", "3rd", "3.": a day of a month.
bool is_day_number(std::string_view word) {
  const auto end = std::min(word.find_first_not_of("0123456789"), word.size());
  if (end == 0 || end > 2) return false;
  const auto rest = word.substr(end);
  const bool ordinal = rest.empty() || rest == "st" || rest == "nd" || rest == "rd" || rest == "th";
  const int day = end == 1 ? word[0] - '0' : (word[0] - '0') * 10 + (word[1] - '0');
  return ordinal && day >= 1 && day <= 31;
}

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_number(text[end])) ++end;
  return end - at;
}

}  // namespace

bool is_day_of_month(std::string_view text) {
  if (text.size() > 30 || text.size() < 4) return false;
  const std::string small = to_lower(text);
  int months = 0, days = 0, words = 0;
  for (std::size_t at = 0; at < small.size();) {
    at = small.find_first_not_of(" ,.", at);
    if (at == small.npos) break;
    const auto end = std::min(small.find_first_of(" ,.", at), small.size());
    const auto word = std::string_view(small).substr(at, end - at);
    at = end;
    ++words;
    months += is_month(word);
    days += is_day_number(word);
  }
  return months == 1 && days == 1 && words <= 4;
}

bool has_number_date(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto first = digits_at(text, at);
    if (first == 0) continue;
    const char mark = at + first < text.size() ? text[at + first] : ' ';
    const auto second = digits_at(text, at + first + 1);
    const bool close =
        at + first + 1 + second < text.size() && text[at + first + 1 + second] == mark;
    const auto third = close ? digits_at(text, at + first + second + 2) : 0;
    const bool marked = mark == '.' || mark == '/' || mark == '-';
    if (marked && first <= 2 && (second == 1 || second == 2) && (third == 2 || third == 4))
      return true;
    at += first;
  }
  return false;
}

}  // namespace comention
