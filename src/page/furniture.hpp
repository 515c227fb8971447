#pragma once

#include "page/lines.hpp"
#include "page/names.hpp"

namespace comention {

/// From this chance on a line counts as text.
inline constexpr float body_threshold = 0.5F;

/// Gives a line its kind, by a rule named by a fixed word.
inline void decide(Line& line, LineKind kind, std::string_view reason) {
  line.kind = kind;
  line.reason = reason;
}

/// True while no rule has decided on a line.
inline bool is_open(const Line& line) { return line.reason.empty(); }

/// "2 / 7", "2 of 7": the place of a picture among others.
bool is_counter(const Line& line);

/// Captions: a line that ends in a credit, or one sentence right above a credit of its own run.
void mark_captions(std::vector<Line>& lines);

/// Sign-offs ("xx/yy (AFP, Reuters)"); adds those who signed to `found`.
void mark_sign_offs(std::vector<Line>& lines, Byline& found);

/// Lines whose wording is that of page furniture, whatever stands around them.
void mark_furniture(std::vector<Line>& lines);

/// Headlines of other articles in one run below a heading that says so, once text stands above.
void mark_related_lists(std::vector<Line>& lines);

/// The title of a video in the middle of the text, with its length below.
void mark_video_titles(std::vector<Line>& lines);

/// Whether the page says that there is nothing at this address.
bool is_error_page(const std::vector<Line>& lines);

}  // namespace comention
