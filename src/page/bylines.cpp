#include <algorithm>
#include <array>

#include "lexicon/name_lists.hpp"
#include "page/lines.hpp"
#include "page/name_parts.hpp"
#include "page/names.hpp"
#include "text/dates.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

/// The text behind one of the words that open a byline, or empty.
std::string_view behind_byline_words(std::string_view line) {
  static const Openings openings = {"by ",
                                    "by:",
                                    "written by ",
                                    "posted by ",
                                    "post by:",
                                    "author: ",
                                    "author ",
                                    "reported by ",
                                    "published by ",
                                    "story by ",
                                    "text by ",
                                    "text: ",
                                    "posted by: ",
                                    "written by: ",
                                    "words by ",
                                    "submitted by ",
                                    "contributed by ",
                                    "article by ",
                                    "interview: ",
                                    "interview by "};
  const auto opening = openings.of(line);
  return opening.empty() ? opening : trim(line.substr(opening.size()));
}

/// Cuts a byline where something else than names begins: a date, a bar, a reporting place.
std::string_view before_rest(std::string_view text) {
  if (const auto date = find_date(text)) text = text.substr(0, date->begin);
  if (const auto at = text.find('@'); at != text.npos && at > 0) {
    // A handle glued to the name, or a mail address behind it.
    const auto word = text.rfind(' ', at);
    const bool glued = word == text.npos || begins_upper(text.substr(word + 1));
    text = text.substr(0, glued ? at : word);
  }
  for (const std::string_view stop : {" | ",
                                      "|",
                                      " - ",
                                      " \xE2\x80\x93 ",
                                      " \xE2\x80\x94 ",
                                      " \xE2\x80\xA2 ",
                                      " \xC2\xB7 ",
                                      " on ",
                                      " reporting ",
                                      ", reporting",
                                      " in ",
                                      " for ",
                                      " at ",
                                      " Published",
                                      " Posted",
                                      " Updated",
                                      " Follow ",
                                      " (",
                                      " // ",
                                      " / ",
                                      " of ",
                                      " More by",
                                      " from ",
                                      " Last updated",
                                      " am ",
                                      " um ",
                                      " le ",
                                      " Vom ",
                                      " Ver\xC3\xB6"
                                      "ffentlicht",
                                      " Kategorien"}) {
    const auto at = text.find(stop);
    if (at != text.npos && at > 0) text = text.substr(0, at);
  }
  for (auto at = text.find(' '); at != text.npos; at = text.find(' ', at + 1))
    if (at + 1 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9')
      text = text.substr(0, at);
  const auto ends_in_initial = [&] {
    return text.size() > 3 && text.back() == '.' && text[text.size() - 3] == ' ';
  };
  while (!text.empty() && !ends_in_initial() &&
         (text.back() == ',' || text.back() == ' ' || text.back() == ':' || text.back() == '.' ||
          text.back() == '|'))
    text.remove_suffix(1);
  return text;
}

bool is_job(std::string_view part) {
  const auto lower = to_lower(part);
  for (const std::string_view word :
       {"writer",    "editor",       "reporter",    "correspondent", "staff",   "special to",
        "columnist", "producer",     "contributor", "bureau",        "desk",    "news",
        "daily",     "times",        "post",        "newspapers",    "press",   "chief",
        "analyst",   "photographer", "media",       "digital",       "magazine"})
    if (lower.find(word) != lower.npos) return true;
  return false;
}

ListSet name_lists_of(std::string_view word) {
  std::vector<Token> tokens;
  split_tokens(word, tokens);
  return tokens.empty() ? ListSet{0} : NameLists::persons().lists_of(token_key(word, tokens[0]));
}

/// Two to four words, the first of them a given name that the lists know. A given name that is an
/// English word as well ("Royal", "Mark") needs a known surname that is none.
bool is_known_person(std::string_view part) {
  const auto words = words_of(part);
  if (words.size() < 2 || words.size() > 4 || !looks_like_name(part)) return false;
  const auto given = name_lists_of(words.front()), family = name_lists_of(words.back());
  if ((given & bit(NameList::first)) == 0) return false;
  if ((given & bit(NameList::common)) == 0) return true;
  return (family & bit(NameList::last)) != 0 && (family & bit(NameList::common)) == 0;
}

/// Takes an agency off the end of a name ("Jane Roe Associated Press").
std::string_view without_agency(std::string_view part, Byline& out) {
  if (!agency_named(part).empty()) return part;
  for (auto at = part.find(' '); at != part.npos; at = part.find(' ', at + 1)) {
    const auto agency = agency_named(part.substr(at + 1));
    if (agency.empty()) continue;
    add_once(out.agencies, agency);
    return part.substr(0, at);
  }
  return part;
}

/// A name that is printed twice in a row, once: picture text and byline lose the line end between,
/// or the blank as well.
std::string_view said_once(std::string_view name) {
  const auto half = name.size() / 2;
  const bool blank = name.size() % 2 == 1 && name[half] == ' ';
  const bool twice = (blank || name.size() % 2 == 0) && half > 3 &&
                     name.substr(0, half) == name.substr(name.size() - half);
  return twice ? name.substr(0, half) : name;
}

/// A name without the words of the page that follow it on its line.
std::string_view without_last_words(std::string_view name) {
  for (auto at = name.rfind(' '); at != name.npos; at = name.rfind(' ')) {
    const auto last = to_lower(name.substr(at + 1));
    if (last != "on" && last != "share" && last != "follow" && last != "image" && last != "by" &&
        last != "am")
      break;
    name = trim(name.substr(0, at));
  }
  return name;
}

/// What stands where a name should: words of bylines and of the page's furniture.
bool is_no_author(std::string_view part) {
  static constexpr std::string_view words[] = {
      "and", "by", "on", "von", "por", "par", "di", "datum", "unknown", "autor", "author", "admin"};
  const auto lower = to_lower(part);
  if (std::find(std::begin(words), std::end(words), lower) != std::end(words)) return true;
  const PageLines page(part);
  return !page.lines().empty() && page.lines()[0].whole != 0;
}

/// The line without a word that means "by" in another language.
std::string_view behind_foreign_by(std::string_view line) {
  for (const std::string_view word : {"von ", "par ", "por ", "di ", "door ", "av "})
    if (starts_with_folded(line, word)) return trim(line.substr(word.size()));
  return line;
}

/// The text behind words that open a byline in another language, where a full name follows: "Von
/// Nora Quist", "por Nora Quist", but neither "Von der Küste" nor "Par exemple". Else empty.
std::string_view behind_foreign_opening(std::string_view line) {
  static const Openings openings = {
      "von ",          "von: ",        "par ",           "por ",
      "di ",           "door ",        "autor: ",        "autorin: ",
      "autor/in: ",    "auteur: ",     "artikel von ",   "geschrieben von ",
      "gepostet von ", "escrito por ", "publicado por ", "eine analyse von "};
  const auto opening = openings.of(line);
  if (opening.empty()) return {};
  const auto rest = trim(line.substr(opening.size()));
  const auto name = parts_of(before_rest(rest)).front();
  const auto words = words_of(name);
  if (words.size() < 2 || words.size() > 4 || !looks_like_name(name)) return {};
  static constexpr std::string_view articles[] = {"der", "die", "das", "dem", "den", "des",
                                                  "el",  "la",  "los", "las", "le",  "les",
                                                  "un",  "una", "il",  "de",  "het"};
  const auto first = to_lower(words.front());
  const bool article =
      std::find(std::begin(articles), std::end(articles), first) != std::end(articles);
  return article || !begins_upper(words.front()) || !begins_upper(words.back()) ? std::string_view()
                                                                                : rest;
}

Byline names_in(std::string_view text) {
  Byline out;
  for (auto part : parts_of(before_rest(text))) {
    if (part.starts_with("and ")) part.remove_prefix(4);
    part = without_agency(said_once(without_last_words(behind_foreign_by(part))), out);
    if (is_no_author(part)) continue;
    if (const auto agency = agency_named(part); !agency.empty())
      add_once(out.agencies, agency);
    else if (looks_like_name(part) && (out.names.empty() || !is_job(part)))
      add_once(out.names, part);
  }
  return out;
}

std::string_view without_marks(std::string_view text) {
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view mark : {" ", ",", "|", "/", "-", ":", "\xE2\x80\xA2", "\xC2\xB7",
                                        "\xE2\x80\x93", "\xE2\x80\x94"}) {
      while (text.starts_with(mark)) text.remove_prefix(mark.size()), more = true;
      while (text.ends_with(mark)) text.remove_suffix(mark.size()), more = true;
    }
  }
  return text;
}

/// The line without its date; empty when there is something on both sides of it.
std::string_view beside_date(std::string_view line) {
  const auto date = find_date(line);
  if (!date) return line;
  const auto lead = without_marks(line.substr(0, date->begin));
  const auto tail = without_marks(line.substr(date->end));
  if (!lead.empty() && !tail.empty()) return {};
  return lead.empty() ? tail : lead;
}

}  // namespace

std::optional<Byline> read_bare_byline(std::string_view line) {
  line = trim(line);
  if (line.size() > 120) return std::nullopt;
  auto text = beside_date(line);
  if (const auto named = behind_byline_words(text); !named.empty()) text = named;
  Byline out;
  for (auto part : parts_of(before_rest(behind_foreign_by(text)))) {
    part = without_agency(said_once(part), out);
    if (const auto agency = agency_named(part); !agency.empty())
      add_once(out.agencies, agency);
    else if (is_known_person(part))
      add_once(out.names, part);
    else if (out.names.empty() || !is_job(part))
      return std::nullopt;
  }
  if (out.names.empty()) return std::nullopt;
  return out;
}

std::optional<Byline> read_byline(std::string_view line) {
  line = trim(line);
  if (line.size() > 160) return std::nullopt;
  auto names = behind_byline_words(line);
  if (names.empty()) names = behind_foreign_opening(line);
  if (names.empty()) {
    // "Name | May 10, 2022", "Photo of Name by Name May 10, 2022": names right before a date.
    const auto date = line.size() > 120 ? std::nullopt : find_date(line);
    if (!date) return std::nullopt;
    auto lead = line.substr(0, date->begin);
    std::size_t by = lead.rfind(" by ");
    if (by == lead.npos) by = lead.rfind(" By ");
    if (by != lead.npos) {
      names = lead.substr(by + 4);
    } else if (line.substr(0, date->begin).find('|') != line.npos) {
      names = lead.substr(0, lead.find('|'));
      if (words_of(names).size() < 2) return std::nullopt;
    } else {
      // "Posted on May 10, 2022 by Name"
      const auto behind = line.substr(date->end);
      const auto at = behind.find("by ");
      names = at <= 6 ? behind.substr(at + 3) : behind_foreign_opening(without_marks(behind));
      if (names.empty()) return std::nullopt;
    }
  }
  auto out = names_in(trim(names));
  if (out.names.empty() && out.agencies.empty()) return std::nullopt;
  return out;
}

}  // namespace comention
