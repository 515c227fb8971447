#include "page/html_json.hpp"

#include <rapidjson/encodedstream.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>

namespace comention {
namespace {

constexpr std::size_t max_depth = 64;
constexpr std::size_t max_objects = 5000;
constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// One JSON object, as far as articles and people are concerned.
struct LdObject {
  std::string type, id, name, role;  ///< `role`: the key under which it stands
  std::size_t parent = nowhere;
  JsonLdArticle article;
  std::vector<std::string> author_ids;
};

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool is_article_type(std::string_view type) {
  return ends_with(type, "Article") || ends_with(type, "Posting") || type == "Report" ||
         ends_with(type, "Review");
}

/// Collects objects from SAX events; returns false, which ends reading, beyond the limits.
class LdHandler : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, LdHandler> {
 public:
  bool StartObject() {
    if (open_.size() >= max_depth || objects_.size() >= max_objects) return false;
    LdObject object;
    object.role = open_.empty() ? "" : open_.back().key;
    object.parent = current();
    open_.push_back({objects_.size(), {}});
    objects_.push_back(std::move(object));
    return true;
  }
  bool EndObject(rapidjson::SizeType) { return open_.pop_back(), true; }

  bool StartArray() {
    if (open_.size() >= max_depth) return false;
    open_.push_back({nowhere, open_.empty() ? "" : open_.back().key});
    return true;
  }
  bool EndArray(rapidjson::SizeType) { return open_.pop_back(), true; }

  bool Key(const char* text, rapidjson::SizeType size, bool) {
    open_.back().key.assign(text, std::min<std::size_t>(size, 64));
    return true;
  }

  bool String(const char* text, rapidjson::SizeType size, bool) {
    const std::size_t place = current();
    if (place != nowhere) set(objects_[place], open_.back().key, {text, size});
    return true;
  }

  std::vector<JsonLdArticle> articles() {
    for (const LdObject& object : objects_) give_author(object);
    std::vector<JsonLdArticle> out;
    for (LdObject& object : objects_) {
      if (!is_article_type(object.type)) continue;
      for (const std::string& id : object.author_ids) add_author_by_id(object, id);
      if (object.article.headline.empty()) object.article.headline = object.name;
      out.push_back(std::move(object.article));
    }
    return out;
  }

 private:
  struct Level {
    std::size_t object;  ///< nowhere: an array
    std::string key;
  };

  /// The innermost open object.
  std::size_t current() const {
    for (auto level = open_.rbegin(); level != open_.rend(); ++level) {
      if (level->object != nowhere) return level->object;
    }
    return nowhere;
  }

  static void set_first(std::string& field, std::string_view value) {
    if (field.empty()) field = value;
  }

  static void set(LdObject& object, std::string_view key, std::string_view value) {
    JsonLdArticle& article = object.article;
    if (key == "@type") {
      if (!is_article_type(object.type)) object.type = value;
    } else if (key == "@id") {
      set_first(object.id, value);
    } else if (key == "name") {
      set_first(object.name, value);
    } else if (key == "headline") {
      set_first(article.headline, value);
    } else if (key == "datePublished") {
      set_first(article.date_published, value);
    } else if (key == "author" || key == "creator") {
      if (article.authors.size() < 20) article.authors.emplace_back(value);
    } else if (key == "keywords") {
      if (article.keywords.size() < 200) article.keywords.emplace_back(value);
    } else if (key == "articleSection") {
      set_first(article.section, value);
    } else if (key == "articleBody") {
      set_first(article.body, value);
    } else if (key == "inLanguage") {
      set_first(article.language, value);
    }
  }

  void give_author(const LdObject& object) {
    if ((object.role != "author" && object.role != "creator") || object.parent == nowhere) return;
    LdObject& parent = objects_[object.parent];
    if (!object.name.empty()) {
      if (parent.article.authors.size() < 20) parent.article.authors.push_back(object.name);
    } else if (!object.id.empty()) {
      parent.author_ids.push_back(object.id);
    }
  }

  void add_author_by_id(LdObject& object, const std::string& id) const {
    for (const LdObject& other : objects_) {
      if (other.id != id || other.name.empty()) continue;
      object.article.authors.push_back(other.name);
      return;
    }
  }

  std::vector<LdObject> objects_;
  std::vector<Level> open_;
};

}  // namespace

std::vector<JsonLdArticle> read_json_ld(std::string_view json) {
  const std::size_t begin = json.find_first_of("{[");
  if (begin == std::string_view::npos) return {};
  std::string text(json.substr(begin));
  // Line ends inside strings are no JSON, but common.
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  LdHandler handler;
  rapidjson::Reader reader;
  rapidjson::MemoryStream bytes(text.data(), text.size());
  rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> stream(bytes);
  constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseStopWhenDoneFlag |
                             rapidjson::kParseTrailingCommasFlag | rapidjson::kParseCommentsFlag |
                             rapidjson::kParseNanAndInfFlag;
  reader.Parse<flags>(stream, handler);
  return handler.articles();
}

}  // namespace comention
