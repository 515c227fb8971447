#include "read/record.hpp"

#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr std::size_t depth_limit = 1000;

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
  }

  Record& record_;
  std::string key_, inner_key_;
  std::size_t depth_ = 0;
  bool is_object_ = false;
};

}  // namespace

Result<std::vector<Mention>> place_mentions(std::span<const GivenMention> given,
                                            std::string_view text) {
  const CodePointIndex index(text);
  std::vector<Mention> mentions;
  for (const auto& mention : given) {
    if (mention.start >= mention.end || mention.end > index.code_points()) {
      return fail(ErrorKind::input,
                  fmt::format("mention {}-{} does not lie in the text of {} characters",
                              mention.start, mention.end, index.code_points()));
    }
    const auto type = entity_type_from(mention.type);
    if (!type && !mention.type.empty()) continue;  // DATE, CARDINAL, ...: no entity of the graph
    mentions.push_back({static_cast<std::uint32_t>(index.byte_of(mention.start)),
                        static_cast<std::uint32_t>(index.byte_of(mention.end)),
                        type.value_or(EntityType::other), Origin::given});
  }
  std::stable_sort(mentions.begin(), mentions.end(),
                   [](const Mention& a, const Mention& b) { return a.start < b.start; });
  return mentions;
}

Result<Record> parse_record(std::string_view line) {
  if (const auto bad = find_invalid_utf8(line); bad != std::string_view::npos) {
    return fail(ErrorKind::input, fmt::format("not UTF-8 at byte {}", bad));
  }
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
  return record;
}

}  // namespace comention
