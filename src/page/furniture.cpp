#include "page/furniture.hpp"

#include <algorithm>

#include "page/credits.hpp"
#include "page/structure.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

/// Prose that the first look takes for body.
bool looks_like_text(const Line& line) {
  return line.prose() && line.probability >= body_threshold;
}

/// Names that sign the text of one page; what more there are sign remarks.
constexpr std::size_t most_signers = 100;

}  // namespace

bool is_counter(const Line& line) {
  return line.size() <= 9 && line.numbers == 2 && line.word_count <= 3 &&
         (line.text.find('/') != line.text.npos || line.text.find("of") != line.text.npos);
}

void mark_captions(std::vector<Line>& lines) {
  const auto last_text =
      std::find_if(lines.rbegin(), lines.rend(), looks_like_text).base() - lines.begin();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (!is_open(line)) continue;
    if (line.credit) {
      decide(line, LineKind::credit, "credit");
      if (i == 0 || line.blanks_before > 0 || !is_open(lines[i - 1])) continue;
      Line& above = lines[i - 1];
      if (above.sentences <= 1 && above.size() < 250 &&
          (i == 1 || above.blanks_before > 0 || is_counter(lines[i - 2]) ||
           !lines[i - 2].ends_sentence))
        decide(above, LineKind::caption, "above-credit");
    } else if (line.sentences <= 4 && line.ends_in_credit) {
      decide(line, LineKind::caption, "ends-in-credit");
    } else if (line.sentences <= 2 && static_cast<std::ptrdiff_t>(i) + 1 < last_text &&
               ends_in_source(line.text)) {
      decide(line, LineKind::caption, "ends-in-source");
    }
  }
}

void mark_sign_offs(std::vector<Line>& lines, Byline& found) {
  for (Line& line : lines) {
    if (!is_open(line)) continue;
    const auto sign_off = read_sign_off(line.text);
    const bool says_so = (line.any & kind_bit(LineKind::sign_off)) != 0 && line.size() < 200;
    if (!sign_off && !says_so) continue;
    decide(line, LineKind::sign_off, "sign-off");
    if (!sign_off || found.names.size() > most_signers) continue;
    found.names.insert(found.names.end(), sign_off->names.begin(), sign_off->names.end());
    found.agencies.insert(found.agencies.end(), sign_off->agencies.begin(),
                          sign_off->agencies.end());
  }
}

namespace {

/// "[What the storm did to the lighthouse]": the headline of another article on a line of its own.
bool is_bracketed_link(const Line& line) {
  if (line.size() < 20 || line.size() > 160 || line.word_count < 4 || line.numbers > 0)
    return false;
  if (line.text.front() != '[' || line.text.back() != ']') return false;
  const auto inside = trim(line.text.substr(1, line.size() - 2));
  return !inside.empty() && inside.find_first_of("[]=/") == inside.npos &&
         std::string_view(".!?:").find(inside.back()) == std::string_view::npos;
}

/// Notices of cookies, rights and what comments must be like run long, but do not look like text.
KindSet notices_in(const Line& line) {
  if (line.size() >= 800) return 0;
  const auto legal = line.probability < 0.8F ? kind_bit(LineKind::legal) : KindSet{0};
  const auto comments = line.probability < 0.85F ? kind_bit(LineKind::comments) : KindSet{0};
  return line.any & (legal | comments);
}

}  // namespace

void mark_furniture(std::vector<Line>& lines) {
  constexpr KindSet whole =
      kind_bit(LineKind::share) | kind_bit(LineKind::newsletter) | kind_bit(LineKind::form) |
      kind_bit(LineKind::comments) | kind_bit(LineKind::ad) | kind_bit(LineKind::pager) |
      kind_bit(LineKind::legal) | kind_bit(LineKind::navigation) | kind_bit(LineKind::related);
  for (Line& line : lines) {
    if (!is_open(line)) continue;
    if (const auto notices = notices_in(line); notices != 0) {
      const bool legal = (notices & kind_bit(LineKind::legal)) != 0;
      decide(line, legal ? LineKind::legal : LineKind::comments, "wording");
      continue;
    }
    if (is_bracketed_link(line)) {
      decide(line, LineKind::related, "bracketed");
      continue;
    }
    if (line.size() > 200) continue;
    auto starts = line.start & (kind_bit(LineKind::newsletter) | kind_bit(LineKind::ad));
    if (!line.ends_sentence) starts |= line.start & kind_bit(LineKind::related);
    constexpr KindSet offers = kind_bit(LineKind::newsletter) | kind_bit(LineKind::form);
    const auto says = line.size() < 120 && line.probability < 0.8F
                          ? (line.any & offers) | (line.start & kind_bit(LineKind::form))
                          : KindSet{0};
    for (const auto kind :
         {LineKind::newsletter, LineKind::ad, LineKind::share, LineKind::form, LineKind::comments,
          LineKind::pager, LineKind::legal, LineKind::navigation, LineKind::related}) {
      if ((((line.whole & whole) | starts | says) & kind_bit(kind)) == 0) continue;
      decide(line, kind, "wording");
      break;
    }
  }
}

void mark_related_lists(std::vector<Line>& lines) {
  constexpr double enough = 200;
  const auto is_link = [](const Line& line) {
    return line.size() < 140 && line.word_count >= 3 && !(line.ends_sentence && line.prose());
  };
  double text = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (looks_like_text(line)) text += static_cast<double>(line.size());
    if ((line.whole & kind_bit(LineKind::related)) == 0 || text < enough) continue;
    std::size_t end = i + 1;
    while (end < lines.size() && is_link(lines[end]) &&
           (end == i + 1 || lines[end].blanks_before == 0))
      ++end;
    if (end == i + 2 && lines[i + 1].blanks_before > 0) continue;  // a crosshead, as likely
    for (std::size_t j = i + 1; j < end; ++j)
      if (is_open(lines[j])) decide(lines[j], LineKind::related, "related-list");
  }
}

void mark_video_titles(std::vector<Line>& lines) {
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const Line& length = lines[i + 1];
    if (!length.clock_only || length.size() > 8 || length.text.find(' ') != length.text.npos)
      continue;
    if (!is_open(lines[i]) || !is_open(length)) continue;
    if (!is_headline(lines[i]) && !(lines[i].ends_ellipsis && lines[i].size() < 140)) continue;
    const bool in_text = i > 0 && lines[i - 1].probability >= body_threshold;
    if (!in_text) continue;
    decide(lines[i], LineKind::related, "video-title");
    decide(lines[i + 1], LineKind::related, "video-title");
  }
}

bool is_error_page(const std::vector<Line>& lines) {
  double text = 0;
  bool error = false;
  for (const Line& line : lines) {
    if (looks_like_text(line)) text += static_cast<double>(line.size());
    error = error || (line.size() < 100 && (line.any & kind_bit(LineKind::other)) != 0);
  }
  return error && text < 1000;
}

}  // namespace comention
