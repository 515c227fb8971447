#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "page/lines.hpp"

namespace comention {

/// The clock time that heads an entry of a live page, and what stands beside it on its line.
struct Stamp {
  std::size_t line = 0;
  std::size_t begin = 0;   ///< a line right above that tells the same time ("2h ago"), or `line`
  std::string_view clock;  ///< the bytes that say the time; empty for "2h ago"
  std::string_view date;   ///< ... that say the day, where the line does
  std::string_view lead;   ///< what stands before the time: "Jane Roe" in "Jane Roe, 18:31"
  std::string_view rest;   ///< what stands behind it: an author, a headline, text
};

/// Reads a stamp: "18:31", "6.31pm", "14.05 BST", "[18:31]", "Updated at 18:31", "2h ago",
/// "11 Nov 2021, 18:31", "18:31 Jane Roe", "Jane Roe, 18:31", "18:31 - The first ship is in.".
/// Nothing for lines in which a time stands inside a sentence.
std::optional<Stamp> read_stamp(const Line& line, std::size_t place);

/// Whether a headline says that its page is live (data/live_words.tsv).
bool says_live(std::string_view headline);

/// What is known of a page before its lines are read.
enum class LiveSign : unsigned char { unknown, declared };

/// The sign that a headline known from elsewhere gives.
inline LiveSign live_sign(std::string_view headline) {
  return says_live(headline) ? LiveSign::declared : LiveSign::unknown;
}

/// Whether a line is no more than a mark of an entry ("KEY EVENT", "Pinned"), of the same list.
bool is_live_label(std::string_view line);

}  // namespace comention
