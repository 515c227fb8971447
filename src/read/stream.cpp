#include "read/stream.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "text/line_ends.hpp"

namespace comention {
namespace {

constexpr std::size_t block_size = 1 << 18;

class FileStream final : public ByteStream {
 public:
  explicit FileStream(int descriptor) : descriptor_(descriptor) {}
  FileStream(const FileStream&) = delete;
  FileStream& operator=(const FileStream&) = delete;
  ~FileStream() override { ::close(descriptor_); }

  Result<std::string_view> read() override {
    for (;;) {
      const auto got = ::read(descriptor_, block_.get(), block_size);
      if (got >= 0) return std::string_view(block_.get(), static_cast<std::size_t>(got));
      if (errno != EINTR) {
        const int error = errno;
        return fail(ErrorKind::io, std::generic_category().message(error));
      }
    }
  }

 private:
  int descriptor_;
  std::unique_ptr<char[]> block_ = std::make_unique_for_overwrite<char[]>(block_size);
};

}  // namespace

Result<std::unique_ptr<ByteStream>> open_file_stream(const std::string& path) {
  // O_NONBLOCK: never wait for the other end of a pipe that lies among the files.
  const int descriptor = path == "-" ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
                                     : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) {
    const int error = errno;
    return fail(ErrorKind::io, std::generic_category().message(error));
  }
  struct stat status {};
  const bool own_descriptor = path == "-" || path.starts_with("/dev/fd/") || path == "/dev/stdin";
  if (!own_descriptor && (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))) {
    ::close(descriptor);
    return fail(ErrorKind::io, "is not a regular file");
  }
  if (path != "-") ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) & ~O_NONBLOCK);
  return std::make_unique<FileStream>(descriptor);
}

Result<std::string_view> PeekedStream::peek(std::size_t wanted) {
  while (head_.size() < wanted && !ended_) {
    auto block = rest_.read();
    if (!block) return block;
    if (block->empty()) ended_ = true;
    head_.append(*block);
  }
  return std::string_view(head_);
}

Result<std::string_view> PeekedStream::read() {
  if (!head_.empty()) {
    given_.swap(head_);
    head_.clear();
    return std::string_view(given_);
  }
  if (ended_) return std::string_view();
  return rest_.read();
}

Result<bool> LineReader::fill() {
  if (failed_) return false;
  auto block = stream_.read();
  failed_ = !block;
  if (!block) return tl::unexpected(block.error());
  block_ = *block;
  return !block_.empty();
}

Result<bool> LineReader::next(std::string& line) {
  line.clear();
  bool any = false, too_long = false;
  for (;;) {
    if (block_.empty()) {
      const auto filled = fill();
      if (!filled) return filled;
      if (!*filled) break;
    }
    if (skip_newline_) {
      skip_newline_ = false;
      if (block_.front() == '\n') block_.remove_prefix(1);
      if (block_.empty()) continue;
    }
    any = true;
    const auto end = find_line_end(block_);
    const auto part = block_.substr(0, end);
    too_long = too_long || line.size() + part.size() > limit_;
    if (!too_long) line.append(part);
    if (end == std::string_view::npos) {
      block_ = {};
      continue;
    }
    skip_newline_ = block_[end] == '\r';
    block_.remove_prefix(end + 1);
    break;
  }
  if (!any) return false;
  ++number_;
  if (too_long) return fail(ErrorKind::limit, fmt::format("line longer than {} bytes", limit_));
  if (number_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
  return true;
}

Result<std::string> read_all(ByteStream& stream, std::size_t limit) {
  std::string all;
  for (;;) {
    auto block = stream.read();
    if (!block) return tl::unexpected(block.error());
    if (block->empty()) return all;
    if (all.size() + block->size() > limit) {
      return fail(ErrorKind::limit, fmt::format("page larger than {} bytes", limit));
    }
    all.append(*block);
  }
}

}  // namespace comention
