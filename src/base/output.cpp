#include "base/output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace comention {
namespace {

constexpr std::size_t buffer_size = 1 << 18;

// What a signal handler has to unlink: fixed storage, because a handler may not allocate. A file
// that finds no free slot works all the same but is not removed on a signal.
struct TemporarySlot {
  std::atomic<bool> taken{false};
  std::atomic<bool> live{false};
  char path[4096];
};
std::array<TemporarySlot, 64> temporary_slots;

void remember(const std::string& path) {
  for (auto& slot : temporary_slots) {
    if (path.size() >= sizeof slot.path) return;
    if (slot.taken.exchange(true)) continue;
    std::memcpy(slot.path, path.c_str(), path.size() + 1);
    slot.live = true;
    return;
  }
}

void forget(const std::string& path) {
  for (auto& slot : temporary_slots) {
    if (slot.live && path == slot.path) {
      slot.live = false;
      slot.taken = false;
      return;
    }
  }
}

std::string reason(int error) { return std::generic_category().message(error); }

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

/// A symbolic link keeps pointing where it did: the file behind it is replaced.
std::string follow_links(std::string path) {
  std::array<char, 4096> target;
  for (int depth = 0; depth < 16; ++depth) {
    const auto length = ::readlink(path.c_str(), target.data(), target.size());
    if (length <= 0) break;
    std::string next(target.data(), static_cast<std::size_t>(length));
    path = next.front() == '/' ? next : folder_of(path) + "/" + next;
  }
  return path;
}

Result<void> sync_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return {};  // a folder that may be written but not read: nothing to sync with
  const int failed = ::fsync(descriptor);
  const int error = errno;
  ::close(descriptor);
  if (failed != 0 && error != EINVAL && error != EROFS) {
    return fail(ErrorKind::io, fmt::format("{}: {}", folder, reason(error)));
  }
  return {};
}

std::string path_of(int descriptor) { return fmt::format("/proc/self/fd/{}", descriptor); }

/// A file without a name in a folder, where the system can make one and name it later; else -1.
int open_unnamed([[maybe_unused]] const std::string& folder) {
#ifdef O_TMPFILE
  const int descriptor = ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
  if (descriptor < 0) return -1;
  if (::access(path_of(descriptor).c_str(), F_OK) == 0) return descriptor;
  ::close(descriptor);
#endif
  return -1;
}

}  // namespace

void remove_temporary_files_from_signal() {
  for (auto& slot : temporary_slots) {
    if (slot.live) ::unlink(slot.path);
  }
}

Result<AtomicFile> AtomicFile::open(std::string path) {
  AtomicFile file;
  file.path_ = path;
  file.buffer_.reserve(buffer_size);
  if (path == "-") {
    file.descriptor_ = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    if (file.descriptor_ < 0) return fail(ErrorKind::io, "standard output: " + reason(errno));
    return file;
  }
  const std::string target = follow_links(path);
  struct stat status {};
  const bool exists = ::stat(target.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) {
    return fail(ErrorKind::io, fmt::format("{}: is a folder", path));
  }
  if (exists && !S_ISREG(status.st_mode)) {
    file.descriptor_ = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
    if (file.descriptor_ < 0) {
      return fail(ErrorKind::io, fmt::format("{}: {}", path, reason(errno)));
    }
    return file;
  }
  file.path_ = target;
  file.descriptor_ = open_unnamed(folder_of(target));
  file.unnamed_ = file.descriptor_ >= 0;
  if (!file.unnamed_) {
    file.temporary_ = target + ".XXXXXX.tmp";
    file.descriptor_ = ::mkostemps(file.temporary_.data(), 4, O_CLOEXEC);
    if (file.descriptor_ < 0) {
      const int error = errno;
      file.temporary_.clear();
      return fail(ErrorKind::io, fmt::format("{}: {}", path, reason(error)));
    }
    remember(file.temporary_);
  }
  const mode_t mask = ::umask(0);
  ::umask(mask);
  const mode_t mode = exists ? (status.st_mode & 07777) : (0666 & ~mask);
  (void)::fchmod(file.descriptor_, mode);
  return file;
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept { *this = std::move(other); }

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept {
  if (this == &other) return *this;
  discard();
  path_ = std::move(other.path_);
  temporary_ = std::exchange(other.temporary_, {});
  buffer_ = std::move(other.buffer_);
  unnamed_ = other.unnamed_;
  descriptor_ = std::exchange(other.descriptor_, -1);
  broken_ = other.broken_;
  return *this;
}

AtomicFile::~AtomicFile() { discard(); }

void AtomicFile::discard() {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
  if (!temporary_.empty()) {
    ::unlink(temporary_.c_str());
    forget(temporary_);
    temporary_.clear();
  }
}

Result<void> AtomicFile::write(std::string_view bytes) {
  if (bytes.size() >= buffer_size) {
    if (auto flushed = flush(); !flushed) return flushed;
    buffer_.assign(bytes);
    return flush();
  }
  if (buffer_.size() + bytes.size() > buffer_size) {
    if (auto flushed = flush(); !flushed) return flushed;
  }
  buffer_.append(bytes);
  return {};
}

Result<void> AtomicFile::flush() {
  if (broken_) return fail(ErrorKind::io, fmt::format("{}: an earlier write failed", path_));
  std::string_view left = buffer_;
  while (!left.empty()) {
    const auto written = ::write(descriptor_, left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      broken_ = true;
      const int error = errno;
      return fail(error == EPIPE ? ErrorKind::closed_pipe : ErrorKind::io,
                  fmt::format("{}: {}", path_ == "-" ? "standard output" : path_, reason(error)));
    }
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
  return {};
}

/// Gives the file a name of its own beside its path, for the rename; 0 or an errno.
int AtomicFile::give_name() {
  const std::string self = path_of(descriptor_);
  for (unsigned number = 0;; ++number) {
    std::string name = fmt::format("{}.{}-{}.tmp", path_, ::getpid(), number);
    if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0) {
      temporary_ = std::move(name);
      remember(temporary_);
      return 0;
    }
    if (errno != EEXIST) return errno;
  }
}

Result<void> AtomicFile::commit() {
  if (auto flushed = flush(); !flushed) return flushed;
  const auto failed = [&](int error) {
    discard();
    return fail(ErrorKind::io, fmt::format("{}: {}", path_, reason(error)));
  };
  if ((unnamed_ || !temporary_.empty()) && ::fsync(descriptor_) != 0) return failed(errno);
  if (unnamed_) {
    if (const int error = give_name(); error != 0) return failed(error);
  }
  if (::close(std::exchange(descriptor_, -1)) != 0) return failed(errno);
  if (temporary_.empty()) return {};
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) return failed(errno);
  forget(temporary_);
  temporary_.clear();
  return sync_folder(folder_of(path_));
}

}  // namespace comention
