#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

#include "base/spill.hpp"
#include "comention/result.hpp"

namespace comention {

/// Words that hold whole context records.
struct Chunk {
  std::unique_ptr<std::uint32_t[]> words;  ///< null while the chunk is in the file
  std::uint32_t used = 0;
  std::uint32_t capacity = 0;
  std::uint32_t writer = 0;   ///< whose numbering of entities the records use
  std::uint64_t file_at = 0;  ///< byte position in the file
};

/// Context records in chunks of a few megabytes. A record never crosses a chunk, so that chunks can
/// be written by several threads, rewritten in place and moved to a temporary file one by one.
class ChunkStore {
 public:
  static constexpr std::uint32_t chunk_bits = 20;
  static constexpr std::uint32_t chunk_words = 1u << chunk_bits;

  explicit ChunkStore(SpillPlace place) : place_(std::move(place)) {}

  /// Takes over a written chunk. Safe from many threads.
  Result<void> add(Chunk chunk);

  std::size_t size() const { return chunks_.size(); }
  const Chunk& chunk(std::size_t i) const { return chunks_[i]; }
  bool spilled() const { return static_cast<bool>(file_); }

  /// The words of a chunk, from memory or read into `buffer`.
  Result<std::span<std::uint32_t>> load(std::size_t i, std::vector<std::uint32_t>& buffer) const;
  /// Puts changed words back (nothing to do in memory).
  Result<void> save(std::size_t i, std::span<const std::uint32_t> words);

 private:
  Result<void> spill(Chunk& chunk);

  SpillPlace place_;
  std::mutex mutex_;
  std::vector<Chunk> chunks_;
  std::uint64_t memory_ = 0;
  std::uint64_t file_size_ = 0;
  UnlinkedFile file_;
};

/// Writes records into chunks of one store; one for each thread.
class ChunkWriter {
 public:
  ChunkWriter(ChunkStore& store, std::uint32_t writer) : store_(&store), writer_(writer) {}

  /// Room for a record of at most `words` words; commit() says how many were used.
  Result<std::uint32_t*> reserve(std::uint32_t words);
  void commit(std::uint32_t words) { chunk_.used += words; }
  /// Hands the last chunk over.
  Result<void> close();

 private:
  ChunkStore* store_;
  std::uint32_t writer_;
  Chunk chunk_;
};

}  // namespace comention
