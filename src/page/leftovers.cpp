#include "page/leftovers.hpp"

#include <algorithm>
#include <array>

#include "page/head.hpp"

namespace comention {
namespace {

/// Kinds in the order in which their wording counts.
constexpr std::array by_wording = {LineKind::comments,    LineKind::newsletter, LineKind::legal,
                                   LineKind::ad,          LineKind::form,       LineKind::pager,
                                   LineKind::share,       LineKind::related,    LineKind::credit,
                                   LineKind::author_note, LineKind::navigation};

LineKind kind_by(KindSet kinds) {
  for (const auto kind : by_wording)
    if ((kinds & kind_bit(kind)) != 0) return kind;
  return LineKind::other;
}

struct Decision {
  LineKind kind;
  std::string_view reason;
};

Decision decide(const Line& line, bool behind_text, bool in_comments, bool in_related) {
  if (line.has_copyright) return {LineKind::legal, "copyright"};
  if (const auto kind = kind_by(line.whole); kind != LineKind::other) return {kind, "wording"};
  if (line.dates_only || line.relative_date || line.clock_only) {
    if (in_comments) return {LineKind::comments, "comment-zone"};
    return {behind_text ? LineKind::related : LineKind::other, "loose-date"};
  }
  if (const auto kind = kind_by(line.any); kind != LineKind::other) return {kind, "wording"};
  if (const auto kind = kind_by(line.start); kind != LineKind::other && line.size() < 120)
    return {kind, "wording"};
  if (is_byline(line)) return {LineKind::author_note, "loose-byline"};
  if (in_comments) return {LineKind::comments, "comment-zone"};
  if (in_related) return {LineKind::related, "related-zone"};
  if (line.bullet || line.word_count <= 3) return {LineKind::navigation, "menu-run"};
  if (behind_text) return {LineKind::related, "behind-text"};
  return {line.prose() ? LineKind::other : LineKind::navigation, "unlikely"};
}

}  // namespace

void name_leftovers(PageLines& page) {
  auto& lines = page.lines();
  bool behind_text = false, in_comments = false, in_related = false;
  for (auto& line : lines) {
    if (!line.reason.empty()) {
      behind_text = behind_text || line.kind == LineKind::body;
      if (line.kind == LineKind::body) in_comments = in_related = false;
      continue;
    }
    const auto words = line.size() < 60 ? line.whole | line.start : line.whole;
    if (behind_text && (words & kind_bit(LineKind::comments)) != 0) in_comments = true;
    if (behind_text && (words & kind_bit(LineKind::related)) != 0) {
      in_related = true;
      in_comments = false;
    }
    const auto decision = decide(line, behind_text, in_comments, in_related);
    line.kind = decision.kind;
    line.reason = decision.reason;
  }
}

}  // namespace comention
