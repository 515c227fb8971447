#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "comention/read.hpp"
#include "comention/result.hpp"

namespace comention {

/// Bytes that come in blocks.
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  /// The next block, valid until the next call; empty at the end.
  virtual Result<std::string_view> read() = 0;
};

/// A plain file, or standard input for `-`, in blocks of 256 KiB. Pipes and devices are refused
/// unless they are one of the program's own descriptors.
Result<std::unique_ptr<ByteStream>> open_file_stream(const std::string& path);

/// One file after another out of a compressed file or archive.
class ArchiveStream {
 public:
  virtual ~ArchiveStream() = default;
  /// Goes to the next regular entry; false at the end. `name` becomes the entry's path, empty for a
  /// file that is only compressed.
  virtual Result<bool> next_entry(std::string& name) = 0;
  /// The current entry's bytes; owned by the archive.
  virtual ByteStream& entry() = 0;
};

/// True when the first bytes of a file are those of a compressed file or an archive.
bool looks_packed(std::string_view head);

/// Opens a packed stream and keeps it.
Result<std::unique_ptr<ArchiveStream>> open_archive(std::unique_ptr<ByteStream> packed,
                                                    const ReadOptions& options);

/// A stream whose first bytes can be looked at before it is read.
class PeekedStream final : public ByteStream {
 public:
  explicit PeekedStream(std::unique_ptr<ByteStream> rest)
      : owned_(std::move(rest)), rest_(*owned_) {}
  explicit PeekedStream(ByteStream& rest) : rest_(rest) {}
  /// The first bytes, at least `wanted` unless the stream is shorter.
  Result<std::string_view> peek(std::size_t wanted);
  Result<std::string_view> read() override;

 private:
  std::unique_ptr<ByteStream> owned_;
  ByteStream& rest_;
  std::string head_;
  std::string given_;
  bool ended_ = false;
};

/// Lines of a stream, without line end (LF, CRLF or CR).
class LineReader {
 public:
  LineReader(ByteStream& stream, std::size_t limit) : stream_(stream), limit_(limit) {}
  /// Next line into `line`; false at the end. A line that is too long is an error of kind `limit`,
  /// and the next call goes on behind it; after an error of the stream there is no next line.
  Result<bool> next(std::string& line);
  /// Number of the line that next() gave last, from 1.
  std::uint64_t number() const { return number_; }

 private:
  Result<bool> fill();

  ByteStream& stream_;
  std::size_t limit_;
  std::string_view block_;
  std::uint64_t number_ = 0;
  bool skip_newline_ = false;
  bool failed_ = false;
};

/// Everything that is left of a stream, at most `limit` bytes.
Result<std::string> read_all(ByteStream& stream, std::size_t limit);

}  // namespace comention
