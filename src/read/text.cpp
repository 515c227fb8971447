#include "read/whole_file.hpp"

namespace comention {

extern const InputFormatEntry text_input;
const InputFormatEntry text_input = {
    {"text", "txt text md", "a scraped page, one file a page"},
    [](std::string_view, std::string_view, const ReadOptions&) { return true; },
    [](std::string source, ByteStream& stream,
       const ReadOptions& options) -> std::unique_ptr<PageReader> {
      return std::make_unique<WholeFileReader>(std::move(source), stream, PageForm::text, options);
    }};

}  // namespace comention
