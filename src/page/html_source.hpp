#pragma once

#include <gumbo.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace comention {

/// HTML source made ready for gumbo, which walks every character through its state machine at 30
/// MB/s and lays every attribute on the heap. Nine tenths of a news page are scripts, styles and
/// attributes, so they stay behind; so does what stands inside of text: links, formatting, line
/// breaks. What gumbo parses is the skeleton: tags of block elements without attributes, and one
/// private-use character for each run of text with its phrases. That makes parsing many times
/// faster, and bounds it: the standard's tree construction takes time and memory quadratic in
/// nesting and in unclosed formatting elements, which it never sees.
///
/// - Elements whose content is never shown (script, style, template, svg ...) are left out.
/// - Elements nested deeper than `max_depth` are left out, their text stays (as browsers do).
/// - After `max_tags` tags only text is kept.
struct HtmlSource {
  static constexpr std::size_t max_depth = 512;
  static constexpr std::size_t max_tags = 1'000'000;

  /// A start tag that gumbo sees: where it stands in `markup`, and its attributes as written.
  struct Tag {
    std::uint32_t at;
    GumboTag name;
    std::string_view attributes;
  };
  /// A part of a run: text as written, or a tag of a phrase, which gumbo does not see.
  struct Piece {
    enum class Kind : std::uint8_t { text, start, end };
    Kind kind;
    GumboTag name;          ///< of a tag
    std::string_view text;  ///< text (character references not decoded), or attributes
  };
  /// An element without content that says something about the page: `meta`, `link`.
  struct Meta {
    GumboTag name;
    std::string_view attributes;
  };

  std::string markup;
  std::vector<Tag> tags;  ///< in order of `at`
  std::vector<Piece> pieces;
  std::vector<std::uint32_t> runs;  ///< the first piece of each
  std::vector<Meta> metas;
  std::vector<std::string_view> json_ld;  ///< contents of `script type="application/ld+json"`
  bool flattened = false;                 ///< tags were left out because of the limits

  std::span<const Piece> run(std::size_t number) const;
};

/// Makes a page's source ready. The result looks into `html`. Linear.
HtmlSource prepare_html(std::string_view html);

/// The number of a run by its character, or `no_run` for any other character.
inline constexpr std::size_t no_run = static_cast<std::size_t>(-1);
std::size_t run_number(char32_t code);

}  // namespace comention
