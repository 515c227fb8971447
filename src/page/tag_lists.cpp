#include "page/tag_lists.hpp"

#include <algorithm>
#include <span>

#include "page/furniture.hpp"
#include "page/tags.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

/// A text has a list or two; what more there are head menus, and the text is not
/// searched for their words.
constexpr int most_lists = 40;

/// Some tags are words of menus, too ("Weather", "Photos").
bool may_be_tag(const Line& line) {
  const bool menu_word =
      line.kind == LineKind::navigation && line.reason == "wording" && line.word_count == 1;
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
    if (line.has_copyright || read_tag_label(line.text)) break;
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

/// What the text of an article speaks of.
class TextWords {
 public:
  explicit TextWords(std::span<const Line> lines) : lines_(lines) {}

  /// Whether the text has at least a quarter of a list's tags, in whatever letters. It is silent
  /// about the sections of its site.
  bool know(const std::vector<std::string>& tags) {
    if (++asked_ > most_lists) return false;
    if (asked_ == 1)
      for (const Line& line : lines_)
        if (line.body_chance() >= body_threshold) text_ += to_lower(line.text) += '\n';
    const auto known = std::count_if(tags.begin(), tags.end(), [&](const std::string& tag) {
      return text_.find(to_lower(tag)) != text_.npos;
    });
    return 4 * static_cast<std::size_t>(known) >= tags.size();
  }

 private:
  std::span<const Line> lines_;
  std::string text_;
  int asked_ = 0;
};

/// A label alone on its line, with the list below. Gives the line behind the list. Lists below weak
/// labels count when `text` knows them.
std::size_t take_list_below(std::vector<Line>& lines, std::size_t label, bool weak,
                            TextWords& words, std::vector<std::string>& tags) {
  const auto end = list_end(lines, label);
  const auto count = end - label - 1;
  if (count == 0 || count > 20 || (weak && (count < 2 || count > 12))) return label + 1;
  const bool above_text = label < lines.size() / 2 && lines[label].probability < 0.2F;
  if (weak && above_text && !text_above(lines, label)) return label + 1;
  std::vector<std::string> list;
  for (std::size_t i = label + 1; i < end; ++i) append(list, split_tags(lines[i].text));
  if (list.size() == 1) list = split_glued(list[0]);
  const auto letters = std::count_if(list.begin(), list.end(),
                                     [](const std::string& tag) { return tag.size() == 1; });
  if (list.empty() || 2 * static_cast<std::size_t>(letters) > list.size())
    return label + 1;  // "A | B | C"
  // One line of several words below a label may be anything.
  const bool sure =
      !weak && (list.size() > 1 || std::count(list[0].begin(), list[0].end(), ' ') <= 2);
  if (!sure && !words.know(list)) return label + 1;
  for (std::size_t i = label; i < end; ++i)
    decide(lines[i], LineKind::tags, i == label ? "tag-label" : "tag-list");
  append(tags, std::move(list));
  return end;
}

/// The list behind a label on the same line.
void take_list_beside(Line& line, const TagLabel& label, TextWords& words,
                      std::vector<std::string>& tags) {
  if (label.sections) {
    if (line.size() < 120) decide(line, LineKind::navigation, "section-label");
    return;
  }
  constexpr std::size_t longest = 60;
  auto list = split_tags(label.rest);
  if (list.size() == 1) list = split_glued(list[0]);
  const auto before = list.size();
  std::erase_if(list, [](const std::string& tag) { return tag.size() > longest; });
  if (list.empty() || list.size() * 2 <= before) return;
  if (label.weak && !words.know(list)) return;
  decide(line, LineKind::tags, "tag-label");
  append(tags, std::move(list));
}

std::optional<TagLabel> label_of(const Line& line) {
  const auto front = read_tag_label(line.text);
  if (front && (!front->sections || front->rest.empty())) return front;
  if (line.prose()) return front;
  const auto inner = read_inner_label(line.text);
  return inner ? inner : front;
}

bool stands_in(std::string_view tag, const std::vector<std::string>& text) {
  return std::any_of(text.begin(), text.end(),
                     [&](const std::string& part) { return part.find(tag) != part.npos; });
}

}  // namespace

std::vector<std::string> take_tags(std::vector<Line>& lines, std::size_t text, std::size_t begin,
                                   std::size_t end) {
  std::vector<std::string> tags;
  TextWords words{std::span<const Line>(lines).subspan(text, end - text)};
  for (std::size_t i = begin; i < end; ++i) {
    Line& line = lines[i];
    // "Related topics" is the wording of links as well.
    if (!is_open(line) && line.reason != "wording" && line.reason != "related-list") continue;
    if (is_hashtag_line(line.text)) {
      decide(line, LineKind::tags, "hashtags");
      append(tags, split_tags(line.text));
    } else if (const auto label = label_of(line)) {
      if (label->rest.empty())
        i = take_list_below(lines, i, label->weak, words, tags) - 1;
      else
        take_list_beside(line, *label, words, tags);
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
