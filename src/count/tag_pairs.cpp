#include "count/tag_pairs.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "base/interner.hpp"
#include "base/parallel.hpp"
#include "count/incidence_state.hpp"

namespace comention {
namespace {

/// What one thread has read: its own numbering of tags and its own chunks of contexts.
class Shard {
 public:
  Shard(ChunkStore& store, std::uint32_t number) : writer_(store, number) {}

  /// Reads a block; fails when the contexts find no room on disk.
  Result<void> read(const TagBlock& block, const std::string& table, TagTableReport& report) {
    Result<void> done;
    for_each_tag(
        block, table, report,
        [&] {
          if (done) done = next_line();
        },
        [&](const char* first, std::size_t size) {
          if (size > max_tag_bytes) {
            size = tag_cut(first, size);
            ++report.tags_cut;
          }
          if (done) add(names_.intern_padded(first, size));
        });
    end_line();
    return done;
  }
  Result<void> close() { return writer_.close(); }

  const Interner& names() const { return names_; }
  std::uint64_t lines_with(std::uint32_t name) const { return seen_[name].lines; }
  /// Number of lines by their distinct tags.
  const std::vector<std::uint64_t>& sizes() const { return sizes_; }

 private:
  struct Seen {
    std::uint32_t last_line;  ///< in which it stood, to count it once a line
    std::uint32_t lines;
  };

  void add(std::uint32_t name) {
    if (name == seen_.size()) seen_.push_back({0, 0});
    Seen& seen = seen_[name];
    if (seen.last_line == line_) return;
    seen.last_line = line_;
    ++seen.lines;
    record_[++tags_] = name;
  }

  Result<void> next_line() {
    end_line();
    auto room = writer_.reserve(1 + max_tags_of_line);
    if (!room) return tl::unexpected(room.error());
    record_ = *room;
    ++line_;
    return {};
  }

  void end_line() {
    std::uint32_t* const record = std::exchange(record_, nullptr);
    if (record == nullptr) return;
    if (tags_ >= sizes_.size()) sizes_.resize(tags_ + 1);
    ++sizes_[tags_];
    if (tags_ > 1) {
      record[0] = tags_;
      writer_.commit(1 + tags_);
    }
    tags_ = 0;
  }

  Interner names_;
  std::vector<Seen> seen_;
  ChunkWriter writer_;
  std::uint32_t* record_ = nullptr;
  std::uint32_t line_ = 0;
  std::uint32_t tags_ = 0;
  std::vector<std::uint64_t> sizes_;
};

/// Reads all tables; blocks go to whichever shard is free, since no order matters here.
class TagReading {
 public:
  TagReading(ChunkStore& store, const TagPairOptions& options) : store_(store), options_(options) {}

  Result<void> read(const TagTableInput& input);
  Result<void> close() {
    for (auto& shard : shards_) {
      if (auto done = shard->close(); !done) return done;
    }
    return {};
  }
  std::vector<std::unique_ptr<Shard>>& shards() { return shards_; }
  const TagTableReport& report() const { return report_; }

 private:
  struct Read {
    TagTableReport report;
    Result<void> done;
  };

  Read read_block(TagBlock& block, const std::string& table) {
    Read read;
    repair(block, table, read.report);
    Shard* shard = borrow();
    read.done = shard->read(block, table, read.report);
    const std::lock_guard lock(mutex_);
    free_.push_back(shard);
    return read;
  }

  Shard* borrow() {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) {
      const auto number = static_cast<std::uint32_t>(shards_.size());
      shards_.push_back(std::make_unique<Shard>(store_, number));
      return shards_.back().get();
    }
    Shard* shard = free_.back();
    free_.pop_back();
    return shard;
  }

  ChunkStore& store_;
  const TagPairOptions& options_;
  TagTableReport report_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Shard>> shards_;
  std::vector<Shard*> free_;
};

Result<void> TagReading::read(const TagTableInput& input) {
  TagTableReader reader(input);
  std::optional<Error> read_error, error;
  for_each_in_order(
      std::max(1u, options_.threads),
      [&]() -> std::optional<TagBlock> {
        if (options_.stop && options_.stop()) {
          read_error = Error{ErrorKind::stopped, "stopped"};
          return std::nullopt;
        }
        auto block = reader.next_block();
        if (!block) {
          read_error = block.error();
          return std::nullopt;
        }
        if (block->size == 0) return std::nullopt;
        return std::move(*block);
      },
      [&](TagBlock& block) { return read_block(block, reader.name()); },
      [&](Read read) {
        report_.add(read.report);
        if (!read.done) error = read.done.error();
        return read.done.has_value();
      });
  report_.add(reader.report());
  if (read_error) return tl::unexpected(*read_error);
  if (error) return tl::unexpected(*error);
  return {};
}

/// The tags of all shards as entities: ids in byte order of the tags.
struct TagEntities {
  std::vector<std::string_view> tags;                 ///< by EntityId; lie in the shards
  std::vector<std::vector<std::uint32_t>> numbering;  ///< by shard and its own id
};

TagEntities merge_tags(std::span<const std::unique_ptr<Shard>> shards) {
  struct Key {
    std::uint64_t prefix;  ///< the first eight bytes, comparable as a number
    std::uint32_t shard, name;
  };
  std::vector<Key> keys;
  TagEntities entities;
  for (std::uint32_t shard = 0; shard < shards.size(); ++shard) {
    const Interner& names = shards[shard]->names();
    entities.numbering.emplace_back(names.size());
    for (std::uint32_t name = 0; name < names.size(); ++name) {
      const std::string_view text = names.at(name);
      std::uint64_t prefix = 0;
      for (std::size_t i = 0; i < 8; ++i) {
        prefix = prefix << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
      }
      keys.push_back({prefix, shard, name});
    }
  }
  const auto text = [&](const Key& key) { return shards[key.shard]->names().at(key.name); };
  std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
    return a.prefix != b.prefix ? a.prefix < b.prefix : text(a) < text(b);
  });
  for (const Key& key : keys) {
    if (entities.tags.empty() || entities.tags.back() != text(key)) {
      entities.tags.push_back(text(key));
    }
    entities.numbering[key.shard][key.name] = static_cast<std::uint32_t>(entities.tags.size() - 1);
  }
  return entities;
}

/// Margins and totals, summed over the shards.
void tally(Incidence::State& state, std::span<const std::unique_ptr<Shard>> shards,
           const TagEntities& entities, std::uint64_t lines) {
  state.tallies.resize(entities.tags.size());
  CorpusTotals& totals = state.totals;
  totals.contexts = totals.documents = lines;
  for (std::size_t s = 0; s < shards.size(); ++s) {
    const auto& sizes = shards[s]->sizes();
    for (std::size_t k = 1; k < sizes.size(); ++k) {
      if (sizes[k] == 0) continue;
      totals.incidences += k * sizes[k];
      totals.pair_slots += static_cast<double>(k * (k - 1)) * static_cast<double>(sizes[k]);
      totals.largest = std::max(totals.largest, static_cast<std::uint32_t>(k));
      if (k > state.options.large_from) totals.large += sizes[k];
      state.classes.push_back({k, 1, false, 0, sizes[k]});
    }
    for (std::uint32_t name = 0; name < entities.numbering[s].size(); ++name) {
      EntityTally& tally = state.tallies[entities.numbering[s][name]];
      const auto lines_with = shards[s]->lines_with(name);
      tally.contexts += lines_with;
      tally.mentions += lines_with;
      tally.documents += static_cast<std::uint32_t>(lines_with);
    }
  }
  totals.instances = totals.incidences;
}

/// Writes rows as lines. Names lie in one run of bytes in the order of their ranks, so that the
/// frequent ones share cache lines.
class PairLines final : public RowSink {
 public:
  PairLines(const Incidence& index, const TagEntities& entities, const TagPairOptions& options,
            ByteSink& out)
      : index_(index), options_(options), out_(out) {
    starts_.reserve(index.entities() + 1);
    for (std::uint32_t rank = 0; rank < index.entities(); ++rank) {
      starts_.push_back(names_.size());
      names_ += entities.tags[static_cast<std::uint32_t>(index.entity_of(rank))];
    }
    starts_.push_back(names_.size());
    names_.append(step, '\0');
  }

  std::string render(const RowBatch& batch) const override {
    std::string text;
    for (const PairRow& row : batch.rows) {
      const std::size_t begin = text.size();
      text.resize(begin + room_for(row) + step);
      char* at = text.data() + begin;
      for (const PairCell& cell : row.columns) at = put_line(at, row.rank, cell);
      text.resize(static_cast<std::size_t>(at - text.data()));
    }
    return text;
  }

  Result<bool> take(const RowBatch&, std::string rendered) override {
    if (options_.stop && options_.stop()) return fail(ErrorKind::stopped, "stopped");
    if (auto done = out_.write(rendered); !done) return tl::unexpected(done.error());
    return true;
  }

 private:
  static constexpr std::size_t step = 16;        ///< names are copied in steps
  static constexpr std::size_t number = 20 + 3;  ///< digits of a count, two tabs, a line end

  std::size_t size(std::uint32_t rank) const {
    return static_cast<std::size_t>(starts_[rank + 1] - starts_[rank]);
  }

  std::size_t room_for(const PairRow& row) const {
    std::size_t bytes = row.columns.size() * (size(row.rank) + number);
    for (const PairCell& cell : row.columns) bytes += size(cell.rank);
    return bytes;
  }

  char* put_name(char* at, std::uint32_t rank) const {
    const char* name = names_.data() + starts_[rank];
    const std::size_t bytes = size(rank);
    std::memcpy(at, name,
                step);  // a fixed size is one instruction; what is too much is written over
    if (bytes > step) std::memcpy(at + step, name + step, bytes - step);
    return at + bytes;
  }

  char* put_line(char* at, std::uint32_t row, const PairCell& cell) const {
    const bool row_first = index_.entity_of(row) < index_.entity_of(cell.rank);
    at = put_name(at, row_first ? row : cell.rank);
    *at++ = '\t';
    at = put_name(at, row_first ? cell.rank : row);
    *at++ = '\t';
    if (cell.count < 10) {
      *at++ = static_cast<char>('0' + cell.count);
    } else {
      at = std::to_chars(at, at + 20, cell.count).ptr;
    }
    *at++ = '\n';
    return at;
  }

  const Incidence& index_;
  const TagPairOptions& options_;
  ByteSink& out_;
  std::string names_;
  std::vector<std::uint64_t> starts_;
};

}  // namespace

Result<TagPairReport> write_tag_pairs(const std::vector<TagTableInput>& inputs,
                                      const TagPairOptions& options, ByteSink& out) {
  CountOptions counting;
  counting.counting = Counting::full;
  counting.large = LargeContexts::keep;
  counting.documents = false;
  counting.place = options.place;
  counting.threads = std::max(1u, options.threads);
  auto state = std::make_unique<Incidence::State>(counting, Occurrences::binary, Decay::none);

  TagReading reading(state->store, options);
  for (const auto& input : inputs) {
    if (auto done = reading.read(input); !done) return tl::unexpected(done.error());
  }
  if (auto done = reading.close(); !done) return tl::unexpected(done.error());
  const TagEntities entities = merge_tags(reading.shards());
  tally(*state, reading.shards(), entities, reading.report().lines);
  if (auto done = state->finish(entities.numbering); !done) return tl::unexpected(done.error());

  const Incidence index(std::move(state));
  PairLines lines(index, entities, options, out);
  const auto rows = count_rows(index, options.filter, lines);
  if (!rows) return tl::unexpected(rows.error());
  return TagPairReport{reading.report(), index.totals(), *rows};
}

}  // namespace comention
