#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "comention/pipeline.hpp"
#include "mention/log.hpp"
#include "page/copies.hpp"
#include "pipeline/document.hpp"

namespace comention {

/// Which copies are sought under a choice of which copies count.
CopySearch copy_search(Dedup dedup);

/// The resolver's settings, with its share of the memory.
ResolveOptions resolve_options(const CorpusOptions& options);

/// Adds a page's articles and what was set aside to a report.
void count_articles(const Page& page, CorpusReport& report);

/// Hears each document in input order, with the name under which each mention has to be logged.
using TakeDocument = std::function<Result<void>(const Document&, std::span<const NameId>)>;

/// What reading a corpus leaves behind besides the documents.
struct ReadDocuments {
  CorpusReport report;
  std::vector<std::uint32_t> copies;  ///< later copies of each story, by Document::story
};

/// Reads pages on all threads: clean, cut, find names, link them inside each document; then, in
/// input order, leaves out copies, tells `resolver` the names and hands the document to `take`.
Result<ReadDocuments> read_documents(std::span<const std::string> inputs,
                                     const CorpusOptions& options, EntityResolver& resolver,
                                     const TakeDocument& take, Observer& observer);

/// A corpus after reading: what everything later is computed from.
struct Corpus {
  MentionLog log;
  Entities entities;
  CorpusReport report;
  std::vector<std::uint32_t> copies;  ///< left out of each article of the log
};

/// Reads a corpus into a mention log and resolves its names.
Result<Corpus> read_corpus(std::span<const std::string> inputs, const CorpusOptions& options,
                           Observer& observer);

}  // namespace comention
