#include "export/xml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr std::size_t deepest = 64;
constexpr std::string_view blanks = " \t\r\n";

bool ends_word(char c) {
  return blanks.find(c) != std::string_view::npos || c == '=' || c == '/' || c == '>';
}

/// The character of a reference without `&` and `;`, or 0.
char32_t referred(std::string_view name) {
  if (name == "amp") return '&';
  if (name == "lt") return '<';
  if (name == "gt") return '>';
  if (name == "quot") return '"';
  if (name == "apos") return '\'';
  if (name.size() < 2 || name[0] != '#') return 0;
  const bool hex = name[1] == 'x';
  name.remove_prefix(hex ? 2 : 1);
  std::uint32_t code = 0;
  const char* const end = name.data() + name.size();
  const auto read = std::from_chars(name.data(), end, code, hex ? 16 : 10);
  return read.ec == std::errc() && read.ptr == end && code <= 0x10FFFF ? code : 0;
}

}  // namespace

XmlReader::XmlReader(std::string_view document) : left_(document) {
  if (left_.starts_with("\xEF\xBB\xBF")) left_.remove_prefix(3);
}

tl::unexpected<Error> XmlReader::refuse(std::string_view why) {
  return fail(ErrorKind::input, fmt::format("line {}: {}", line_, why));
}

void XmlReader::advance(std::size_t bytes) {
  const auto passed = left_.substr(0, bytes);
  line_ += static_cast<std::size_t>(std::count(passed.begin(), passed.end(), '\n'));
  left_.remove_prefix(passed.size());
}

void XmlReader::skip_blanks() { advance(std::min(left_.find_first_not_of(blanks), left_.size())); }

std::string_view XmlReader::word() {
  std::size_t length = 0;
  while (length < left_.size() && !ends_word(left_[length])) ++length;
  const auto found = left_.substr(0, length);
  advance(length);
  return found;
}

Result<void> XmlReader::skip_past(std::string_view end) {
  const auto at = left_.find(end);
  if (at == std::string_view::npos) return refuse("the document breaks off");
  advance(at + end.size());
  return {};
}

Result<XmlReader::Event> XmlReader::next() {
  if (closes_itself_) {
    closes_itself_ = false;
    open_.pop_back();
    return Event::end_tag;
  }
  while (!left_.empty()) {
    if (left_.starts_with("<!--") || left_.starts_with("<?")) {
      if (auto past = skip_past(left_[1] == '?' ? "?>" : "-->"); !past) {
        return tl::unexpected<Error>(past.error());
      }
    } else if (left_.starts_with("<![CDATA[")) {
      const auto end = left_.find("]]>");
      if (end == std::string_view::npos) return refuse("the document breaks off");
      text_ = left_.substr(9, end - 9);
      advance(end + 3);
      return Event::text;
    } else if (left_.starts_with("<!")) {
      return refuse("document type declarations are not read");
    } else if (left_.starts_with("</")) {
      return end_tag();
    } else if (left_.front() == '<') {
      return tag();
    } else {
      const auto raw = left_.substr(0, left_.find('<'));
      text_.clear();
      if (auto decoded = append_decoded(raw, text_); !decoded) {
        return tl::unexpected<Error>(decoded.error());
      }
      advance(raw.size());
      return Event::text;
    }
  }
  if (!open_.empty()) return refuse(fmt::format("<{}> is not closed", open_.back()));
  return Event::end;
}

Result<XmlReader::Event> XmlReader::tag() {
  advance(1);
  name_ = word();
  if (name_.empty()) return refuse("a tag without a name");
  if (open_.size() >= deepest) return refuse(fmt::format("nested more than {} deep", deepest));
  if (auto read = attributes(); !read) return tl::unexpected<Error>(read.error());
  open_.push_back(name_);
  closes_itself_ = left_.front() == '/';
  advance(closes_itself_ ? 2 : 1);
  return Event::start_tag;
}

/// Reads up to the `>` or `/>` of a start tag.
Result<void> XmlReader::attributes() {
  attributes_.clear();
  for (;;) {
    skip_blanks();
    if (left_.starts_with(">") || left_.starts_with("/>")) return {};
    std::string name(word());
    skip_blanks();
    if (name.empty() || !left_.starts_with("=")) return refuse("a tag that is not well formed");
    advance(1);
    skip_blanks();
    if (left_.empty() || (left_.front() != '"' && left_.front() != '\'')) {
      return refuse(fmt::format("the value of \"{}\" has no quotes", name));
    }
    const auto end = left_.find(left_.front(), 1);
    if (end == std::string_view::npos) return refuse("the document breaks off");
    std::string value;
    if (auto decoded = append_decoded(left_.substr(1, end - 1), value); !decoded) return decoded;
    advance(end + 1);
    attributes_.emplace_back(std::move(name), std::move(value));
  }
}

Result<XmlReader::Event> XmlReader::end_tag() {
  advance(2);
  name_ = word();
  skip_blanks();
  if (!left_.starts_with(">")) return refuse("a tag that is not well formed");
  advance(1);
  if (open_.empty() || open_.back() != name_) {
    return refuse(fmt::format("</{}> closes nothing that is open", name_));
  }
  open_.pop_back();
  return Event::end_tag;
}

Result<void> XmlReader::append_decoded(std::string_view raw, std::string& out) {
  if (find_invalid_utf8(raw) != std::string_view::npos) return refuse("not UTF-8");
  while (!raw.empty()) {
    const auto at = raw.find('&');
    out.append(raw.substr(0, at));
    if (at == std::string_view::npos) break;
    raw.remove_prefix(at + 1);
    const auto end = raw.substr(0, 12).find(';');
    const char32_t c = end == std::string_view::npos ? 0 : referred(raw.substr(0, end));
    if (c == 0) return refuse("an entity that is not one of XML's own");
    append_utf8(out, c);
    raw.remove_prefix(end + 1);
  }
  return {};
}

std::string_view XmlReader::attribute(std::string_view name) const {
  for (const auto& [key, value] : attributes_) {
    if (key == name) return value;
  }
  return {};
}

}  // namespace comention
