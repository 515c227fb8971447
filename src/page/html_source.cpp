#include "page/html_source.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "page/html_tree.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

/// Text runs are numbered by the characters of the private-use planes 15 and 16.
constexpr char32_t first_code = 0xF0000, first_code_16 = 0x100000;
constexpr std::uint32_t plane_codes = 0xFFFE;

/// What happens to an element before gumbo sees it.
enum class Treatment : std::uint8_t {
  keep,        ///< counted for nesting
  uncounted,   ///< the standard closes it by itself; nests only with a counted one between
  formatting,  ///< becomes `abbr`
  empty,       ///< has no content
  drop_tag,    ///< content stays
  drop_all,    ///< content goes too
  meta,        ///< noted in `metas`
  title,       ///< its content is text only
};

Treatment treatment(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_DATALIST:
      return Treatment::drop_all;
    case GUMBO_TAG_META:
    case GUMBO_TAG_LINK:
      return Treatment::meta;
    case GUMBO_TAG_TITLE:
      return Treatment::title;
    case GUMBO_TAG_BASE:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_AREA:
    case GUMBO_TAG_COL:
    case GUMBO_TAG_PARAM:
    case GUMBO_TAG_SOURCE:
    case GUMBO_TAG_TRACK:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_KEYGEN:
    case GUMBO_TAG_BGSOUND:
    case GUMBO_TAG_BASEFONT:
    case GUMBO_TAG_FRAME:
    case GUMBO_TAG_FRAMESET:
    case GUMBO_TAG_PLAINTEXT:
    case GUMBO_TAG_XMP:
    case GUMBO_TAG_ISINDEX:
      return Treatment::drop_tag;
    case GUMBO_TAG_BR:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_IMAGE:
      return Treatment::empty;
    case GUMBO_TAG_B:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_NOBR:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_U:
      return Treatment::formatting;
    case GUMBO_TAG_P:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_OPTION:
    case GUMBO_TAG_OPTGROUP:
    case GUMBO_TAG_COLGROUP:
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_BODY:
      return Treatment::uncounted;
    default:
      return Treatment::keep;
  }
}

/// Elements that the end tag of an ordinary element does not reach across ("special" in the
/// standard; those that are not counted are never asked for).
bool is_special(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_APPLET:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_DIR:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_HGROUP:
    case GUMBO_TAG_LISTING:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_MARQUEE:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_UL:
      return true;
    default:
      return false;
  }
}

/// Elements through which no end tag reaches but their own.
bool is_scope(GumboTag tag) {
  return tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_CAPTION || tag == GUMBO_TAG_OBJECT ||
         tag == GUMBO_TAG_APPLET || tag == GUMBO_TAG_MARQUEE;
}

/// Elements that begin a block of text wherever they are let in. Blanks right behind their start
/// tag say nothing, and gumbo need not see them.
bool divides_text(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_APPLET:
    case GUMBO_TAG_MARQUEE:
    case GUMBO_TAG_LISTING:
    case GUMBO_TAG_CAPTION:
      return false;
    case GUMBO_TAG_P:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_BR:
    case GUMBO_TAG_HR:
      return true;
    default:
      return is_special(tag);
  }
}

bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_reference_char(char c) { return is_name_start(c) || (c >= '0' && c <= '9') || c == '#'; }

/// A numeric reference that would make one of our codes.
bool is_private_reference(std::string_view reference) {
  if (reference.size() < 3 || reference[1] != '#') return false;
  const bool hex = reference[2] == 'x' || reference[2] == 'X';
  std::uint64_t value = 0;
  for (const char c : reference.substr(hex ? 3 : 2)) {
    const int digit = c >= '0' && c <= '9'      ? c - '0'
                      : hex && is_name_start(c) ? (c | 32) - 'a' + 10
                                                : 99;
    if (digit > (hex ? 15 : 9)) break;
    value = std::min<std::uint64_t>(value * (hex ? 16 : 10) + static_cast<std::uint64_t>(digit),
                                    1u << 24);
  }
  return value >= first_code;
}

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
    return std::move(out_);
  }

 private:
  struct Open {
    GumboTag tag;
    bool emitted;
  };

  /// Passes on the text that began at `text_` and ends at `end`.
  void text(std::size_t end) {
    if (text_ < end) run_of_text(html_.substr(text_, end - text_));
    text_ = at_ = end;
  }

  void run_of_text(std::string_view run) {
    while (!run.empty()) {
      const std::size_t reference = run.find('&');
      plain(run.substr(0, reference));
      if (reference == std::string_view::npos) return;
      run.remove_prefix(reference);
      std::size_t length = 1;
      while (length < run.size() && length < 40 && is_reference_char(run[length])) ++length;
      if (length < run.size() && run[length] == ';') ++length;
      const auto whole = run.substr(0, length);
      out_.markup += is_private_reference(whole) ? std::string_view("\xEF\xBF\xBD") : whole;
      run.remove_prefix(length);
    }
  }

  void plain(std::string_view run) {
    if (run.empty()) return;
    if (std::all_of(run.begin(), run.end(), is_html_space)) {
      if (out_.markup.size() == block_end_) return;
      out_.markup += run.find('\n') != std::string_view::npos ? '\n' : ' ';
      return;
    }
    const std::size_t number = out_.texts.size();
    if (number < plane_codes) {
      append_utf8(out_.markup, first_code + static_cast<char32_t>(number));
    } else if (number < 2 * plane_codes) {
      append_utf8(out_.markup, first_code_16 + static_cast<char32_t>(number - plane_codes));
    } else {
      raw(run);
      return;
    }
    out_.texts.push_back(run);
  }

  /// Text of a page with more runs than codes: as it is, without characters that look like codes.
  void raw(std::string_view run) {
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
      skip_to(comment_end(next + 3));
    } else if (c == '!' || c == '?' || c == '/') {
      const std::size_t end = html_.find('>', next);
      skip_to(end == std::string_view::npos ? html_.size() : end + 1);
    } else {
      out_.markup += "&lt;";
      text_ = at_ = next;
    }
  }

  void skip_to(std::size_t place) { text_ = at_ = place; }

  std::size_t comment_end(std::size_t from) const {
    if (html_.substr(from, 1) == ">") return from + 1;
    if (html_.substr(from, 2) == "->") return from + 2;
    for (std::size_t end = html_.find("--", from); end != std::string_view::npos;
         end = html_.find("--", end + 1)) {
      if (html_.substr(end + 2, 1) == ">") return end + 3;
      if (html_.substr(end + 2, 2) == "!>") return end + 4;
    }
    return html_.size();
  }

  std::size_t name_end(std::size_t from) const {
    while (from < html_.size() && !is_html_space(html_[from]) && html_[from] != '/' &&
           html_[from] != '>') {
      ++from;
    }
    return from;
  }

  /// The ">" of the tag whose attributes begin at `from`; the end of the page when there is none.
  std::size_t tag_end(std::size_t from) const {
    bool value = false;  // a quote opens a value only after "="
    for (; from < html_.size(); ++from) {
      const char c = html_[from];
      if (c == '>') return from;
      if (value && (c == '"' || c == '\'')) {
        from = html_.find(c, from + 1);
        if (from == std::string_view::npos) return html_.size();
        value = false;
      } else if (!is_html_space(c)) {
        value = c == '=';
      }
    }
    return from;
  }

  void start_tag(std::size_t tag) {
    const std::size_t name_stop = name_end(tag + 1);
    const std::string_view name = html_.substr(tag + 1, name_stop - tag - 1);
    const std::size_t end = tag_end(name_stop);
    if (end == html_.size()) return skip_to(end);
    const std::string_view attributes = html_.substr(name_stop, end - name_stop);
    skip_to(end + 1);
    const GumboTag id = gumbo_tagn_enum(name.data(), static_cast<unsigned>(name.size()));
    switch (treatment(id)) {
      case Treatment::drop_all:
        return drop_element(id, name, attributes);
      case Treatment::drop_tag:
        return;
      case Treatment::meta:
        out_.metas.push_back({id, attributes});
        return;
      case Treatment::title:
        return title(name, attributes);
      case Treatment::empty:
      case Treatment::uncounted:
        emit_start(id, id, name, attributes);
        return;
      case Treatment::formatting:
        return open(GUMBO_TAG_ABBR, id, name, attributes);
      case Treatment::keep:
        if (id == GUMBO_TAG_A && count(id) > 0) forget_link();
        return open(id, id, name, attributes);
    }
  }

  void open(GumboTag as, GumboTag id, std::string_view name, std::string_view attributes) {
    const bool emitted =
        open_.size() < HtmlSource::max_depth && emit_start(as, id, name, attributes);
    if (!emitted) out_.flattened = true;
    open_.push_back({as, emitted});
    ++count(as);
  }

  bool emit_start(GumboTag as, GumboTag id, std::string_view name, std::string_view attributes) {
    if (out_.tags.size() >= HtmlSource::max_tags) return !(out_.flattened = true);
    out_.tags.push_back({static_cast<std::uint32_t>(out_.markup.size()), id, attributes});
    out_.markup += '<';
    append_name(as, name);
    out_.markup += '>';
    const bool cell = id == GUMBO_TAG_TR || id == GUMBO_TAG_TD || id == GUMBO_TAG_TH;
    if (divides_text(id) || (cell && count(GUMBO_TAG_TABLE) > 0)) block_end_ = out_.markup.size();
    return true;
  }

  void append_name(GumboTag as, std::string_view name) {
    if (as == GUMBO_TAG_UNKNOWN) {
      out_.markup += "x-x";  // any name that is no element's; what it was does not matter
    } else if (as == GUMBO_TAG_ABBR) {
      out_.markup += "abbr";
    } else {
      out_.markup += name;
    }
  }

  void end_tag(std::size_t tag) {
    const std::size_t name_stop = name_end(tag + 2);
    const std::string_view name = html_.substr(tag + 2, name_stop - tag - 2);
    const std::size_t end = html_.find('>', name_stop);
    skip_to(end == std::string_view::npos ? html_.size() : end + 1);
    GumboTag id = gumbo_tagn_enum(name.data(), static_cast<unsigned>(name.size()));
    const Treatment how = treatment(id);
    if (how == Treatment::formatting) id = GUMBO_TAG_ABBR;
    if (how == Treatment::uncounted && id != GUMBO_TAG_BODY && id != GUMBO_TAG_HTML) {
      emit_end(id, name);
    } else if (how == Treatment::formatting || how == Treatment::keep) {
      if (id == GUMBO_TAG_A) forget_link();  // a link may outlive the element it began in
      if (id == GUMBO_TAG_A || close(id)) emit_end(id, name);
    }
  }

  void emit_end(GumboTag id, std::string_view name) {
    out_.markup += "</";
    append_name(id, name);
    out_.markup += '>';
    // Others that are not counted may close nothing; `</p>` makes an empty one then.
    const bool closes = id == GUMBO_TAG_P || is_special(id);
    if (closes && divides_text(id)) block_end_ = out_.markup.size();
  }

  static bool is_heading(GumboTag tag) { return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6; }

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
    const bool emitted = emit_start(GUMBO_TAG_TITLE, GUMBO_TAG_TITLE, name, attributes);
    run_of_text(html_.substr(at_, end - at_));
    if (emitted) emit_end(GUMBO_TAG_TITLE, name);
    const std::size_t close = html_.find('>', end);
    skip_to(close == std::string_view::npos ? html_.size() : close + 1);
  }

  std::string_view html_;
  std::size_t at_ = 0;         ///< where reading goes on
  std::size_t text_ = 0;       ///< where the present run of text began
  std::size_t block_end_ = 0;  ///< end of the last tag in `markup` that divides text
  HtmlSource out_;
  std::vector<Open> open_;
  std::array<std::uint32_t, GUMBO_TAG_LAST + 1> counts_{};
  std::array<bool, GUMBO_TAG_LAST + 1> gone_{};
};

std::string decode_once(std::string_view text) {
  std::string markup = "<pre>x";  // "x": a line end right after the tag would go away
  for (const char c : text) {
    if (c == '<') {
      markup += "&lt;";
    } else {
      markup += c;
    }
  }
  const GumboTree tree(markup);
  // html > (head, body) > pre > text
  const GumboVector& children = tree.root()->v.element.children;
  const auto* body = static_cast<const GumboNode*>(children.data[children.length - 1]);
  const auto* pre = static_cast<const GumboNode*>(body->v.element.children.data[0]);
  const auto* decoded = static_cast<const GumboNode*>(pre->v.element.children.data[0]);
  return decoded->v.text.text + 1;
}

}  // namespace

const HtmlSource::Tag* HtmlSource::tag_at(const char* place) const {
  if (place < markup.data() || place >= markup.data() + markup.size()) return nullptr;
  const auto offset = static_cast<std::uint32_t>(place - markup.data());
  const auto found = std::lower_bound(tags.begin(), tags.end(), offset,
                                      [](const Tag& tag, std::uint32_t at) { return tag.at < at; });
  return found != tags.end() && found->at == offset ? &*found : nullptr;
}

HtmlSource prepare_html(std::string_view html) { return Preparer(html).run(); }

void append_text(const HtmlSource& source, std::string_view coded, std::string& out) {
  for (std::size_t at = 0; at < coded.size();) {
    const std::size_t before = at;
    if ((coded[at] & 0x80) == 0) {
      out += coded[at++];
      continue;
    }
    const char32_t c = next_code_point(coded, at);
    if (c < first_code) {
      out.append(coded.substr(before, at - before));
      continue;
    }
    const std::size_t number = c < first_code_16 ? c - first_code : c - first_code_16 + plane_codes;
    if (number < source.texts.size()) out.append(source.texts[number]);
  }
}

std::string_view attribute(std::string_view attributes, std::string_view name) {
  std::string_view found;
  bool seen = false;
  for_each_attribute(attributes, [&](std::string_view key, std::string_view value) {
    if (seen || !equals_ignoring_case(key, name)) return;
    seen = true;
    found = value;
  });
  return found;
}

bool has_attribute(std::string_view attributes, std::string_view name) {
  bool seen = false;
  for_each_attribute(attributes, [&](std::string_view key, std::string_view) {
    seen = seen || equals_ignoring_case(key, name);
  });
  return seen;
}

std::string decode_references(std::string_view text) {
  std::string out(text);
  for (int round = 0; round < 2 && out.find('&') != std::string::npos; ++round) {
    out = decode_once(out);
  }
  return out;
}

}  // namespace comention
