#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "comention/entity.hpp"
#include "comention/export.hpp"
#include "comention/observer.hpp"
#include "comention/page.hpp"
#include "comention/read.hpp"
#include "comention/result.hpp"

namespace comention {

/// Which copies of an article count.
enum class Dedup : std::uint8_t {
  exact,  ///< of articles with the same words the first
  near,   ///< also of articles that say nearly the same
  off,    ///< all
};

/// Settings of everything up to the names of each article; shared by all commands.
struct CorpusOptions {
  ReadOptions read;
  CleanOptions clean;
  ResolveOptions resolve;
  Dedup dedup = Dedup::near;
  std::string extractor;  ///< shell command that finds names instead of the built-in tagger
  unsigned threads = 1;
  std::size_t memory = std::size_t{1} << 30;  ///< bytes; what is larger goes to temporary files
  bool strict = false;  ///< true: the first unit that cannot be read ends the run
  std::vector<std::string> excluded;  ///< paths never to be read: the run's own outputs
};

/// What was read, set aside, merged: nothing is lost in silence.
struct CorpusReport {
  std::uint64_t pages = 0, bytes = 0, skipped = 0;
  std::uint64_t articles = 0, foreign_articles = 0, pages_without_article = 0;
  std::uint64_t not_english = 0;  ///< articles whose text was not searched for names
  std::uint64_t copies_exact = 0, copies_near = 0;
  std::uint64_t lines_set_aside = 0;
  std::map<std::string, std::uint64_t, std::less<>> set_aside;  ///< lines by kind
  std::uint64_t recoded = 0;  ///< pages that were not plain UTF-8
  std::uint64_t mentions = 0, names = 0, entities = 0, ambiguous = 0, tag_lists = 0;
};

/// JSON lines of `comention clean`: one article each, in input order.
Result<CorpusReport> clean_pages(std::span<const std::string> inputs, const CorpusOptions& options,
                                 ByteSink& out, Observer& observer);

/// JSON lines of `comention extract`: one article each with its mentions and their entities.
Result<CorpusReport> extract_mentions(std::span<const std::string> inputs,
                                      const CorpusOptions& options, ByteSink& out,
                                      Observer& observer);

/// JSON lines of `comention entities`: one entity each, then what stayed ambiguous.
Result<CorpusReport> list_entities(std::span<const std::string> inputs,
                                   const CorpusOptions& options, ByteSink& out,
                                   Observer& observer);

}  // namespace comention
