#include "pipeline/corpus.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "pipeline/extractor.hpp"
#include "pipeline/page_run.hpp"
#include "pipeline/stored_document.hpp"

namespace comention {
namespace {

/// Pages whose text must stay as it was given, because offsets refer to it.
bool taken_as_given(const RawPage& page, const CorpusOptions& options) {
  return options.clean.as_is || page.mentions_given || page.form == PageForm::tags;
}

/// A page's documents, and what cleaning set aside.
struct PageDocuments {
  std::vector<Document> documents;
  CorpusReport report;
};

PageDocuments documents_of(const RawPage& page, const CorpusOptions& options,
                           const EntityResolver& resolver) {
  PageDocuments result;
  // Another tagger gets the texts later, all in one go; mentions that were given stay as they are.
  const bool find = options.extractor.empty() || page.mentions_given;
  if (taken_as_given(page, options)) {
    result.documents.push_back(document_as_given(page));
    if (find) find_document_names(result.documents.back(), &page, resolver);
    return result;
  }
  const Page cleaned = clean_page(page, options.clean);
  count_articles(cleaned, result.report);
  for (std::size_t number = 1; number <= cleaned.articles.size(); ++number) {
    const Article& article = cleaned.articles[number - 1];
    if (!article.duplicate_of.empty() && options.dedup != Dedup::off) continue;
    if (article.paragraphs.empty() && article.tags.empty()) continue;
    result.documents.push_back(document_of(cleaned, number));
    if (find) find_document_names(result.documents.back(), nullptr, resolver);
  }
  return result;
}

void add_counts(CorpusReport& to, const CorpusReport& from) {
  to.articles += from.articles;
  to.foreign_articles += from.foreign_articles;
  to.pages_without_article += from.pages_without_article;
  to.not_english += from.not_english;
  to.copies_exact += from.copies_exact;
  to.lines_set_aside += from.lines_set_aside;
  for (const auto& [kind, lines] : from.set_aside) to.set_aside[kind] += lines;
}

/// Finds the articles that came before, and counts how often each came again.
class StoryFinder {
 public:
  StoryFinder(Dedup dedup, ReadDocuments& read) : copies_(copy_search(dedup)), read_(read) {}

  /// Numbers a document among the stories; false for a copy.
  bool take(Document& document) {
    if (!document.cleaned) return true;
    document.story = static_cast<std::uint32_t>(read_.copies.size());
    read_.copies.push_back(0);
    const Copy copy = copies_.add(document.print);
    if (copy.kind == CopyKind::none) return true;
    ++read_.copies[copy.of];
    ++(copy.kind == CopyKind::exact ? read_.report.copies_exact : read_.report.copies_near);
    return false;
  }

 private:
  CopyFinder copies_;
  ReadDocuments& read_;
};

/// Names cannot be spilled; said once, as soon as they are known to pass the budget.
class NameWatch {
 public:
  NameWatch(const EntityResolver& resolver, const CorpusOptions& options, Observer& observer)
      : resolver_(resolver), memory_(options.memory), observer_(observer) {}

  void look() {
    // Comparing takes about as much again as the names do.
    if (said_ || resolver_.memory() * 2 <= memory_) return;
    said_ = true;
    observer_.notice(fmt::format(
        "{} different names so far; they and what compares them take {} MiB, more than --memory "
        "{}M, which bounds everything else: raise it, or read the corpus in parts",
        resolver_.names(), resolver_.memory() >> 19, memory_ >> 20));
  }

 private:
  const EntityResolver& resolver_;
  std::size_t memory_;
  Observer& observer_;
  bool said_ = false;
};

std::vector<NameId> names_of_mentions(const Document& document, EntityResolver& resolver) {
  const std::vector<NameId> ids = resolver.add(document.names);
  std::vector<NameId> of_mention;
  of_mention.reserve(document.mentions.size());
  for (const auto name : document.names.of_mention) of_mention.push_back(ids[name]);
  return of_mention;
}

}  // namespace

CopySearch copy_search(Dedup dedup) {
  switch (dedup) {
    case Dedup::exact:
      return CopySearch::exact;
    case Dedup::near:
      return CopySearch::near;
    case Dedup::off:
      break;
  }
  return CopySearch::off;
}

ResolveOptions resolve_options(const CorpusOptions& options) {
  ResolveOptions resolve = options.resolve;
  resolve.memory = options.memory / 8;
  resolve.temporary_folder = options.temporary_folder;
  return resolve;
}

void count_articles(const Page& page, CorpusReport& report) {
  bool any = false;
  for (const Article& article : page.articles) {
    report.lines_set_aside += article.set_aside.size();
    for (const Verdict& verdict : article.set_aside) {
      ++report.set_aside[std::string(to_string(verdict.kind))];
    }
    if (article.paragraphs.empty()) continue;
    any = true;
    ++report.articles;
    report.foreign_articles += article.foreign ? 1 : 0;
    report.not_english += article.english ? 0 : 1;
    report.copies_exact += article.duplicate_of.empty() ? 0 : 1;
  }
  report.pages_without_article += any ? 0 : 1;
}

Result<ReadDocuments> read_documents(std::span<const std::string> inputs,
                                     const CorpusOptions& options, EntityResolver& resolver,
                                     const TakeDocument& take, Observer& observer) {
  ReadDocuments read;
  CorpusReport& report = read.report;
  StoryFinder stories(options.dedup, read);
  DocumentStore waiting(SpillPlace{options.temporary_folder, options.memory / 4});
  NameWatch watch(resolver, options, observer);
  const auto hand_over = [&](const Document& document) -> Result<void> {
    const std::vector<NameId> names = names_of_mentions(document, resolver);
    watch.look();
    report.mentions += names.size();
    report.tag_lists += document.tags.empty() ? 0 : 1;
    return take(document, names);
  };
  const auto work = [&](const RawPage& page) { return documents_of(page, options, resolver); };
  const auto finish = [&](PageDocuments page) -> Result<void> {
    add_counts(report, page.report);
    for (Document& document : page.documents) {
      if (!stories.take(document)) continue;
      const bool tagged = options.extractor.empty() || !document.names.of_mention.empty();
      if (auto done = tagged ? hand_over(document) : waiting.add(document, {}); !done) return done;
    }
    return {};
  };
  auto outcome = for_each_page(inputs, options, report, observer, work, finish);
  if (outcome && waiting.size() > 0) {
    outcome =
        find_names_elsewhere(options.extractor, waiting, resolver, hand_over, report, observer);
  }
  if (!outcome) return tl::unexpected(outcome.error());
  if (report.pages == 0) {
    return fail(ErrorKind::input, report.skipped == 0
                                      ? "there is nothing to read: no page in any input"
                                      : "nothing could be read");
  }
  return read;
}

Result<Corpus> read_corpus(std::span<const std::string> inputs, const CorpusOptions& options,
                           Observer& observer) {
  Corpus corpus{MentionLog(SpillPlace{options.temporary_folder, options.memory / 4}), {}, {}, {}};
  EntityResolver resolver(resolve_options(options));
  std::vector<LoggedMention> logged;
  std::vector<std::uint32_t> story_of_article;
  const auto log = [&](const Document& document, std::span<const NameId> names) -> Result<void> {
    logged.clear();
    for (std::size_t i = 0; i < names.size(); ++i) {
      const Mention& m = document.mentions[i];
      logged.push_back({names[i], m.origin, m.paragraph, m.sentence, m.token, m.start, m.end});
    }
    const auto added =
        corpus.log.add({document.source, document.article, parse_iso_day(document.date),
                        document.text, document.sentences, logged});
    if (!added) return tl::unexpected(added.error());
    story_of_article.push_back(document.story);
    return {};
  };
  const auto read = read_documents(inputs, options, resolver, log, observer);
  if (!read) return tl::unexpected(read.error());
  corpus.report = read->report;
  for (const auto story : story_of_article) {
    corpus.copies.push_back(story < read->copies.size() ? read->copies[story] : 0);
  }
  observer.progress({"resolving names", 0, 0, "names", corpus.report.pages});
  auto entities = resolver.resolve();
  if (!entities) return tl::unexpected(entities.error());
  corpus.entities = std::move(*entities);
  corpus.report.names = corpus.entities.of_names().size();
  corpus.report.entities = corpus.entities.size();
  corpus.report.ambiguous = corpus.entities.ambiguous().size();
  return corpus;
}

}  // namespace comention
