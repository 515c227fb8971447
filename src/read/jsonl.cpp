#include <fmt/format.h>

#include "read/format.hpp"
#include "read/record.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

class JsonLinesReader final : public PageReader {
 public:
  JsonLinesReader(std::string source, ByteStream& stream, const ReadOptions& options)
      : source_(std::move(source)), lines_(stream, options.line_limit) {}

  Result<bool> next(RawPage& page) override {
    for (;;) {
      const auto more = lines_.next(line_);
      if (!more) return at_line(more.error());
      if (!*more) return false;
      if (trim(line_).empty()) continue;
      auto record = parse_record(line_);
      if (!record) return at_line(record.error());
      if (!record->has_text && record->page.tags.empty()) {
        return at_line({ErrorKind::input, "has neither text (text, body, content) nor tags"});
      }
      auto mentions = place_mentions(record->mentions, record->page.text);
      if (!mentions) return at_line(mentions.error());
      page = std::move(record->page);
      page.mentions = std::move(*mentions);
      page.form = record->has_text ? PageForm::record : PageForm::tags;
      if (page.id.empty()) page.id = fmt::format("{}:{}", source_, lines_.number());
      if (page.source.empty()) page.source = fmt::format("{}:{}", source_, lines_.number());
      return true;
    }
  }

 private:
  tl::unexpected<Error> at_line(const Error& error) const {
    return fail(error.kind, fmt::format("{}: {}", lines_.number(), error.message));
  }

  std::string source_;
  LineReader lines_;
  std::string line_;
};

bool is_jsonl(std::string_view head, std::string_view extension, const ReadOptions&) {
  if (has_extension("jsonl ndjson json", extension)) return true;
  if (!extension.empty()) return false;
  const auto start = trim(head);
  return start.starts_with("{\"") || start.starts_with("{ \"");
}

}  // namespace

extern const InputFormatEntry jsonl_input;
const InputFormatEntry jsonl_input = {
    {"jsonl", "jsonl ndjson json", "JSON lines with text, title, date, tags, mentions"},
    is_jsonl,
    [](std::string source, ByteStream& stream,
       const ReadOptions& options) -> std::unique_ptr<PageReader> {
      return std::make_unique<JsonLinesReader>(std::move(source), stream, options);
    }};

}  // namespace comention
