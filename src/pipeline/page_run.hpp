#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "base/parallel.hpp"
#include "comention/pipeline.hpp"

namespace comention {

/// Runs `work(RawPage&)` over all pages of the inputs on all threads and `take(output)` in input
/// order, with errors, progress and the wish to stop seen to. `take` gives Result<void>.
template <class Work, class Take>
Result<void> for_each_page(std::span<const std::string> inputs, const CorpusOptions& options,
                           CorpusReport& report, Observer& observer, Work work, Take take) {
  auto source = open_pages(inputs, options.read, options.excluded);
  if (!source) return tl::unexpected(source.error());
  using Output = decltype(work(std::declval<RawPage&>()));
  struct Item {
    RawPage page;
    std::optional<Error> error;
    std::uint64_t bytes;
  };
  struct Done {
    std::optional<Output> output;
    std::optional<Error> error;
    std::uint64_t bytes;
    std::string note;
  };
  Result<void> outcome;
  const auto next = [&]() -> std::optional<Item> {
    Item item{{}, {}, 0};
    auto more = (*source)->next(item.page);
    item.bytes = (*source)->bytes_read();
    if (!more) {
      item.error = more.error();
      return item;
    }
    if (!*more) return std::nullopt;
    return item;
  };
  const auto run = [&](Item& item) -> Done {
    if (item.error) return {std::nullopt, std::move(item.error), item.bytes, {}};
    std::string note = std::move(item.page.note);
    if (!note.empty()) note = item.page.source + ": " + note;
    return {work(item.page), std::nullopt, item.bytes, std::move(note)};
  };
  const auto finish = [&](Done done) {
    if (observer.stop_requested()) {
      outcome = fail(ErrorKind::stopped, "stopped");
      return false;
    }
    if (done.error) {
      ++report.skipped;
      if (options.strict || done.error->kind == ErrorKind::usage) {
        outcome = tl::unexpected(std::move(*done.error));
        return false;
      }
      observer.skipped(*done.error);
      return true;
    }
    ++report.pages;
    if (!done.note.empty() && ++report.recoded <= 20) observer.notice(done.note);
    outcome = take(std::move(*done.output));
    observer.progress({"reading", done.bytes, (*source)->bytes_total(), "bytes", report.pages});
    return outcome.has_value();
  };
  for_each_in_order(options.threads, next, run, finish);
  report.bytes = (*source)->bytes_read();
  return outcome;
}

}  // namespace comention
