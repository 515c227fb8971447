#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "comention/result.hpp"

namespace comention {

/// Walks an XML document that is in memory, one tag or piece of text at a time. Namespaces are not
/// resolved, comments and processing instructions passed over. A document type declaration is
/// refused, so that no entity is ever expanded but the five of XML and character references; so is
/// nesting deeper than 64.
class XmlReader {
 public:
  enum class Event { start_tag, end_tag, text, end };

  explicit XmlReader(std::string_view document);

  /// Moves to the next event. A tag `<a/>` is a start and an end.
  Result<Event> next();

  const std::string& name() const { return name_; }  ///< of the tag
  const std::string& text() const { return text_; }  ///< of the piece of text
  /// The value of an attribute of the start tag, or empty.
  std::string_view attribute(std::string_view name) const;
  /// Line of the event, counted from 1.
  std::size_t line() const { return line_; }

 private:
  tl::unexpected<Error> refuse(std::string_view why);
  Result<Event> tag();
  Result<Event> end_tag();
  Result<void> attributes();
  Result<void> skip_past(std::string_view end);
  Result<void> append_decoded(std::string_view raw, std::string& out);
  void advance(std::size_t bytes);
  void skip_blanks();
  std::string_view word();

  std::string_view left_;
  std::size_t line_ = 1;
  std::string name_, text_;
  std::vector<std::pair<std::string, std::string>> attributes_;
  std::vector<std::string> open_;  ///< tags that are not closed yet
  bool closes_itself_ = false;
};

}  // namespace comention
