#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "entity/name_form.hpp"

namespace comention {

/// What the first letters of a name's words can be read as: with and without small words, folded.
std::vector<std::string> acronyms_of(const NameForm& name);

/// True if `part` is the first words of `whole` and what follows makes no body of its own out of
/// it: "Access" of "Access Hollywood", but not "UN" of "UN Security Council".
bool is_head(const NameForm& part, const NameForm& whole);

/// True if `part` is the last words of `whole` and what stands before tells no rival apart: "Red
/// Sox" of "Boston Red Sox", but not "Syrian Army" of "Free Syrian Army".
bool is_tail(const NameForm& part, const NameForm& whole);

/// True if `part` shortens words of `whole`: "T-Mo" of "T-Mobile", "Jags" of "Jacksonville
/// Jaguars", "Philly" of "Philadelphia".
bool is_clipped(const NameForm& part, const NameForm& whole);

/// Whether two names of several words can be one body's or place's: one shortens the other, or they
/// differ in order, endings or an acronym only. What tells bodies apart tells: kinds of body or
/// facility, points of the compass, numbers.
bool bodies_fit(const NameForm& a, const NameForm& b);

/// Number of words before the kind of facility at the end: 2 of "Betty Ford Treatment Center"; 0 if
/// nothing but a known place would be left.
std::size_t core_size(const NameForm& name);

/// True if the name as a whole is a known place, or a row of the tables.
bool is_known_place(const NameForm& name);
bool is_table_name(const NameForm& name);

}  // namespace comention
