#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace comention {

/// A text whose paragraphs were broken into lines of about equal width, put together again.
struct UnwrappedText {
  std::string text;                    ///< one line a paragraph
  std::vector<std::uint32_t> numbers;  ///< of each line's first line in the text as read, from 1
};

/// Joins the lines of hard-wrapped text (wire copy, mail, plain-text archives): many lines end in
/// the middle of a sentence, at the width where the next word had no room. Nothing for any other
/// text. Linear.
std::optional<UnwrappedText> unwrap_text(std::string_view text);

}  // namespace comention
