#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "comention/read.hpp"
#include "read/stream.hpp"

namespace comention {

/// Reads the pages of one file of one format; the stream outlives the reader.
class PageReader {
 public:
  virtual ~PageReader() = default;
  /// As PageSource::next(); errors say the line ("17: ...") or nothing but the reason.
  virtual Result<bool> next(RawPage& page) = 0;
};

/// What a file of the room has to say about its format. To add a format: one file that defines
/// `extern const InputFormatEntry NAME_input;` and one word in formats.def.
struct InputFormatEntry {
  InputFormat format;
  /// True when a file that begins with `head` and has the suffix `extension` (lower case, without
  /// dot, may be empty) is of this format; asked in the order of formats.def, the last says yes.
  bool (*matches)(std::string_view head, std::string_view extension, const ReadOptions& options);
  std::unique_ptr<PageReader> (*make)(std::string source, ByteStream& stream,
                                      const ReadOptions& options);
};

/// The entry for a file, by `options.format` or else by its first bytes and suffix. Null when
/// `options.format` names no format.
const InputFormatEntry* input_format_for(std::string_view head, std::string_view extension,
                                         const ReadOptions& options);

/// True when `extension` is one of the blank-separated words.
bool has_extension(std::string_view words, std::string_view extension);

}  // namespace comention
