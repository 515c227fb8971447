#include "page/html_references.hpp"

#include "page/html_tree.hpp"

namespace comention {
namespace {

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

std::string decode_references(std::string_view text) {
  std::string out(text);
  for (int round = 0; round < 2 && out.find('&') != std::string::npos; ++round) {
    out = decode_once(out);
  }
  return out;
}

}  // namespace comention
