#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace comention {

/// What is kept of a text to find it again: 48 bytes, whatever its length.
///
/// The sketch is a one-permutation MinHash (Li, Owen and Zhang 2012) of the text's word 4-shingles,
/// with empty places filled from the next full one (Shrivastava and Li 2014), eight bits a place:
/// two places agree by chance in 1 of 256. Words are compared in lower case, without punctuation.
struct TextPrint {
  static constexpr std::size_t places = 32;
  std::uint64_t exact = 0;  ///< hash of all words in order
  std::uint32_t words = 0;  ///< number of words
  std::array<std::uint8_t, places> sketch{};
};

/// The print of a text (valid UTF-8). One pass.
TextPrint print_of(std::string_view text);

/// True when two texts have the same words in the same order (but for a 64-bit hash collision).
bool same_text(const TextPrint& a, const TextPrint& b);

/// Estimates the Jaccard similarity of two texts' shingles, 0 to 1; standard error up to .09.
double similarity(const TextPrint& a, const TextPrint& b);

}  // namespace comention
