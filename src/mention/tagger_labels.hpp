#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace comention {

/// The types the tagger tells apart, in the order of its labels.
enum class TaggerType : std::uint8_t { per, org, loc, norp, misc };

inline constexpr std::array<std::string_view, 5> tagger_type_names = {"PER", "ORG", "LOC", "NORP",
                                                                      "MISC"};

/// A label of a token: 0 is outside; 1 + 4 * type + place, where the place in the name is one of
/// begin, inside, last, unit (BILOU).
using Label = std::uint8_t;

inline constexpr Label outside = 0;
inline constexpr std::size_t label_count = 1 + 4 * tagger_type_names.size();

enum class Place : std::uint8_t { begin, inside, last, unit };

constexpr Label make_label(TaggerType type, Place place) {
  return static_cast<Label>(1 + 4 * static_cast<int>(type) + static_cast<int>(place));
}
constexpr TaggerType type_of(Label label) { return static_cast<TaggerType>((label - 1) / 4); }
constexpr Place place_of(Label label) { return static_cast<Place>((label - 1) % 4); }

/// True when no name goes on after this label.
constexpr bool is_closed(Label label) { return label == outside || place_of(label) >= Place::last; }

/// A name of the tagger as a range of tokens.
struct TokenName {
  std::uint32_t first;
  std::uint32_t last;  ///< one past the last token
  TaggerType type;
  bool operator==(const TokenName&) const = default;
};

}  // namespace comention
