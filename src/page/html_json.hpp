#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace comention {

/// An article that a page's structured data (JSON-LD, schema.org) describes.
struct JsonLdArticle {
  std::string headline;
  std::string date_published;  ///< as written
  std::vector<std::string> authors;
  std::vector<std::string> keywords;
  std::string section;
  std::string body;
  std::string language;
};

/// The articles of one `script type="application/ld+json"`, in order, references like `&amp;` not
/// decoded. What is no JSON gives what was read before the fault. Nesting beyond 64 ends reading.
std::vector<JsonLdArticle> read_json_ld(std::string_view json);

}  // namespace comention
