#pragma once

#include <gumbo.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace comention {

/// HTML source made ready for gumbo, which walks every character through its state machine at 30
/// MB/s and lays every attribute on the heap. Nine tenths of a news page are scripts, styles and
/// attributes, so they stay behind: what gumbo parses are the tags without attributes, and one
/// private-use character for each run of text. That makes parsing several times faster, and bounds
/// it: the standard's tree construction takes time and memory quadratic in nesting and in unclosed
/// formatting elements.
///
/// - Elements whose content is never shown (script, style, template, svg ...) are left out.
/// - Elements nested deeper than `max_depth` are left out, their text stays (as browsers do).
/// - Formatting elements (b, font ...) become `abbr`, which the standard never reopens;
///   `HtmlTag::name` keeps what they were.
/// - After `max_tags` tags only text is kept.
struct HtmlSource {
  static constexpr std::size_t max_depth = 512;
  static constexpr std::size_t max_tags = 1'000'000;

  /// A start tag: where it stands in `markup`, what it was, and its attributes as written.
  struct Tag {
    std::uint32_t at;
    GumboTag name;
    std::string_view attributes;
  };
  /// An element without content that says something about the page: `meta`, `link`.
  struct Meta {
    GumboTag name;
    std::string_view attributes;
  };

  std::string markup;
  std::vector<Tag> tags;                ///< in order of `at`
  std::vector<std::string_view> texts;  ///< runs of text; character references not decoded
  std::vector<Meta> metas;
  std::vector<std::string_view> json_ld;  ///< contents of `script type="application/ld+json"`
  bool flattened = false;                 ///< tags were left out because of the limits

  /// The start tag that stands at that place of `markup`, or null.
  const Tag* tag_at(const char* place) const;
};

/// Makes a page's source ready. The result looks into `html`. Linear.
HtmlSource prepare_html(std::string_view html);

/// Appends a text of gumbo's tree (parsed from `source.markup`) with its runs put back.
void append_text(const HtmlSource& source, std::string_view coded, std::string& out);

/// The value of an attribute as written, references not decoded; empty when it is missing.
/// `name` in lower case.
std::string_view attribute(std::string_view attributes, std::string_view name);

/// True when the attribute is there, with or without a value.
bool has_attribute(std::string_view attributes, std::string_view name);

/// True when `a` is `lower` but for capitals (ASCII).
inline bool equals_ignoring_case(std::string_view a, std::string_view lower) {
  if (a.size() != lower.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const char c = a[i] >= 'A' && a[i] <= 'Z' ? static_cast<char>(a[i] + 32) : a[i];
    if (c != lower[i]) return false;
  }
  return true;
}

/// Calls `take(name, value)` for each attribute, names as written.
template <class Take>
void for_each_attribute(std::string_view attributes, Take take);

/// The text with character references (`&amp;`, `&#8217;`) decoded, twice where they were written
/// twice over. Malformed ones stay.
std::string decode_references(std::string_view text);

}  // namespace comention

namespace comention {

inline bool is_html_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

template <class Take>
void for_each_attribute(std::string_view attributes, Take take) {
  const std::size_t size = attributes.size();
  std::size_t at = 0;
  while (at < size) {
    while (at < size && (is_html_space(attributes[at]) || attributes[at] == '/')) ++at;
    const std::size_t name = at;
    while (at < size && !is_html_space(attributes[at]) && attributes[at] != '/' &&
           (attributes[at] != '=' || at == name)) {
      ++at;
    }
    const std::size_t name_end = at;
    while (at < size && is_html_space(attributes[at])) ++at;
    std::string_view value;
    if (at < size && attributes[at] == '=' && name_end > name) {
      ++at;
      while (at < size && is_html_space(attributes[at])) ++at;
      if (at < size && (attributes[at] == '"' || attributes[at] == '\'')) {
        const std::size_t end = attributes.find(attributes[at], at + 1);
        value = attributes.substr(at + 1, end == std::string_view::npos ? end : end - at - 1);
        at = end == std::string_view::npos ? size : end + 1;
      } else {
        const std::size_t begin = at;
        while (at < size && !is_html_space(attributes[at])) ++at;
        value = attributes.substr(begin, at - begin);
      }
    }
    if (name_end > name) take(attributes.substr(name, name_end - name), value);
  }
}

}  // namespace comention
