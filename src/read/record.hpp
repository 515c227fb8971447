#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "comention/mention.hpp"
#include "comention/page.hpp"
#include "comention/result.hpp"

namespace comention {

/// A mention as records give it, in code points.
struct GivenMention {
  std::size_t start = 0, end = 0;
  std::string type;
};

/// One JSON object of the shape that CLI records have. `page.mentions` is not filled: offsets need
/// the text they refer to, see place_mentions().
struct Record {
  RawPage page;
  std::vector<GivenMention> mentions;
  bool has_text = false;
};

/// Reads one line of JSON: `{"id" | "doc_id" | "url", "text" | "body" | "content", "title", "date",
/// "tags" | "keywords": [...], "mentions" | "ents": [{"start", "end", "type" | "label"}]}`. Other
/// fields are passed over; of equal keys the last one counts; nesting deeper than 1,000 is refused.
/// Does not recurse.
Result<Record> parse_record(std::string_view line);

/// Mentions in bytes of `text`, in text order. An error names a mention that lies outside the text;
/// mentions of types that no graph has (dates, numbers) are left out.
Result<std::vector<Mention>> place_mentions(std::span<const GivenMention> given,
                                            std::string_view text);

}  // namespace comention
