#include "page/tag_lists.hpp"

#include <algorithm>
#include <span>

#include "page/furniture.hpp"
#include "page/tags.hpp"

namespace comention {
namespace {

/// A text has a list or two; what more there are of weak labels head menus, and the text is not
/// searched for their words.
constexpr int most_weak_lists = 40;

/// Some tags are words of menus, too ("Weather", "Photos").
bool may_be_tag(const Line& line) {
  const bool menu_word = line.kind == LineKind::navigation && line.reason == "wording";
  return (is_open(line) || menu_word) && looks_like_tag(line.text);
}

void append(std::vector<std::string>& to, std::vector<std::string> from) {
  for (auto& tag : from) to.push_back(std::move(tag));
}

/// Whether text stands above a line: a weak label far from any heads a menu.
bool text_above(const std::vector<Line>& lines, std::size_t label) {
  for (std::size_t j = label > 8 ? label - 8 : 0; j < label; ++j)
    if (lines[j].probability >= body_threshold) return true;
  return false;
}

/// The line behind the list that stands below a label.
std::size_t list_end(const std::vector<Line>& lines, std::size_t label) {
  const std::size_t first = label + 1;
  std::size_t end = first;
  while (end < lines.size() && end - label <= 25) {
    const Line& line = lines[end];
    if (line.has_copyright) break;
    const bool list_line = may_be_tag(line) || (end == first && split_tags(line.text).size() >= 2 &&
                                                line.stops * 4 < static_cast<int>(line.word_count));
    if (!list_line) break;
    // The list keeps the spacing of its first two lines.
    const std::size_t model = end > first + 1 ? first + 1 : first;
    if (end > first && line.blanks_before > lines[model].blanks_before) break;
    if (end > first && line.bullet != lines[first].bullet) break;
    ++end;
  }
  return end;
}

/// Whether the text speaks of at least a quarter of a list's tags. It is silent about the sections
/// of its site.
bool text_knows(std::span<const Line> lines, const std::vector<std::string>& tags) {
  const auto known = std::count_if(tags.begin(), tags.end(), [&](const std::string& tag) {
    return std::any_of(lines.begin(), lines.end(), [&](const Line& line) {
      return line.body_chance() >= body_threshold && line.text.find(tag) != line.text.npos;
    });
  });
  return 4 * static_cast<std::size_t>(known) >= tags.size();
}

/// A label alone on its line, with the list below. Gives the line behind the list. Lists below weak
/// labels count when `text` knows them.
std::size_t take_list_below(std::vector<Line>& lines, std::size_t label, bool weak,
                            std::span<const Line> text, std::vector<std::string>& tags) {
  const auto end = list_end(lines, label);
  const auto count = end - label - 1;
  if (count == 0 || count > 20 || (weak && (count < 2 || count > 12))) return label + 1;
  const bool above_text = label < lines.size() / 2 && lines[label].probability < 0.2F;
  if (weak && above_text && !text_above(lines, label)) return label + 1;
  std::vector<std::string> list;
  for (std::size_t i = label + 1; i < end; ++i) append(list, split_tags(lines[i].text));
  if (weak && !text_knows(text, list)) return label + 1;
  for (std::size_t i = label; i < end; ++i)
    decide(lines[i], LineKind::tags, i == label ? "tag-label" : "tag-list");
  append(tags, std::move(list));
  return end;
}

/// The list behind a label on the same line.
void take_list_beside(Line& line, const TagLabel& label, std::vector<std::string>& tags) {
  if (label.sections) {
    if (line.size() < 120) decide(line, LineKind::navigation, "section-label");
    return;
  }
  auto list = split_tags(label.rest);
  const bool fits = std::all_of(list.begin(), list.end(),
                                [](const std::string& tag) { return tag.size() <= 60; });
  if (list.empty() || !fits) return;
  decide(line, LineKind::tags, "tag-label");
  append(tags, std::move(list));
}

bool stands_in(std::string_view tag, const std::vector<std::string>& text) {
  return std::any_of(text.begin(), text.end(),
                     [&](const std::string& part) { return part.find(tag) != part.npos; });
}

}  // namespace

std::vector<std::string> take_tags(std::vector<Line>& lines, std::size_t text, std::size_t begin,
                                   std::size_t end) {
  std::vector<std::string> tags;
  int weak_lists = 0;
  for (std::size_t i = begin; i < end; ++i) {
    Line& line = lines[i];
    if (!is_open(line)) continue;
    if (is_hashtag_line(line.text)) {
      decide(line, LineKind::tags, "hashtags");
      append(tags, split_tags(line.text));
    } else if (const auto label = read_tag_label(line.text)) {
      if (!label->rest.empty()) {
        take_list_beside(line, *label, tags);
      } else if (!label->weak || ++weak_lists <= most_weak_lists) {
        const auto of = std::span(lines).subspan(text, end - text);
        i = take_list_below(lines, i, label->weak, of, tags) - 1;
      }
    }
  }
  return tags;
}

std::vector<std::string> take_bare_tags(std::vector<Line>& lines, std::size_t after,
                                        const std::vector<std::string>& text) {
  std::size_t end = after;
  while (end < lines.size() && may_be_tag(lines[end]) &&
         (end == after || lines[end].blanks_before == 0))
    ++end;
  const auto count = end - after;
  if (count < 3 || count > 25 || end < lines.size()) return {};
  std::size_t known = 0;
  for (std::size_t i = after; i < end; ++i) known += stands_in(lines[i].text, text);
  if (known < 2 || 5 * known < count) return {};
  std::vector<std::string> tags;
  for (std::size_t i = after; i < end; ++i) {
    decide(lines[i], LineKind::tags, "bare-tags");
    tags.emplace_back(lines[i].text);
  }
  return tags;
}

}  // namespace comention
