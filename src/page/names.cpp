#include "page/names.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/embedded.hpp"
#include "page/name_parts.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr std::string_view em_dash = "\xE2\x80\x94";
constexpr std::string_view en_dash = "\xE2\x80\x93";

const std::map<std::string, std::string, std::less<>>& agencies() {
  static const auto table = [] {
    std::map<std::string, std::string, std::less<>> out;
    for_each_tsv_row(embedded_file("agencies.tsv"), [&](const auto& row) {
      if (row.size() >= 2) out.emplace(row[0], row[1]);
    });
    return out;
  }();
  return table;
}

/// The place before " is a ", " is the " and the like in an author note; npos behind a longer name.
std::size_t note_verb(std::string_view line) {
  constexpr std::size_t longest_name = 40, longest_verb = 15;
  line = line.substr(0, longest_name + longest_verb);
  std::size_t best = line.npos;
  static constexpr std::string_view verbs[] = {
      " is a ",   " is an ",    " is the ", " was a ",   " writes ",
      " covers ", " has been ", " joined ", " reports ", " reported from "};
  for (const auto verb : verbs) best = std::min(best, line.find(verb));
  return best <= longest_name ? best : line.npos;
}

bool is_dash(std::string_view text, std::size_t& size) {
  for (const std::string_view dash :
       std::initializer_list<std::string_view>{"--", "-", en_dash, em_dash, ":"}) {
    if (!text.starts_with(dash)) continue;
    size = dash.size();
    return true;
  }
  return false;
}

}  // namespace

std::string_view agency_named(std::string_view text) {
  text = trim(text);
  const auto found = agencies().find(text);
  return found == agencies().end() ? std::string_view() : std::string_view(found->second);
}

bool looks_like_name(std::string_view line) {
  line = trim(line);
  if (line.size() < 2 || line.size() > 50) return false;
  if (line.find_first_of("0123456789:;!?()[]@/|\"<>#") != line.npos) return false;
  const auto words = words_of(line);
  if (words.size() > 5) return false;
  std::size_t upper = 0, small = 0;
  for (const auto word : words) {
    if (begins_upper(word))
      ++upper;
    else if (word != "de" && word != "van" && word != "von" && word != "der" && word != "la" &&
             word != "al" && word != "bin" && word != "du" && word != "di" && word != "da" &&
             word != "den" && word != "del" && word != "el" && word != "the" &&
             !word.starts_with("al-"))
      ++small;
  }
  if (words.size() == 1) return small + upper == 1;
  return small == 0 && upper >= 1;
}

Byline read_author_note(std::string_view line) {
  Byline out;
  if (line.size() > 500) return out;
  const auto verb = note_verb(line);
  if (verb == line.npos) return out;
  const auto name = line.substr(0, verb);
  auto rest = to_lower(line.substr(verb, 160));
  // "has been ..., but the chief of staff": of what somebody did, only the first clause tells.
  const bool says_what = rest.starts_with(" is ") || rest.starts_with(" was ");
  if (!says_what) rest.resize(std::min(rest.size(), rest.find_first_of(",;.")));
  bool author = false;
  static constexpr std::string_view jobs[] = {
      "correspondent", "reporter",    "writer",       "editor",         "columnist",
      "journalist",    "contributor", "contributing", "freelance",      "covers",
      "photographer",  "author of",   "blogger",      " reported from "};
  for (const auto word : jobs) author = author || rest.find(word) != rest.npos;
  if (!author || !looks_like_name(name) || words_of(name).size() < 2) return out;
  if (!begins_upper(name) || name.starts_with("The ") || name.starts_with("He ")) return out;
  out.names.emplace_back(name);
  for (const auto& [printed, kept] : agencies())
    if (printed.size() > 4 && line.find(printed, verb) != line.npos) add_once(out.agencies, kept);
  return out;
}

std::optional<Byline> read_sign_off(std::string_view line) {
  line = trim(line);
  if (line.size() > 300) return std::nullopt;
  Byline out;
  static const Openings sources = {"source:", "via:", "sources:", "source "};
  if (!sources.of(line).empty()) {
    if (line.size() > 80) return std::nullopt;
    for (const auto part : parts_of(trim(line.substr(line.find_first_of(": ") + 1))))
      if (const auto agency = agency_named(part); !agency.empty()) add_once(out.agencies, agency);
    return line.find(':') == line.npos && out.agencies.empty() ? std::nullopt : std::optional(out);
  }
  static const Openings openings = {
      "(reporting by",     "reporting by",     "(additional reporting", "additional reporting",
      "(editing by",       "editing by",       "(writing by",           "with reporting by",
      "(with inputs from", "with inputs from", "(with input from",      "(compiled by",
      "with files from",   "(with files from"};
  if (!openings.of(line).empty()) return out;
  // "xx/yyy (AFP, Reuters)"
  if (!line.ends_with(')') || line.size() > 80) return std::nullopt;
  const auto bracket = line.rfind('(');
  if (bracket == line.npos) return std::nullopt;
  const auto lead = trim(line.substr(0, bracket));
  if (!lead.empty() &&
      (lead.find(' ') != lead.npos || lead.size() > 20 || lead.find('/') == lead.npos))
    return std::nullopt;
  for (const auto part : parts_of(line.substr(bracket + 1, line.size() - bracket - 2)))
    if (const auto agency = agency_named(part); !agency.empty()) add_once(out.agencies, agency);
  if (out.agencies.empty()) return std::nullopt;
  if (!lead.empty()) out.names.emplace_back(lead);
  return out;
}

Dateline read_dateline(std::string_view paragraph) {
  Dateline none;
  const auto head = paragraph.substr(0, 90);
  const auto open = head.find('(');
  std::size_t dash = 0;
  if (open != head.npos && open <= 50) {
    const auto close = head.find(')', open);
    if (close != head.npos) {
      Dateline found;
      for (const auto part : parts_of(head.substr(open + 1, close - open - 1)))
        if (const auto agency = agency_named(part); !agency.empty())
          add_once(found.agencies, agency);
      auto rest = paragraph.substr(close + 1);
      const auto blanks = rest.find_first_not_of(' ');
      const bool place = open == 0 || begins_upper(head.substr(0, open));
      const bool sentence = head.substr(0, open).find(". ") != head.npos;
      if (!found.agencies.empty() && place && !sentence && blanks != rest.npos &&
          is_dash(rest.substr(blanks), dash)) {
        const auto text = paragraph.find_first_not_of(' ', close + 1 + blanks + dash);
        found.size = text == paragraph.npos ? 0 : text;
        return found;
      }
    }
  }
  // "Outlet.net - Text": the site's own name.
  const auto first = head.substr(0, head.find(' '));
  if (first.size() > 5 && paragraph.substr(first.size(), 3) == " - " && begins_upper(first)) {
    const auto lower = to_lower(first);
    for (const std::string_view domain : {".net", ".com", ".org"})
      if (lower.ends_with(domain)) return {first.size() + 3, {}};
  }
  for (const std::string_view mark :
       {em_dash, en_dash, std::string_view("--"), std::string_view("- ")}) {
    const auto at = head.find(mark);
    if (at == head.npos || at < 4 || at > 45 || head[at - 1] != ' ') continue;
    const auto place = head.substr(0, at - 1);
    const auto city = place.substr(0, place.find(','));
    if (!is_all_upper(city) || words_of(city).size() > 4) continue;
    const auto text = paragraph.find_first_not_of(' ', at + mark.size());
    if (text == paragraph.npos) continue;
    return {text, {}};
  }
  return none;
}

}  // namespace comention
