#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "read/format.hpp"
#include "read/tag_table.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

namespace fs = std::filesystem;

/// One file to read, or the reason why it cannot be.
struct InputFile {
  std::string path;
  std::uint64_t bytes = 0;
  std::string problem;
};

bool same_file(const std::string& a, const std::string& b) {
  struct stat left {
  }, right{};
  return ::stat(a.c_str(), &left) == 0 && ::stat(b.c_str(), &right) == 0 &&
         left.st_dev == right.st_dev && left.st_ino == right.st_ino;
}

void add_file(const std::string& path, std::vector<InputFile>& files) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  files.push_back({path, error ? 0 : static_cast<std::uint64_t>(size), ""});
}

/// All files below a folder. A folder that cannot be opened is named, the others are walked.
void walk_folder(const std::string& top, std::vector<InputFile>& files) {
  std::vector<std::string> folders = {top};
  while (!folders.empty()) {
    const std::string folder = std::move(folders.back());
    folders.pop_back();
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
      if (at->path().filename().native().starts_with(".")) continue;
      std::error_code ignored;
      if (!at->is_directory(ignored)) {
        add_file(at->path().string(), files);
      } else if (!at->is_symlink(ignored)) {
        folders.push_back(at->path().string());
      }
    }
    if (error) files.push_back({folder, 0, error.message()});
  }
}

/// Suffix in lower case without dot and without a compression suffix: `a.tsv.gz` gives `tsv`.
std::string extension_of(std::string_view path) {
  fs::path name = fs::path(path).filename();
  std::string extension = fold_key(name.extension().string());
  if (has_extension(".gz .zst .xz .bz2", extension))
    extension = fold_key(name.stem().extension().string());
  return extension.empty() ? extension : extension.substr(1);
}

/// What a WARC record carries before the page: HTTP headers up to an empty line.
std::string_view without_http_header(std::string_view record) {
  if (!record.starts_with("HTTP/")) return record;
  const auto end = record.find("\r\n\r\n");
  return end == std::string_view::npos ? record : record.substr(end + 4);
}

/// Lists and names that no person wrote are cut, so that one page cannot drown a corpus.
void limit_tags(RawPage& page) {
  const std::size_t count = page.tags.size();
  if (count > max_tags_of_line) {
    page.tags.resize(max_tags_of_line);
    page.note += fmt::format("{}list of {} tags cut to {}", page.note.empty() ? "" : "; ", count,
                             max_tags_of_line);
  }
  for (std::string& tag : page.tags) {
    if (tag.size() <= max_tag_bytes) continue;
    page.note += fmt::format("{}tag of {} bytes cut to {}", page.note.empty() ? "" : "; ",
                             tag.size(), max_tag_bytes);
    std::size_t end = max_tag_bytes;
    while (end > 0 && (tag[end] & 0xC0) == 0x80) --end;
    tag.resize(end);
  }
}

/// A stream over bytes in memory.
class MemoryStream final : public ByteStream {
 public:
  explicit MemoryStream(std::string bytes) : bytes_(std::move(bytes)) {}
  Result<std::string_view> read() override {
    if (given_) return std::string_view();
    given_ = true;
    return std::string_view(bytes_);
  }

 private:
  std::string bytes_;
  bool given_ = false;
};

/// Adds up what is read of a file, for progress inside large files.
class CountedStream final : public ByteStream {
 public:
  CountedStream(std::unique_ptr<ByteStream> from, std::uint64_t& count)
      : from_(std::move(from)), count_(count) {}
  Result<std::string_view> read() override {
    auto bytes = from_->read();
    if (bytes) count_ += bytes->size();
    return bytes;
  }

 private:
  std::unique_ptr<ByteStream> from_;
  std::uint64_t& count_;
};

class FilesSource final : public PageSource {
 public:
  FilesSource(std::vector<InputFile> files, const ReadOptions& options)
      : files_(std::move(files)), options_(options) {
    for (const auto& file : files_) total_ += file.bytes;
  }

  Result<bool> next(RawPage& page) override {
    for (;;) {
      if (reader_) {
        const auto more = reader_->next(page);
        if (!more) return about(source_, more.error());
        if (*more) {
          limit_tags(page);
          return true;
        }
        reader_.reset();
        stream_.reset();
      }
      if (const auto opened = open_next(); !opened || !*opened) return opened;
    }
  }

  std::uint64_t bytes_read() const override { return done_; }
  std::uint64_t bytes_total() const override { return total_; }

 private:
  static tl::unexpected<Error> about(const std::string& source, const Error& error) {
    // A line number joins the name directly: `pages.jsonl:17: ...`.
    const bool line = !error.message.empty() && error.message.front() >= '0' &&
                      error.message.front() <= '9' && error.message.find(": ") < 12;
    return fail(error.kind, repair_utf8(source + (line ? ":" : ": ") + error.message));
  }

  /// Opens the next entry of the archive at hand, else the next file; false when there is none.
  Result<bool> open_next() {
    if (archive_) {
      std::string name;
      const auto more = archive_->next_entry(name);
      if (!more || !*more) archive_.reset();
      if (!more) return about(path_, more.error());
      if (!*more && entries_ == 0)
        return fail(ErrorKind::input, path_ + ": an archive without files");
      if (!*more) return open_next_file();
      ++entries_;
      return open_entry(name);
    }
    return open_next_file();
  }

  Result<bool> open_next_file() {
    archive_.reset();
    if (at_ == files_.size()) return false;
    const InputFile& file = files_[at_++];
    path_ = source_ = file.path;
    if (!file.problem.empty()) {
      done_ += file.bytes;
      return fail(ErrorKind::io, path_ + ": " + file.problem);
    }
    auto plain = open_file_stream(path_);
    if (!plain) return about(path_, plain.error());
    auto peeked =
        std::make_unique<PeekedStream>(std::make_unique<CountedStream>(std::move(*plain), done_));
    const auto head = peeked->peek(4096);
    if (!head) return about(path_, head.error());
    if (!looks_packed(*head)) {
      stream_ = std::move(peeked);
      return open_reader(path_, *head);
    }
    auto archive = open_archive(std::move(peeked), options_);
    if (!archive) return about(path_, archive.error());
    archive_ = std::move(*archive);
    entries_ = 0;
    return true;
  }

  Result<bool> open_entry(const std::string& name) {
    source_ = name.empty() ? path_ : path_ + "/" + name;
    auto peeked = std::make_unique<PeekedStream>(archive_->entry());
    auto head = peeked->peek(4096);
    if (!head) return about(source_, head.error());
    if (head->starts_with("HTTP/")) {
      auto record = read_all(*peeked, options_.page_limit);
      if (!record) return about(source_, record.error());
      auto body = std::make_unique<MemoryStream>(std::string(without_http_header(*record)));
      peeked = std::make_unique<PeekedStream>(std::move(body));
      head = peeked->peek(4096);
    }
    stream_ = std::move(peeked);
    return open_reader(name.empty() ? path_ : name, *head);
  }

  Result<bool> open_reader(const std::string& name, std::string_view head) {
    // A file name may be any bytes; from here on it is text, for people and for outputs.
    source_ = repair_utf8(source_);
    const auto* format = input_format_for(head, extension_of(name), options_);
    if (format == nullptr) {
      return fail(ErrorKind::usage, fmt::format("unknown input format \"{}\"", options_.format));
    }
    reader_ = format->make(source_, *stream_, options_);
    return true;
  }

  std::vector<InputFile> files_;
  ReadOptions options_;
  std::size_t at_ = 0;
  std::uint64_t done_ = 0, total_ = 0;
  std::string path_, source_;
  std::unique_ptr<ArchiveStream> archive_;
  std::uint64_t entries_ = 0;  ///< of the archive at hand
  std::unique_ptr<PeekedStream> stream_;
  std::unique_ptr<PageReader> reader_;
};

}  // namespace

Result<std::unique_ptr<PageSource>> open_pages(std::span<const std::string> inputs,
                                               const ReadOptions& options,
                                               std::span<const std::string> excluded) {
  if (!options.format.empty() && input_format_for({}, {}, options) == nullptr) {
    return fail(
        ErrorKind::usage,
        fmt::format("unknown input format \"{}\"; see `comention formats`", options.format));
  }
  std::vector<InputFile> files;
  bool standard_input = false;
  for (const auto& input : inputs) {
    std::error_code error;
    if (input == "-") {
      standard_input = true;
    } else if (fs::is_directory(input, error)) {
      walk_folder(input, files);
    } else if (error || !fs::exists(input, error)) {
      return fail(ErrorKind::io, fmt::format("{}: no such file or folder", input));
    } else {
      add_file(input, files);
    }
  }
  const auto less = [](const InputFile& a, const InputFile& b) { return a.path < b.path; };
  const auto equal = [](const InputFile& a, const InputFile& b) { return a.path == b.path; };
  std::sort(files.begin(), files.end(), less);
  files.erase(std::unique(files.begin(), files.end(), equal), files.end());
  std::erase_if(files, [&](const InputFile& file) {
    return std::any_of(excluded.begin(), excluded.end(),
                       [&](const std::string& path) { return same_file(file.path, path); });
  });
  if (standard_input) files.push_back({"-", 0, ""});
  return std::make_unique<FilesSource>(std::move(files), options);
}

}  // namespace comention
