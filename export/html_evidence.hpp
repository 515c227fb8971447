#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "comention/table.hpp"
#include "export/text_out.hpp"

namespace comention {

/// Counts the UTF-16 units before a byte of one UTF-8 text, which is how JavaScript counts. A count
/// is kept for every 64 bytes, so a long sentence with many names stays linear.
class Utf16Offsets {
 public:
  /// The text must outlive this.
  explicit Utf16Offsets(std::string_view text);
  /// UTF-16 units before `byte`; the whole length for anything past the end.
  std::uint32_t before(std::size_t byte) const;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> counts_;  ///< units before bytes 0, 64, 128, ...
};

/// The sentences of a run of edges as one JSON block of the page. A sentence that shows several
/// edges stands in the block once:
///
///     {"texts": [[text, source, date], ...],
///      "edges": [[text number, source start, end, target start, end, ...], ...]}
///
/// with five numbers for each sentence of an edge and offsets in UTF-16 units. The page parses a
/// block when somebody asks for a sentence, so sentences cost nothing while it loads.
class EvidenceBlock {
 public:
  void add(std::span<const EvidenceSentence> sentences);
  /// Writes the JSON and empties the block.
  void write_to(TextOut& out);

 private:
  /// A sentence as views into a key of the map.
  struct Text {
    std::string_view key;  ///< text, source and date with a NUL between them
    std::size_t text_size, source_size;
    std::string_view text() const { return key.substr(0, text_size); }
    std::string_view source() const { return key.substr(text_size + 1, source_size); }
    std::string_view date() const { return key.substr(text_size + source_size + 2); }
  };
  std::uint32_t number_of(const EvidenceSentence& sentence);

  std::unordered_map<std::string, std::uint32_t> numbers_;  ///< looked up, never walked
  std::vector<Text> texts_;
  std::vector<Utf16Offsets> offsets_;  ///< of each text
  std::vector<std::vector<std::uint32_t>> edges_;
};

}  // namespace comention
