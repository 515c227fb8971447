#include "page/tags.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/embedded.hpp"
#include "page/name_parts.hpp"
#include "text/openings.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

struct Label {
  std::string text;
  bool sections;
  bool weak;
  bool anywhere;  ///< needs no capital behind other things
};

/// Labels, longest first, so that "tagged as" is found before "tagged".
const std::vector<Label>& labels() {
  static const auto list = [] {
    std::vector<Label> out;
    for_each_tsv_row(embedded_file("tag_labels.tsv"), [&](const auto& row) {
      if (row.size() >= 3)
        out.push_back(
            {std::string(row[0]), row[1] == "section", row[2] == "weak", row[2] == "anywhere"});
    });
    std::stable_sort(out.begin(), out.end(),
                     [](const Label& a, const Label& b) { return a.text.size() > b.text.size(); });
    return out;
  }();
  return list;
}

/// Whether a label may stand at the front of a line: most lines are told by their first letters.
bool may_begin_label(std::string_view line) {
  static const auto openings = [] {
    Openings out;
    for (const auto& label : labels()) out.add(label.text);
    return out;
  }();
  return openings.may_open(line);
}

const std::map<std::string, TagKind, std::less<>>& known_kinds() {
  static const auto table = [] {
    std::map<std::string, TagKind, std::less<>> out;
    for_each_tsv_row(embedded_file("tag_kinds.tsv"), [&](const auto& row) {
      if (row.size() < 2) return;
      for (const auto kind : {TagKind::entity, TagKind::topic, TagKind::section, TagKind::role})
        if (to_string(kind) == row[1]) out.emplace(row[0], kind);
    });
    return out;
  }();
  return table;
}

std::string_view without_marks(std::string_view text) {
  const auto trimmed = [&] {
    text = trim(text);
    while (!text.empty() && (text.front() == ',' || text.front() == '#' || text.front() == ':'))
      text.remove_prefix(1);
    while (!text.empty() && (text.back() == ',' || text.back() == ';' || text.back() == '|'))
      text.remove_suffix(1);
  };
  trimmed();
  trimmed();
  return trim(text);
}

/// Signs and counts alone are no tag; a year is.
bool says_something(std::string_view text) {
  if (std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) >= 4)
    return true;
  for (std::size_t at = 0; at < text.size();)
    if (is_letter(next_code_point(text, at))) return true;
  return false;
}

bool is_blank_sign(std::string_view list, std::size_t at, std::string_view sign) {
  return list.substr(at, sign.size()) == sign;
}

/// Splits at every occurrence of any of the signs.
std::vector<std::string> split_at(std::string_view list, std::span<const std::string_view> signs) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  const auto take = [&](std::size_t end) {
    const auto part = without_marks(list.substr(begin, end - begin));
    if (says_something(part)) out.emplace_back(part);
  };
  for (std::size_t at = 0; at < list.size();) {
    const auto sign = std::find_if(signs.begin(), signs.end(),
                                   [&](std::string_view s) { return is_blank_sign(list, at, s); });
    if (sign == signs.end()) {
      ++at;
      continue;
    }
    take(at);
    at += sign->size();
    begin = at;
  }
  take(list.size());
  return out;
}

}  // namespace

namespace {

/// The bytes of the colon that a text begins with, a blank before it included; 0: none.
std::size_t colon_at_front(std::string_view text) {
  for (const std::string_view colon : {":", " :", "\xEF\xBC\x9A"})
    if (text.starts_with(colon)) return colon.size();
  return text == " -" ? text.size() : 0;
}

/// A list in the middle of a line ends where the line goes on to something else.
std::string_view before_other_things(std::string_view list) {
  for (const std::string_view stop :
       {" | ", ". ", " Permalink", " Permanentlink", " Bookmark", " by ", " von ", " ("})
    list = list.substr(0, list.find(stop));
  return list;
}

/// Labels of tags by the byte that they begin with inside a line, longest first: small letters
/// begin only those that need no capital there.
using LabelsByByte = std::array<std::vector<const Label*>, 256>;

const LabelsByByte& inner_labels() {
  static const auto table = [] {
    LabelsByByte out;
    for (const auto& label : labels()) {
      const auto letter = static_cast<unsigned char>(label.text.front());
      if (label.sections || letter < 'a' || letter > 'z') continue;
      out[letter & ~0x20U].push_back(&label);
      if (label.anywhere) out[letter].push_back(&label);
    }
    return out;
  }();
  return table;
}

/// The list behind one of the labels at a place inside a line; empty when there is none.
std::string_view list_behind_label(std::string_view line, std::size_t at,
                                   std::span<const Label* const> labels) {
  for (const Label* label : labels) {
    if (!starts_with_folded(line.substr(at), label->text)) continue;
    const auto rest = line.substr(at + label->text.size());
    const auto colon = colon_at_front(rest);
    if (colon == 0 && (label->weak || !rest.starts_with(' '))) continue;
    const bool capital = line[at] >= 'A' && line[at] <= 'Z';
    const bool phrase = line[at - 1] == ' ' && label->text.find(' ') != std::string::npos;
    const bool list = colon > 0 || (rest.find(',') != rest.npos && !line.ends_with('.'));
    if (label->anywhere || (capital && (phrase || list)))
      return trim(before_other_things(rest.substr(colon)));
  }
  return {};
}

}  // namespace

std::optional<TagLabel> read_inner_label(std::string_view line) {
  constexpr std::size_t longest_line = 600;
  if (line.size() > longest_line) return std::nullopt;
  const auto& labels_at = inner_labels();
  std::size_t open = 0;  // "(... - Tags: SPORT)" is what an agency says of a picture
  for (std::size_t at = 1; at + 4 < line.size(); ++at) {
    if (line[at] == '(') ++open;
    if (line[at] == ')' && open > 0) --open;
    if (open > 0) continue;
    const auto& some = labels_at[static_cast<unsigned char>(line[at])];
    if (some.empty()) continue;
    if (const auto list = list_behind_label(line, at, some); !list.empty())
      return TagLabel{list, false, false};
  }
  return std::nullopt;
}

namespace {

/// The line from its own word for tags on: "Posted in News | Tagged snow, passes | 3 comments".
std::string_view behind_sections(std::string_view line) {
  if (line.size() > 300) return line;
  for (const std::string_view mark : {" | Tagged ", " and tagged "}) {
    const auto at = line.find(mark);
    if (at == line.npos) continue;
    line.remove_prefix(mark[1] == '|' ? at + 3 : at + 5);
    return line.substr(0, line.find(" | "));
  }
  return line;
}

/// Whether a part of a line speaks of comments and the like: no tag.
bool is_foot_part(std::string_view part) {
  const auto lower = to_lower(trim(part));
  const auto begin = std::min(lower.find_first_not_of("0123456789 "), lower.size());
  const auto word = std::string_view(lower).substr(begin);
  for (const std::string_view phrase :
       {"leave a ", "comment", "no comment", "permalink", "add a comment", "post a comment", "edit",
        "share", "response", "replies", "reply", "bookmark"})
    if (word.starts_with(phrase) && (begin > 0 || word.size() < 20)) return true;
  return false;
}

/// A list without what stands behind its last bars.
std::string_view without_foot(std::string_view list) {
  for (auto at = list.rfind('|'); at != list.npos; at = list.rfind('|')) {
    if (!is_foot_part(list.substr(at + 1))) break;
    list = trim(list.substr(0, at));
  }
  if (const auto at = list.find(". Bookmark the "); at != list.npos) list = list.substr(0, at);
  return list;
}

}  // namespace

std::optional<TagLabel> read_tag_label(std::string_view line) {
  line = behind_sections(line);
  if (line.empty() || !may_begin_label(line)) return std::nullopt;
  const auto head = to_lower(line.substr(0, std::min<std::size_t>(line.size(), 40)));
  for (const auto& label : labels()) {
    if (head[0] != label.text[0] || !head.starts_with(label.text)) continue;
    auto rest = line.substr(label.text.size());
    if (rest.empty()) return TagLabel{rest, label.sections, label.weak};
    const auto colon = colon_at_front(rest);
    // "TopicsHarbours": the end of an element was lost.
    const bool glued = begins_upper(rest) || rest.front() == '#';
    if (colon == 0 && rest.front() != ' ' && !label.sections && !glued) continue;
    // "Tag a friend", "Topics we love" are no labels: without a colon the list must show itself.
    rest = trim(rest.substr(colon));
    if (colon == 0 && label.weak && !label.sections && !glued) continue;
    if (colon == 0 && (line.size() > 200 || line.ends_with('.'))) continue;
    return TagLabel{rest, label.sections, label.weak && colon == 0};
  }
  return std::nullopt;
}

std::vector<std::string> split_tags(std::string_view list) {
  using namespace std::string_view_literals;
  static constexpr std::string_view bullets[] = {"\xE2\x80\xA2", "\xC2\xB7", "|",  " / ", ";",
                                                 "\xE2\x80\xBA", "\xC2\xBB", " - "};
  static constexpr std::string_view commas[] = {","};
  static constexpr std::string_view hashes[] = {"#"};
  static constexpr std::string_view slashes[] = {" /"};
  static constexpr std::string_view colons[] = {" : "};
  list = without_foot(list);
  if (list.ends_with('.')) list.remove_suffix(1);
  for (const auto sign : bullets)
    if (list.find(sign) != list.npos) return split_at(list, bullets);
  if (std::count(list.begin(), list.end(), '#') > 1) return split_at(list, hashes);
  if (list.find(',') != list.npos) return split_at(list, commas);
  if (list.find(" /") != list.npos) return split_at(list, slashes);
  if (list.find(" : ") != list.npos) return split_at(list, colons);
  return split_at(list, commas);
}

std::vector<std::string> split_glued(std::string_view list) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  bool small = false;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t letter = at;
    const char32_t c = next_code_point(list, at);
    if (small && is_upper(c)) {
      out.emplace_back(list.substr(begin, letter - begin));
      begin = letter;
    }
    small = is_lower(c) || (c >= '0' && c <= '9');
  }
  out.emplace_back(list.substr(begin));
  return out;
}

bool is_hashtag_line(std::string_view line) {
  int tags = 0;
  while (!line.empty()) {
    const auto blank = line.find(' ');
    const auto word = line.substr(0, blank);
    if (!word.empty()) {
      if (word.size() < 3 || word.front() != '#') return false;
      ++tags;
    }
    if (blank == line.npos) break;
    line.remove_prefix(blank + 1);
  }
  return tags >= 2;
}

bool looks_like_tag(std::string_view line) {
  if (line.empty() || line.size() > 45) return false;
  if (line.find_first_of("?!:;\"@()[]{}<>=|") != line.npos) return false;
  if (line.ends_with('.') && std::count(line.begin(), line.end(), '.') < 2) return false;
  return std::count(line.begin(), line.end(), ' ') <= 4;
}

TagKind kind_of_tag(std::string_view tag, std::span<const std::string> paragraphs) {
  const auto lower = to_lower(tag);
  if (const auto known = known_kinds().find(lower); known != known_kinds().end())
    return known->second;
  for (std::size_t at = 0; at < tag.size();)
    if (is_upper(next_code_point(tag, at))) return TagKind::entity;
  // A small-letter tag is a name when the text prints it with a capital inside a sentence.
  std::string capital = lower;
  if (capital.empty() || capital[0] < 'a' || capital[0] > 'z') return TagKind::topic;
  capital[0] = static_cast<char>(capital[0] - 'a' + 'A');
  for (const auto& paragraph : paragraphs)
    if (paragraph.find(" " + capital) != std::string::npos) return TagKind::entity;
  return TagKind::topic;
}

}  // namespace comention
