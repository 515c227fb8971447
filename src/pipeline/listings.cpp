#include <fmt/format.h>

#include "base/array.hpp"
#include "base/spill.hpp"
#include "pipeline/corpus.hpp"
#include "pipeline/page_run.hpp"
#include "pipeline/records.hpp"
#include "pipeline/stored_document.hpp"

namespace comention {
namespace {

/// "source#article" of each article with text, to name the first of copies; past the budget in a
/// temporary file.
class ArticleNames {
 public:
  explicit ArticleNames(SpillPlace place) : bytes_(std::move(place)) {}

  Result<void> add(const std::string& source, std::size_t number) {
    const auto at = bytes_.append(fmt::format("{}#{}", source, number));
    if (!at) return tl::unexpected(at.error());
    starts_.push_back(*at);
    return {};
  }
  Result<std::string> at(std::uint32_t article) const {
    const std::uint64_t end = article + 1 < starts_.size() ? starts_[article + 1] : bytes_.size();
    std::string name(static_cast<std::size_t>(end - starts_[article]), '\0');
    if (auto read = bytes_.read(starts_[article], name); !read) return tl::unexpected(read.error());
    return name;
  }

 private:
  SpillBuffer bytes_;
  Array<std::uint64_t> starts_;
};

}  // namespace

Result<CorpusReport> clean_pages(std::span<const std::string> inputs, const CorpusOptions& options,
                                 ByteSink& out, Observer& observer) {
  CorpusReport report;
  CopyFinder copies(copy_search(options.dedup));
  ArticleNames articles(SpillPlace{options.temporary_folder, options.memory / 8});
  struct Cleaned {
    Page page;
    std::vector<TextPrint> prints;
  };
  const auto work = [&](const RawPage& page) {
    Cleaned cleaned{clean_page(page, options.clean), {}};
    for (const Article& article : cleaned.page.articles) {
      cleaned.prints.push_back(print_of(article_text(article)));
    }
    return cleaned;
  };
  const auto take = [&](Cleaned cleaned) -> Result<void> {
    Page& page = cleaned.page;
    for (std::size_t i = 0; i < page.articles.size(); ++i) {
      Article& article = page.articles[i];
      if (article.paragraphs.empty() || !article.duplicate_of.empty()) continue;
      const Copy copy = copies.add(cleaned.prints[i]);
      if (auto added = articles.add(page.source, i + 1); !added) return added;
      if (copy.kind == CopyKind::near) ++report.copies_near;
      if (copy.kind == CopyKind::none) continue;
      auto original = articles.at(copy.of);
      if (!original) return tl::unexpected(original.error());
      article.duplicate_of = std::move(*original);
    }
    count_articles(page, report);
    for (std::size_t number = 1; number <= page.articles.size(); ++number) {
      // Injected text stands among what its host set aside: to a reader of the page it is no
      // article.
      if (page.articles[number - 1].foreign && number > 1) continue;
      const auto written = out.write(clean_record(page, number, options.clean.explain));
      if (!written) return written;
    }
    return {};
  };
  const auto outcome = for_each_page(inputs, options, report, observer, work, take);
  if (!outcome) return tl::unexpected(outcome.error());
  return report;
}

Result<CorpusReport> extract_mentions(std::span<const std::string> inputs,
                                      const CorpusOptions& options, ByteSink& out,
                                      Observer& observer) {
  EntityResolver resolver(resolve_options(options));
  // Which entity a mention belongs to is known at the end only; documents wait on disk if they
  // must.
  DocumentStore store(SpillPlace{options.temporary_folder, options.memory / 2});
  const auto keep = [&](const Document& document, std::span<const NameId> names) {
    return store.add(document, names);
  };
  const auto read = read_documents(inputs, options, resolver, keep, observer);
  if (!read) return tl::unexpected(read.error());
  const auto entities = resolver.resolve();
  if (!entities) return tl::unexpected(entities.error());
  for (std::size_t i = 0; i < store.size(); ++i) {
    if (observer.stop_requested()) return fail(ErrorKind::stopped, "stopped");
    const auto stored = store.get(i);
    if (!stored) return tl::unexpected(stored.error());
    const auto written = out.write(extract_record(stored->document, stored->names, *entities));
    if (!written) return tl::unexpected(written.error());
    observer.progress({"writing", i + 1, store.size(), "documents", read->report.pages});
  }
  return read->report;
}

Result<CorpusReport> list_entities(std::span<const std::string> inputs,
                                   const CorpusOptions& options, ByteSink& out,
                                   Observer& observer) {
  auto corpus = read_corpus(inputs, options, observer);
  if (!corpus) return tl::unexpected(corpus.error());
  for (std::uint32_t id = 0; id < corpus->entities.size(); ++id) {
    const auto written = out.write(entity_record(corpus->entities, EntityId{id}));
    if (!written) return tl::unexpected(written.error());
  }
  for (const AmbiguousName& name : corpus->entities.ambiguous()) {
    const auto written = out.write(ambiguous_record(corpus->entities, name));
    if (!written) return tl::unexpected(written.error());
  }
  return corpus->report;
}

}  // namespace comention
