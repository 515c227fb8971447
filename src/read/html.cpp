#include <array>

#include "read/whole_file.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr std::string_view extensions = "html htm xhtml";

bool is_html(std::string_view head, std::string_view extension, const ReadOptions&) {
  if (has_extension(extensions, extension)) return true;
  if (!extension.empty() && extension != "txt") return false;
  const std::string start = fold_key(trim(head.substr(0, 512)));
  constexpr std::array<std::string_view, 3> openings = {"<!doctype html", "<html", "<?xml"};
  for (const auto opening : openings) {
    if (start.starts_with(opening)) {
      return opening != "<?xml" || start.find("<html") != std::string::npos;
    }
  }
  return false;
}

}  // namespace

extern const InputFormatEntry html_input;
const InputFormatEntry html_input = {{"html", extensions, "an HTML page, one file a page"},
                                     is_html,
                                     [](std::string source, ByteStream& stream,
                                        const ReadOptions& options) -> std::unique_ptr<PageReader> {
                                       return std::make_unique<WholeFileReader>(
                                           std::move(source), stream, PageForm::html, options);
                                     }};

}  // namespace comention
