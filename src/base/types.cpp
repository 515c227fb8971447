#include "comention/types.hpp"

#include <array>
#include <cctype>
#include <charconv>
#include <string>
#include <utility>

namespace comention {

std::optional<EntityType> entity_type_from(std::string_view label) {
  static constexpr std::array<std::pair<std::string_view, EntityType>, 28> labels = {{
      {"PERSON", EntityType::person},
      {"PER", EntityType::person},
      {"ORG", EntityType::org},
      {"ORGANIZATION", EntityType::org},
      {"ORGANISATION", EntityType::org},
      {"COMPANY", EntityType::org},
      {"PLACE", EntityType::place},
      {"LOC", EntityType::place},
      {"LOCATION", EntityType::place},
      {"GPE", EntityType::place},
      {"FAC", EntityType::place},
      {"FACILITY", EntityType::place},
      {"COUNTRY", EntityType::place},
      {"CITY", EntityType::place},
      {"NORP", EntityType::norp},
      {"NATIONALITY", EntityType::norp},
      {"RELIGION", EntityType::norp},
      {"EVENT", EntityType::event},
      {"OTHER", EntityType::other},
      {"MISC", EntityType::other},
      {"MISCELLANEOUS", EntityType::other},
      {"PRODUCT", EntityType::other},
      {"WORK_OF_ART", EntityType::other},
      {"LAW", EntityType::other},
      {"LANGUAGE", EntityType::other},
      {"TAG", EntityType::tag},
      {"TOPIC", EntityType::tag},
      {"KEYWORD", EntityType::tag},
  }};
  std::string upper(label);
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  for (const auto& [name, type] : labels) {
    if (name == upper) return type;
  }
  return std::nullopt;
}

Day parse_iso_day(std::string_view iso) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return no_day;
  int year = 0, month = 0, day = 0;
  const auto number = [&](std::size_t at, std::size_t length, int& value) {
    const char* end = iso.data() + at + length;
    return std::from_chars(iso.data() + at, end, value).ptr == end;
  };
  if (!number(0, 4, year) || !number(5, 2, month) || !number(8, 2, day)) return no_day;
  static constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (month < 1 || month > 12 || day < 1) return no_day;
  if (day > lengths[month - 1] + (leap && month == 2 ? 1 : 0)) return no_day;
  // Days from civil, H. Hinnant's formula: years counted from 1 March.
  const int y = month <= 2 ? year - 1 : year;
  const int era = y / 400;
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

}  // namespace comention
