#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "comention/result.hpp"

namespace comention {

/// Limits of a tag table, each reported when it bites.
inline constexpr std::size_t max_line_bytes = std::size_t{8} << 20;
inline constexpr std::size_t max_tags_of_line = 5000;
inline constexpr std::size_t max_tag_bytes = 1000;

/// Fills a span with the next bytes and says how many there were; 0 at the end.
using ReadBytes = std::function<Result<std::size_t>(std::span<char>)>;

/// One table: how it is called in messages and how to read it.
struct TagTableInput {
  std::string name;
  ReadBytes read;
};

/// A table in a plain file, or standard input for "-".
Result<TagTableInput> open_tag_table(const std::string& path);

/// What was read and what was wrong with it.
struct TagTableReport {
  std::uint64_t lines = 0;            ///< with a document id; empty lines are none
  std::uint64_t tags = 0;             ///< as listed, repetitions included
  std::uint64_t lines_too_long = 0;   ///< left out
  std::uint64_t lists_cut = 0;        ///< tags past `max_tags_of_line` left out
  std::uint64_t tags_cut = 0;         ///< cut to `max_tag_bytes`
  std::uint64_t lines_repaired = 0;   ///< not UTF-8, or with control characters: replaced by U+FFFD
  std::vector<std::string> warnings;  ///< the first few of them, `file:line: what is wrong`

  void add(const TagTableReport& other);
};

/// Reads `doc-id TAB tag TAB tag ...` lines block by block, with no string a tag. Lines end with
/// LF, CR LF or CR; a byte-order mark at the start is skipped; blanks around a tag and empty tags
/// go.
class TagTableReader {
 public:
  explicit TagTableReader(TagTableInput input);

  /// A block of whole lines, at most a few megabytes; empty at the end.
  Result<std::string> next_block();

 private:
  TagTableInput input_;
  std::string carry_;
  std::uint64_t line_ = 1;
  bool ended_ = false;
  bool skipping_ = false;
};

}  // namespace comention
