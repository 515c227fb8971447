#include "export/read_json.hpp"

#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/filereadstream.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "export/graph_builder.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr int deepest = 64;

/// Where in the document an event belongs.
enum class Place {
  start,     ///< before the outermost object
  root,      ///< in it
  metadata,  ///< in the value of `graph`, which is copied
  skipped,   ///< in the value of a key that says nothing to us
  list,      ///< in the array of nodes or of links
  element,   ///< in a node or link
  array,     ///< in a list of texts or of evidence
  sentence,  ///< in an evidence sentence
  span,      ///< in one of its spans
};

/// Takes node-link JSON as RapidJSON's events. Any event may refuse by returning false, with the
/// reason in `error`.
class NodeLinkHandler {
 public:
  using Ch = char;

  bool Null() {
    return scalar([&] { return copy_.Null(); }, [] { return true; });
  }
  bool Bool(bool value) {
    return scalar([&] { return copy_.Bool(value); },
                  [&] { return store(text_value(value ? "true" : "false")); });
  }
  bool RawNumber(const char* digits, rapidjson::SizeType length, bool) {
    return scalar([&] { return copy_.RawValue(digits, length, rapidjson::kNumberType); },
                  [&] {
                    return number({digits, length});
                  });
  }
  bool String(const char* text, rapidjson::SizeType length, bool) {
    return scalar([&] { return copy_.String(text, length); },
                  [&] {
                    return string({text, length});
                  });
  }
  bool Key(const char* text, rapidjson::SizeType length, bool);
  bool StartObject();
  bool EndObject(rapidjson::SizeType);
  bool StartArray();
  bool EndArray(rapidjson::SizeType);

  // With kParseNumbersAsStringsFlag these never come.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }

  /// The graph, once the whole document was read.
  Result<Graph> finish();
  std::string error;

 private:
  using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

  bool refuse(std::string why) {
    error = std::move(why);
    return false;
  }
  bool taken(const Result<void>& result) { return result ? true : refuse(result.error().message); }

  /// A value that is no container: copied in metadata, used in an element, else passed over.
  template <class Copy, class Use>
  bool scalar(Copy copy, Use use) {
    switch (place_) {
      case Place::metadata:
        return depth_ > 0 ? copy() : refuse("\"graph\" has to be an object");
      case Place::element:
      case Place::array:
      case Place::sentence:
      case Place::span:
        return use();
      case Place::start:
        return refuse("the outermost value has to be an object");
      case Place::list:
        return refuse("nodes and links have to be objects");
      default:
        if (depth_ == 0) place_ = Place::root;
        return true;
    }
  }
  bool deeper() {
    return ++depth_ <= deepest || refuse(fmt::format("nested more than {} deep", deepest));
  }
  TableBuilder& table() { return in_nodes_ ? graph_.nodes : graph_.edges; }
  bool start_list(std::string_view key);
  bool begin_element();
  bool number(std::string_view digits);
  bool string(std::string_view text);
  static std::string text_value(std::string_view text) { return std::string(text); }
  bool store(std::string text);
  bool end_sentence();

  Place place_ = Place::start;
  int depth_ = 0;  ///< below the value of `graph` or of a key that is skipped
  bool in_nodes_ = false;
  bool had_nodes_ = false, had_links_ = false;
  std::string root_key_, key_, sentence_key_;
  std::optional<std::string> id_, source_, target_;
  std::optional<ColumnType> array_type_;  ///< of the array that is being read, once that is known
  std::vector<std::string> texts_;
  std::vector<EvidenceSentence> sentences_;
  EvidenceSentence sentence_;
  std::array<std::array<std::uint32_t, 2>, 2> spans_{};  ///< of source and target, in code points
  std::size_t span_length_ = 0;
  rapidjson::StringBuffer buffer_;
  Writer copy_{buffer_};
  GraphBuilder graph_;

  // An element's own row only begins when its id or ends are known, which may be after its
  // attributes.
  struct Pending {
    std::string name;
    std::variant<std::int64_t, double, std::string, std::vector<std::string>,
                 std::vector<EvidenceSentence>>
        value;
  };
  std::vector<Pending> pending_;
  bool end_element();
};

bool NodeLinkHandler::Key(const char* text, rapidjson::SizeType length, bool) {
  const std::string_view key(text, length);
  switch (place_) {
    case Place::root:
      root_key_ = key;
      depth_ = 0;
      if (key == "graph") {
        place_ = Place::metadata;
        buffer_.Clear();
        copy_.Reset(buffer_);
      } else if (key != "nodes" && key != "links" && key != "edges") {
        place_ = Place::skipped;
      }
      return true;
    case Place::metadata:
      return copy_.Key(text, length);
    case Place::element:
      key_ = key;
      return true;
    case Place::sentence:
      sentence_key_ = key;
      return true;
    default:
      return true;
  }
}

bool NodeLinkHandler::StartObject() {
  switch (place_) {
    case Place::start:
      place_ = Place::root;
      return true;
    case Place::root:
      return refuse(fmt::format("\"{}\" has to be a list", root_key_));
    case Place::metadata:
      return deeper() && copy_.StartObject();
    case Place::skipped:
      return deeper();
    case Place::list:
      return begin_element();
    case Place::array:
      if (array_type_ == ColumnType::text_list && !texts_.empty()) break;
      array_type_ = ColumnType::evidence;
      sentence_ = {};
      spans_ = {};
      sentence_key_.clear();
      place_ = Place::sentence;
      return true;
    default:
      break;
  }
  return refuse(fmt::format("attribute \"{}\" is nested, which no graph of ours has", key_));
}

bool NodeLinkHandler::EndObject(rapidjson::SizeType) {
  switch (place_) {
    case Place::metadata:
      if (!copy_.EndObject()) return false;
      if (--depth_ == 0) {
        graph_.metadata.assign(buffer_.GetString(), buffer_.GetSize());
        place_ = Place::root;
      }
      return true;
    case Place::skipped:
      if (--depth_ == 0) place_ = Place::root;
      return true;
    case Place::element:
      place_ = Place::list;
      return end_element();
    case Place::sentence:
      place_ = Place::array;
      return end_sentence();
    default:
      return true;
  }
}

bool NodeLinkHandler::StartArray() {
  switch (place_) {
    case Place::start:
      return refuse("the outermost value has to be an object");
    case Place::root:
      return start_list(root_key_);
    case Place::metadata:
      if (depth_ == 0) return refuse("\"graph\" has to be an object");
      return deeper() && copy_.StartArray();
    case Place::skipped:
      return deeper();
    case Place::element:
      array_type_.reset();
      texts_.clear();
      sentences_.clear();
      place_ = Place::array;
      return true;
    case Place::sentence:
      if (sentence_key_ != "source_span" && sentence_key_ != "target_span") break;
      span_length_ = 0;
      place_ = Place::span;
      return true;
    default:
      break;
  }
  return refuse(fmt::format("attribute \"{}\" is nested, which no graph of ours has", key_));
}

bool NodeLinkHandler::EndArray(rapidjson::SizeType) {
  switch (place_) {
    case Place::metadata:
      --depth_;
      return copy_.EndArray();
    case Place::skipped:
      if (--depth_ == 0) place_ = Place::root;
      return true;
    case Place::list:
      place_ = Place::root;
      return true;
    case Place::span:
      place_ = Place::sentence;
      return true;
    case Place::array:
      place_ = Place::element;
      if (array_type_.value_or(table().list_type(key_)) == ColumnType::evidence) {
        pending_.push_back({key_, std::move(sentences_)});
      } else {
        pending_.push_back({key_, std::move(texts_)});
      }
      return true;
    default:
      return true;
  }
}

bool NodeLinkHandler::start_list(std::string_view key) {
  in_nodes_ = key == "nodes";
  if (in_nodes_ ? had_nodes_ : had_links_) return refuse(fmt::format("\"{}\" is there twice", key));
  if (!in_nodes_ && !had_nodes_) return refuse("links come before nodes");
  (in_nodes_ ? had_nodes_ : had_links_) = true;
  place_ = Place::list;
  return true;
}

bool NodeLinkHandler::begin_element() {
  place_ = Place::element;
  id_.reset();
  source_.reset();
  target_.reset();
  pending_.clear();
  return true;
}

bool NodeLinkHandler::number(std::string_view digits) {
  if (place_ == Place::array) {
    return refuse(fmt::format("attribute \"{}\" is a list of numbers", key_));
  }
  const bool whole = digits.find_first_of(".eE") == std::string_view::npos;
  const char* const end = digits.data() + digits.size();
  std::int64_t integer = 0;
  if (whole && std::from_chars(digits.data(), end, integer).ec == std::errc()) {
    if (place_ == Place::element) {
      pending_.push_back({key_, integer});
      return true;
    }
    if (place_ != Place::span) return true;
    if (span_length_ < 2) {
      spans_[sentence_key_ == "target_span"][span_length_++] =
          static_cast<std::uint32_t>(std::clamp<std::int64_t>(integer, 0, UINT32_MAX));
    }
    return true;
  }
  double real = 0;
  if (std::from_chars(digits.data(), end, real).ec != std::errc()) {
    return refuse(fmt::format("{} is out of range", digits.substr(0, 40)));
  }
  if (place_ == Place::element) pending_.push_back({key_, real});
  return true;
}

bool NodeLinkHandler::string(std::string_view text) {
  if (place_ == Place::array) {
    if (array_type_ == ColumnType::evidence) {
      return refuse(fmt::format("attribute \"{}\" mixes texts and objects", key_));
    }
    array_type_ = ColumnType::text_list;
    texts_.emplace_back(text);
    return true;
  }
  if (place_ == Place::sentence) {
    if (sentence_key_ == "text") sentence_.text = text;
    if (sentence_key_ == "source") sentence_.source = text;
    if (sentence_key_ == "date") sentence_.date = text;
    return true;
  }
  return store(std::string(text));
}

bool NodeLinkHandler::store(std::string text) {
  if (place_ != Place::element) return true;
  if (in_nodes_ && key_ == "id") {
    id_ = std::move(text);
  } else if (!in_nodes_ && key_ == "source") {
    source_ = std::move(text);
  } else if (!in_nodes_ && key_ == "target") {
    target_ = std::move(text);
  } else {
    pending_.push_back({key_, std::move(text)});
  }
  return true;
}

/// Spans are written in code points and kept in bytes.
bool NodeLinkHandler::end_sentence() {
  const CodePointIndex index(sentence_.text);
  const auto byte = [&](std::uint32_t code_point) {
    return static_cast<std::uint32_t>(index.byte_of(code_point));
  };
  sentence_.source_start = byte(spans_[0][0]);
  sentence_.source_end = byte(spans_[0][1]);
  sentence_.target_start = byte(spans_[1][0]);
  sentence_.target_end = byte(spans_[1][1]);
  sentences_.push_back(std::move(sentence_));
  return true;
}

bool NodeLinkHandler::end_element() {
  TableBuilder& rows = table();
  rows.start_row();
  const std::string where = fmt::format("{} {}", in_nodes_ ? "node" : "link", rows.rows());
  if (in_nodes_ && !id_) return refuse(where + ": no \"id\" that is text");
  if (!in_nodes_ && (!source_ || !target_)) {
    return refuse(where + ": no \"source\" and \"target\" that are text");
  }
  const auto begun =
      in_nodes_ ? graph_.add_node(std::move(*id_)) : graph_.add_edge(*source_, *target_);
  if (!begun) return refuse(begun.error().message);
  for (auto& [name, value] : pending_) {
    Result<void> stored;
    if (auto* integer = std::get_if<0>(&value)) stored = rows.integer(name, *integer);
    if (auto* real = std::get_if<1>(&value)) stored = rows.real(name, *real);
    if (auto* text = std::get_if<2>(&value)) stored = rows.text(name, std::move(*text));
    if (auto* list = std::get_if<3>(&value)) stored = rows.list(name, std::move(*list));
    if (auto* all = std::get_if<4>(&value)) stored = rows.evidence(name, std::move(*all));
    if (!stored) return refuse(stored.error().message);
  }
  return true;
}

Result<Graph> NodeLinkHandler::finish() {
  if (!had_nodes_ || !had_links_) {
    return fail(ErrorKind::input, "no lists \"nodes\" and \"links\": not node-link JSON");
  }
  return graph_.finish();
}

}  // namespace

Result<Graph> read_node_link_json(std::FILE* file) {
  std::vector<char> block(1 << 16);
  rapidjson::FileReadStream bytes(file, block.data(), block.size());
  rapidjson::Reader reader;
  NodeLinkHandler handler;
  constexpr unsigned flags = rapidjson::kParseIterativeFlag |
                             rapidjson::kParseNumbersAsStringsFlag |
                             rapidjson::kParseValidateEncodingFlag;
  if (!reader.Parse<flags>(bytes, handler)) {
    const std::string why = handler.error.empty()
                                ? rapidjson::GetParseError_En(reader.GetParseErrorCode())
                                : handler.error;
    return fail(ErrorKind::input, fmt::format("byte {}: {}", reader.GetErrorOffset(), why));
  }
  return handler.finish();
}

}  // namespace comention
