#include "pipeline/document.hpp"

#include <fmt/format.h>

namespace comention {
namespace {

TaggedText tag_text(const Document& document, const RawPage* given) {
  if (given != nullptr && given->mentions_given)
    return locate_mentions(document.text, given->mentions);
  return document.english ? find_names(document.text) : locate_mentions(document.text, {});
}

}  // namespace

void set_names(Document& document, TaggedText tagged, const EntityResolver& resolver) {
  document.sentences = std::move(tagged.sentences);
  document.mentions = std::move(tagged.mentions);
  document.tokens = tagged.tokens;
  for (std::size_t i = 0; i < document.tags.size(); ++i) {
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

Document document_as_given(const RawPage& page) {
  Document document;
  document.id = page.id;
  document.source = page.source;
  document.date = parse_iso_day(page.date) == no_day ? "" : page.date.substr(0, 10);
  document.text = page.text;
  document.tags = page.tags;
  return document;
}

Document document_of(const Page& page, std::size_t number) {
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
  for (const Tag& tag : article.tags) document.tags.push_back(tag.text);
  document.cleaned = !article.paragraphs.empty();
  if (document.cleaned) document.print = print_of(document.text);
  return document;
}

void find_document_names(Document& document, const RawPage* given, const EntityResolver& resolver) {
  set_names(document, tag_text(document, given), resolver);
}

}  // namespace comention
