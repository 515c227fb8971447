#pragma once

#include <string_view>

#include "comention/table.hpp"
#include "export/text_out.hpp"

namespace comention {

/// A JSON string that may stand inside a <script> element: `<` is written \u003c, so that nothing
/// in it can end the element or open a comment.
void put_page_string(TextOut& out, std::string_view text);

/// JSON that is already well formed, made fit for a <script> element.
void put_page_json(TextOut& out, std::string_view json);

/// A cell as JSON: a missing value is null, a list an array. Sentences are not written: they travel
/// in blocks of their own.
void put_page_value(TextOut& out, const Value& value);

}  // namespace comention
