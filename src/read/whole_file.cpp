#include "read/whole_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "text/encoding.hpp"

namespace comention {
namespace {

/// No page that somebody wrote has as many lines, or tags, as its bytes would allow.
bool has_too_many_parts(std::string_view text, PageForm form, std::size_t limit) {
  if (text.size() <= limit) return false;
  const auto count = [&](char c) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), c));
  };
  return form == PageForm::html ? count('<') > limit : std::max(count('\n'), count('\r')) > limit;
}

}  // namespace

Result<bool> WholeFileReader::next(RawPage& page) {
  if (done_) return false;
  done_ = true;
  auto bytes = read_all(stream_, options_.page_limit);
  if (!bytes) return tl::unexpected(bytes.error());
  page = RawPage{};
  page.source = source_;
  page.id = source_;
  page.form = form_;
  DecodedText decoded = decode_text(std::move(*bytes));
  page.note = decoded.note();
  page.text = std::move(decoded.text);
  if (has_too_many_parts(page.text, form_, options_.page_part_limit)) {
    return fail(ErrorKind::limit, fmt::format("page of more than {} {}", options_.page_part_limit,
                                              form_ == PageForm::html ? "tags" : "lines"));
  }
  return true;
}

}  // namespace comention
