#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <new>

#include "read/stream.hpp"

namespace comention {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::size_t at;
  std::string_view bytes;
};

constexpr Magic magics[] = {
    {0, "\x1F\x8B"sv},   {0, "\x28\xB5\x2F\xFD"sv}, {0, "\xFD\x37zXZ\0"sv}, {0, "BZh"sv},
    {0, "PK\x03\x04"sv}, {0, "PK\x05\x06"sv},       {0, "WARC/1."sv},       {257, "ustar"sv},
};

/// Reads a packed file through libarchive and counts what comes out, so that a small file that
/// unpacks to a huge one is refused.
class LibArchiveStream final : public ArchiveStream, ByteStream {
 public:
  LibArchiveStream(std::unique_ptr<ByteStream> packed, const ReadOptions& options)
      : source_(std::move(packed)),
        factor_(options.expansion_limit),
        floor_(options.expansion_floor) {}
  LibArchiveStream(const LibArchiveStream&) = delete;
  LibArchiveStream& operator=(const LibArchiveStream&) = delete;
  ~LibArchiveStream() override { archive_read_free(archive_); }

  Result<void> open() {
    archive_ = archive_read_new();
    if (archive_ == nullptr) throw std::bad_alloc();
    // Not all filters: some of them start other programs.
    archive_read_support_filter_gzip(archive_);
    archive_read_support_filter_bzip2(archive_);
    archive_read_support_filter_xz(archive_);
    archive_read_support_filter_zstd(archive_);
    archive_read_support_format_tar(archive_);
    archive_read_support_format_zip_streamable(archive_);
    archive_read_support_format_warc(archive_);
    archive_read_support_format_raw(archive_);
    const auto give = [](archive*, void* self, const void** buffer) -> la_ssize_t {
      return static_cast<LibArchiveStream*>(self)->feed(buffer);
    };
    if (archive_read_open(archive_, this, nullptr, give, nullptr) != ARCHIVE_OK) return damaged();
    return {};
  }

  Result<bool> next_entry(std::string& name) override {
    if (!in_entry_) return find_entry(name);
    // What is left of an entry is unpacked to be skipped: that counts as well, and a refused
    // archive is not unpacked any further.
    for (;;) {
      if (refused_) return false;
      const auto rest = read();
      if (!rest) return tl::unexpected(rest.error());
      if (rest->empty()) return find_entry(name);
    }
  }

  ByteStream& entry() override { return *this; }

  Result<std::string_view> read() override {
    block_.resize(1 << 17);
    const auto got = archive_read_data(archive_, block_.data(), block_.size());
    if (got < 0) return damaged();
    unpacked_ += static_cast<std::uint64_t>(got);
    if (unpacked_ > std::max<std::uint64_t>(floor_, packed_ * factor_)) {
      refused_ = true;
      return fail(ErrorKind::limit, fmt::format("unpacks to more than {} times its size", factor_));
    }
    return std::string_view(block_.data(), static_cast<std::size_t>(got));
  }

 private:
  Result<bool> find_entry(std::string& name) {
    in_entry_ = false;
    for (;;) {
      archive_entry* entry = nullptr;
      const int status = archive_read_next_header(archive_, &entry);
      if (status == ARCHIVE_EOF) return false;
      if (status < ARCHIVE_WARN) return damaged();
      if (archive_entry_filetype(entry) != AE_IFREG) continue;
      const char* path = archive_entry_pathname(entry);
      const bool raw = archive_format(archive_) == ARCHIVE_FORMAT_RAW;
      name = raw || path == nullptr ? "" : path;
      in_entry_ = true;
      return true;
    }
  }

  la_ssize_t feed(const void** buffer) {
    auto block = source_->read();
    if (!block) {
      archive_set_error(archive_, EIO, "%s", block.error().message.c_str());
      return -1;
    }
    packed_ += block->size();
    *buffer = block->data();
    return static_cast<la_ssize_t>(block->size());
  }

  tl::unexpected<Error> damaged() const {
    const char* reason = archive_error_string(archive_);
    return fail(ErrorKind::input,
                fmt::format("cannot be unpacked: {}", reason != nullptr ? reason : "damaged"));
  }

  std::unique_ptr<ByteStream> source_;
  std::uint64_t factor_, floor_;
  archive* archive_ = nullptr;
  std::uint64_t packed_ = 0, unpacked_ = 0;
  bool in_entry_ = false, refused_ = false;
  std::string block_;
};

}  // namespace

bool looks_packed(std::string_view head) {
  return std::any_of(std::begin(magics), std::end(magics), [&](const Magic& magic) {
    return head.size() >= magic.at + magic.bytes.size() &&
           head.substr(magic.at, magic.bytes.size()) == magic.bytes;
  });
}

Result<std::unique_ptr<ArchiveStream>> open_archive(std::unique_ptr<ByteStream> packed,
                                                    const ReadOptions& options) {
  auto stream = std::make_unique<LibArchiveStream>(std::move(packed), options);
  if (auto opened = stream->open(); !opened) return tl::unexpected(opened.error());
  return stream;
}

}  // namespace comention
