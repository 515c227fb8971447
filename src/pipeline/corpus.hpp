#pragma once

#include <functional>
#include <span>
#include <string>

#include "comention/pipeline.hpp"
#include "mention/log.hpp"
#include "page/copies.hpp"
#include "pipeline/document.hpp"

namespace comention {

/// Which copies are sought under a choice of which copies count.
CopySearch copy_search(Dedup dedup);

/// Adds a page's articles and what was set aside to a report.
void count_articles(const Page& page, CorpusReport& report);

/// Hears each document in input order, with the name under which each mention has to be logged.
using TakeDocument = std::function<Result<void>(const Document&, std::span<const NameId>)>;

/// Reads pages on all threads: clean, cut, find names, link them inside each document; then, in
/// input order, leaves out copies, tells `resolver` the names and hands the document to `take`.
Result<CorpusReport> read_documents(std::span<const std::string> inputs,
                                    const CorpusOptions& options, EntityResolver& resolver,
                                    const TakeDocument& take, Observer& observer);

/// A corpus after reading: what everything later is computed from.
struct Corpus {
  MentionLog log;
  Entities entities;
  CorpusReport report;
};

/// Reads a corpus into a mention log and resolves its names.
Result<Corpus> read_corpus(std::span<const std::string> inputs, const CorpusOptions& options,
                           Observer& observer);

}  // namespace comention
