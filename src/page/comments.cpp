#include "page/comments.hpp"

#include <algorithm>
#include <string_view>

#include "text/utf8.hpp"

namespace comention {

bool counts_comments(const Line& line) {
  if (line.numbers == 0 || line.size() > 200 || (line.numbers > 1 && line.word_count > 4))
    return false;
  const auto lower = to_lower(line.text);
  const auto digit = lower.find_first_of("123456789");
  if (digit == lower.npos || digit > 12) return false;
  const auto word = std::string_view(lower).substr(
      std::min(lower.find_first_not_of("0123456789,.", digit), lower.size()));
  for (const std::string_view noun :
       {" comment", " comments", " response", " responses", " reply", " replies", " thought on",
        " thoughts on", " kommentar", " kommentare", " comentarios", " comentários",
        " commentaires", " commenti", " reacties"}) {
    if (!word.starts_with(noun)) continue;
    const auto rest = word.substr(noun.size());
    // "34 comments made by the minister" is no heading.
    if (rest.empty() || noun.ends_with("on") || rest.starts_with(" to ") ||
        (rest[0] == ' ' && line.word_count <= 4))
      return true;
  }
  return false;
}

bool opens_comments(const Line& line) {
  if (counts_comments(line)) return true;
  if (line.size() > 40) return false;
  const auto says = (line.whole | line.start) & kind_bit(LineKind::comments);
  return says != 0 && line.size() > 7;
}

bool dates_comment(const std::vector<Line>& lines, std::size_t date) {
  for (std::size_t n = 1; n <= 2 && n <= date; ++n) {
    const Line& above = lines[date - n];
    if (above.size() > 60 || above.word_count > 7 || !above.ends_colon) continue;
    for (const std::string_view verb : {" says:", " said:", " wrote:", " writes:", " sagt:",
                                        " schreibt:", " dice:", " disse:", " a dit :", " dit :"})
      if (above.text.ends_with(verb)) return true;
  }
  return false;
}

}  // namespace comention
