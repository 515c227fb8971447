#include "page/structure.hpp"

#include <algorithm>
#include <set>
#include <span>

#include "page/body_lines.hpp"
#include "page/furniture.hpp"
#include "page/head.hpp"
#include "page/leftovers.hpp"
#include "page/name_parts.hpp"
#include "page/names.hpp"
#include "page/structure_reader.hpp"
#include "page/tag_lists.hpp"
#include "page/tags.hpp"
#include "text/utf8.hpp"

namespace comention {

/// Most of it is composed already and shown to be so by its bytes:
/// nothing below U+0300 and no general punctuation (U+2010 on) ever changes.
std::string output_text(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0xCC) continue;
    if (c != 0xE2 || i + 1 >= text.size() || text[i + 1] != '\x80') return to_nfc(text);
    i += 2;
  }
  return std::string(text);
}

void append_once(std::vector<std::string>& to, const std::vector<std::string>& from) {
  for (const auto& name : from)
    if (std::find(to.begin(), to.end(), name) == to.end()) to.push_back(output_text(name));
}

void add_tags(const std::vector<std::string>& tags, Article& article) {
  for (const auto& tag : tags) article.tags.push_back({output_text(tag), {}});
}

/// Date, time and authors of a head; its lines get their kinds.
void StructureReader::take_head(const Head& head, Article& article) {
  article.date = head.date;
  article.time = head.time;
  append_once(article.byline, head.byline.names);
  append_once(article.agency, head.byline.agencies);
  mark_head(page_, head);
}

/// Author notes at the end of the text or right behind it.
void StructureReader::take_author_notes(std::vector<std::size_t>& body, Article& article) {
  if (body.empty()) return;
  const std::size_t first = body[body.size() * 2 / 3];
  const std::size_t end = std::min(body.back() + 12, lines_.size());
  for (std::size_t i = first; i < end; ++i) {
    Line& line = lines_[i];
    if (line.kind == LineKind::duplicate) continue;
    const auto note = read_author_note(line.text);
    const bool says_so = ((line.start | line.any) & kind_bit(LineKind::author_note)) != 0 &&
                         line.size() < 300 && is_open(line) && i > first;
    if (note.names.empty() && !says_so) continue;
    decide(line, LineKind::author_note, "author-note");
    if (article.byline.empty()) append_once(article.byline, note.names);
    append_once(article.agency, note.agencies);
  }
  std::erase_if(body, [&](std::size_t i) { return lines_[i].kind == LineKind::author_note; });
}

/// The body with the headlines right above its lines: a spliced-in story brings its own.
std::vector<std::size_t> StructureReader::with_headlines(
    const std::vector<std::size_t>& body) const {
  std::vector<std::size_t> out;
  for (const auto i : body) {
    const bool follows = !out.empty() && i > 0 && out.back() + 1 < i;
    if (follows && is_open(lines_[i - 1]) && is_headline(lines_[i - 1])) out.push_back(i - 1);
    out.push_back(i);
  }
  return out;
}

void StructureReader::take_foreign(std::vector<std::size_t>& body) {
  const auto lines = with_headlines(body);
  for (const auto& stretch : find_foreign(page_, lines)) {
    Article article;
    article.foreign = true;
    const auto number = static_cast<std::uint32_t>(out_.articles.size());
    const std::vector<std::size_t> inside(
        lines.begin() + static_cast<std::ptrdiff_t>(stretch.begin),
        lines.begin() + static_cast<std::ptrdiff_t>(stretch.end));
    if (stretch.titled) article.title = output_text(lines_[inside[0]].text);
    for (const auto i : inside) {
      decide(lines_[i], LineKind::foreign, "foreign");
      owner_[i] = number;
      if (i != inside[0] || !stretch.titled)
        article.paragraphs.push_back(output_text(lines_[i].text));
    }
    article.english = is_english(inside);
    out_.articles.push_back(std::move(article));
  }
  std::erase_if(body, [&](std::size_t i) { return !is_open(lines_[i]); });
}

void StructureReader::fill_body(const std::vector<std::size_t>& body, Article& article) {
  bool first = true;
  for (const auto i : body) {
    Line& line = lines_[i];
    decide(line, LineKind::body, line.body_chance() >= body_threshold ? "prose" : "post-text");
    auto text = line.text;
    if (const auto dateline = read_dateline(text); first && dateline.size > 0) {
      append_once(article.agency, dateline.agencies);
      article.set_aside.push_back({line.number, LineKind::dateline, line.body_chance(), "dateline",
                                   output_text(text.substr(0, dateline.size))});
      text.remove_prefix(dateline.size);
    }
    first = false;
    article.paragraphs.push_back(output_text(text));
  }
  article.english = is_english(body);
}

void StructureReader::finish_tags(Article& article) {
  // Of so many tags the text is searched; of more, which no editor writes, spelling decides.
  constexpr std::size_t searched = 100;
  std::set<std::string, std::less<>> seen;
  std::vector<Tag> once;
  for (auto& tag : article.tags) {
    if (tag.text.empty() || !seen.insert(tag.text).second) continue;
    const auto text = std::span<const std::string>(article.paragraphs)
                          .first(once.size() < searched ? article.paragraphs.size() : 0);
    tag.kind = kind_of_tag(tag.text, text);
    once.push_back(std::move(tag));
  }
  article.tags = std::move(once);
}

bool StructureReader::is_english(const std::vector<std::size_t>& body) const {
  std::size_t words = 0, stops = 0, bytes = 0;
  for (const auto i : body) {
    words += lines_[i].word_count;
    stops += lines_[i].stops;
    bytes += lines_[i].size();
  }
  if (bytes > 0 && words * 20 < bytes) return false;  // hardly any word ends: no blanks
  if (words >= 12) return stops * 100 >= words * 18;
  return is_english_text(page_);
}

/// The page's first line that is no flat copy of its text: the page as it was begins there.
std::size_t behind_flat_copy(const std::vector<Line>& lines) {
  const auto first = std::find_if(lines.begin(), lines.end(),
                                  [](const Line& line) { return line.reason != "flat-copy"; });
  return static_cast<std::size_t>(first - lines.begin());
}

void StructureReader::read_single() {
  out_.articles.emplace_back();
  auto body = body_of_page(lines_, hints_);
  Article article;
  const auto head = read_head(page_, behind_flat_copy(lines_), body, hints_.title);
  if (head.title != no_line) {
    article.title = output_text(lines_[head.title].text);
    const auto title = lines_[head.title].hash;
    std::erase_if(body, [&](std::size_t i) { return lines_[i].hash == title; });
    // A word or two over a headline name the section that it stands in.
    const bool section = !hints_.from_elements && body.size() > 1 && body[0] < head.title &&
                         body[1] > head.title && lines_[body[0]].word_count <= 3;
    if (section && !lines_[body[0]].ends_sentence) body.erase(body.begin());
  }
  take_head(head, article);
  std::erase_if(body, [&](std::size_t i) { return !is_open(lines_[i]); });
  drop_short_end(lines_, body);
  take_author_notes(body, article);
  add_tags(take_tags(lines_, 0, 0, lines_.size()), article);
  std::erase_if(body, [&](std::size_t i) { return !is_open(lines_[i]); });
  take_foreign(body);
  fill_body(body, article);
  if (!body.empty() && article.tags.empty()) {
    auto text = article.paragraphs;
    text.push_back(article.title);
    add_tags(take_bare_tags(lines_, body.back() + 1, text), article);
  }
  if (article.byline.empty()) append_once(article.byline, sign_offs_.names);
  append_once(article.agency, sign_offs_.agencies);
  finish_tags(article);
  out_.articles[0] = std::move(article);
}

/// Names the lines that belong to no article and hangs each on the article in whose stretch it is.
void StructureReader::hand_out_rest() {
  name_leftovers(page_);
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const Line& line = lines_[i];
    const auto verdict = [&] {
      return Verdict{line.number, line.kind, line.body_chance(), line.reason,
                     std::string(line.text)};
    };
    // Foreign lines are paragraphs of an article of their own; the page's article says so as well.
    const auto owner = line.kind == LineKind::foreign ? 0 : owner_[i];
    if (is_set_aside(line.kind)) out_.articles[owner].set_aside.push_back(verdict());
    if (options_.explain) out_.verdicts.push_back(verdict());
  }
  const auto comes_before = [](const Verdict& a, const Verdict& b) { return a.line < b.line; };
  for (auto& article : out_.articles) {
    auto& aside = article.set_aside;
    if (!std::is_sorted(aside.begin(), aside.end(), comes_before))
      std::stable_sort(aside.begin(), aside.end(), comes_before);
  }
}

namespace {

/// A title without what pages print around it: the mark of a heading ("# "), the way to the page
/// ("Home / News / "), an ellipsis.
std::string tidy_title(std::string_view title) {
  const auto mark = title.find_first_not_of('#');
  if (mark > 0 && mark < title.size() && title[mark] == ' ') title.remove_prefix(mark);
  title = trim(title);
  if (starts_with_folded(title, "home ")) {
    constexpr std::ptrdiff_t fewest = 2;  // blanks of a title
    for (const std::string_view sign : {" / ", " > ", " \xC2\xBB ", " \xE2\x80\xBA "}) {
      const auto at = title.rfind(sign);
      if (at == title.npos) continue;
      const auto last = title.substr(at + sign.size());
      if (std::count(last.begin(), last.end(), ' ') >= fewest) title = last;
      break;
    }
  }
  for (const std::string_view end : {"...", "\xE2\x80\xA6"})
    if (title.ends_with(end)) title.remove_suffix(end.size());
  return std::string(trim(title));
}

}  // namespace

Page StructureReader::read() {
  owner_.assign(lines_.size(), 0);
  for (auto& line : lines_) line.reason = {};
  mark_duplicates(page_);
  const auto live = hints_.one_article ? LivePage{} : find_live_entries(page_, hints_.live);
  const bool one = hints_.one_article || !live.entries.empty();
  const auto posts = one ? std::vector<Post>{} : find_posts(page_);
  mark_captions(lines_);
  mark_sign_offs(lines_, sign_offs_);
  mark_furniture(lines_);
  mark_video_titles(lines_);
  if (!live.entries.empty()) {
    read_live(live);
  } else if (posts.empty()) {
    mark_related_lists(lines_);
    read_single();
  } else {
    mark_refrains(posts);
    for (const auto& post : posts) read_post(post);
  }
  hand_out_rest();
  for (auto& article : out_.articles) article.title = tidy_title(article.title);
  return std::move(out_);
}

bool is_english_text(const PageLines& page) {
  std::size_t words = 0, stops = 0;
  for (const auto& line : page.lines()) {
    words += line.word_count;
    stops += line.stops;
  }
  return words < 8 || stops * 100 >= words * 6;
}

Page read_structure(PageLines& page, const PageHints& hints, const CleanOptions& options) {
  auto out = StructureReader(page, hints, options).read();
  if (out.articles.size() != 1 && hints.title.empty()) return out;
  Article& article = out.articles[0];
  if (article.foreign) return out;
  if (!hints.title.empty()) article.title = hints.title;
  if (!hints.date.empty()) {
    article.date = hints.date;
    article.time = hints.time;
  }
  if (!hints.byline.empty()) article.byline = hints.byline;
  for (const auto& tag : hints.tags) {
    const bool known = std::any_of(article.tags.begin(), article.tags.end(),
                                   [&](const Tag& other) { return other.text == tag.text; });
    if (!known) article.tags.push_back({tag.text, kind_of_tag(tag.text, article.paragraphs)});
  }
  return out;
}

}  // namespace comention
