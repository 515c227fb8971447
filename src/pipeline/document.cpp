#include "pipeline/document.hpp"

#include <fmt/format.h>

namespace comention {
namespace {

/// Adds a mention for each tag and links all names inside the document.
void link_names(Document& document, std::span<const Tag> tags, const EntityResolver& resolver) {
  for (const Tag& tag : tags) {
    document.tags.push_back(tag.text);
    document.mentions.push_back({0, 0, EntityType::tag, Origin::tag});
  }
  std::vector<NameUse> uses;
  uses.reserve(document.mentions.size());
  for (std::size_t i = 0; i < document.mentions.size(); ++i) {
    const Mention& mention = document.mentions[i];
    uses.push_back({document.surface(i), mention.type, mention.origin});
  }
  document.names = resolver.link(uses);
}

void take_tagged(Document& document, TaggedText tagged) {
  document.sentences = std::move(tagged.sentences);
  document.mentions = std::move(tagged.mentions);
  document.tokens = tagged.tokens;
}

std::vector<Tag> as_tags(std::span<const std::string> texts) {
  std::vector<Tag> tags;
  for (const auto& text : texts) tags.push_back({text, TagKind::topic});
  return tags;
}

}  // namespace

Document document_as_given(const RawPage& page, const EntityResolver& resolver) {
  Document document;
  document.id = page.id;
  document.source = page.source;
  document.date = parse_iso_day(page.date) == no_day ? "" : page.date.substr(0, 10);
  document.text = page.text;
  take_tagged(document, page.mentions_given ? locate_mentions(document.text, page.mentions)
                                            : find_names(document.text));
  link_names(document, as_tags(page.tags), resolver);
  return document;
}

Document document_of(const Page& page, std::size_t number, const EntityResolver& resolver) {
  const Article& article = page.articles[number - 1];
  const bool several = page.articles.size() > 1;
  Document document;
  document.id = several ? fmt::format("{}#{}", page.id, number) : page.id;
  document.source = several ? fmt::format("{}#{}", page.source, number) : page.source;
  document.article = static_cast<std::uint32_t>(number);
  document.date = article.date;
  document.text = article_text(article);
  document.foreign = article.foreign;
  document.english = article.english;
  take_tagged(document,
              article.english ? find_names(document.text) : locate_mentions(document.text, {}));
  link_names(document, article.tags, resolver);
  return document;
}

}  // namespace comention
