#include "page/wrapped.hpp"

#include <algorithm>

#include "text/line_ends.hpp"

namespace comention {
namespace {

constexpr std::size_t narrowest = 45, widest = 110;  ///< of wrapped text, in characters
constexpr std::size_t enough_breaks = 5;             ///< fewer say nothing about a page

struct RawLine {
  std::string_view text;  ///< without blanks around it
  std::size_t indent;
  std::size_t width;  ///< in characters, with the indent
};

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

RawLine read_line(std::string_view raw) {
  const auto begin = raw.find_first_not_of(" \t");
  if (begin == raw.npos) return {{}, 0, 0};
  const auto text = raw.substr(begin, raw.find_last_not_of(" \t") + 1 - begin);
  return {text, begin, begin + characters(text)};
}

std::vector<RawLine> split_lines(std::string_view text) {
  std::vector<RawLine> lines;
  for_each_line(text, [&](std::string_view line) { lines.push_back(read_line(line)); });
  return lines;
}

bool ends_sentence(std::string_view text) { return text.find_last_of(".!?:\"") == text.size() - 1; }

bool is_small(char c) { return c >= 'a' && c <= 'z'; }

/// A line that ends in the middle of a sentence: the next one goes on in small letters.
bool is_broken(const RawLine& line, const RawLine& next) {
  return line.width >= narrowest && line.width <= widest && !next.text.empty() &&
         is_small(next.text[0]) && !ends_sentence(line.text);
}

/// The width at which the text was broken; 0 when it was not.
std::size_t wrap_width(const std::vector<RawLine>& lines) {
  std::vector<std::size_t> broken;
  std::size_t long_lines = 0, pairs = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    long_lines += lines[i].width > widest;
    if (i + 1 == lines.size() || lines[i].width < narrowest || lines[i + 1].text.empty()) continue;
    ++pairs;
    if (is_broken(lines[i], lines[i + 1])) broken.push_back(lines[i].width);
  }
  if (broken.size() < enough_breaks || 3 * broken.size() < pairs || long_lines > broken.size() / 4)
    return 0;
  std::sort(broken.begin(), broken.end());
  const auto width = broken[broken.size() * 9 / 10];
  // Lines broken at one width are about equally long.
  return broken[broken.size() / 4] + 14 >= width ? width : 0;
}

bool begins_item(std::string_view text) {
  if (text.starts_with("* ") || text.starts_with("- ") || text.starts_with("\xE2\x80\xA2"))
    return true;
  const auto digits = text.find_first_not_of("0123456789");
  return digits > 0 && digits < 4 && (text.substr(digits, 2) == ". " || text[digits] == ')');
}

/// Whether a line goes on in the next: its first word had no room any more.
bool goes_on(const RawLine& line, const RawLine& next, std::size_t width) {
  if (line.text.empty() || next.text.empty() || begins_item(next.text)) return false;
  if (next.indent > line.indent + 1 || line.width > width + 12) return false;
  if (is_broken(line, next)) return true;
  const auto word = characters(next.text.substr(0, next.text.find(' ')));
  return line.width + 1 + word > width;
}

}  // namespace

std::optional<UnwrappedText> unwrap_text(std::string_view text) {
  const auto lines = split_lines(text);
  const auto width = wrap_width(lines);
  if (width == 0) return std::nullopt;
  UnwrappedText out;
  out.text.reserve(text.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool joined = i > 0 && goes_on(lines[i - 1], lines[i], width);
    if (i > 0) out.text += joined ? ' ' : '\n';
    if (!joined) out.numbers.push_back(static_cast<std::uint32_t>(i + 1));
    out.text.append(joined ? 0 : lines[i].indent, ' ');
    out.text += lines[i].text;
  }
  return out;
}

}  // namespace comention
