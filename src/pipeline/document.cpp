#include "pipeline/document.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace comention {
namespace {

TaggedText tag_text(const Document& document, const RawPage* given) {
  if (given != nullptr && given->mentions_given)
    return locate_mentions(document.text, given->mentions);
  return document.english ? find_names(document.text) : locate_mentions(document.text, {});
}

/// What stands before and after a mention in its line: titles and acronyms in parentheses.
constexpr std::size_t bytes_before = 40, bytes_after = 20;

NameUse use_of(const Document& document, std::size_t number) {
  const Mention& mention = document.mentions[number];
  NameUse use{document.surface(number), mention.type, mention.origin, {}, {}};
  if (mention.origin == Origin::tag) return use;
  const std::string_view text = document.text;
  std::size_t start = mention.start - std::min<std::size_t>(mention.start, bytes_before);
  const auto line_start = text.substr(0, mention.start).rfind('\n');
  if (line_start != std::string_view::npos) start = std::max(start, line_start + 1);
  const std::size_t end =
      std::min<std::size_t>({text.size(), mention.end + bytes_after, text.find('\n', mention.end)});
  use.before = text.substr(start, mention.start - start);
  use.after = text.substr(mention.end, end - mention.end);
  return use;
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
    uses.push_back(use_of(document, i));
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
