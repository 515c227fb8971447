#include "mention/train_data.hpp"

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <fstream>

#include "text/utf8.hpp"

namespace comention {
namespace {

// Takes one record; anything it does not ask for is passed over.
class RecordReader : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, RecordReader> {
 public:
  struct RawName {
    std::size_t start = 0, end = 0;
    std::string type;
  };
  std::string id, text;
  std::vector<RawName> names;

  bool StartObject() {
    ++depth_;
    if (in_names_ && depth_ == 2) names.emplace_back();
    return true;
  }
  bool EndObject(rapidjson::SizeType) { return --depth_, true; }
  bool StartArray() {
    if (depth_ == 1 && key_ == "mentions") in_names_ = true;
    return true;
  }
  bool EndArray(rapidjson::SizeType) {
    if (depth_ == 1) in_names_ = false;
    return true;
  }
  bool Key(const char* name, rapidjson::SizeType size, bool) {
    key_.assign(name, size);
    return true;
  }
  bool String(const char* value, rapidjson::SizeType size, bool) {
    if (depth_ == 1 && key_ == "text") text.assign(value, size);
    if (depth_ == 1 && key_ == "doc_id") id.assign(value, size);
    if (depth_ == 2 && in_names_ && key_ == "type") names.back().type.assign(value, size);
    return true;
  }
  bool Uint(unsigned value) {
    if (depth_ == 2 && in_names_ && key_ == "start") names.back().start = value;
    if (depth_ == 2 && in_names_ && key_ == "end") names.back().end = value;
    return true;
  }
  bool Default() { return true; }

 private:
  std::string key_;
  int depth_ = 0;
  bool in_names_ = false;
};

bool is_any_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

LabelledText to_bytes(RecordReader&& record) {
  LabelledText result{std::move(record.id), std::move(record.text), {}};
  const CodePointIndex index(result.text);
  for (const auto& name : record.names) {
    const auto type = tagger_type_from(name.type);
    if (!type || name.end <= name.start) continue;
    result.names.push_back({index.byte_of(name.start), index.byte_of(name.end), *type});
  }
  return result;
}

// Quotes, brackets, dashes and marks at the ends of a name.
std::size_t outer_mark_at_start(std::string_view name) {
  for (const std::string_view mark : {"\"", "'", "“", "”", "‘", "’", "(", "[", "«", "–", "—", ",",
                                      ".", ":", ";", "-", " ", "\n", "\t"}) {
    if (name.starts_with(mark)) return mark.size();
  }
  return 0;
}
std::size_t outer_mark_at_end(std::string_view name) {
  for (const std::string_view mark :
       {"'s", "’s", "'S", "’S", "\"", "'", "“", "”", "‘", "’",  ")",
        "]",  ",",  ":",  ";",  "»",  "–", "—", "-", " ", "\n", "\t"}) {
    if (name.ends_with(mark)) return mark.size();
  }
  return 0;
}
std::size_t article_at_start(std::string_view name) {
  const std::string start = to_lower(name.substr(0, 4));
  for (const std::string_view article : {"the ", "an ", "a "}) {
    if (std::string_view(start).starts_with(article)) return article.size();
  }
  return 0;
}

constexpr std::size_t short_text = 300;     // bytes: sentences and messages on their own
constexpr std::size_t article_size = 1500;  // bytes: what joined and cut pieces come to
constexpr std::size_t giant_text = 20000;   // bytes

void join(LabelledText& into, const LabelledText& more) {
  const std::size_t shift = into.text.size() + 1;
  into.text.append(1, '\n').append(more.text);
  for (auto name : more.names)
    into.names.push_back({name.start + shift, name.end + shift, name.type});
}

void cut(const LabelledText& whole, std::vector<LabelledText>& out) {
  std::size_t from = 0;
  while (from < whole.text.size()) {
    std::size_t to = whole.text.find('\n', std::min(from + article_size, whole.text.size()));
    if (to == std::string::npos) to = whole.text.size();
    LabelledText piece{whole.id, whole.text.substr(from, to - from), {}};
    for (const auto& name : whole.names) {
      if (name.start >= from && name.end <= to)
        piece.names.push_back({name.start - from, name.end - from, name.type});
    }
    out.push_back(std::move(piece));
    from = to + 1;
  }
}

}  // namespace

std::optional<TaggerType> tagger_type_from(std::string_view label) {
  std::string upper(label);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  if (is_any_of(upper, {"PER", "PERSON"})) return TaggerType::per;
  if (is_any_of(upper, {"ORG", "ORGANIZATION", "ORGANISATION"})) return TaggerType::org;
  if (is_any_of(upper, {"LOC", "GPE", "FAC", "FACILITY", "LOCATION", "PLACE", "COUNTRY", "CITY"}))
    return TaggerType::loc;
  if (is_any_of(upper, {"NORP", "NATIONALITY"})) return TaggerType::norp;
  if (is_any_of(upper,
                {"MISC", "MISCELLANEOUS", "OTHER", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"}))
    return TaggerType::misc;
  return std::nullopt;
}

Result<std::vector<LabelledText>> read_labelled_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(ErrorKind::io, path + ": cannot be opened");
  std::vector<LabelledText> texts;
  std::string line;
  rapidjson::Reader reader;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (trim(line).empty()) continue;
    RecordReader record;
    rapidjson::StringStream stream(line.c_str());
    const auto parsed = reader.Parse<rapidjson::kParseIterativeFlag>(stream, record);
    if (parsed.IsError()) {
      return fail(ErrorKind::input, path + ":" + std::to_string(number) + ": " +
                                        rapidjson::GetParseError_En(parsed.Code()));
    }
    texts.push_back(to_bytes(std::move(record)));
  }
  return texts;
}

void change_case(std::string& text, LetterCase letters) {
  if (letters == LetterCase::as_is) return;
  bool word_begins = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool latin = c == 0xC3 && i + 1 < text.size();
    const auto second = latin ? static_cast<unsigned char>(text[i + 1]) : 0u;
    const bool is_lower =
        (c >= 'a' && c <= 'z') || (latin && second >= 0xA0 && second != 0xB7 && second != 0xBF);
    const bool is_upper =
        (c >= 'A' && c <= 'Z') || (latin && second >= 0x80 && second <= 0x9E && second != 0x97);
    bool raise = letters == LetterCase::upper || word_begins;
    if (letters == LetterCase::headline && word_begins) {
      std::size_t end = i;
      while (end < text.size() && text[end] >= 'a' && text[end] <= 'z') ++end;
      raise = !is_any_of(std::string_view(text).substr(i, end - i),
                         {"a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "by",
                          "as", "but", "with", "from"});
    }
    if (letters == LetterCase::lower) raise = false;
    const std::size_t at = latin ? i + 1 : i;
    if (is_lower && raise) text[at] = static_cast<char>(text[at] - 0x20);
    if (is_upper && letters == LetterCase::lower) text[at] = static_cast<char>(text[at] + 0x20);
    word_begins = c == ' ' || c == '\n' || c == '-' || c == '"' || c == '(' || c == '/';
    if (latin) ++i;
  }
}

LabelledName trim_name(std::string_view text, LabelledName name) {
  for (;;) {
    const std::string_view span = text.substr(name.start, name.end - name.start);
    std::size_t cut_from = outer_mark_at_start(span);
    if (cut_from == 0) cut_from = article_at_start(span);
    if (cut_from != 0 && cut_from < span.size()) {
      name.start += cut_from;
      continue;
    }
    const std::size_t cut_to = outer_mark_at_end(span);
    if (cut_to != 0 && cut_to < span.size()) {
      name.end -= cut_to;
      continue;
    }
    if (span.size() > 5 && span.ends_with('.') && span.find('.') == span.size() - 1) {
      --name.end;
      continue;
    }
    return name;
  }
}

std::vector<LabelledText> to_article_size(std::vector<LabelledText> texts) {
  std::vector<LabelledText> result;
  for (auto& text : texts) {
    if (text.text.size() > giant_text) {
      cut(text, result);
    } else if (text.text.size() < short_text && !result.empty() &&
               result.back().text.size() < article_size) {
      join(result.back(), text);
    } else {
      result.push_back(std::move(text));
    }
  }
  return result;
}

}  // namespace comention
