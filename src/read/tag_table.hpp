#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "comention/read.hpp"
#include "comention/result.hpp"

namespace comention {

/// Limits of a tag table, each reported when it bites.
inline constexpr std::size_t max_line_bytes = std::size_t{8} << 20;
inline constexpr std::size_t max_tags_of_line = 1000;
inline constexpr std::size_t max_tag_bytes = 1000;

/// Fills a span with the next bytes and says how many there were; 0 at the end.
using ReadBytes = std::function<Result<std::size_t>(std::span<char>)>;

/// One table: how it is called in messages and how to read it.
struct TagTableInput {
  std::string name;
  ReadBytes read;
};

/// A table in a file, or standard input for "-"; compressed files and archives are unpacked, one
/// entry after the other.
Result<TagTableInput> open_tag_table(const std::string& path, const ReadOptions& options = {});

/// What was read and what was wrong with it.
struct TagTableReport {
  std::uint64_t lines = 0;            ///< with a document id; empty lines are none
  std::uint64_t tags = 0;             ///< as listed, repetitions included
  std::uint64_t lines_too_long = 0;   ///< left out
  std::uint64_t lists_cut = 0;        ///< tags past `max_tags_of_line` left out
  std::uint64_t tags_cut = 0;         ///< cut to `max_tag_bytes`
  std::uint64_t lines_bad = 0;        ///< not UTF-8, or with control characters: left out
  std::vector<std::string> warnings;  ///< the first few of them, `file:line: what is wrong`

  void add(const TagTableReport& other);
};

/// Whole lines of a table.
struct TagBlock {
  std::string bytes;       ///< the lines and then `padding` line ends
  std::size_t size = 0;    ///< bytes of the lines; 0: the table has ended
  std::uint64_t line = 1;  ///< number of the first line
  /// So many bytes may be read past the end of any tag.
  static constexpr std::size_t padding = 16;
};

/// Reads `doc-id TAB tag TAB tag ...` lines block by block, with no string a tag. Lines end with
/// LF, CR LF or CR; a byte-order mark at the start is skipped. Order of calls: next_block (one
/// thread), repair (any thread), for_each_tag (any thread).
class TagTableReader {
 public:
  explicit TagTableReader(TagTableInput input) : input_(std::move(input)) {}

  const std::string& name() const { return input_.name; }
  /// About a megabyte of lines.
  Result<TagBlock> next_block();
  /// What next_block left out.
  const TagTableReport& report() const { return report_; }

 private:
  Result<bool> read_more(std::size_t bytes);
  void drop_mark();

  TagTableInput input_;
  std::string pending_;  ///< read, but not handed out
  std::uint64_t line_ = 1;
  bool ended_ = false;
  bool started_ = false;
  TagTableReport report_;
};

/// Makes a block fit to be walked: lines that are not UTF-8 or hold control characters are left out
/// and reported, all text is in normalisation form C. Most blocks are left as they are.
void repair(TagBlock& block, const std::string& table, TagTableReport& report);

/// Where a field ends: the first tab or line end at or after `at`. Eight bytes a step; a repaired
/// block has no other control characters.
inline const char* field_end(const char* at) {
  if constexpr (std::endian::native == std::endian::little) {
    constexpr std::uint64_t ones = 0x0101010101010101u;
    for (;; at += 8) {
      std::uint64_t word;
      std::memcpy(&word, at, 8);
      const std::uint64_t low = (word - ones * 0x0E) & ~word & ones * 0x80;
      if (low != 0) return at + std::countr_zero(low) / 8;
    }
  } else {
    while (static_cast<unsigned char>(*at) >= 0x0E) ++at;
    return at;
  }
}

/// Says that a list was cut.
void warn_of_cut(TagTableReport& report, const std::string& table, std::uint64_t line,
                 std::size_t tags);

/// Walks a repaired block: `line()` before each line with a document, `tag(first, size)` for each
/// of its tags without blanks around it, at most `max_tags_of_line`.
template <class Line, class Tag>
void for_each_tag(const TagBlock& block, const std::string& table, TagTableReport& report,
                  Line line, Tag tag) {
  const char* at = block.bytes.data();
  const char* const end = at + block.size;
  std::uint64_t number = block.line;
  while (at < end) {
    const char* stop = field_end(at);
    if (stop != at || *stop == '\t') {
      line();
      ++report.lines;
      std::size_t tags = 0;
      while (*stop == '\t') {
        const char* first = stop + 1;
        stop = field_end(first);
        const char* last = stop;
        while (first != last && *first == ' ') ++first;
        while (first != last && last[-1] == ' ') --last;
        if (first == last) continue;
        if (++tags > max_tags_of_line) continue;
        tag(first, static_cast<std::size_t>(last - first));
      }
      report.tags += std::min(tags, max_tags_of_line);
      if (tags > max_tags_of_line) warn_of_cut(report, table, number, tags);
    }
    if (*stop == '\n' || stop[1] != '\n') ++number;
    at = stop + 1;
  }
}

/// The part of a name that fits into `max_tag_bytes`, cut between characters.
std::size_t tag_cut(const char* first, std::size_t size);

}  // namespace comention
