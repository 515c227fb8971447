#include "page/credits.hpp"

#include <algorithm>

#include "page/name_parts.hpp"
#include "page/names.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr std::string_view em_dash = "\xE2\x80\x94";
constexpr std::string_view en_dash = "\xE2\x80\x93";
constexpr std::string_view copyright = "\xC2\xA9";

/// The last bytes of a line: credits stand there, and long lines need not be searched.
std::string_view end_of(std::string_view line, std::size_t size) {
  return line.size() > size ? line.substr(line.size() - size) : line;
}

/// Up to five words that begin like names: who or what a picture comes from.
bool is_source_name(std::string_view text) {
  text = trim(text);
  if (text.size() < 2 || text.size() > 60) return false;
  if (text.find_first_of("0123456789:;!?()[]@|\"<>#") != text.npos) return false;
  const auto words = words_of(text);
  if (words.size() > 5 || !begins_upper(words[0])) return false;
  return std::all_of(words.begin(), words.end(), [](std::string_view word) {
    return begins_upper(word) || word == "of" || word == "the" || word == "for" || word == "and" ||
           word == "via" || word == "&" || word == "de" || word == "al" || word == "/";
  });
}

/// "... of the drug. Getty": houses that sell pictures and write no text.
bool ends_in_picture_house(std::string_view line) {
  static constexpr std::string_view houses[] = {". Getty",        ". Getty Images", ". iStock",
                                                ". Shutterstock", ". Alamy",        ". Unsplash"};
  return std::any_of(std::begin(houses), std::end(houses),
                     [&](std::string_view house) { return line.ends_with(house); });
}

bool is_agency(std::string_view text) { return !agency_named(text).empty(); }

/// "REUTERS/Jane Roe", "Jane Roe/Planet", "Jane Roe / Getty Images": names about a slash.
bool is_slashed_credit(std::string_view text) {
  const auto slash = text.rfind('/');
  if (slash == text.npos || slash == 0 || text.size() > 90) return false;
  const auto left = trim(text.substr(0, slash)), right = trim(text.substr(slash + 1));
  if (is_agency(left.substr(0, left.find('/')))) return is_source_name(right);
  if (is_agency(right)) return true;
  const auto persons = words_of(left).size();
  return persons >= 2 && persons <= 4 && is_source_name(left) && is_source_name(right);
}

/// "— Picture by Jane Roe", "— Planet pic", "— Jane Roe/PLANET", at the end of a line.
bool ends_in_dashed_credit(std::string_view line) {
  const auto tail = end_of(line, 64);
  if (tail.find('-') == tail.npos && tail.find(em_dash[0]) == tail.npos) return false;
  for (const auto dash : {em_dash, en_dash, std::string_view("--")}) {
    const auto at = tail.rfind(dash);
    if (at == tail.npos || at == 0 || tail[at - 1] != ' ') continue;
    const auto credit = tail.substr(at + dash.size());
    if (credit.size() < 6 || credit[0] != ' ' || credit.back() == '.') return false;
    const auto lower = to_lower(credit);
    for (const std::string_view word : {" pic", " photo", " picture", " file", " image"})
      if (lower.ends_with(word) || lower.starts_with(word)) return true;
    return is_slashed_credit(credit);
  }
  return false;
}

/// "... Photo: Jane Roe", "... Credit: NASA", "... Photo via Planet". No mark begins the line.
bool ends_in_marked_credit(std::string_view line) {
  const auto tail = end_of(line.substr(1), 59);
  static constexpr std::string_view marks[] = {
      "Credit: ",       "Photo: ",        "Photo by ",        "Photograph by ", "Image: ",
      "Photo credit: ", "Picture: ",      "Image credit: ",   "Picture by ",    "Photo via ",
      "Image via ",     "Photo courtesy", "Image courtesy",   "Pic: ",          "Photos by ",
      "Illustration: ", "Graphic: ",      "Illustration by ", "Courtesy of "};
  for (std::size_t at = 0; at < tail.size(); ++at) {
    if (tail[at] != 'P' && tail[at] != 'I' && tail[at] != 'C' && tail[at] != 'G') continue;
    for (const auto mark : marks)
      if (mark[0] == tail[at] && tail.substr(at).starts_with(mark)) return true;
  }
  return false;
}

/// "... Name/Agence France-Presse — Getty Images", "... REUTERS/Name", "... By COAST GUARD".
bool ends_in_plain_credit(std::string_view line) {
  line = end_of(line, 130);
  if (ends_in_marked_credit(line) || ends_in_dashed_credit(line) || ends_in_picture_house(line))
    return true;
  const auto by = line.find("By ") == line.npos ? line.npos : line.rfind(" By ");
  if (by != line.npos && line.size() - by < 60 && is_all_upper(line.substr(by + 4))) return true;
  // Few lines hold a slash: `find` looks faster than `rfind`.
  const auto slash = line.find('/') == line.npos ? line.npos : line.rfind('/');
  if (slash == line.npos || line.size() - slash >= 60 || slash == 0) return false;
  const auto dash = line.find(" \xE2\x80\x94 ", slash);
  if (is_agency(line.substr(slash + 1, dash == line.npos ? dash : dash - slash - 1))) return true;
  const auto stop = line.rfind(". ", slash);
  return stop != line.npos && stop >= 20 && is_slashed_credit(line.substr(stop + 2));
}

/// What stands in the brackets that a line ends in; empty when it ends in none.
std::string_view last_brackets(std::string_view line) {
  const char last = line.back();
  if (last != ')' && last != ']') return {};
  const auto open = line.rfind(last == ')' ? '(' : '[');
  if (open == line.npos || line.size() - open > 90) return {};
  return line.substr(open + 1, line.size() - open - 2);
}

}  // namespace

bool is_credit(std::string_view line) {
  if (line.size() > 140) return false;
  if (line.starts_with(copyright) && line.size() < 70 && line.find("20") == line.npos &&
      line.find("19") == line.npos)
    return true;
  static const Openings openings = {
      "photo:",         "photos:",         "photo by ",      "photos by ",   "photo credit",
      "photo courtesy", "image:",          "images:",        "image credit", "image source",
      "image courtesy", "picture:",        "pictures:",      "credit:",      "(ap photo",
      "ap photo/",      "(photo",          "[photo",         "(image",       "photograph by",
      "photography by", "illustration by", "courtesy of ",   "video by ",    "photograph:",
      "image via",      "photo via",       "(photo by",      "getty images", "\xC2\xA9 getty",
      "file photo",     "illustration:",   "picture credit", "(picture:",    "pic:"};
  if (!openings.of(line).empty()) return true;
  if (line.starts_with('[') && line.ends_with(']'))
    return is_agency(line.substr(1, line.size() - 2));
  const auto slash = line.find('/');
  return slash != line.npos && line.size() < 60 && is_agency(line.substr(0, slash));
}

bool ends_in_credit(std::string_view line) {
  if (line.size() > 600 || line.size() < 12) return false;
  if (ends_in_plain_credit(line)) return true;
  const auto tail = end_of(line, 50);
  const auto sign = tail.find(copyright[0]) == tail.npos ? tail.npos : tail.rfind(copyright);
  if (sign != tail.npos && (sign > 0 || tail.size() < line.size()) &&
      tail.find_first_of("0123456789", sign) == tail.npos)
    return true;
  const auto inner = last_brackets(line);
  if (inner.empty() || is_agency(inner)) return false;
  if (is_credit(inner) || is_slashed_credit(inner)) return true;
  const auto lower = to_lower(inner);
  for (const std::string_view mark : {"photo", "file:", "getty", "image:", "reuters/", "afp/",
                                      "ap/", "courtesy", "credit:", "via ap", "picture:"})
    if (lower.find(mark) != lower.npos) return true;
  return false;
}

bool ends_in_source(std::string_view line) {
  if (line.size() > 300 || line.size() < 25) return false;
  const auto inner = last_brackets(line);
  if (inner.empty()) return false;
  const auto text = trim(line.substr(0, line.size() - inner.size() - 2));
  return is_agency(inner) || (text.ends_with('.') && is_source_name(inner) &&
                              (words_of(inner).size() > 1 || line.back() == ']'));
}

}  // namespace comention
