#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "comention/result.hpp"

namespace comention {

/// Where data goes that is larger than memory.
struct SpillPlace {
  std::string folder = "/tmp";                     ///< for temporary files without a name
  std::uint64_t memory = std::uint64_t{64} << 20;  ///< bytes kept in memory before a file is used
};

/// A file without a name: it goes away with its last byte in use, also when the program is killed.
class UnlinkedFile {
 public:
  static Result<UnlinkedFile> create(const std::string& folder);
  UnlinkedFile() = default;
  UnlinkedFile(UnlinkedFile&& other) noexcept;
  UnlinkedFile& operator=(UnlinkedFile&& other) noexcept;
  ~UnlinkedFile();

  explicit operator bool() const { return descriptor_ >= 0; }
  Result<void> write(std::uint64_t at, std::string_view bytes);
  /// Reads exactly `out.size()` bytes. Safe from many threads.
  Result<void> read(std::uint64_t at, std::span<char> out) const;

 private:
  int descriptor_ = -1;
  std::string folder_;
};

/// Bytes that are only ever appended. They stay in memory up to the place's budget and then move to
/// an unlinked temporary file, of which one block stays in memory.
class SpillBuffer {
 public:
  explicit SpillBuffer(SpillPlace place = {});

  /// Appends and returns the position of the first byte.
  Result<std::uint64_t> append(std::string_view bytes);
  /// Reads exactly `out.size()` bytes from `at`. Safe from many threads while nobody appends.
  Result<void> read(std::uint64_t at, std::span<char> out) const;
  std::uint64_t size() const { return size_; }
  bool spilled() const { return static_cast<bool>(file_); }

 private:
  Result<void> spill();

  SpillPlace place_;
  std::vector<std::unique_ptr<char[]>> blocks_;  ///< in memory; the last one only, once spilled
  std::uint64_t first_ = 0;                      ///< position of blocks_[0]
  std::uint64_t size_ = 0;
  UnlinkedFile file_;
};

}  // namespace comention
