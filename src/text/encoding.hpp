#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace comention {

/// Why a text was read in the charset it was read in, the surest evidence first.
enum class CharsetReason : std::uint8_t {
  ascii,            ///< nothing to decide
  byte_order_mark,  ///< the text begins with one
  zero_pattern,     ///< every other byte is zero: UTF-16 without a mark
  valid_utf8,       ///< well-formed UTF-8 with characters beyond ASCII; chance hardly makes that
  transport,        ///< declared by whoever handed the bytes over (an HTTP header, a WARC record)
  document,         ///< declared inside: XML declaration, `meta charset`, `http-equiv`
  damaged_utf8,     ///< UTF-8 but for a few bytes
  detected,         ///< by the statistics of uchardet
  fallback,         ///< nothing spoke: Windows-1252, which gives every byte a character
};

/// The written name of a reason ("byte-order mark", "declared in the document", ...).
std::string_view to_string(CharsetReason reason);

/// A text after decoding, and what had to be done to it.
struct DecodedText {
  std::string text;     ///< valid UTF-8; line ends are LF; no NUL, no control characters
  std::string charset;  ///< what it was read as, in upper case ("UTF-8", "WINDOWS-1252")
  CharsetReason reason = CharsetReason::ascii;
  std::size_t replaced = 0;  ///< malformed sequences that became U+FFFD
  std::size_t controls = 0;  ///< NUL and control characters that were taken out

  /// One line for a report when anything but plain UTF-8 was found, else empty.
  std::string note() const;
};

/// Decodes the bytes of a page. `declared` is a charset name from outside (`text/html;
/// charset=koi8-r` is understood too), or empty. Order: byte-order mark, zero pattern, valid UTF-8,
/// `declared`, the document's own declaration, damaged UTF-8, detection, Windows-1252; a
/// declaration that the bytes contradict is passed over. Names mean what the WHATWG encoding
/// standard says ("latin1" is Windows-1252). Linear, never fails.
DecodedText decode_text(std::string bytes, std::string_view declared = {});

/// The charset that the first 2 KiB of an HTML or XML document declare, in lower case, or empty.
std::string declared_charset(std::string_view bytes);

}  // namespace comention
