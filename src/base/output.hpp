#pragma once

#include <string>
#include <string_view>

#include "comention/export.hpp"
#include "comention/result.hpp"

namespace comention {

/// A file that appears whole or not at all: bytes go to a temporary file in the same folder;
/// commit() checks every write, syncs, renames over the path and syncs the folder. Destroyed
/// without commit(), the temporary file is removed and an old file at the path stays as it was.
/// `-` as path is standard output, devices and pipes are written in place (nothing can be renamed
/// over them). Not thread-safe.
class AtomicFile final : public ByteSink {
 public:
  static Result<AtomicFile> open(std::string path);
  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&& other) noexcept;
  ~AtomicFile() override;

  Result<void> write(std::string_view bytes) override;
  /// Makes the file visible under its path. Call once, last.
  Result<void> commit();
  const std::string& path() const { return path_; }

 private:
  AtomicFile() = default;
  Result<void> flush();
  void discard();
  int give_name();

  std::string path_;
  std::string temporary_;  ///< empty when written in place or without a name
  bool unnamed_ = false;   ///< has no name before commit(): nothing is left even by kill -9
  std::string buffer_;
  int descriptor_ = -1;
  bool broken_ = false;
};

/// Removes the temporary files of all open AtomicFiles; async-signal-safe, for a signal handler
/// that ends the program.
void remove_temporary_files_from_signal();

/// A sink into memory.
class StringSink final : public ByteSink {
 public:
  Result<void> write(std::string_view bytes) override {
    text.append(bytes);
    return {};
  }
  std::string text;
};

}  // namespace comention
