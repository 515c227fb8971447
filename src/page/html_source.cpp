#include "page/html_source.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "page/html_attributes.hpp"
#include "page/html_scan.hpp"
#include "page/html_tags.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr char32_t first_code = first_run_code, first_code_16 = 0x100000;
constexpr std::uint32_t plane_codes = 0xFFFE;

using Kind = HtmlSource::Piece::Kind;

class Preparer {
 public:
  explicit Preparer(std::string_view html) : html_(html) { out_.markup.reserve(html.size() / 8); }

  HtmlSource run() {
    while (at_ < html_.size()) {
      const auto* found =
          static_cast<const char*>(std::memchr(html_.data() + at_, '<', html_.size() - at_));
      const std::size_t tag = found ? static_cast<std::size_t>(found - html_.data()) : html_.size();
      text(tag);
      if (tag == html_.size()) break;
      markup(tag);
    }
    text(html_.size());
    emit_held_end();
    return std::move(out_);
  }

 private:
  struct Open {
    GumboTag tag;
    bool emitted;
  };

  /// Passes on the text that began at `text_` and ends at `end`.
  void text(std::size_t end) {
    if (text_ < end) text_with_references(html_.substr(text_, end - text_));
    text_ = at_ = end;
  }

  /// References go to gumbo as they are, which knows them all.
  void text_with_references(std::string_view run) {
    while (!run.empty()) {
      const std::size_t found = run.find('&');
      plain(run.substr(0, found));
      if (found == std::string_view::npos) return;
      run.remove_prefix(found);
      std::size_t length = 1;
      while (length < run.size() && length < 40 && is_reference_char(run[length])) ++length;
      if (length < run.size() && run[length] == ';') ++length;
      const auto whole = run.substr(0, length);
      reference(is_private_reference(whole) ? std::string_view("\xEF\xBF\xBD") : whole);
      run.remove_prefix(length);
    }
  }

  void reference(std::string_view written) {
    emit_held_end();
    if (blank_) out_.markup += ' ';
    blank_ = in_run_ = false;
    out_.markup += written;
  }

  void plain(std::string_view run) {
    if (run.empty()) return;
    const bool blank = std::all_of(run.begin(), run.end(), is_html_space);
    if (blank && !in_run_) {
      blank_ = true;  // counts only when text follows in the same block
    } else if (blank && out_.pieces.back().name == GUMBO_TAG_BR) {
      return;
    } else if (begin_run()) {
      out_.pieces.push_back({Kind::text, GUMBO_TAG_UNKNOWN, blank ? std::string_view(" ") : run});
    } else {
      raw(run);
    }
  }

  /// Sees to it that a run is open; false when there are no more codes.
  bool begin_run() {
    if (in_run_) return true;
    const std::size_t number = out_.runs.size();
    if (number >= 2 * plane_codes) return false;
    emit_held_end();
    append_utf8(out_.markup, number < plane_codes
                                 ? first_code + static_cast<char32_t>(number)
                                 : first_code_16 + static_cast<char32_t>(number - plane_codes));
    out_.runs.push_back(static_cast<std::uint32_t>(out_.pieces.size()));
    if (blank_) out_.pieces.push_back({Kind::text, GUMBO_TAG_UNKNOWN, " "});
    blank_ = false;
    return in_run_ = true;
  }

  /// Text of a page with more runs than codes: as it is, without characters that look like codes.
  void raw(std::string_view run) {
    emit_held_end();
    if (blank_) out_.markup += ' ';
    blank_ = false;
    for (std::size_t at = 0; at < run.size();) {
      const char32_t c = next_code_point(run, at);
      append_utf8(out_.markup, c >= first_code ? replacement_character : c);
    }
  }

  /// What begins with the "<" at `tag`.
  void markup(std::size_t tag) {
    const std::size_t next = tag + 1;
    const char c = next < html_.size() ? html_[next] : '\0';
    if (is_name_start(c)) {
      start_tag(tag);
    } else if (c == '/' && next + 1 < html_.size() && is_name_start(html_[next + 1])) {
      end_tag(tag);
    } else if (html_.substr(next, 3) == "!--") {
      skip_to(comment_end(html_, next + 3));
    } else if (c == '!' || c == '?' || c == '/') {
      const std::size_t end = html_.find('>', next);
      skip_to(end == std::string_view::npos ? html_.size() : end + 1);
    } else {
      reference("&lt;");
      text_ = at_ = next;
    }
  }

  void skip_to(std::size_t place) { text_ = at_ = place; }

  void start_tag(std::size_t tag) {
    const std::size_t name_stop = name_end(html_, tag + 1);
    const std::string_view name = html_.substr(tag + 1, name_stop - tag - 1);
    const std::size_t end = tag_end(html_, name_stop);
    if (end == html_.size()) return skip_to(end);
    const std::string_view attributes = html_.substr(name_stop, end - name_stop);
    skip_to(end + 1);
    const GumboTag id = gumbo_tagn_enum(name.data(), static_cast<unsigned>(name.size()));
    switch (html_treatment(id)) {
      case HtmlTreatment::drop_all:
        return drop_element(id, name, attributes);
      case HtmlTreatment::drop_tag:
        return;
      case HtmlTreatment::meta:
        out_.metas.push_back({id, attributes});
        return;
      case HtmlTreatment::title:
        return title(name, attributes);
      case HtmlTreatment::empty:
        emit_phrase(Kind::start, id, attributes);
        return;
      case HtmlTreatment::uncounted:
        emit_start(id, name, attributes);
        return;
      case HtmlTreatment::phrase:
        if (id == GUMBO_TAG_A && count(id) > 0) forget_link();
        return open(
            id, open_.size() < HtmlSource::max_depth && emit_phrase(Kind::start, id, attributes));
      case HtmlTreatment::structure:
        return open(id, open_.size() < HtmlSource::max_depth && emit_start(id, name, attributes));
    }
  }

  void open(GumboTag id, bool emitted) {
    if (!emitted) out_.flattened = true;
    open_.push_back({id, emitted});
    ++count(id);
  }

  /// Whether another tag may be passed on.
  bool take_tag() {
    if (tags_ >= HtmlSource::max_tags) return !(out_.flattened = true);
    ++tags_;
    return true;
  }

  bool emit_phrase(Kind kind, GumboTag id, std::string_view attributes) {
    if ((kind == Kind::start && !take_tag()) || !begin_run()) return false;
    out_.pieces.push_back({kind, id, attributes});
    return true;
  }

  bool emit_start(GumboTag id, std::string_view name, std::string_view attributes) {
    if (!take_tag()) return false;
    if (id == held_end_) held_end_ = GUMBO_TAG_UNKNOWN;
    emit_held_end();
    last_start_ = id;
    out_.tags.push_back({static_cast<std::uint32_t>(out_.markup.size()), id, attributes});
    out_.markup += '<';
    append_name(id, name);
    out_.markup += '>';
    const bool cell = id == GUMBO_TAG_TR || id == GUMBO_TAG_TD || id == GUMBO_TAG_TH;
    end_run(divides_text(id) || (cell && count(GUMBO_TAG_TABLE) > 0));
    return true;
  }

  /// A run ends at each tag that gumbo sees; blanks before it count only where it divides nothing.
  void end_run(bool divides) {
    in_run_ = false;
    blank_ = blank_ && !divides;
  }

  void append_name(GumboTag id, std::string_view name) {
    out_.markup += id == GUMBO_TAG_UNKNOWN ? std::string_view("x-x") : name;
  }

  void end_tag(std::size_t tag) {
    const std::size_t name_stop = name_end(html_, tag + 2);
    const std::string_view name = html_.substr(tag + 2, name_stop - tag - 2);
    const std::size_t end = html_.find('>', name_stop);
    skip_to(end == std::string_view::npos ? html_.size() : end + 1);
    const GumboTag id = gumbo_tagn_enum(name.data(), static_cast<unsigned>(name.size()));
    switch (html_treatment(id)) {
      case HtmlTreatment::uncounted:
        if (id != GUMBO_TAG_BODY && id != GUMBO_TAG_HTML && id != GUMBO_TAG_HR) emit_end(id, name);
        return;
      case HtmlTreatment::structure:
        if (close(id)) emit_end(id, name);
        return;
      case HtmlTreatment::phrase:
        if (id == GUMBO_TAG_A) forget_link();  // a link may outlive the element it began in
        if (id == GUMBO_TAG_A || close(id)) emit_phrase(Kind::end, id, {});
        return;
      default:
        return;
    }
  }

  /// Whether an element ends by itself where the next of its kind begins, or the one around it
  /// ends.
  static bool ends_by_itself(GumboTag id) {
    return id == GUMBO_TAG_LI || id == GUMBO_TAG_P || id == GUMBO_TAG_DD || id == GUMBO_TAG_DT;
  }

  /// An end tag of such an element with nothing but text in it is held back: most are never needed.
  void emit_held_end() {
    if (held_end_ == GUMBO_TAG_UNKNOWN) return;
    out_.markup += "</";
    out_.markup += gumbo_normalized_tagname(held_end_);
    out_.markup += '>';
    held_end_ = GUMBO_TAG_UNKNOWN;
  }

  void emit_end(GumboTag id, std::string_view name) {
    if (last_start_ == id && ends_by_itself(id)) {
      held_end_ = id;
      last_start_ = GUMBO_TAG_UNKNOWN;
      return end_run(true);
    }
    last_start_ = GUMBO_TAG_UNKNOWN;
    if (html_treatment(id) == HtmlTreatment::structure) held_end_ = GUMBO_TAG_UNKNOWN;
    emit_held_end();
    // gumbo would put text that stands right before it behind the form.
    if (id == GUMBO_TAG_FORM) out_.markup += "<!---->";
    out_.markup += "</";
    append_name(id, name);
    out_.markup += '>';
    // Others that are not counted may close nothing; `</p>` makes an empty one then.
    end_run(id == GUMBO_TAG_P || (is_special(id) && divides_text(id)));
  }

  /// Takes the element that an end tag closes, and all inside it, off the open ones, where the
  /// standard would do so too; true when its start tag was passed on.
  bool close(GumboTag id) {
    if (count(id) == 0 && !is_heading(id)) return false;
    for (std::size_t i = open_.size(); i > nearest(); --i) {
      const Open entry = open_[i - 1];
      if (entry.tag == id || (is_heading(id) && is_heading(entry.tag))) {
        for (std::size_t j = i - 1; j < open_.size(); ++j) --count(open_[j].tag);
        open_.resize(i - 1);
        return entry.emitted;
      }
      const bool barrier = is_special(id) ? is_scope(entry.tag) : is_special(entry.tag);
      if (barrier) return false;
    }
    return false;
  }

  /// In a flattened page only the nearest open elements are looked at, to stay linear.
  std::size_t nearest() const {
    return open_.size() - std::min(open_.size(), HtmlSource::max_depth);
  }

  /// `</a>`, or `<a>` inside `a`: the link ends, what was opened inside it stays open.
  void forget_link() {
    for (std::size_t i = open_.size(); i > nearest(); --i) {
      if (open_[i - 1].tag != GUMBO_TAG_A) continue;
      open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i - 1));
      --count(GUMBO_TAG_A);
      return;
    }
  }

  std::uint32_t& count(GumboTag tag) { return counts_[static_cast<std::size_t>(tag)]; }

  /// The place of `</name` at or after `from`, or npos; remembers names that never come again.
  std::size_t find_end(GumboTag id, std::string_view name, std::size_t from) {
    bool& gone = gone_[static_cast<std::size_t>(id)];
    if (gone) return std::string_view::npos;
    for (std::size_t at = html_.find("</", from); at != std::string_view::npos;
         at = html_.find("</", at + 2)) {
      const std::string_view found = html_.substr(at + 2, name.size());
      if (found.size() != name.size()) break;
      if (!std::equal(found.begin(), found.end(), name.begin(),
                      [](char a, char b) { return (a | 32) == (b | 32); })) {
        continue;
      }
      const std::size_t after = at + 2 + name.size();
      if (after >= html_.size() || is_html_space(html_[after]) || html_[after] == '/' ||
          html_[after] == '>') {
        return at;
      }
    }
    gone = true;
    return std::string_view::npos;
  }

  void drop_element(GumboTag id, std::string_view name, std::string_view attributes) {
    if (!attributes.empty() && attributes.back() == '/' &&
        (id == GUMBO_TAG_SVG || id == GUMBO_TAG_MATH)) {
      return;
    }
    const std::size_t end = find_end(id, name, at_);
    if (end == std::string_view::npos) {
      // An unclosed script takes the rest of the page, as the standard says; others stay open.
      if (id == GUMBO_TAG_SCRIPT || id == GUMBO_TAG_STYLE) skip_to(html_.size());
      return;
    }
    if (id == GUMBO_TAG_SCRIPT &&
        equals_ignoring_case(trim(attribute(attributes, "type")).substr(0, 19),
                             "application/ld+json")) {
      out_.json_ld.push_back(html_.substr(at_, end - at_));
    }
    const std::size_t close = html_.find('>', end);
    skip_to(close == std::string_view::npos ? html_.size() : close + 1);
  }

  void title(std::string_view name, std::string_view attributes) {
    const std::size_t end = find_end(GUMBO_TAG_TITLE, name, at_);
    if (end == std::string_view::npos) return;
    const bool emitted = emit_start(GUMBO_TAG_TITLE, name, attributes);
    text_with_references(html_.substr(at_, end - at_));
    if (emitted) emit_end(GUMBO_TAG_TITLE, name);
    const std::size_t close = html_.find('>', end);
    skip_to(close == std::string_view::npos ? html_.size() : close + 1);
  }

  std::string_view html_;
  std::size_t at_ = 0;    ///< where reading goes on
  std::size_t text_ = 0;  ///< where the present run of text began
  std::size_t tags_ = 0;  ///< start tags passed on
  bool in_run_ = false;   ///< the last run goes on
  bool blank_ = false;    ///< a blank stands before what comes next, outside of runs
  GumboTag last_start_ = GUMBO_TAG_UNKNOWN;  ///< the last tag in `markup`, if a start tag
  GumboTag held_end_ = GUMBO_TAG_UNKNOWN;    ///< of an end tag that `markup` may need
  HtmlSource out_;
  std::vector<Open> open_;
  std::array<std::uint32_t, GUMBO_TAG_LAST + 1> counts_{};
  std::array<bool, GUMBO_TAG_LAST + 1> gone_{};
};

}  // namespace

std::span<const HtmlSource::Piece> HtmlSource::run(std::size_t number) const {
  if (number >= runs.size()) return {};
  const std::size_t begin = runs[number];
  const std::size_t end = number + 1 < runs.size() ? runs[number + 1] : pieces.size();
  return std::span(pieces).subspan(begin, end - begin);
}

HtmlSource prepare_html(std::string_view html) { return Preparer(html).run(); }

std::size_t run_number(char32_t code) {
  if (code < first_code) return no_run;
  return code < first_code_16 ? code - first_code : code - first_code_16 + plane_codes;
}

}  // namespace comention
