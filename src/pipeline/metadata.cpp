#include "pipeline/metadata.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace comention {
namespace {

using Json = rapidjson::Writer<rapidjson::StringBuffer>;

void text(Json& json, std::string_view key, std::string_view value) {
  json.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
  json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void number(Json& json, std::string_view key, std::uint64_t value) {
  json.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
  json.Uint64(value);
}

void object(Json& json, const char* key) {
  json.Key(key);
  json.StartObject();
}

std::string_view context_name(ContextKind kind) {
  switch (kind) {
    case ContextKind::document:
      return "document";
    case ContextKind::paragraph:
      return "paragraph";
    case ContextKind::sentence:
      return "sentence";
    case ContextKind::window_tokens:
      return "window of tokens";
    case ContextKind::window_sentences:
      return "window of sentences";
  }
  return "";
}

void write_options(Json& json, const BuildOptions& options, const BuildReport& report) {
  object(json, "options");
  text(json, "context", context_name(options.contexts.kind));
  if (options.contexts.kind >= ContextKind::window_tokens) {
    number(json, "window", options.contexts.window);
  }
  text(json, "counting", options.counting == Counting::full ? "full" : "fractional");
  text(json, "weight", options.weight.empty() ? "link weight" : options.weight);
  number(json, "min_occurrences", options.min_occurrences);
  number(json, "min_cooccurrences", report.min_cooccurrences);
  json.Key("types");
  json.StartArray();
  for (const EntityType type : options.types) {
    const auto name = to_string(type);
    json.String(name.data(), static_cast<rapidjson::SizeType>(name.size()));
  }
  json.EndArray();
  if (!options.backbone.empty()) text(json, "backbone", options.backbone);
  json.Key("resolution");
  json.Double(options.communities.resolution);
  number(json, "seed", options.seed);
  json.Key("aliases");
  json.Bool(options.corpus.resolve.aliases);
  const Dedup dedup = options.corpus.dedup;
  text(json, "dedup", dedup == Dedup::off ? "off" : dedup == Dedup::exact ? "exact" : "near");
  json.EndObject();
}

void write_corpus(Json& json, const CorpusReport& corpus) {
  object(json, "input");
  number(json, "pages", corpus.pages);
  number(json, "skipped", corpus.skipped);
  number(json, "bytes", corpus.bytes);
  number(json, "recoded", corpus.recoded);
  number(json, "articles", corpus.articles);
  number(json, "foreign_articles", corpus.foreign_articles);
  number(json, "pages_without_article", corpus.pages_without_article);
  number(json, "not_english", corpus.not_english);
  number(json, "copies_exact", corpus.copies_exact);
  number(json, "copies_near", corpus.copies_near);
  number(json, "tag_lists", corpus.tag_lists);
  number(json, "mentions", corpus.mentions);
  number(json, "names", corpus.names);
  number(json, "entities", corpus.entities);
  number(json, "ambiguous_names", corpus.ambiguous);
  object(json, "lines_set_aside");
  for (const auto& [kind, lines] : corpus.set_aside) number(json, kind, lines);
  json.EndObject();
  json.EndObject();
}

void write_report(Json& json, const BuildReport& report) {
  object(json, "report");
  number(json, "contexts", report.contexts);
  number(json, "large_contexts", report.large_contexts);
  number(json, "large_contexts_skipped", report.large_skipped);
  json.Key("largest_contexts");
  json.StartArray();
  for (const auto& context : report.largest_contexts) {
    json.String(context.data(), static_cast<rapidjson::SizeType>(context.size()));
  }
  json.EndArray();
  json.Key("notes");
  json.StartArray();
  for (const auto& note : report.notes) {
    json.String(note.data(), static_cast<rapidjson::SizeType>(note.size()));
  }
  json.EndArray();
  number(json, "pairs", report.pairs);
  number(json, "pairs_below_threshold", report.below_threshold);
  number(json, "edges_cut", report.edges_cut);
  number(json, "nodes_cut", report.nodes_cut);
  number(json, "isolates_left_out", report.isolates);
  number(json, "nodes", report.nodes);
  number(json, "edges", report.edges);
  json.EndObject();
}

}  // namespace

std::string metadata_json(const BuildOptions& options, const BuildReport& report) {
  rapidjson::StringBuffer buffer;
  Json json(buffer);
  json.StartObject();
  text(json, "generator", "comention " COMENTION_VERSION);
  write_options(json, options, report);
  write_corpus(json, report.corpus);
  write_report(json, report);
  json.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace comention
