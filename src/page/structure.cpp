#include "page/structure.hpp"

#include <algorithm>

#include "page/head.hpp"
#include "page/leftovers.hpp"
#include "page/names.hpp"
#include "page/tags.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr float body_threshold = 0.5F;

void decide(Line& line, LineKind kind, std::string_view reason) {
  line.kind = kind;
  line.reason = reason;
}

bool is_open(const Line& line) { return line.reason.empty(); }

/// Captions: a line that ends in a credit, or one sentence right above a credit of its own run.
void mark_captions(std::vector<Line>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (!is_open(line)) continue;
    if (is_credit(line.text)) {
      decide(line, LineKind::credit, "credit");
      if (i == 0 || line.blanks_before > 0 || !is_open(lines[i - 1])) continue;
      Line& above = lines[i - 1];
      if (above.sentences <= 1 && above.size() < 250 && (i == 1 || above.blanks_before > 0))
        decide(above, LineKind::caption, "above-credit");
    } else if (line.sentences <= 4 && ends_in_credit(line.text)) {
      decide(line, LineKind::caption, "ends-in-credit");
    }
  }
}

void mark_sign_offs(std::vector<Line>& lines, Byline& found) {
  for (Line& line : lines) {
    if (!is_open(line)) continue;
    const auto sign_off = read_sign_off(line.text);
    if (!sign_off) continue;
    decide(line, LineKind::sign_off, "sign-off");
    found.names.insert(found.names.end(), sign_off->names.begin(), sign_off->names.end());
    found.agencies.insert(found.agencies.end(), sign_off->agencies.begin(),
                          sign_off->agencies.end());
  }
}

/// Lines whose wording is that of page furniture, whatever stands around them.
void mark_furniture(std::vector<Line>& lines) {
  constexpr KindSet whole =
      kind_bit(LineKind::share) | kind_bit(LineKind::newsletter) | kind_bit(LineKind::form) |
      kind_bit(LineKind::comments) | kind_bit(LineKind::ad) | kind_bit(LineKind::pager) |
      kind_bit(LineKind::legal) | kind_bit(LineKind::navigation) | kind_bit(LineKind::related);
  for (Line& line : lines) {
    if (!is_open(line) || line.size() > 200) continue;
    const auto starts = line.start & (kind_bit(LineKind::newsletter) | kind_bit(LineKind::ad));
    const auto says = line.size() < 120 && line.probability < 0.8F
                          ? line.any & kind_bit(LineKind::newsletter)
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

/// The title of a video in the middle of the text, with its length below.
void mark_video_titles(std::vector<Line>& lines) {
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const Line& length = lines[i + 1];
    if (!length.clock_only || length.size() > 8 || length.text.find(' ') != length.text.npos)
      continue;
    if (!is_open(lines[i]) || !is_open(length) || !is_headline(lines[i])) continue;
    const bool in_text = i > 0 && lines[i - 1].probability >= body_threshold;
    if (!in_text) continue;
    decide(lines[i], LineKind::related, "video-title");
    decide(lines[i + 1], LineKind::related, "video-title");
  }
}

/// Whether the page says that there is nothing at this address.
bool is_error_page(const std::vector<Line>& lines) {
  double text = 0;
  bool error = false;
  for (const Line& line : lines) {
    if (line.prose() && line.probability >= body_threshold)
      text += static_cast<double>(line.size());
    error = error || (line.size() < 100 && (line.any & kind_bit(LineKind::other)) != 0);
  }
  return error && text < 1000;
}

/// Reads articles out of one page; holds what the rules share.
class StructureReader {
 public:
  StructureReader(PageLines& page, const PageHints& hints, const CleanOptions& options)
      : page_(page), lines_(page.lines()), hints_(hints), options_(options) {}

  Page read();

 private:
  void read_single();
  void read_post(const Post& post);
  std::vector<std::size_t> body_of_page() const;
  std::vector<std::size_t> body_of_post(const Post& post);
  void take_tags(std::size_t begin, std::size_t end, Article& article);
  std::size_t take_list_below(std::size_t label, bool weak, Article& article);
  void take_bare_tags(std::size_t after, Article& article);
  void take_author_notes(std::vector<std::size_t>& body, Article& article);
  std::vector<std::size_t> with_headlines(const std::vector<std::size_t>& body) const;
  void take_foreign(std::vector<std::size_t>& body);
  void fill_body(const std::vector<std::size_t>& body, Article& article);
  void finish_tags(Article& article);
  bool is_english(const std::vector<std::size_t>& body) const;
  void hand_out_rest();

  PageLines& page_;
  std::vector<Line>& lines_;
  const PageHints& hints_;
  const CleanOptions& options_;
  Page out_;
  Byline sign_offs_;
  std::vector<std::uint32_t> owner_;  ///< article of each line
};

/// Text as it leaves the page. Most of it is composed already and shown to be so by its bytes:
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

/// Lines that speak about the text, whatever stands around them: dates, bylines, links to others.
bool is_about_text(const Line& line) {
  if (line.dates_only || line.relative_date || line.clock_only) return true;
  if (line.size() < 160 && !line.ends_sentence && read_byline(line.text)) return true;
  if (line.numbers > 0 && line.size() < 90 && !line.ends_sentence && says_published(line))
    return true;
  const auto others = kind_bit(LineKind::related) | kind_bit(LineKind::share);
  return (line.start & others) != 0 && line.size() < 140 && !line.ends_sentence;
}

/// Whether there is a sentence among the lines, or a line long enough to be text in a writing
/// without full stops. Lists of headlines have neither.
bool says_anything(const std::vector<Line>& lines, const std::vector<std::size_t>& body) {
  return std::any_of(body.begin(), body.end(), [&](std::size_t i) {
    return (lines[i].ends_sentence && lines[i].word_count >= 4) || lines[i].size() >= 120;
  });
}

double characters(const std::vector<Line>& lines, const std::vector<std::size_t>& body,
                  std::size_t begin, std::size_t end) {
  double sum = 0;
  for (std::size_t i = begin; i < end; ++i) sum += static_cast<double>(lines[body[i]].size());
  return sum;
}

/// "Comments", "Leave a reply", "12 comments": what follows was written by readers.
bool opens_comments(const Line& line) {
  if (line.size() > 40) return false;
  if (((line.whole | line.start) & kind_bit(LineKind::comments)) != 0) return line.size() > 7;
  const auto lower = to_lower(line.text);
  if (line.word_count > 4 || line.numbers != 1) return false;
  for (const std::string_view word : {"comment", "responses", "replies", "thoughts on"})
    if (lower.find(word) != lower.npos) return true;
  return false;
}

/// Cuts the text where comments open, once enough of it stands before.
void cut_comments(const std::vector<Line>& lines, std::vector<std::size_t>& body) {
  constexpr double enough = 400;
  double before = 0;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < lines.size() && kept < body.size(); ++i) {
    const bool counts_them = lines[i].numbers == 1 && opens_comments(lines[i]);
    if (i == body[kept] && !(counts_them && before >= enough)) {
      before += static_cast<double>(lines[i].size());
      ++kept;
    } else if (before >= enough && opens_comments(lines[i])) {
      // A single word may be of a tool bar between paragraphs that go on.
      const bool goes_on = body[kept] <= i + 2 && lines[body[kept]].probability > 0.9F;
      if (goes_on && lines[i].word_count == 1) continue;
      body.resize(kept);
      return;
    }
  }
}

/// A text never ends in a crosshead: short last lines are the first of a list below.
void drop_short_end(const std::vector<Line>& lines, std::vector<std::size_t>& body) {
  while (body.size() > 1) {
    const Line& last = lines[body.back()];
    if (last.ends_sentence || last.word_count > 5 || !looks_like_tag(last.text)) return;
    body.pop_back();
  }
}

/// Leaves out groups of text lines that stand far from the largest group and are small beside it:
/// teasers, author boxes, remarks of readers.
std::vector<std::size_t> main_groups(const std::vector<Line>& lines,
                                     const std::vector<std::size_t>& body) {
  constexpr std::size_t far = 16;
  struct Group {
    std::size_t begin, end;
    double size;
  };
  std::vector<Group> groups;
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (i == 0 || body[i] - body[i - 1] > far) groups.push_back({i, i, 0});
    groups.back().end = i + 1;
  }
  for (auto& group : groups) group.size = characters(lines, body, group.begin, group.end);
  double largest = 0;
  for (const auto& group : groups) largest = std::max(largest, group.size);
  std::vector<std::size_t> out;
  bool behind = false;
  for (const auto& group : groups) {
    const double least = behind ? 0.2 : 0.1;
    if (group.size >= least * largest)
      out.insert(out.end(), body.begin() + static_cast<std::ptrdiff_t>(group.begin),
                 body.begin() + static_cast<std::ptrdiff_t>(group.end));
    behind = behind || group.size == largest;
  }
  return out;
}

/// Lines that the classifier takes for text. Groups far from the largest one that hold little text
/// are left out: teasers and comments beyond the article.
std::vector<std::size_t> StructureReader::body_of_page() const {
  std::vector<std::size_t> body;
  if (is_error_page(lines_)) return body;
  for (std::size_t i = 0; i < lines_.size(); ++i)
    if (is_open(lines_[i]) && lines_[i].probability >= body_threshold && !is_about_text(lines_[i]))
      body.push_back(i);
  if (!says_anything(lines_, body)) return {};
  cut_comments(lines_, body);
  return main_groups(lines_, body);
}

bool is_post_end(const Line& line) {
  constexpr KindSet ends = kind_bit(LineKind::comments) | kind_bit(LineKind::related) |
                           kind_bit(LineKind::pager) | kind_bit(LineKind::legal) |
                           kind_bit(LineKind::newsletter);
  if ((line.whole & ends) != 0 || line.has_copyright) return true;
  if (line.size() > 90) return false;
  return (line.start & (kind_bit(LineKind::pager) | kind_bit(LineKind::legal))) != 0;
}

bool is_post_text(const Line& line) {
  if (!is_open(line)) return false;
  if (line.probability >= 0.6F && line.size() >= 25) return true;
  if (line.prose()) return true;
  if (line.size() >= 60 && line.stops >= 3 && !line.bullet) return true;
  return line.ends_ellipsis && line.stops >= 2 && line.size() >= 40;
}

std::vector<std::size_t> StructureReader::body_of_post(const Post& post) {
  std::vector<std::size_t> body;
  for (std::size_t i = post.title + 1; i < post.end; ++i) {
    Line& line = lines_[i];
    if (!body.empty() && is_post_end(line)) break;
    if (!body.empty() && i > body.back() + 12) break;
    if (is_post_text(line)) body.push_back(i);
  }
  return body;
}

/// Some tags are words of menus, too ("Weather", "Photos").
bool may_be_tag(const Line& line) {
  const bool menu_word = line.kind == LineKind::navigation && line.reason == "wording";
  return (is_open(line) || menu_word) && looks_like_tag(line.text);
}

/// Tags of labelled lines and hashtag lines in a stretch.
void StructureReader::take_tags(std::size_t begin, std::size_t end, Article& article) {
  for (std::size_t i = begin; i < end; ++i) {
    Line& line = lines_[i];
    if (!is_open(line)) continue;
    if (is_hashtag_line(line.text)) {
      decide(line, LineKind::tags, "hashtags");
      for (auto& tag : split_tags(line.text)) article.tags.push_back({output_text(tag), {}});
      continue;
    }
    const auto label = read_tag_label(line.text);
    if (!label) continue;
    if (label->rest.empty()) {
      i = take_list_below(i, label->weak, article) - 1;
      continue;
    }
    if (label->sections) {
      if (line.size() < 120) decide(line, LineKind::navigation, "section-label");
      continue;
    }
    const auto tags = split_tags(label->rest);
    const auto fits = std::count_if(tags.begin(), tags.end(),
                                    [](const std::string& tag) { return tag.size() <= 60; });
    if (tags.empty() || fits < static_cast<std::ptrdiff_t>(tags.size())) continue;
    decide(line, LineKind::tags, "tag-label");
    for (const auto& tag : tags) article.tags.push_back({output_text(tag), {}});
  }
}

/// A label alone on its line, with the list below. Gives the line behind the list.
std::size_t StructureReader::take_list_below(std::size_t label, bool weak, Article& article) {
  std::size_t end = label + 1;
  while (end < lines_.size() && end - label <= 25) {
    const Line& line = lines_[end];
    if (line.has_copyright) break;
    const bool list_line =
        may_be_tag(line) || (end == label + 1 && split_tags(line.text).size() >= 2 &&
                             line.stops * 4 < static_cast<int>(line.word_count));
    if (!list_line) break;
    if (end > label + 1 && line.blanks_before > lines_[label + 1].blanks_before) break;
    if (end > label + 1 && line.bullet != lines_[label + 1].bullet) break;
    ++end;
  }
  const auto count = end - label - 1;
  if (count == 0 || count > 20 || (weak && (count < 2 || count > 12))) return label + 1;
  if (weak && label < lines_.size() / 2 && lines_[label].probability < 0.2F) {
    // A weak label far from any text heads a menu.
    bool text_near = false;
    for (std::size_t j = label > 8 ? label - 8 : 0; j < label; ++j)
      text_near = text_near || lines_[j].probability >= body_threshold;
    if (!text_near) return label + 1;
  }
  decide(lines_[label], LineKind::tags, "tag-label");
  for (std::size_t i = label + 1; i < end; ++i) {
    decide(lines_[i], LineKind::tags, "tag-list");
    for (const auto& tag : split_tags(lines_[i].text))
      article.tags.push_back({output_text(tag), {}});
  }
  return end;
}

bool stands_in(const std::string& tag, const Article& article) {
  for (const auto& paragraph : article.paragraphs)
    if (paragraph.find(tag) != std::string::npos) return true;
  return article.title.find(tag) != std::string::npos;
}

/// Bare short lines right behind the last paragraph, up to the end of their run: tags when there
/// are several and the text speaks of some.
void StructureReader::take_bare_tags(std::size_t after, Article& article) {
  if (!article.tags.empty()) return;
  std::size_t end = after;
  while (end < lines_.size() && may_be_tag(lines_[end]) &&
         (end == after || lines_[end].blanks_before == 0))
    ++end;
  const auto count = end - after;
  if (count < 3 || count > 25 || end < lines_.size()) return;
  std::size_t known = 0;
  for (std::size_t i = after; i < end; ++i)
    known += stands_in(std::string(lines_[i].text), article);
  if (known < 2 || 5 * known < count) return;
  for (std::size_t i = after; i < end; ++i) {
    decide(lines_[i], LineKind::tags, "bare-tags");
    article.tags.push_back({output_text(lines_[i].text), {}});
  }
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
    const bool says_so = (line.start & kind_bit(LineKind::author_note)) != 0 && line.size() < 300 &&
                         is_open(line) && i > first;
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
    article.title = output_text(lines_[inside[0]].text);
    for (const auto i : inside) {
      decide(lines_[i], LineKind::foreign, "foreign");
      owner_[i] = number;
      if (i != inside[0]) article.paragraphs.push_back(output_text(lines_[i].text));
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
    decide(line, LineKind::body, line.probability >= body_threshold ? "prose" : "post-text");
    auto text = line.text;
    if (const auto dateline = read_dateline(text); first && dateline.size > 0) {
      append_once(article.agency, dateline.agencies);
      article.set_aside.push_back({line.number, LineKind::dateline, line.probability, "dateline",
                                   output_text(text.substr(0, dateline.size))});
      text.remove_prefix(dateline.size);
    }
    first = false;
    article.paragraphs.push_back(output_text(text));
  }
  article.english = is_english(body);
}

void StructureReader::finish_tags(Article& article) {
  std::vector<Tag> once;
  for (auto& tag : article.tags) {
    const bool known = std::any_of(once.begin(), once.end(),
                                   [&](const Tag& other) { return other.text == tag.text; });
    if (known || tag.text.empty()) continue;
    tag.kind = kind_of_tag(tag.text, article.paragraphs);
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

void StructureReader::read_single() {
  out_.articles.emplace_back();
  auto body = body_of_page();
  Article article;
  const auto head = read_head(page_, 0, body, hints_.title);
  if (head.title != no_line) {
    article.title = output_text(lines_[head.title].text);
    const auto title = lines_[head.title].hash;
    std::erase_if(body, [&](std::size_t i) { return lines_[i].hash == title; });
  }
  article.date = head.date;
  article.time = head.time;
  append_once(article.byline, head.byline.names);
  append_once(article.agency, head.byline.agencies);
  mark_head(page_, head);
  std::erase_if(body, [&](std::size_t i) { return !is_open(lines_[i]); });
  drop_short_end(lines_, body);
  take_author_notes(body, article);
  take_tags(0, lines_.size(), article);
  std::erase_if(body, [&](std::size_t i) { return !is_open(lines_[i]); });
  take_foreign(body);
  fill_body(body, article);
  if (!body.empty()) take_bare_tags(body.back() + 1, article);
  if (article.byline.empty()) append_once(article.byline, sign_offs_.names);
  append_once(article.agency, sign_offs_.agencies);
  finish_tags(article);
  out_.articles[0] = std::move(article);
}

void StructureReader::read_post(const Post& post) {
  const auto number = static_cast<std::uint32_t>(out_.articles.size());
  for (std::size_t i = post.begin; i < post.end; ++i) owner_[i] = number;
  Article article;
  const auto body = body_of_post(post);
  const auto head = read_post_head(page_, post, body);
  article.title = output_text(lines_[post.title].text);
  article.date = head.date;
  article.time = head.time;
  append_once(article.byline, head.byline.names);
  append_once(article.agency, head.byline.agencies);
  mark_head(page_, head);
  for (std::size_t i = post.begin; i < post.end; ++i)
    if (is_open(lines_[i]) && lines_[i].hash == lines_[post.title].hash)
      decide(lines_[i], LineKind::duplicate, "title-again");
  take_tags(body.empty() ? post.title + 1 : body.back() + 1, post.end, article);
  fill_body(body, article);
  finish_tags(article);
  out_.articles.push_back(std::move(article));
}

/// Names the lines that belong to no article and hangs each on the article in whose stretch it is.
void StructureReader::hand_out_rest() {
  name_leftovers(page_);
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const Line& line = lines_[i];
    const Verdict verdict{line.number, line.kind, line.probability, line.reason,
                          std::string(line.text)};
    // Foreign lines are paragraphs of an article of their own; the page's article says so as well.
    const auto owner = line.kind == LineKind::foreign ? 0 : owner_[i];
    if (is_set_aside(line.kind)) out_.articles[owner].set_aside.push_back(verdict);
    if (options_.explain) out_.verdicts.push_back(verdict);
  }
  for (auto& article : out_.articles)
    std::stable_sort(article.set_aside.begin(), article.set_aside.end(),
                     [](const Verdict& a, const Verdict& b) { return a.line < b.line; });
}

std::string title_without_ellipsis(std::string title) {
  for (const std::string_view end : {"...", "\xE2\x80\xA6"})
    if (title.ends_with(end)) title.resize(title.size() - end.size());
  return std::string(trim(title));
}

Page StructureReader::read() {
  owner_.assign(lines_.size(), 0);
  for (auto& line : lines_) line.reason = {};
  mark_duplicates(page_);
  const auto posts = hints_.one_article ? std::vector<Post>{} : find_posts(page_);
  mark_captions(lines_);
  mark_sign_offs(lines_, sign_offs_);
  mark_furniture(lines_);
  mark_video_titles(lines_);
  if (posts.empty())
    read_single();
  else
    for (const auto& post : posts) read_post(post);
  hand_out_rest();
  for (auto& article : out_.articles) article.title = title_without_ellipsis(article.title);
  return std::move(out_);
}

}  // namespace

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
