#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace comention {

/// What a named thing is. `norp`: nationalities, religious and political groups; `tag`: a tag of a
/// page that names no entity.
enum class EntityType : std::uint8_t { person, org, place, norp, event, other, tag };

/// The names of the types in the order of the enumeration, as records and graphs write them.
inline constexpr std::array<std::string_view, 7> entity_type_names = {
    "PERSON", "ORG", "PLACE", "NORP", "EVENT", "OTHER", "TAG"};

/// The written name of a type.
constexpr std::string_view to_string(EntityType type) {
  return entity_type_names[static_cast<std::size_t>(type)];
}

/// The type that a label of this or another tagger means (`PERSON`, `PER`, `GPE`, `LOC`, ...; any
/// case), or nothing for an unknown label.
std::optional<EntityType> entity_type_from(std::string_view label);

/// Where a mention comes from: found in running text, a tag of the page, or given with the record.
enum class Origin : std::uint8_t { text, tag, given };

/// A calendar day as the number of days since 1970-01-01 (proleptic Gregorian calendar).
using Day = std::int32_t;

/// Stands for "no date".
inline constexpr Day no_day = INT32_MIN;

/// The day of an ISO date or date-time ("2014-03-30", "2014-03-30T20:42:00-04:00"; only the first
/// ten characters are read), or `no_day`.
Day parse_iso_day(std::string_view iso);

}  // namespace comention
