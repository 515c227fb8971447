#include "read/tag_table.hpp"

#include <fmt/format.h>

#include <memory>

#include "read/stream.hpp"
#include "text/line_ends.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr std::size_t block_bytes = 1 << 20;
constexpr std::size_t kept_warnings = 1000;

/// The bytes of a table's file, unpacked. Entries of an archive are kept apart by a line end.
class TableBytes {
 public:
  static Result<std::unique_ptr<TableBytes>> open(const std::string& path,
                                                  const ReadOptions& options) {
    auto file = open_file_stream(path);
    if (!file) return tl::unexpected(file.error());
    auto bytes = std::make_unique<TableBytes>();
    auto peeked = std::make_unique<PeekedStream>(std::move(*file));
    const auto head = peeked->peek(512);
    if (!head) return tl::unexpected(head.error());
    if (looks_packed(*head)) {
      auto archive = open_archive(std::move(peeked), options);
      if (!archive) return tl::unexpected(archive.error());
      bytes->archive_ = std::move(*archive);
    } else {
      bytes->plain_ = std::move(peeked);
      bytes->stream_ = bytes->plain_.get();
    }
    return bytes;
  }

  Result<std::size_t> read(std::span<char> out) {
    while (rest_.empty()) {
      if (stream_ == nullptr) {
        std::string name;
        const auto more = archive_ == nullptr ? false : archive_->next_entry(name);
        if (!more) return tl::unexpected(more.error());
        if (!*more) return 0;
        stream_ = &archive_->entry();
      }
      const auto block = stream_->read();
      if (!block) return tl::unexpected(block.error());
      rest_ = *block;
      if (!rest_.empty()) break;
      stream_ = nullptr;
      if (archive_ == nullptr) return 0;
      rest_ = "\n";
    }
    const std::size_t part = std::min(out.size(), rest_.size());
    std::memcpy(out.data(), rest_.data(), part);
    rest_.remove_prefix(part);
    return part;
  }

 private:
  std::unique_ptr<PeekedStream> plain_;
  std::unique_ptr<ArchiveStream> archive_;
  ByteStream* stream_ = nullptr;
  std::string_view rest_;
};

tl::unexpected<Error> named(const std::string& name, const Error& error) {
  return fail(error.kind, fmt::format("{}: {}", name, error.message));
}

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

std::uint64_t count_lines(std::string_view text) {
  auto lines = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
  for (auto at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] != '\n') ++lines;
  }
  return lines;
}

void warn(TagTableReport& report, std::string message) {
  if (report.warnings.size() < kept_warnings) report.warnings.push_back(std::move(message));
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\t' && !is_line_end(c);
}

/// Whether nothing has to be done to a block: plain ASCII without control characters.
bool is_plain(std::string_view text) {
  unsigned odd = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    odd |= (byte >= 0x80) | ((byte < 0x20) & (byte != '\t') & (byte != '\n') & (byte != '\r'));
  }
  return odd == 0;
}

/// Why a line has to be left out; empty: it need not.
std::string fault_of(std::string_view line) {
  if (const auto bad = find_invalid_utf8(line); bad != std::string_view::npos) {
    return fmt::format("not UTF-8 at byte {}", bad);
  }
  const auto control = std::find_if(line.begin(), line.end(), is_control);
  if (control == line.end()) return {};
  return fmt::format("control character at byte {}", control - line.begin());
}

/// The lines of a block that are text; the others stay as empty lines.
std::string without_faults(const TagBlock& block, const std::string& table,
                           TagTableReport& report) {
  const std::string_view text(block.bytes.data(), block.size);
  std::string whole;
  std::uint64_t number = block.line;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(find_line_end(text, at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (const auto fault = fault_of(line); fault.empty()) {
      whole += line;
    } else {
      ++report.lines_bad;
      warn(report, fmt::format("{}:{}: {}", table, number, fault));
    }
    if (end < text.size()) whole += text[end];
    const bool half = end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n';
    if (!half) ++number;
    at = end + 1;
  }
  return whole;
}

}  // namespace

void TagTableReport::add(const TagTableReport& other) {
  lines += other.lines;
  tags += other.tags;
  lines_too_long += other.lines_too_long;
  lists_cut += other.lists_cut;
  tags_cut += other.tags_cut;
  lines_bad += other.lines_bad;
  for (const auto& warning : other.warnings) warn(*this, warning);
}

Result<TagTableInput> open_tag_table(const std::string& path, const ReadOptions& options) {
  const std::string name = path == "-" ? "standard input" : path;
  auto opened = TableBytes::open(path, options);
  if (!opened) return named(name, opened.error());
  // Shared, because std::function has to be copyable.
  std::shared_ptr<TableBytes> bytes = std::move(*opened);
  return TagTableInput{name, [bytes, name](std::span<char> out) -> Result<std::size_t> {
                         auto read = bytes->read(out);
                         if (!read) return named(name, read.error());
                         return read;
                       }};
}

/// Reads until `bytes` are pending; false at the end of the table.
Result<bool> TagTableReader::read_more(std::size_t bytes) {
  while (!ended_ && pending_.size() < bytes) {
    const std::size_t have = pending_.size();
    pending_.resize(bytes);
    const auto n = input_.read(std::span(pending_).subspan(have));
    pending_.resize(have + (n ? *n : 0));
    if (!n) return tl::unexpected(n.error());
    ended_ = *n == 0;
  }
  return !ended_;
}

void TagTableReader::drop_mark() {
  if (!std::exchange(started_, true) && pending_.starts_with("\xEF\xBB\xBF")) pending_.erase(0, 3);
}

Result<TagBlock> TagTableReader::next_block() {
  bool skipping = false;
  for (std::size_t want = block_bytes;; want = std::min(want * 2, max_line_bytes + 1)) {
    const auto more = read_more(want);
    if (!more) return tl::unexpected(more.error());
    drop_mark();
    std::size_t begin = 0;
    if (skipping) {
      begin = find_line_end(pending_);
      begin = begin == std::string::npos ? pending_.size() : begin;
    }
    std::size_t size = pending_.size();
    // A CR at the very end may be half of a line end.
    if (size > begin && pending_[size - 1] == '\r') --size;
    while (size > begin && !is_line_end(pending_[size - 1])) --size;
    if (ended_) size = pending_.size();
    if (begin < size || ended_) {
      TagBlock block;
      block.line = line_;
      block.size = size - begin;
      block.bytes.reserve(block.size + TagBlock::padding);
      block.bytes.assign(pending_, begin, block.size);
      line_ += count_lines(block.bytes);
      block.bytes.append(TagBlock::padding, '\n');
      pending_.erase(0, size);
      return block;
    }
    if (!skipping && pending_.size() <= max_line_bytes) continue;
    if (!skipping) {
      ++report_.lines_too_long;
      warn(report_, fmt::format("{}:{}: line of more than {} MiB left out", input_.name, line_,
                                max_line_bytes >> 20));
    }
    skipping = true;
    pending_.clear();
    want = block_bytes / 2;
  }
}

void repair(TagBlock& block, const std::string& table, TagTableReport& report) {
  const std::string_view text(block.bytes.data(), block.size);
  if (is_plain(text)) return;
  if (std::any_of(text.begin(), text.end(), is_control) ||
      find_invalid_utf8(text) != std::string_view::npos) {
    block.bytes = without_faults(block, table, report);
  } else {
    block.bytes.resize(block.size);
  }
  // Letters with marks before U+0300 are composed already.
  const auto may_compose = [](char c) { return static_cast<unsigned char>(c) >= 0xCC; };
  if (std::any_of(block.bytes.begin(), block.bytes.end(), may_compose)) {
    block.bytes = to_nfc(block.bytes);
  }
  block.size = block.bytes.size();
  block.bytes.append(TagBlock::padding, '\n');
}

void warn_of_cut(TagTableReport& report, const std::string& table, std::uint64_t line,
                 std::size_t tags) {
  ++report.lists_cut;
  warn(report,
       fmt::format("{}:{}: list of {} tags cut to {}", table, line, tags, max_tags_of_line));
}

std::size_t tag_cut(const char* first, std::size_t size) {
  if (size <= max_tag_bytes) return size;
  size = max_tag_bytes;
  while (size > 0 && (static_cast<unsigned char>(first[size]) & 0xC0) == 0x80) --size;
  return size;
}

}  // namespace comention
