#include "count/chunks.hpp"

#include <algorithm>

namespace comention {
namespace {

std::string_view as_bytes(std::span<const std::uint32_t> words) {
  return {reinterpret_cast<const char*>(words.data()), words.size_bytes()};
}

}  // namespace

Result<void> ChunkStore::add(Chunk chunk) {
  const std::lock_guard lock(mutex_);
  memory_ += std::uint64_t{chunk.used} * 4;
  chunks_.push_back(std::move(chunk));
  if (!file_) {
    if (memory_ <= place_.memory) return {};
    auto file = UnlinkedFile::create(place_.folder);
    if (!file) return tl::unexpected(file.error());
    file_ = std::move(*file);
  }
  for (Chunk& kept : chunks_) {
    if (!kept.words) continue;
    if (auto done = spill(kept); !done) return done;
  }
  return {};
}

Result<void> ChunkStore::spill(Chunk& chunk) {
  chunk.file_at = file_size_;
  const auto bytes = as_bytes({chunk.words.get(), chunk.used});
  if (auto done = file_.write(chunk.file_at, bytes); !done) return done;
  file_size_ += bytes.size();
  chunk.words.reset();
  return {};
}

Result<std::span<std::uint32_t>> ChunkStore::load(std::size_t i,
                                                  std::vector<std::uint32_t>& buffer) const {
  const Chunk& chunk = chunks_[i];
  if (chunk.words) return std::span(chunk.words.get(), chunk.used);
  buffer.resize(std::max<std::size_t>(buffer.size(), chunk.used));
  const auto words = std::span(buffer).first(chunk.used);
  const auto bytes = std::span(reinterpret_cast<char*>(words.data()), words.size_bytes());
  if (auto done = file_.read(chunk.file_at, bytes); !done) return tl::unexpected(done.error());
  return words;
}

Result<void> ChunkStore::save(std::size_t i, std::span<const std::uint32_t> words) {
  if (chunks_[i].words) return {};
  return file_.write(chunks_[i].file_at, as_bytes(words));
}

Result<std::uint32_t*> ChunkWriter::reserve(std::uint32_t words) {
  if (chunk_.capacity - chunk_.used < words) {
    if (auto done = close(); !done) return tl::unexpected(done.error());
    chunk_.capacity = std::max(words, ChunkStore::chunk_words);
    chunk_.words = std::make_unique_for_overwrite<std::uint32_t[]>(chunk_.capacity);
    chunk_.writer = writer_;
  }
  return chunk_.words.get() + chunk_.used;
}

Result<void> ChunkWriter::close() {
  Chunk full = std::exchange(chunk_, {});
  if (full.used == 0) return {};
  return store_->add(std::move(full));
}

}  // namespace comention
