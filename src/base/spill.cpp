#include "base/spill.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <utility>

namespace comention {
namespace {

constexpr std::uint64_t block_size = 1 << 20;

tl::unexpected<Error> trouble(const std::string& folder, int error) {
  return fail(ErrorKind::io, fmt::format("temporary file in {}: {}", folder,
                                         std::generic_category().message(error)));
}

}  // namespace

Result<UnlinkedFile> UnlinkedFile::create(const std::string& folder) {
  UnlinkedFile file;
  file.folder_ = folder;
  std::string path = folder + "/comention.XXXXXX";
  file.descriptor_ = ::mkostemp(path.data(), O_CLOEXEC);
  if (file.descriptor_ < 0) return trouble(folder, errno);
  ::unlink(path.c_str());
  return file;
}

UnlinkedFile::UnlinkedFile(UnlinkedFile&& other) noexcept { *this = std::move(other); }

UnlinkedFile& UnlinkedFile::operator=(UnlinkedFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(folder_, other.folder_);
  return *this;
}

UnlinkedFile::~UnlinkedFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> UnlinkedFile::write(std::uint64_t at, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto n = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return trouble(folder_, n == 0 ? ENOSPC : errno);
    at += static_cast<std::uint64_t>(n);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

Result<void> UnlinkedFile::read(std::uint64_t at, std::span<char> out) const {
  while (!out.empty()) {
    const auto n = ::pread(descriptor_, out.data(), out.size(), static_cast<off_t>(at));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return trouble(folder_, n == 0 ? EIO : errno);
    at += static_cast<std::uint64_t>(n);
    out = out.subspan(static_cast<std::size_t>(n));
  }
  return {};
}

SpillBuffer::SpillBuffer(SpillPlace place) : place_(std::move(place)) {}

Result<std::uint64_t> SpillBuffer::append(std::string_view bytes) {
  const std::uint64_t position = size_;
  while (!bytes.empty()) {
    const std::uint64_t within = size_ % block_size;
    if (within == 0) {
      if (auto done = spill(); !done) return tl::unexpected(done.error());
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(block_size));
    }
    const auto part = std::min<std::uint64_t>(bytes.size(), block_size - within);
    std::memcpy(blocks_.back().get() + within, bytes.data(), part);
    bytes.remove_prefix(part);
    size_ += part;
  }
  return position;
}

/// Called when all blocks are full: moves them to the file once they are past the budget.
Result<void> SpillBuffer::spill() {
  if (!file_) {
    if ((blocks_.size() + 1) * block_size <= std::max(place_.memory, block_size)) return {};
    auto file = UnlinkedFile::create(place_.folder);
    if (!file) return tl::unexpected(file.error());
    file_ = std::move(*file);
  }
  for (const auto& block : blocks_) {
    if (auto done = file_.write(first_, {block.get(), block_size}); !done) return done;
    first_ += block_size;
  }
  blocks_.clear();
  return {};
}

Result<void> SpillBuffer::read(std::uint64_t at, std::span<char> out) const {
  assert(at + out.size() <= size_);
  if (at < first_) {
    const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), first_ - at));
    if (auto done = file_.read(at, out.first(part)); !done) return done;
    at += part;
    out = out.subspan(part);
  }
  while (!out.empty()) {
    const std::uint64_t within = (at - first_) % block_size;
    const auto part =
        static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), block_size - within));
    std::memcpy(out.data(), blocks_[(at - first_) / block_size].get() + within, part);
    at += part;
    out = out.subspan(part);
  }
  return {};
}

}  // namespace comention
