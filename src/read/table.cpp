#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/embedded.hpp"
#include "read/format.hpp"
#include "text/line_ends.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

/// Records of a delimited table (RFC 4180: quotes doubled, line breaks inside quotes).
class RecordReader {
 public:
  RecordReader(ByteStream& stream, char delimiter, std::size_t limit)
      : lines_(stream, limit), delimiter_(delimiter), limit_(limit) {}

  /// Next record; false at the end. number() is the line on which it begins.
  Result<bool> next(std::vector<std::string>& fields) {
    fields.clear();
    do {
      const auto more = lines_.next(line_);
      if (!more) return number_ = lines_.number(), more;
      if (!*more) return false;
    } while (line_.empty());
    number_ = lines_.number();
    std::string field;
    bool quoted = false;
    std::size_t size = 0;
    for (;;) {
      quoted = split_line(fields, field, quoted);
      if (!quoted) break;
      size += line_.size();
      if (size > limit_)
        return fail(ErrorKind::limit, fmt::format("record longer than {} bytes", limit_));
      field += '\n';
      const auto more = lines_.next(line_);
      if (!more) return more;
      if (!*more) return fail(ErrorKind::input, "a quoted field has no end");
    }
    fields.push_back(std::move(field));
    return true;
  }

  std::uint64_t number() const { return number_; }

 private:
  /// Goes on with the fields of `line_`; true when the line ends inside quotes.
  bool split_line(std::vector<std::string>& fields, std::string& field, bool quoted) {
    for (std::size_t i = 0; i < line_.size(); ++i) {
      const char c = line_[i];
      if (quoted) {
        if (c != '"') {
          field += c;
        } else if (i + 1 < line_.size() && line_[i + 1] == '"') {
          field += '"';
          ++i;
        } else {
          quoted = false;
        }
      } else if (c == '"' && field.empty()) {
        quoted = true;
      } else if (c == delimiter_) {
        fields.push_back(std::move(field));
        field.clear();
      } else {
        field += c;
      }
    }
    return quoted;
  }

  LineReader lines_;
  std::string line_;
  char delimiter_;
  std::size_t limit_;
  std::uint64_t number_ = 0;
};

constexpr std::size_t no_column = SIZE_MAX;

/// Where the fields of a page stand in a table.
struct Columns {
  std::size_t text = no_column, tags = no_column, title = no_column, date = no_column,
              id = no_column;
};

std::size_t find_column(const std::vector<std::string>& header, std::string_view wanted,
                        std::initializer_list<std::string_view> usual) {
  const auto at = [&](std::string_view name) {
    const auto found = std::find_if(header.begin(), header.end(), [&](const std::string& field) {
      return fold_key(trim(field)) == fold_key(name);
    });
    return found == header.end() ? no_column : static_cast<std::size_t>(found - header.begin());
  };
  if (!wanted.empty()) return at(wanted);
  for (const auto name : usual) {
    if (const auto column = at(name); column != no_column) return column;
  }
  return no_column;
}

Result<Columns> find_columns(const std::vector<std::string>& header, const ReadOptions& options) {
  Columns columns;
  columns.text = find_column(header, options.text_column, {"text", "body", "content", "abstract"});
  columns.tags = find_column(header, options.tags_column,
                             {"tags", "keywords", "author keywords", "categories"});
  columns.title = find_column(header, "", {"title", "headline"});
  columns.date = find_column(header, options.date_column, {"date", "published", "pubdate"});
  columns.id = find_column(header, options.id_column, {"doc_id", "id", "url", "doi"});
  const std::array<std::pair<std::string_view, std::size_t>, 4> asked = {
      {{options.text_column, columns.text},
       {options.tags_column, columns.tags},
       {options.date_column, columns.date},
       {options.id_column, columns.id}}};
  for (const auto& [name, column] : asked) {
    if (!name.empty() && column == no_column) {
      return fail(ErrorKind::usage, fmt::format("has no column \"{}\"; its columns are: {}", name,
                                                fmt::join(header, ", ")));
    }
  }
  if (columns.text == no_column && columns.tags == no_column) {
    // Not asked for: one table of another kind in a folder does not end the run.
    return fail(
        ErrorKind::input,
        fmt::format("has neither a text nor a tags column (name them with --text-column and "
                    "--tags-column); its columns are: {}",
                    fmt::join(header, ", ")));
  }
  return columns;
}

/// Tags of one cell: parted by `;` or `|` where there are any, by `,` otherwise.
std::vector<std::string> split_tags(std::string_view cell) {
  const std::string_view separators =
      cell.find_first_of(";|") != std::string_view::npos ? ";|" : ",";
  std::vector<std::string> tags;
  while (!cell.empty()) {
    const auto end = cell.find_first_of(separators);
    if (std::string tag = squeeze_spaces(cell.substr(0, end)); !tag.empty()) {
      tags.push_back(std::move(tag));
    }
    cell.remove_prefix(end == std::string_view::npos ? cell.size() : end + 1);
  }
  return tags;
}

class TableReader final : public PageReader {
 public:
  TableReader(std::string source, ByteStream& stream, char delimiter, const ReadOptions& options)
      : source_(std::move(source)),
        options_(options),
        records_(stream, delimiter, options.line_limit) {}

  Result<bool> next(RawPage& page) override {
    if (ended_) return false;
    if (!columns_) {
      const auto ready = read_header();
      if (!ready) return ended_ = true, tl::unexpected(ready.error());
      if (!*ready) return ended_ = true, false;
    }
    const auto more = records_.next(fields_);
    if (!more) return at_line(more.error());
    if (!*more) return false;
    if (fields_.size() != width_) {
      return at_line({ErrorKind::input,
                      fmt::format("{} fields where the header has {}", fields_.size(), width_)});
    }
    for (const auto& field : fields_) {
      if (const auto bad = find_invalid_utf8(field); bad != std::string::npos) {
        return at_line({ErrorKind::input, fmt::format("not UTF-8 at byte {} of a field", bad)});
      }
    }
    page = page_of_fields();
    return true;
  }

 private:
  Result<bool> read_header() {
    const auto more = records_.next(fields_);
    if (!more || !*more) return more;
    auto columns = find_columns(fields_, options_);
    if (!columns) return tl::unexpected(columns.error());
    columns_ = *columns;
    width_ = fields_.size();
    return true;
  }

  RawPage page_of_fields() {
    RawPage page;
    const auto cell = [&](std::size_t column) -> std::string {
      return column == no_column ? std::string() : std::move(fields_[column]);
    };
    page.source = fmt::format("{}:{}", source_, records_.number());
    if (columns_->tags != no_column) page.tags = split_tags(cell(columns_->tags));
    page.title = cell(columns_->title);
    page.date = cell(columns_->date);
    page.id = cell(columns_->id);
    if (page.id.empty()) page.id = page.source;
    page.form = columns_->text == no_column ? PageForm::tags : PageForm::record;
    page.text = cell(columns_->text);
    return page;
  }

  tl::unexpected<Error> at_line(const Error& error) const {
    return fail(error.kind, fmt::format("{}: {}", records_.number(), error.message));
  }

  std::string source_;
  ReadOptions options_;
  RecordReader records_;
  std::optional<Columns> columns_;
  std::size_t width_ = 0;
  std::vector<std::string> fields_;
  bool ended_ = false;
};

/// A tab-separated file is a table when its first line names a known column, else a tag list.
bool has_known_header(std::string_view head, const ReadOptions& options) {
  std::vector<std::string> header;
  std::string_view line = head.substr(0, find_line_end(head));
  for_each_tsv_row(line, [&](const auto& fields) { header.assign(fields.begin(), fields.end()); });
  return find_columns(header, options).has_value();
}

template <char delimiter>
std::unique_ptr<PageReader> make_table(std::string source, ByteStream& stream,
                                       const ReadOptions& options) {
  const char chosen = options.delimiter != 0 ? options.delimiter : delimiter;
  return std::make_unique<TableReader>(std::move(source), stream, chosen, options);
}

}  // namespace

extern const InputFormatEntry csv_input;
const InputFormatEntry csv_input = {
    {"csv", "csv", "a table with a header line and a text or tags column, comma-separated"},
    [](std::string_view, std::string_view extension, const ReadOptions&) {
      return extension == "csv";
    },
    make_table<','>};

extern const InputFormatEntry tsv_input;
const InputFormatEntry tsv_input = {
    {"tsv", "tsv tab", "the same, tab-separated"},
    [](std::string_view head, std::string_view extension, const ReadOptions& options) {
      return has_extension("tsv tab", extension) && has_known_header(head, options);
    },
    make_table<'\t'>};

}  // namespace comention
