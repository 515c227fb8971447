#include "pipeline/extractor.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/process.hpp"
#include "pipeline/records.hpp"
#include "read/record.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

/// The mentions of an answer to a document.
Result<std::vector<Mention>> parse_answer(std::string_view line, const Document& document) {
  const auto record = parse_record(line);
  if (!record) return tl::unexpected(record.error());
  if (!record->page.id.empty() && record->page.id != document.id) {
    return fail(ErrorKind::input, fmt::format("answers about \"{}\"", record->page.id));
  }
  if (!record->page.mentions_given) return fail(ErrorKind::input, "has no \"mentions\"");
  auto mentions = place_mentions(record->mentions, document.text);
  if (mentions) {
    for (Mention& mention : *mentions) mention.origin = Origin::text;
  }
  return mentions;
}

}  // namespace

Result<void> find_names_elsewhere(const std::string& command, const DocumentStore& waiting,
                                  const EntityResolver& resolver,
                                  const std::function<Result<void>(const Document&)>& take,
                                  CorpusReport& report, Observer& observer) {
  std::size_t asked = 0, answered = 0;
  std::optional<Error> lost;
  const auto next_line = [&]() -> std::optional<std::string> {
    if (asked == waiting.size()) return std::nullopt;
    const auto stored = waiting.get(asked++);
    if (!stored) {
      lost = stored.error();
      return std::nullopt;
    }
    return article_record(stored->document);
  };
  const auto take_line = [&](std::string_view line) -> Result<void> {
    if (observer.stop_requested()) return fail(ErrorKind::stopped, "stopped");
    if (trim(line).empty()) return {};
    if (answered == waiting.size()) {
      return fail(ErrorKind::input, fmt::format("\"{}\" answers more than it was asked", command));
    }
    auto stored = waiting.get(answered++);
    if (!stored) return tl::unexpected(stored.error());
    Document& document = stored->document;
    auto mentions = parse_answer(line, document);
    if (!mentions) {
      ++report.skipped;
      observer.skipped({mentions.error().kind, fmt::format("names of {}: \"{}\" {}", document.id,
                                                           command, mentions.error().message)});
      mentions = std::vector<Mention>();
    }
    set_names(document, locate_mentions(document.text, std::move(*mentions)), resolver);
    observer.progress({"finding names", answered, waiting.size(), "articles", report.pages});
    return take(document);
  };
  if (auto run = run_filter(command, next_line, take_line); !run) return run;
  if (lost) return tl::unexpected(*lost);
  if (answered < waiting.size()) {
    return fail(ErrorKind::input, fmt::format("\"{}\" answered {} of {} articles", command,
                                              answered, waiting.size()));
  }
  return {};
}

}  // namespace comention
