#include "pipeline/records.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "text/utf8.hpp"

namespace comention {
namespace {

/// One JSON object written field by field.
class JsonRecord {
 public:
  JsonRecord() : writer_(buffer_) { writer_.StartObject(); }

  std::string finish() {
    writer_.EndObject();
    std::string line(buffer_.GetString(), buffer_.GetSize());
    line += '\n';
    return line;
  }

  void key(std::string_view name) { writer_.Key(name.data(), size(name)); }
  void text(std::string_view value) { writer_.String(value.data(), size(value)); }
  void text_or_null(std::string_view value) { value.empty() ? (void)writer_.Null() : text(value); }
  void field(std::string_view name, std::string_view value) { key(name), text(value); }
  void field_or_null(std::string_view name, std::string_view value) {
    key(name), text_or_null(value);
  }
  void field(std::string_view name, std::uint64_t value) { key(name), writer_.Uint64(value); }
  template <class Texts>
  void list(std::string_view name, const Texts& texts) {
    key(name);
    writer_.StartArray();
    for (const auto& value : texts) text(value);
    writer_.EndArray();
  }
  rapidjson::Writer<rapidjson::StringBuffer>& writer() { return writer_; }

 private:
  static rapidjson::SizeType size(std::string_view text) {
    return static_cast<rapidjson::SizeType>(text.size());
  }

  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_;
};

/// What an entity is called in records that no graph goes with.
std::string entity_key(const Entities& entities, EntityId id) { return entities.key(id); }

void write_verdict(JsonRecord& record, const Verdict& verdict, bool explain) {
  auto& json = record.writer();
  json.StartObject();
  if (explain) record.field("line", verdict.line);
  record.field("kind", to_string(verdict.kind));
  if (explain) {
    record.field("reason", verdict.reason);
    record.key("probability");
    json.Double(verdict.probability);
  }
  record.field("text", verdict.text);
  json.EndObject();
}

}  // namespace

std::string clean_record(const Page& page, std::size_t number, bool explain) {
  const Article& article = page.articles[number - 1];
  JsonRecord record;
  auto& json = record.writer();
  record.field("source", page.source);
  record.field("article", number);
  record.field_or_null("title", article.title);
  record.field_or_null("date", article.date);
  record.field_or_null("time", article.time);
  record.list("byline", article.byline);
  record.list("agency", article.agency);
  record.key("tags");
  json.StartArray();
  for (const Tag& tag : article.tags) record.text(tag.text);
  json.EndArray();
  record.key("tag_kinds");
  json.StartArray();
  for (const Tag& tag : article.tags) record.text(to_string(tag.kind));
  json.EndArray();
  record.list("paragraphs", article.paragraphs);
  record.key("set_aside");
  json.StartArray();
  for (const Verdict& verdict : article.set_aside) write_verdict(record, verdict, explain);
  json.EndArray();
  record.field_or_null("duplicate_of", article.duplicate_of);
  record.key("foreign");
  json.Bool(article.foreign);
  record.key("english");
  json.Bool(article.english);
  if (explain && number == 1) {
    record.key("verdicts");
    json.StartArray();
    for (const Verdict& verdict : page.verdicts) write_verdict(record, verdict, true);
    json.EndArray();
  }
  return record.finish();
}

std::string article_record(const Document& document) {
  JsonRecord record;
  record.field("doc_id", document.id);
  record.field("text", document.text);
  std::string line = record.finish();
  line.pop_back();
  return line;
}

std::string extract_record(const Document& document, std::span<const NameId> names,
                           const Entities& entities) {
  const CodePointIndex index(document.text);
  JsonRecord record;
  auto& json = record.writer();
  record.field("doc_id", document.id);
  record.field("source", document.source);
  record.field("article", document.article);
  record.field("text", document.text);
  record.key("mentions");
  json.StartArray();
  for (std::size_t i = 0; i < document.mentions.size(); ++i) {
    const Mention& mention = document.mentions[i];
    const bool tag = mention.origin == Origin::tag;
    const EntityId entity = entities.of(names[i]);
    json.StartObject();
    const auto place = [&](std::string_view name, std::uint64_t value) {
      record.key(name);
      tag ? json.Null() : json.Uint64(value);
    };
    place("start", tag ? 0 : index.code_point_of(mention.start));
    place("end", tag ? 0 : index.code_point_of(mention.end));
    place("byte_start", mention.start);
    place("byte_end", mention.end);
    record.field("text", document.surface(i));
    record.field("type", to_string(mention.type));
    if (entity == no_entity) {
      record.key("entity"), json.Null();
      record.key("name"), json.Null();
    } else {
      record.field("entity", entity_key(entities, entity));
      record.field("name", entities.label(entity));
    }
    constexpr std::string_view origins[] = {"text", "tag", "given"};
    record.field("origin", origins[static_cast<std::size_t>(mention.origin)]);
    place("paragraph", mention.paragraph);
    place("sentence", mention.sentence);
    json.EndObject();
  }
  json.EndArray();
  return record.finish();
}

std::string entity_record(const Entities& entities, EntityId id) {
  const Entity entity = entities.at(id);
  JsonRecord record;
  auto& json = record.writer();
  record.field("id", entity.key);
  record.field("name", entity.label);
  record.field("type", to_string(entity.type));
  record.field("mentions", entity.uses);
  record.key("aliases");
  json.StartArray();
  for (const Alias& alias : entity.aliases) {
    json.StartObject();
    record.field("text", alias.text);
    record.field("mentions", alias.uses);
    record.field("reason", alias.reason);
    json.EndObject();
  }
  json.EndArray();
  return record.finish();
}

std::string ambiguous_record(const Entities& entities, const AmbiguousName& name) {
  JsonRecord record;
  auto& json = record.writer();
  record.field("ambiguous", name.form);
  record.field_or_null("kept_as",
                       name.kept_as == no_entity ? std::string() : entities.key(name.kept_as));
  record.key("candidates");
  json.StartArray();
  for (const EntityId candidate : name.candidates) record.text(entities.key(candidate));
  json.EndArray();
  record.field("reason", name.reason);
  return record.finish();
}

}  // namespace comention
