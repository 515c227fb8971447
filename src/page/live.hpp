#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/live_stamps.hpp"
#include "page/structure.hpp"

namespace comention {

/// One entry of a live page: its lines and the parts of its head.
struct LiveEntry {
  std::size_t begin = 0;
  std::size_t end = 0;
  Stamp stamp;
  std::size_t title = no_line;   ///< line of its headline; the stamp's own when it stands there
  std::size_t author = no_line;  ///< line of its author; the stamp's own when it stands there
  std::size_t text = 0;          ///< no line of its text stands before this one
  std::string_view inline_text;  ///< the text that begins on the stamp's line
};

/// A page that reports by the clock.
struct LivePage {
  std::size_t title = no_line;  ///< the headline that says so
  std::vector<LiveEntry> entries;
};

/// Cuts a page that says it is live, or counts the hours backwards, into its entries; the order of
/// time, author and headline is the one that most entries have. No entries for any other page.
LivePage find_live_entries(const PageLines& page, LiveSign sign);

/// The lines of an entry's text behind its head. The rules for lines have been there before.
std::vector<std::size_t> text_of_entry(const std::vector<Line>& lines, const LiveEntry& entry);

/// Day and time of entries; empty where the page does not say them.
struct LiveTimes {
  std::vector<std::string> dates, times;
};

/// The times as printed, each with the last day that is printed above it, or else the page's own
/// (`date`). Past midnight, where no day is printed, none is given: nothing is guessed.
/// `updated`: the page's day is that of its last change.
enum class PageDay : unsigned char { published, updated };
LiveTimes times_of_entries(const PageLines& page, const std::vector<LiveEntry>& entries,
                           std::string_view date, PageDay day);

}  // namespace comention
