#include "read/tag_table.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>

#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr std::size_t block_bytes = 1 << 20;
constexpr std::size_t kept_warnings = 20;

/// A descriptor that is closed with its last reader.
struct OpenFile {
  explicit OpenFile(int number) : descriptor(number) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (descriptor > STDIN_FILENO) ::close(descriptor);
  }
  int descriptor;
};

tl::unexpected<Error> trouble(const std::string& name, int error) {
  return fail(ErrorKind::io, fmt::format("{}: {}", name, std::generic_category().message(error)));
}

TagTableInput input_of(std::string name, int descriptor) {
  // Shared, because std::function has to be copyable.
  auto file = std::make_shared<OpenFile>(descriptor);
  return {name, [file, name](std::span<char> out) -> Result<std::size_t> {
            for (;;) {
              const auto n = ::read(file->descriptor, out.data(), out.size());
              if (n >= 0) return static_cast<std::size_t>(n);
              if (errno != EINTR) return trouble(name, errno);
            }
          }};
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

std::string repair_line(std::string_view line) {
  std::string out = repair_utf8(line);
  for (std::size_t at = 0; at < out.size(); ++at) {
    if (is_control(out[at])) out.replace(at, 1, "\xEF\xBF\xBD");
  }
  return out;
}

}  // namespace

void TagTableReport::add(const TagTableReport& other) {
  lines += other.lines;
  tags += other.tags;
  lines_too_long += other.lines_too_long;
  lists_cut += other.lists_cut;
  tags_cut += other.tags_cut;
  lines_repaired += other.lines_repaired;
  for (const auto& warning : other.warnings) warn(*this, warning);
}

Result<TagTableInput> open_tag_table(const std::string& path) {
  if (path == "-") return input_of("standard input", STDIN_FILENO);
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return trouble(path, errno);
  if (!S_ISREG(status.st_mode)) return fail(ErrorKind::io, path + ": not a plain file");
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return trouble(path, errno);
  return input_of(path, descriptor);
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
  for (std::size_t want = block_bytes;; want *= 2) {
    const auto more = read_more(want);
    if (!more) return tl::unexpected(more.error());
    drop_mark();
    std::size_t begin = 0;
    if (skipping) {
      begin = pending_.find_first_of("\r\n");
      begin = begin == std::string::npos ? pending_.size() : begin;
    }
    std::size_t size = pending_.size();
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
    std::string whole;
    std::uint64_t line = block.line;
    for (std::size_t at = 0; at < text.size();) {
      const auto end = std::min(text.find_first_of("\r\n", at), text.size());
      const std::string_view old = text.substr(at, end - at);
      std::string fixed = repair_line(old);
      if (fixed != old) {
        ++report.lines_repaired;
        warn(report, fmt::format("{}:{}: not UTF-8 or control characters, replaced by U+FFFD",
                                 table, line));
      }
      whole += fixed;
      if (end < text.size()) whole += text[end];
      const bool half = end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n';
      if (!half) ++line;
      at = end + 1;
    }
    block.bytes = std::move(whole);
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

std::size_t tag_cut(const char* first, std::size_t size) {
  if (size <= max_tag_bytes) return size;
  size = max_tag_bytes;
  while (size > 0 && (static_cast<unsigned char>(first[size]) & 0xC0) == 0x80) --size;
  return size;
}

}  // namespace comention
