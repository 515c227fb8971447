#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "entity/name_form.hpp"
#include "entity/reason.hpp"

namespace comention {

/// Whether two given names can be one person's, and how they differ.
std::optional<Reason> match_given(std::string_view a, std::string_view b);

/// The spelling of a surname under which transliterations meet ("zelenskyy" -> "zelenski"). Only
/// endings that are Slavic are touched: "Smith" and "Smyth" are two names.
std::string surname_key(std::string_view surname);

/// The spelling of a given name under which transliterations meet ("serguei" -> "sergi").
std::string given_key(std::string_view given);

/// Whether two full names (given name and surname) can be one person's by given names, middle
/// names, generation and sex; surnames must be compared before. The reason names the widest gap.
std::optional<Reason> match_given_parts(const NameForm& a, const NameForm& b);

/// Two full names of one person: surnames equal or transliterated, the rest fits.
std::optional<Reason> match_persons(const NameForm& a, const NameForm& b);

/// Sex by title, otherwise by given name.
Sex sex_of(const NameForm& name);

/// True if one is known to be a man and the other a woman.
constexpr bool sexes_clash(Sex a, Sex b) {
  return a != Sex::unknown && b != Sex::unknown && a != b;
}

/// True if the words of `part` are the last words of `whole`.
bool ends_with_words(const NameForm& whole, const NameForm& part);

/// One letter more, less or other; both of 5 letters or more, the first letter the same.
bool one_letter_apart(std::string_view a, std::string_view b);

}  // namespace comention
