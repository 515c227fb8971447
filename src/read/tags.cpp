#include <fmt/format.h>

#include "base/embedded.hpp"
#include "read/format.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

/// `doc-id TAB tag TAB tag...`, one document a line.
class TagListReader final : public PageReader {
 public:
  TagListReader(std::string source, ByteStream& stream, const ReadOptions& options)
      : source_(std::move(source)), lines_(stream, options.line_limit) {}

  Result<bool> next(RawPage& page) override {
    do {
      const auto more = lines_.next(line_);
      if (!more) return at_line(more.error());
      if (!*more) return false;
    } while (line_.empty());
    if (const auto bad = find_invalid_utf8(line_); bad != std::string::npos) {
      return at_line({ErrorKind::input, fmt::format("not UTF-8 at byte {}", bad)});
    }
    page = RawPage{};
    page.form = PageForm::tags;
    page.source = fmt::format("{}:{}", source_, lines_.number());
    std::string_view rest = line_;
    for (bool first = true;; first = false) {
      const auto tab = rest.find('\t');
      const auto field = trim(rest.substr(0, tab));
      if (first) {
        page.id = field;
      } else if (!field.empty()) {
        page.tags.emplace_back(field);
      }
      if (tab == std::string_view::npos) break;
      rest.remove_prefix(tab + 1);
    }
    return true;
  }

 private:
  tl::unexpected<Error> at_line(const Error& error) const {
    return fail(error.kind, fmt::format("{}: {}", lines_.number(), error.message));
  }

  std::string source_;
  LineReader lines_;
  std::string line_;
};

}  // namespace

extern const InputFormatEntry tags_input;
const InputFormatEntry tags_input = {
    {"tags", "tags tsv tab", "tag lists: document id, then its tags, tab-separated"},
    [](std::string_view, std::string_view extension, const ReadOptions&) {
      return has_extension("tags tsv tab", extension);
    },
    [](std::string source, ByteStream& stream,
       const ReadOptions& options) -> std::unique_ptr<PageReader> {
      return std::make_unique<TagListReader>(std::move(source), stream, options);
    }};

}  // namespace comention
