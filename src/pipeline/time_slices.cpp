#include <fmt/format.h>

#include <chrono>
#include <set>

#include "count/details.hpp"
#include "pipeline/counted.hpp"
#include "pipeline/dates.hpp"

namespace comention {

std::string iso_date(Day day) {
  if (day == no_day) return {};
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string slice_name(Day start, Slice slice) {
  const std::string date = iso_date(start);
  if (slice == Slice::year) return date.substr(0, 4);
  return slice == Slice::month ? date.substr(0, 7) : date;
}

Result<std::vector<TimeSlice>> slices_of(const MentionLog& log, Slice slice, std::uint32_t span) {
  std::set<Day> starts;
  auto replay = log.replay();
  LoggedArticle article;
  for (;;) {
    const auto more = replay.next(article);
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    if (article.day != no_day) starts.insert(slice_start(article.day, slice));
  }
  std::vector<TimeSlice> slices;
  for (const Day start : starts) {
    // The slice ends before the next one begins; 400 days on lies beyond every slice.
    Day last = start;
    while (last - start < 400 && slice_start(last + 1, slice) == start) ++last;
    Day first = start;
    for (std::uint32_t i = 1; i < span; ++i) first = slice_start(first - 1, slice);
    slices.push_back({first, last, slice_name(start, slice)});
  }
  return slices;
}

}  // namespace comention
