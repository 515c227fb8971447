#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "read/format.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr std::size_t depth_limit = 1000;

/// A mention as records give it, in code points.
struct GivenMention {
  std::size_t start = 0, end = 0;
  std::string type;
  std::string text;
};

struct Record {
  RawPage page;
  std::vector<GivenMention> mentions;
  bool has_text = false;
};

std::optional<std::size_t> to_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0 || value > 1e15) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(value);
}

/// Hears one JSON object and keeps the fields of a record. Of equal keys the last one counts.
/// Unknown fields are passed over, whatever they hold.
class RecordHandler : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, RecordHandler> {
 public:
  explicit RecordHandler(Record& record) : record_(record) {}

  bool Null() { return true; }
  bool Bool(bool) { return true; }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) {
    return value({text, size}, true);
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    return value({text, size}, false);
  }
  bool StartObject() {
    if (++depth_ > depth_limit) return false;
    if (depth_ == 1) is_object_ = true;
    if (depth_ == 3 && in_mentions()) record_.mentions.emplace_back();
    return true;
  }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    const std::string_view key(text, size);
    if (depth_ == 1) start_field(key);
    if (depth_ == 3) inner_key_ = key;
    return true;
  }
  bool EndObject(rapidjson::SizeType) { return --depth_, true; }
  bool StartArray() { return ++depth_ <= depth_limit; }
  bool EndArray(rapidjson::SizeType) { return --depth_, true; }

  bool is_object() const { return is_object_; }
  bool too_deep() const { return depth_ > depth_limit; }

 private:
  bool in_mentions() const { return key_ == "mentions" || key_ == "ents"; }

  void start_field(std::string_view key) {
    key_ = key;
    if (in_mentions()) {
      record_.page.mentions_given = true;
      record_.mentions.clear();
    }
    if (key_ == "tags" || key_ == "keywords") record_.page.tags.clear();
  }

  bool value(std::string_view text, bool number) {
    if (depth_ == 1) field(text, number);
    if (depth_ == 2 && !number && (key_ == "tags" || key_ == "keywords")) {
      record_.page.tags.emplace_back(text);
    }
    if (depth_ == 3 && in_mentions()) mention_field(text);
    return true;
  }

  void field(std::string_view text, bool number) {
    RawPage& page = record_.page;
    if (key_ == "doc_id" || key_ == "id") page.id = text;
    if (key_ == "url" && page.id.empty()) page.id = text;
    if (number) return;
    if (key_ == "text" || key_ == "body" || key_ == "content") {
      page.text = text;
      record_.has_text = true;
    }
    if (key_ == "title") page.title = text;
    if (key_ == "date") page.date = text;
    if (key_ == "source" || key_ == "url") page.source = text;
    if ((key_ == "tags" || key_ == "keywords") && !text.empty()) page.tags.emplace_back(text);
  }

  void mention_field(std::string_view text) {
    if (record_.mentions.empty()) return;
    GivenMention& mention = record_.mentions.back();
    if (inner_key_ == "start") mention.start = to_number(text).value_or(SIZE_MAX);
    if (inner_key_ == "end") mention.end = to_number(text).value_or(SIZE_MAX);
    if (inner_key_ == "type" || inner_key_ == "label") mention.type = text;
    if (inner_key_ == "text") mention.text = text;
  }

  Record& record_;
  std::string key_, inner_key_;
  std::size_t depth_ = 0;
  bool is_object_ = false;
};

/// Mentions of a record in bytes of its text; says which one does not fit.
Result<void> place_mentions(Record& record) {
  const CodePointIndex index(record.page.text);
  for (const auto& given : record.mentions) {
    if (given.start >= given.end || given.end > index.code_points()) {
      return fail(ErrorKind::input,
                  fmt::format("mention {}-{} does not lie in the text of {} characters",
                              given.start, given.end, index.code_points()));
    }
    const auto type = entity_type_from(given.type);
    if (!type && !given.type.empty()) continue;  // DATE, CARDINAL, ...: no entity of the graph
    const auto start = index.byte_of(given.start), end = index.byte_of(given.end);
    record.page.mentions.push_back({static_cast<std::uint32_t>(start),
                                    static_cast<std::uint32_t>(end),
                                    type.value_or(EntityType::other), Origin::given});
  }
  std::stable_sort(record.page.mentions.begin(), record.page.mentions.end(),
                   [](const Mention& a, const Mention& b) { return a.start < b.start; });
  return {};
}

Result<RawPage> parse_record(std::string_view line) {
  Record record;
  RecordHandler handler(record);
  rapidjson::MemoryStream stream(line.data(), line.size());
  rapidjson::Reader reader;
  constexpr unsigned flags = rapidjson::kParseIterativeFlag |
                             rapidjson::kParseValidateEncodingFlag |
                             rapidjson::kParseNumbersAsStringsFlag;
  const auto outcome = reader.Parse<flags>(stream, handler);
  if (handler.too_deep()) {
    return fail(ErrorKind::limit, fmt::format("nested deeper than {}", depth_limit));
  }
  if (outcome.IsError()) {
    return fail(ErrorKind::input, fmt::format("not JSON at byte {}: {}", outcome.Offset(),
                                              rapidjson::GetParseError_En(outcome.Code())));
  }
  if (!handler.is_object()) return fail(ErrorKind::input, "not a JSON object");
  if (!record.has_text && record.page.tags.empty()) {
    return fail(ErrorKind::input, "has neither text (text, body, content) nor tags");
  }
  if (!record.has_text) record.page.form = PageForm::tags;
  if (auto placed = place_mentions(record); !placed) return tl::unexpected(placed.error());
  return std::move(record.page);
}

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
      if (const auto bad = find_invalid_utf8(line_); bad != std::string::npos) {
        return at_line({ErrorKind::input, fmt::format("not UTF-8 at byte {}", bad)});
      }
      auto record = parse_record(line_);
      if (!record) return at_line(record.error());
      page = std::move(*record);
      if (page.id.empty()) page.id = fmt::format("{}:{}", source_, lines_.number());
      if (page.source.empty()) page.source = fmt::format("{}:{}", source_, lines_.number());
      if (page.form != PageForm::tags) page.form = PageForm::record;
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
