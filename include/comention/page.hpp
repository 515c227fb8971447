#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "comention/mention.hpp"

namespace comention {

/// How the text of a raw page has to be understood.
enum class PageForm : std::uint8_t {
  text,    ///< text as a scraper gives it: one line a block, boilerplate and all
  html,    ///< HTML source (already UTF-8)
  record,  ///< a record of a table or of JSON lines whose text may be dirty like `text`
  tags,    ///< no text, a tag list only
};

/// One input unit as it was read: valid UTF-8, nothing cleaned yet.
struct RawPage {
  std::string source;  ///< file or URL as the user knows it
  std::string id;      ///< the record's own id, or the source
  PageForm form = PageForm::text;
  std::string text;
  std::string title;              ///< given with the record, or empty
  std::string date;               ///< given with the record (ISO), or empty
  std::vector<std::string> tags;  ///< given with the record
  std::vector<Mention> mentions;  ///< given with the record, offsets in bytes of `text`
  bool mentions_given = false;    ///< true: use `mentions`, do not search names
  std::string note;               ///< what reading had to change, for people; or empty
};

/// What a line of a page is. The first group belongs to an article, the second is set aside.
enum class LineKind : std::uint8_t {
  title,
  date,
  byline,
  agency,
  tags,
  body,
  navigation,
  caption,
  credit,
  share,
  newsletter,
  form,
  comments,
  related,
  ad,
  sign_off,
  dateline,
  author_note,
  duplicate,
  foreign,
  legal,
  pager,
  other
};

/// The written name of a kind (`sign-off`, `author-note`, ...).
std::string_view to_string(LineKind kind);

/// True for kinds that do not belong to an article.
constexpr bool is_set_aside(LineKind kind) { return kind >= LineKind::navigation; }

/// What was decided about one line or block of a page, and why.
struct Verdict {
  std::uint32_t line;  ///< counted from 1 in the page as read (HTML: the block's number)
  LineKind kind;
  float probability;        ///< of being body, by the trained classifier; 0 to 1
  std::string_view reason;  ///< the rule that decided, a fixed word such as "prose" or "menu-run"
  std::string text;
};

/// What a tag of a page means.
enum class TagKind : std::uint8_t { entity, topic, section, role };

/// The written name of a tag's kind.
std::string_view to_string(TagKind kind);

/// A tag as printed on the page.
struct Tag {
  std::string text;
  TagKind kind = TagKind::topic;
};

/// One article: what a careful reader takes from a page. All text is NFC UTF-8 without line breaks.
struct Article {
  std::string title;  ///< empty when there is none
  std::string date;   ///< ISO date as printed, never guessed; empty when there is none
  std::string time;   ///< ISO time or time with zone as printed, or empty
  std::vector<std::string> byline;  ///< authors' names
  std::vector<std::string> agency;  ///< news agencies and outlets of byline, dateline and sign-off
  std::vector<Tag> tags;
  std::vector<std::string> paragraphs;
  std::vector<Verdict> set_aside;  ///< every line that belongs to no article stands with one
  std::string duplicate_of;        ///< "source#article" of the earlier copy, or empty
  bool foreign = false;            ///< injected into another article's page: never linked with it
  bool english = true;             ///< false: names are not searched in its text
};

/// A page after cleaning and cutting. A page without any article has one `Article` without
/// paragraphs, which carries what was set aside.
struct Page {
  std::string source;
  std::string id;
  std::vector<Article> articles;
  std::vector<Verdict> verdicts;  ///< every line in order, when `CleanOptions::explain` is set
};

/// Settings of cleaning and cutting.
struct CleanOptions {
  bool as_is = false;    ///< take the text as one article: no cleaning, no cutting
  bool explain = false;  ///< keep a verdict for every line
};

/// Reads a raw page as a careful reader does: article text apart from everything around it, several
/// articles apart from each other, text that is said twice kept once. Pure function of its
/// arguments; linear in the length of the page; never fails (what is not understood is set aside).
Page clean_page(const RawPage& page, const CleanOptions& options);

/// The text in which an article's names are searched: title (unless empty), then each paragraph,
/// one line each. Offsets of mentions are bytes into this string.
std::string article_text(const Article& article);

}  // namespace comention
