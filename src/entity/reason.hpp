#pragma once

#include <cstdint>
#include <string_view>

namespace comention {

/// Why a name belongs to an entity; the order is that of the texts in reason.cpp.
enum class Reason : std::uint8_t {
  same_name,
  surname,
  given_name,
  part_of_name,
  middle_name,
  nickname,
  initials,
  spelling,
  misspelling,
  name_order,
  short_form,
  acronym,
  bracket,
  word_order,
  facility,
  clipped,
  country_table,
  alias_table,
  same_letters,
  other_type,
  tag,
  nationality,
  capital,
  thesaurus,
  corpus_surname,
  corpus_short_form,
  corpus_acronym
};

/// The words for people.
std::string_view to_string(Reason reason);

/// The reason with these words; `same_name` for words that are none.
Reason reason_from(std::string_view words);

}  // namespace comention
