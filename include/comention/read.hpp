#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "comention/page.hpp"
#include "comention/result.hpp"

namespace comention {

/// Settings of reading.
struct ReadOptions {
  std::string format;                  ///< a name of input_formats(); empty: by content and suffix
  std::string text_column;             ///< of tables; empty: the first of text, body, content
  std::string tags_column;             ///< of tables; empty: tags, keywords
  std::string date_column;             ///< of tables; empty: date, published
  std::string id_column;               ///< of tables; empty: id, doc_id, url
  char delimiter = 0;                  ///< of tables; 0: comma for csv, tab for tsv
  std::size_t line_limit = 8u << 20;   ///< bytes of one line of a table or of JSON lines
  std::size_t page_limit = 64u << 20;  ///< bytes of one page
  std::size_t page_part_limit = 1'000'000;  ///< lines of a page of text, tags of one of HTML
  std::size_t expansion_limit = 64;  ///< how many times its size a compressed file may unpack to
  std::size_t expansion_floor = 1u << 30;  ///< unpacked bytes that are allowed in any case
};

/// A kind of input.
struct InputFormat {
  std::string_view name;
  std::string_view extensions;   ///< blank-separated, without dot
  std::string_view description;  ///< one line for people
};

/// All kinds of input, in the order of src/read/formats.def.
std::span<const InputFormat> input_formats();

/// Gives raw pages one by one.
class PageSource {
 public:
  virtual ~PageSource() = default;
  /// Fills `page` and returns true; false at the end. An error tells of one unit that could not be
  /// read (a file, a line); the next call goes on behind it.
  virtual Result<bool> next(RawPage& page) = 0;
  /// Bytes of input consumed so far, for progress.
  virtual std::uint64_t bytes_read() const = 0;
  /// Bytes of all files together, 0 when unknown.
  virtual std::uint64_t bytes_total() const = 0;
};

/// Files of inputs in one fixed order: sorted by path, folders walked to the bottom without
/// following links to folders, hidden files left out, `-` (standard input) last. Pages of
/// compressed files and archives (gz, zst, xz, bz2, zip, tar, warc) come in the archive's order.
/// `excluded` are paths that are never read (the run's own outputs). An input that does not exist
/// is an error at once.
Result<std::unique_ptr<PageSource>> open_pages(std::span<const std::string> inputs,
                                               const ReadOptions& options,
                                               std::span<const std::string> excluded = {});

}  // namespace comention
