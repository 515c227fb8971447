#include "page/html_blocks.hpp"

#include <algorithm>

#include "page/html_tree.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

bool is_block_tag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_P:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_HGROUP:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_DIR:
    case GUMBO_TAG_BUTTON:
      return true;
    default:
      return false;
  }
}

bool is_strong(GumboTag tag) { return tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG; }

std::string without_blanks(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (!is_html_space(c)) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return out;
}

bool hides(std::string_view style) {
  if (style.find(':') == std::string_view::npos) return false;
  const std::string compact = without_blanks(style);
  return compact.find("display:none") != std::string::npos ||
         compact.find("visibility:hidden") != std::string::npos;
}

/// What the attributes of an element say, read in one pass.
struct Reading {
  WordGroups groups = 0;
  bool hidden = false;
  std::string_view classes, itemprop;
};

bool is_component(std::string_view name) {
  return equals_ignoring_case(name, "data-component") ||
         equals_ignoring_case(name, "data-testid") || equals_ignoring_case(name, "data-module");
}

Reading read_attributes(std::string_view attributes) {
  Reading out;
  const auto take = [&](std::string_view value) { out.groups |= word_groups(value); };
  for_each_attribute(attributes, [&](std::string_view name, std::string_view value) {
    const auto is = [name](std::string_view other) { return equals_ignoring_case(name, other); };
    // The first letters tell most names apart: this runs for every attribute of a page.
    switch (name[0] | 32) {
      case 'c':
        if (!is("class")) break;
        take(value);
        if (out.classes.empty()) out.classes = value;
        break;
      case 'i':
        if (is("itemprop") && out.itemprop.empty()) out.itemprop = value;
        if (is("id") || is("itemprop")) take(value);
        break;
      case 'r':
        if (is("role")) take(value);
        break;
      case 'd':
        if (is_component(name)) take(value);
        break;
      case 's':
        if (is("style") && hides(value)) out.hidden = true;
        break;
      case 'h':
        if (is("hidden")) out.hidden = value != "false" && value != "until-found";
        break;
      case 'a':
        if (is("aria-hidden") && value == "true") out.hidden = true;
        break;
      default:
        break;
    }
  });
  return out;
}

class Walker {
 public:
  Walker(const HtmlSource& source, HiddenText hidden) : source_(source), hidden_(hidden) {}

  HtmlText run() {
    const GumboTree tree(source_.markup);
    read_head(*tree.root());
    enter(*tree.root());
    while (!open_.empty()) step();
    flush(0);
    for (HtmlElement& element : out_.elements) settle(element);
    return std::move(out_);
  }

 private:
  struct Frame {
    const GumboNode* node;
    unsigned next_child;
    std::uint32_t element;  ///< its place in the list of elements
  };

  void read_head(const GumboNode& root) {
    if (const auto* tag = tag_of(root)) {
      out_.language = decode_references(attribute(tag->attributes, "lang"));
      if (out_.language.empty()) out_.language = attribute(tag->attributes, "xml:lang");
    }
  }

  const HtmlSource::Tag* tag_of(const GumboNode& node) const {
    return source_.tag_at(node.v.element.original_tag.data);
  }

  void step() {
    Frame& frame = open_.back();
    const GumboVector& children = frame.node->v.element.children;
    if (frame.next_child == children.length) return leave();
    const auto& child = *static_cast<const GumboNode*>(children.data[frame.next_child++]);
    switch (child.type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE:
        append(child.v.text.text);
        break;
      case GUMBO_NODE_ELEMENT:
        enter(child);
        break;
      default:
        break;
    }
  }

  void enter(const GumboNode& node) {
    const auto* tag = tag_of(node);
    const GumboTag name = tag ? tag->name : node.v.element.tag;
    const std::string_view attributes = tag ? tag->attributes : std::string_view();
    switch (name) {
      case GUMBO_TAG_BR:
        flush(1);
        return;
      case GUMBO_TAG_IMG:
      case GUMBO_TAG_IMAGE:
        image_ = true;
        return;
      case GUMBO_TAG_TITLE:
        if (out_.head_title.empty()) out_.head_title = title_text(node);
        return;
      default:
        break;
    }
    const Reading reading = read_attributes(attributes);
    // The whole page is never hidden: scripts that are not run here would show it.
    const bool whole = name == GUMBO_TAG_HTML || name == GUMBO_TAG_BODY;
    if (reading.hidden && !whole && hidden_ == HiddenText::leave_out) return;
    open(node, name, attributes, reading);
  }

  void open(const GumboNode& node, GumboTag name, std::string_view attributes,
            const Reading& reading) {
    const bool block = is_block_tag(name);
    if (block) flush(0);
    if (name == GUMBO_TAG_A) begin_link();
    const auto place = static_cast<std::uint32_t>(out_.elements.size());
    const std::uint32_t parent = open_.empty() ? 0 : open_.back().element;
    const auto depth = static_cast<std::uint16_t>(open_.size());
    out_.elements.push_back({name, depth, block, parent, reading.groups, attributes,
                             reading.classes, reading.itemprop, here(), here(), 0});
    open_.push_back({&node, 0, place});
    links_ += name == GUMBO_TAG_A;
    strongs_ += is_strong(name);
    pres_ += name == GUMBO_TAG_PRE;
    if (block) blocks_.push_back(place);
  }

  void leave() {
    HtmlElement& element = out_.elements[open_.back().element];
    element.end = here();
    if (element.is_block) {
      flush(0);
      blocks_.pop_back();
    }
    open_.pop_back();
    if (element.tag == GUMBO_TAG_A) {
      --links_;
      link_just_ended_ = true;
      if (!text_.empty()) ++block_.links;
    }
    strongs_ -= is_strong(element.tag);
    pres_ -= element.tag == GUMBO_TAG_PRE;
  }

  TextPlace here() const {
    return {static_cast<std::uint32_t>(out_.blocks.size()),
            static_cast<std::uint32_t>(text_.size())};
  }

  /// Turns `end` into a place of an existing block where the text ended with its block.
  void settle(HtmlElement& element) const {
    const auto count = static_cast<std::uint32_t>(out_.blocks.size());
    element.end_block = std::min(count, element.end.block + (element.end.byte > 0 ? 1u : 0u));
    element.end_block = std::max(element.end_block, std::min(element.begin.block, count));
  }

  std::string title_text(const GumboNode& node) const {
    std::string text;
    const GumboVector& children = node.v.element.children;
    for (unsigned i = 0; i < children.length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(children.data[i]);
      if (child.type == GUMBO_NODE_TEXT) append_text(source_, child.v.text.text, text);
    }
    return squeeze_spaces(text);
  }

  /// Two links without a blank between are two words.
  void begin_link() {
    if (link_just_ended_ && !text_.empty()) space_ = true;
  }

  void append(std::string_view coded) {
    run_.clear();
    append_text(source_, coded, run_);
    const std::size_t before = text_.size();
    if (pres_ > 0) {
      append_lines(run_);
    } else {
      append_squeezed(run_);
    }
    if (text_.size() <= before) return;
    const auto added = static_cast<std::uint32_t>(text_.size() - before);
    if (links_ > 0) block_.link_bytes += added;
    if (strongs_ > 0) block_.strong_bytes += added;
    link_just_ended_ = false;
  }

  /// Text of `pre`: an empty line divides blocks.
  void append_lines(std::string_view run) {
    for (;;) {
      const std::size_t gap = run.find("\n\n");
      append_squeezed(run.substr(0, gap));
      if (gap == std::string_view::npos) return;
      flush(2);
      run.remove_prefix(gap + 2);
    }
  }

  void append_squeezed(std::string_view run) {
    for (std::size_t at = 0; at < run.size();) {
      std::size_t stop = at;
      while (stop < run.size() && is_plain(run[stop])) ++stop;
      if (stop > at) {
        put(run.substr(at, stop - at));
        at = stop;
        continue;
      }
      const std::size_t before = at;
      const char32_t c = next_code_point(run, at);
      if (is_space(c)) {
        if (c != 0x200B && c != 0xFEFF) space_ = true;
      } else if (c != 0x00AD && c != 0x200C && c != 0x2060) {
        put(run.substr(before, at - before));
      }
    }
  }

  /// Bytes that are no blank and begin none.
  static bool is_plain(char byte) {
    const auto c = static_cast<unsigned char>(byte);
    return c > 0x20 && c != 0xC2 && c != 0xE1 && c != 0xE2 && c != 0xE3 && c != 0xEF;
  }

  void put(std::string_view text) {
    if (space_ && !text_.empty()) text_ += ' ';
    space_ = false;
    text_.append(text);
  }

  void flush(int breaks) {
    if (!text_.empty()) {
      block_.text = text_;
      block_.element = blocks_.empty() ? 0 : blocks_.back();
      block_.breaks = breaks_;
      block_.image = image_;
      out_.blocks.push_back(std::move(block_));
      breaks_ = 0;
      image_ = false;
    }
    block_ = {};
    text_.clear();
    space_ = false;
    link_just_ended_ = false;
    breaks_ = breaks == 0 ? 0 : static_cast<std::uint8_t>(std::min(2, breaks_ + breaks));
  }

  const HtmlSource& source_;
  const HiddenText hidden_;
  HtmlText out_;
  std::vector<Frame> open_;
  std::vector<std::uint32_t> blocks_;  ///< open block elements
  HtmlBlock block_;                    ///< the block under way
  std::string text_;                   ///< its text
  std::string run_;
  int links_ = 0, strongs_ = 0, pres_ = 0;  ///< open elements of that kind
  std::uint8_t breaks_ = 0;
  bool space_ = false, link_just_ended_ = false, image_ = false;
};

}  // namespace

HtmlText read_html_text(const HtmlSource& source, HiddenText hidden) {
  return Walker(source, hidden).run();
}

std::string text_between(const HtmlText& page, TextPlace begin, TextPlace end) {
  std::string out;
  for (std::size_t i = begin.block; i < page.blocks.size() && i <= end.block; ++i) {
    const std::string& text = page.blocks[i].text;
    const std::size_t from = i == begin.block ? std::min<std::size_t>(begin.byte, text.size()) : 0;
    const std::size_t to =
        i == end.block ? std::min<std::size_t>(end.byte, text.size()) : text.size();
    if (from >= to) continue;
    if (!out.empty()) out += ' ';
    out.append(trim(std::string_view(text).substr(from, to - from)));
  }
  return out;
}

}  // namespace comention
