#include "page/html_blocks.hpp"

#include <algorithm>

#include "page/html_attributes.hpp"
#include "page/html_reading.hpp"
#include "page/html_references.hpp"
#include "page/html_tags.hpp"
#include "page/html_tree.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

bool is_strong(GumboTag tag) { return tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG; }

/// Walks the tree of block elements, and inside their text the tags of phrases, which are matched
/// as the standard does: an end tag reaches no further than the block element around it, and what
/// is still open ends with that. Only a link goes on until its own end tag or the next link.
class Walker {
 public:
  Walker(const HtmlSource& source, HiddenText hidden) : source_(source), hidden_(hidden) {}

  HtmlText run() {
    const GumboTree tree(source_.markup);
    read_head(*tree.root());
    enter(*tree.root());
    while (!nodes_.empty()) step();
    flush(0);
    for (HtmlElement& element : out_.elements) settle(element);
    return std::move(out_);
  }

 private:
  /// An element of gumbo's tree under way.
  struct Node {
    const GumboNode* node;
    unsigned next_child;
    std::size_t place;  ///< its place in `open_`
  };
  /// An open element of either kind.
  struct Open {
    GumboTag tag;
    bool hidden;
    std::uint32_t element;  ///< its place in the list of elements
  };

  void read_head(const GumboNode& root) {
    if (const auto* tag = tag_of(root)) {
      out_.language = decode_references(attribute(tag->attributes, "lang"));
      if (out_.language.empty()) out_.language = attribute(tag->attributes, "xml:lang");
    }
  }

  /// The start tag from which a node was made, or null. Most come in the order of the source.
  const HtmlSource::Tag* tag_of(const GumboNode& node) {
    const char* place = node.v.element.original_tag.data;
    const std::string_view markup = source_.markup;
    if (place < markup.data() || place >= markup.data() + markup.size()) return nullptr;
    const auto& tags = source_.tags;
    const auto at = static_cast<std::uint32_t>(place - markup.data());
    if (next_tag_ >= tags.size() || tags[next_tag_].at != at) {
      const auto found = std::lower_bound(
          tags.begin(), tags.end(), at,
          [](const HtmlSource::Tag& tag, std::uint32_t to) { return tag.at < to; });
      if (found == tags.end() || found->at != at) return nullptr;
      next_tag_ = static_cast<std::size_t>(found - tags.begin());
    }
    return &tags[next_tag_++];
  }

  void step() {
    Node& top = nodes_.back();
    const GumboVector& children = top.node->v.element.children;
    if (top.next_child == children.length) return leave_node();
    const auto& child = *static_cast<const GumboNode*>(children.data[top.next_child++]);
    switch (child.type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE:
        read_text(child.v.text.text);
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
    if (name == GUMBO_TAG_TITLE) {
      if (out_.head_title.empty()) out_.head_title = title_text(node);
      return;
    }
    const std::string_view attributes = tag ? tag->attributes : std::string_view();
    const Reading reading = read_attributes(attributes, groups_);
    // The whole page is never hidden: scripts that are not run here would show it.
    const bool whole = name == GUMBO_TAG_HTML || name == GUMBO_TAG_BODY;
    const bool hidden = reading.hidden && !whole && hidden_ == HiddenText::leave_out;
    if (hidden || in_hidden_ > 0) return;
    nodes_.push_back({&node, 0, open_.size()});
    open(name, attributes, reading);
  }

  void leave_node() {
    const std::size_t place = nodes_.back().place;
    nodes_.pop_back();
    while (open_.size() > place) leave();
  }

  /// A text of gumbo's tree: characters of runs, and others for themselves.
  void read_text(std::string_view coded) {
    for (std::size_t at = 0, plain = 0;;) {
      const std::size_t before = at;
      const std::size_t number =
          at < coded.size() ? run_number(next_code_point(coded, at)) : no_run;
      if (number == no_run && before < coded.size()) continue;
      append(coded.substr(plain, before - plain));
      if (before == coded.size()) return;
      for (const auto& piece : source_.run(number)) read_piece(piece);
      plain = at;
    }
  }

  void read_piece(const HtmlSource::Piece& piece) {
    using Kind = HtmlSource::Piece::Kind;
    if (piece.kind == Kind::text) return append(piece.text);
    if (piece.kind == Kind::end) return close_phrase(piece.name);
    if (in_hidden_ == 0 && piece.name == GUMBO_TAG_BR) return flush(1);
    if (piece.name == GUMBO_TAG_IMG || piece.name == GUMBO_TAG_IMAGE) {
      image_ = image_ || in_hidden_ == 0;
    } else if (piece.name != GUMBO_TAG_BR) {
      open_phrase(piece.name, piece.text);
    }
  }

  void open_phrase(GumboTag name, std::string_view attributes) {
    const Reading reading = read_attributes(attributes, groups_);
    if (in_hidden_ > 0 || (reading.hidden && hidden_ == HiddenText::leave_out)) {
      open_.push_back({name, true, 0});
      ++in_hidden_;
    } else {
      open(name, attributes, reading);
    }
  }

  /// The end tag of a phrase.
  void close_phrase(GumboTag name) {
    const std::size_t first = nodes_.empty() ? 0 : nodes_.back().place + 1;
    for (std::size_t i = open_.size(); i > first; --i) {
      if (open_[i - 1].tag != name) continue;
      while (open_.size() >= i) leave();
      if (name == GUMBO_TAG_A) in_link_ = false;
      return;
    }
    if (name == GUMBO_TAG_A) end_link();
  }

  void open(GumboTag name, std::string_view attributes, const Reading& reading) {
    const bool block = is_block_tag(name);
    if (block) flush(0);
    if (name == GUMBO_TAG_A) begin_link();
    const auto place = static_cast<std::uint32_t>(out_.elements.size());
    const std::uint32_t parent = open_.empty() ? 0 : open_.back().element;
    const auto depth = static_cast<std::uint16_t>(open_.size());
    out_.elements.push_back({name, depth, block, parent, reading.groups, attributes,
                             reading.classes, reading.itemprop, here(), here(), 0});
    open_.push_back({name, false, place});
    strongs_ += is_strong(name);
    pres_ += name == GUMBO_TAG_PRE;
    if (block) blocks_.push_back(place);
  }

  /// Ends the innermost open element.
  void leave() {
    const Open last = open_.back();
    open_.pop_back();
    if (last.hidden) {
      --in_hidden_;
      return;
    }
    HtmlElement& element = out_.elements[last.element];
    element.end = here();
    if (element.is_block) {
      flush(0);
      blocks_.pop_back();
    }
    if (element.tag == GUMBO_TAG_A) count_link();
    strongs_ -= is_strong(element.tag);
    pres_ -= element.tag == GUMBO_TAG_PRE;
  }

  /// Two links without a blank between are two words.
  void begin_link() {
    if (in_link_) end_link();
    if (link_just_ended_ && !text_.empty()) space_ = true;
    in_link_ = true;
  }

  void count_link() {
    link_just_ended_ = true;
    if (!text_.empty()) ++block_.links;
  }

  /// Ends a link whose element began outside of the present block, or ended with an earlier one.
  void end_link() {
    if (in_link_) count_link();
    in_link_ = false;
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
      if (child.type != GUMBO_NODE_TEXT) continue;
      const std::string_view coded = child.v.text.text;
      for (std::size_t at = 0; at < coded.size();) {
        const std::size_t before = at;
        const std::size_t number = run_number(next_code_point(coded, at));
        if (number == no_run) text.append(coded.substr(before, at - before));
        for (const auto& piece : source_.run(number)) text.append(piece.text);
      }
    }
    return squeeze_spaces(text);
  }

  void append(std::string_view run) {
    if (run.empty() || in_hidden_ > 0) return;
    const std::size_t before = text_.size();
    if (pres_ > 0) {
      append_lines(run);
    } else {
      append_squeezed(run);
    }
    if (text_.size() <= before) return;
    const auto added = static_cast<std::uint32_t>(text_.size() - before);
    if (in_link_) block_.link_bytes += added;
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
      const std::size_t before = at;
      if (is_plain(run[at])) {
        at = plain_end(run, at);
        put(run.substr(before, at - before));
        continue;
      }
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

  /// The end of what needs no squeezing: words from `at` on with single blanks between them.
  static std::size_t plain_end(std::string_view run, std::size_t at) {
    for (;;) {
      while (at < run.size() && is_plain(run[at])) ++at;
      if (at + 1 >= run.size() || run[at] != ' ' || !is_plain(run[at + 1])) return at;
      ++at;
    }
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
  std::vector<Node> nodes_;
  std::vector<Open> open_;
  std::vector<std::uint32_t> blocks_;  ///< open block elements
  HtmlBlock block_;                    ///< the block under way
  std::string text_;                   ///< its text
  std::size_t next_tag_ = 0;
  int strongs_ = 0, pres_ = 0, in_hidden_ = 0;  ///< open elements of that kind
  bool in_link_ = false;
  GroupCache groups_;
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
