#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "comention/page.hpp"

namespace comention {

/// A label that announces a tag list (data/tag_labels.tsv).
struct TagLabel {
  std::string_view rest;  ///< what stands behind the label on its line; empty: the list is below
  bool sections = false;  ///< the list names sections of the site, not tags
  bool weak = false;      ///< the same words head menus, too
};

/// The label at the front of a line, or nothing: "Tags: a, b", "Filed under", "Topics".
std::optional<TagLabel> read_tag_label(std::string_view line);

/// A sure label behind other things: "Posted in
/// Blog | Tags: a, b", "9 May · Tagged with a b", "BlogTags a, b".
std::optional<TagLabel> read_inner_label(std::string_view line);

/// Splits a printed list at its own separator: bullets, bars, semicolons, commas, "#" signs.
std::vector<std::string> split_tags(std::string_view list);

/// Splits a list that lost its separators where small letters meet a capital: "Green NewsHarbours".
std::vector<std::string> split_glued(std::string_view list);

/// True for a line of nothing but hashtags.
bool is_hashtag_line(std::string_view line);

/// True for a line that could be one tag: short, no sentence, no address.
bool looks_like_tag(std::string_view line);

/// What a tag means: by data/tag_kinds.tsv, else by its capitals, here or in the text.
TagKind kind_of_tag(std::string_view tag, std::span<const std::string> paragraphs);

}  // namespace comention
