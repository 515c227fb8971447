#include "export/json.hpp"

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>

#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr int metadata_depth = 64;

/// Copies events to a writer, as far down as we let a document nest.
class DepthLimited {
 public:
  using Ch = char;
  using Writer = rapidjson::Writer<rapidjson::StringBuffer>;
  explicit DepthLimited(Writer& writer) : writer_(writer) {}

  bool Null() { return depth_ > 0 && writer_.Null(); }
  bool Bool(bool value) { return depth_ > 0 && writer_.Bool(value); }
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
  bool RawNumber(const char* text, rapidjson::SizeType length, bool) {
    return depth_ > 0 && writer_.RawValue(text, length, rapidjson::kNumberType);
  }
  bool String(const char* text, rapidjson::SizeType length, bool) {
    return depth_ > 0 && writer_.String(text, length);
  }
  bool Key(const char* text, rapidjson::SizeType length, bool) { return writer_.Key(text, length); }
  bool StartObject() { return depth_++ < metadata_depth && writer_.StartObject(); }
  bool EndObject(rapidjson::SizeType) {
    --depth_;
    return writer_.EndObject();
  }
  bool StartArray() { return depth_ > 0 && depth_++ < metadata_depth && writer_.StartArray(); }
  bool EndArray(rapidjson::SizeType) {
    --depth_;
    return writer_.EndArray();
  }

 private:
  Writer& writer_;
  int depth_ = 0;
};

}  // namespace

void JsonRow::text(std::string_view value) {
  if (find_invalid_utf8(value) != std::string_view::npos) {
    const std::string repaired = repair_utf8(value);
    writer_.String(repaired.data(), static_cast<rapidjson::SizeType>(repaired.size()));
    return;
  }
  const char* bytes = value.empty() ? "" : value.data();
  writer_.String(bytes, static_cast<rapidjson::SizeType>(value.size()));
}

void JsonRow::real(double value) {
  char digits[32];
  const auto text = real_digits(value, digits);
  writer_.RawValue(text.data(), text.size(), rapidjson::kNumberType);
}

void JsonRow::sentence(const EvidenceSentence& sentence) {
  const CodePointIndex index(sentence.text);
  const auto span = [&](std::string_view name, std::uint32_t start, std::uint32_t end) {
    key(name);
    open_array();
    integer(static_cast<std::int64_t>(index.code_point_of(start)));
    integer(static_cast<std::int64_t>(index.code_point_of(end)));
    close_array();
  };
  open_object();
  member("text", sentence.text);
  member("source", sentence.source);
  member("date", sentence.date);
  span("source_span", sentence.source_start, sentence.source_end);
  span("target_span", sentence.target_start, sentence.target_end);
  close_object();
}

void JsonRow::value(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return integer(*number);
  if (const auto* number = std::get_if<double>(&value)) return real(*number);
  if (const auto* string = std::get_if<std::string_view>(&value)) return text(*string);
  open_array();
  if (const auto* list = std::get_if<std::span<const std::string>>(&value)) {
    for (const auto& item : *list) text(item);
  }
  if (const auto* evidence = std::get_if<std::span<const EvidenceSentence>>(&value)) {
    for (const auto& each : *evidence) sentence(each);
  }
  close_array();
}

void JsonRow::flat_sentences(const Value& value) {
  open_array();
  if (const auto* evidence = std::get_if<std::span<const EvidenceSentence>>(&value)) {
    for (const auto& each : *evidence) {
      flat_.clear();
      flatten(each, [&](std::string_view piece) { flat_.append(piece); });
      text(flat_);
    }
  }
  close_array();
}

void JsonRow::field(const Field& field, const Value& cell) {
  const bool list = field.type == ColumnType::text_list || field.type == ColumnType::evidence;
  if (!list && !has_value(cell)) return;
  key(field.name);
  value(cell);
}

void put_json_text(TextOut& out, std::string_view text) {
  JsonRow row(out);
  row.text(text);
}

std::string compact_metadata(std::string_view metadata) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  DepthLimited copy(writer);
  rapidjson::MemoryStream bytes(metadata.data() == nullptr ? "" : metadata.data(), metadata.size());
  rapidjson::Reader reader;
  constexpr unsigned flags = rapidjson::kParseIterativeFlag |
                             rapidjson::kParseNumbersAsStringsFlag |
                             rapidjson::kParseValidateEncodingFlag;
  if (!reader.Parse<flags>(bytes, copy)) return "{}";
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace comention
