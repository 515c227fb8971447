#include "page/tags.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/embedded.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

struct Label {
  std::string text;
  bool sections;
  bool weak;
};

/// Labels, longest first, so that "tagged as" is found before "tagged".
const std::vector<Label>& labels() {
  static const auto list = [] {
    std::vector<Label> out;
    for_each_tsv_row(embedded_file("tag_labels.tsv"), [&](const auto& row) {
      if (row.size() >= 3)
        out.push_back({std::string(row[0]), row[1] == "section", row[2] == "weak"});
    });
    std::stable_sort(out.begin(), out.end(),
                     [](const Label& a, const Label& b) { return a.text.size() > b.text.size(); });
    return out;
  }();
  return list;
}

/// Whether any label begins with that byte, in capitals or not: most lines are not labels.
bool may_begin_label(char first) {
  static const auto begins = [] {
    std::array<bool, 256> out{};
    for (const auto& label : labels()) {
      const auto c = static_cast<unsigned char>(label.text.front());
      out[c] = true;
      if (c >= 'a' && c <= 'z') out[c - 'a' + 'A'] = true;
      // Small and capital forms of a letter beyond ASCII may begin with other bytes.
      if (c >= 0x80) std::fill(out.begin() + 0x80, out.end(), true);
    }
    return out;
  }();
  return begins[static_cast<unsigned char>(first)];
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

bool is_blank_sign(std::string_view list, std::size_t at, std::string_view sign) {
  return list.substr(at, sign.size()) == sign;
}

/// Splits at every occurrence of any of the signs.
std::vector<std::string> split_at(std::string_view list, std::span<const std::string_view> signs) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  const auto take = [&](std::size_t end) {
    const auto part = without_marks(list.substr(begin, end - begin));
    if (!part.empty()) out.emplace_back(part);
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

std::optional<TagLabel> read_tag_label(std::string_view line) {
  if (line.empty() || !may_begin_label(line.front())) return std::nullopt;
  const auto head = to_lower(line.substr(0, std::min<std::size_t>(line.size(), 40)));
  for (const auto& label : labels()) {
    if (!head.starts_with(label.text)) continue;
    auto rest = line.substr(label.text.size());
    if (rest.empty()) return TagLabel{rest, label.sections, label.weak};
    const bool colon = rest.starts_with(":") || rest.starts_with(" :");
    if (!colon && rest.front() != ' ' && !label.sections) continue;
    // "Tag a friend", "Topics we love" are no labels: without a colon the list must show itself.
    rest = trim(colon ? rest.substr(rest.find(':') + 1) : rest);
    if (!colon && label.weak && !label.sections) continue;
    if (!colon && (line.size() > 200 || line.ends_with('.'))) continue;
    return TagLabel{rest, label.sections, label.weak && !colon};
  }
  return std::nullopt;
}

std::vector<std::string> split_tags(std::string_view list) {
  using namespace std::string_view_literals;
  static constexpr std::string_view bullets[] = {"\xE2\x80\xA2", "\xC2\xB7", "|",  " / ", ";",
                                                 "\xE2\x80\xBA", "\xC2\xBB", " - "};
  static constexpr std::string_view commas[] = {","};
  static constexpr std::string_view hashes[] = {"#"};
  if (list.ends_with('.')) list.remove_suffix(1);
  for (const auto sign : bullets)
    if (list.find(sign) != list.npos) return split_at(list, bullets);
  if (std::count(list.begin(), list.end(), '#') > 1) return split_at(list, hashes);
  return split_at(list, commas);
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
