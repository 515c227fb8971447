#pragma once

#include <rapidjson/writer.h>

#include <string>
#include <string_view>

#include "export/fields.hpp"
#include "export/text_out.hpp"

namespace comention {

/// One JSON value at a time onto a file, through RapidJSON: writers put the frame of their format
/// by hand and every row as one value, so that a row is a line. Text is repaired to valid UTF-8,
/// numbers are those of TextOut, and what is not finite never gets here.
class JsonRow {
 public:
  explicit JsonRow(TextOut& out) : out_(out), writer_(out) {}

  /// Begins a value of its own; call before each row.
  void start() { writer_.Reset(out_); }
  void open_object() { writer_.StartObject(); }
  void close_object() { writer_.EndObject(); }
  void open_array() { writer_.StartArray(); }
  void close_array() { writer_.EndArray(); }
  void key(std::string_view name) { text(name); }
  void text(std::string_view value);
  void integer(std::int64_t value) { writer_.Int64(value); }
  void real(double value);
  void boolean(bool value) { writer_.Bool(value); }

  /// Key and value in one.
  void member(std::string_view name, std::string_view value) {
    key(name);
    text(value);
  }
  void member(std::string_view name, std::int64_t value) {
    key(name);
    integer(value);
  }
  void member(std::string_view name, double value) {
    key(name);
    real(value);
  }

  /// A cell; lists are arrays, evidence sentences are objects with spans in code points.
  void value(const Value& value);
  /// An evidence cell as an array of flat texts, for formats that take no objects there.
  void flat_sentences(const Value& value);
  /// Key and cell where there is one; lists always, if empty, so that a page need not ask.
  void field(const Field& field, const Value& value);

 private:
  void sentence(const EvidenceSentence& sentence);

  TextOut& out_;
  rapidjson::Writer<TextOut> writer_;
  std::string flat_;
};

/// A text as a JSON string of its own.
void put_json_text(TextOut& out, std::string_view text);

/// The metadata object on one line as it goes into a file: checked, blanks outside strings dropped;
/// `{}` when it is empty or not an object of valid JSON less than 64 levels deep.
std::string compact_metadata(std::string_view metadata);

}  // namespace comention
