#include "pipeline/stream_pairs.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <vector>

#include "base/output.hpp"
#include "count/tag_pairs.hpp"
#include "pipeline/counted.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

/// One sink that feeds several files.
class Tee final : public ByteSink {
 public:
  Result<void> open(std::span<const OutputRequest> outputs) {
    for (const auto& output : outputs) {
      auto file = AtomicFile::open(output.path);
      if (!file) return tl::unexpected(file.error());
      files_.push_back(std::move(*file));
    }
    return {};
  }
  Result<void> write(std::string_view bytes) override {
    for (auto& file : files_) {
      if (auto written = file.write(bytes); !written) return written;
    }
    return {};
  }
  Result<void> commit() {
    for (auto& file : files_) {
      if (auto committed = file.commit(); !committed) return committed;
    }
    return {};
  }

 private:
  std::vector<AtomicFile> files_;
};

/// Rows as lines of text.
class PairLines final : public RowSink {
 public:
  PairLines(const Counted& counted, ByteSink& out, Observer& observer)
      : index_(*counted.index), out_(out), observer_(observer) {
    const Entities& entities = counted.corpus.entities;
    labels_.reserve(entities.size());
    for (std::uint32_t id = 0; id < entities.size(); ++id) {
      labels_.push_back(squeeze_spaces(entities.label(EntityId{id})));
    }
  }

  std::string render(const RowBatch& batch) const override {
    std::string text;
    for (const PairRow& row : batch.rows) {
      const std::string& label = label_of(row.rank);
      for (const PairCell& cell : row.columns) {
        const std::string& other = label_of(cell.rank);
        const bool first = label < other;
        text.append(first ? label : other) += '\t';
        text.append(first ? other : label) += '\t';
        char digits[20];
        text.append(digits, std::to_chars(digits, digits + sizeof digits, cell.count).ptr);
        text += '\n';
      }
    }
    return text;
  }

  Result<bool> take(const RowBatch& batch, std::string rendered) override {
    if (observer_.stop_requested()) return fail(ErrorKind::stopped, "stopped");
    if (auto written = out_.write(rendered); !written) return tl::unexpected(written.error());
    if (!batch.rows.empty()) {
      observer_.progress({"counting", batch.rows.back().rank, index_.entities(), "entities", 0});
    }
    return true;
  }

 private:
  const std::string& label_of(std::uint32_t rank) const {
    return labels_[static_cast<std::size_t>(index_.entity_of(rank))];
  }

  const Incidence& index_;
  ByteSink& out_;
  Observer& observer_;
  std::vector<std::string> labels_;
};

/// Tag tables whose tags are counted as they are.
bool plain_tag_tables(std::span<const std::string> inputs, const BuildOptions& options) {
  const ResolveOptions& resolve = options.corpus.resolve;
  const bool as_they_are = options.corpus.read.format == "tags" && !resolve.aliases &&
                           resolve.thesaurus.empty() && options.stoplist.empty() &&
                           !options.between && options.large != LargeContexts::skip &&
                           options.min_cooccurrences.has_value();
  const bool tags =
      std::find(options.types.begin(), options.types.end(), EntityType::tag) != options.types.end();
  return as_they_are && tags &&
         std::all_of(inputs.begin(), inputs.end(), [](const std::string& path) {
           std::error_code error;
           return path == "-" || std::filesystem::is_regular_file(path, error);
         });
}

Result<BuildReport> stream_tag_tables(std::span<const std::string> inputs,
                                      const BuildOptions& options, ByteSink& out,
                                      Observer& observer) {
  std::vector<std::string> paths(inputs.begin(), inputs.end());
  std::sort(paths.begin(), paths.end());
  std::vector<TagTableInput> tables;
  for (const auto& path : paths) {
    auto table = open_tag_table(path);
    if (!table) return tl::unexpected(table.error());
    tables.push_back(std::move(*table));
  }
  TagPairOptions settings;
  settings.filter.min_count = *options.min_cooccurrences;
  settings.filter.min_occurrences = options.min_occurrences;
  settings.place = {options.corpus.temporary_folder, options.corpus.memory};
  settings.threads = options.corpus.threads;
  const auto counted = write_tag_pairs(tables, settings, out);
  if (!counted) return tl::unexpected(counted.error());
  for (const auto& warning : counted->table.warnings) observer.notice(warning);
  BuildReport report;
  report.corpus.pages = report.corpus.tag_lists = counted->table.lines;
  report.corpus.mentions = counted->table.tags;
  report.contexts = counted->totals.contexts;
  report.large_contexts = counted->totals.large;
  report.min_cooccurrences = settings.filter.min_count;
  report.pairs = counted->rows.pairs;
  report.edges = counted->rows.kept;
  report.below_threshold = counted->rows.pairs - counted->rows.kept;
  return report;
}

Result<BuildReport> stream_corpus(std::span<const std::string> inputs, const BuildOptions& options,
                                  ByteSink& out, Observer& observer) {
  BuildReport report;
  const auto counted = count_corpus(inputs, options, report, observer);
  if (!counted) return tl::unexpected(counted.error());
  PairLines lines(*counted, out, observer);
  const auto rows = count_rows(*counted->index, counted->filter, lines);
  if (!rows) return tl::unexpected(rows.error());
  report.pairs = rows->pairs;
  report.edges = rows->kept;
  report.below_threshold = rows->pairs - rows->kept;
  return report;
}

}  // namespace

bool can_stream_pairs(const BuildOptions& options, std::span<const OutputRequest> outputs) {
  const bool pairs_only =
      std::all_of(outputs.begin(), outputs.end(), [](const OutputRequest& output) {
        const ExportFormat* format = output.format.empty() ? export_format_for(output.path)
                                                           : find_export_format(output.format);
        return format != nullptr && format->name == "pairs";
      });
  return pairs_only && options.weight.empty() && options.edge_thresholds.empty() &&
         options.node_thresholds.empty() && options.backbone.empty() && options.top_nodes == 0 &&
         options.top_edges == 0 && !options.largest_component;
}

Result<BuildReport> stream_pairs(std::span<const std::string> inputs, const BuildOptions& options,
                                 std::span<const OutputRequest> outputs, Observer& observer) {
  Tee out;
  if (auto opened = out.open(outputs); !opened) return tl::unexpected(opened.error());
  auto report = plain_tag_tables(inputs, options)
                    ? stream_tag_tables(inputs, options, out, observer)
                    : stream_corpus(inputs, options, out, observer);
  if (!report) return report;
  if (auto committed = out.commit(); !committed) return tl::unexpected(committed.error());
  return report;
}

}  // namespace comention
