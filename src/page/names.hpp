#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace comention {

/// Who wrote a text, as a byline says.
struct Byline {
  std::vector<std::string> names;
  std::vector<std::string> agencies;
};

/// The kept name of a news agency or outlet of data/agencies.tsv, or empty. Articles and case of
/// the whole name count ("AP" is one, "ap" is not).
std::string_view agency_named(std::string_view text);

/// Reads a byline: "By Jane Roe and John Doe, CNN", "Written by ...", "Jane Roe | May 10, 2022",
/// "by Jane Roe on May 10, 2022". Nothing when the line is no byline.
std::optional<Byline> read_byline(std::string_view line);

/// Reads a byline that does not say "by", as it stands beside a headline: persons with known given
/// names, alone, with their job or outlet, or with the date ("Jane Roe, Staff Writer", "Jane Roe —
/// May 10, 2022"). Nothing when anything else stands in the line.
std::optional<Byline> read_bare_byline(std::string_view line);

/// True when a line can be a person's name or pen name and nothing else.
bool looks_like_name(std::string_view line);

/// The names of an author note ("Jane Roe is a reporter for The Daily Planet."); empty when the
/// line is none.
Byline read_author_note(std::string_view line);

/// Reads a sign-off: "xx/yyy (AFP, Reuters)", "(Reporting by A; Editing by B)", "SOURCE: News
/// agencies", "-- Reuters". Nothing when the line is none.
std::optional<Byline> read_sign_off(std::string_view line);

/// The dateline at the front of a paragraph.
struct Dateline {
  std::size_t size = 0;  ///< bytes up to the first word of the text; 0: there is none
  std::vector<std::string> agencies;
};

/// Finds "LONDON (Reuters) - ", "(CNN) -- ", "PARIS, March 3 (AP) — ", "NAIROBI — ".
Dateline read_dateline(std::string_view paragraph);

}  // namespace comention
