#pragma once

#include <string>
#include <string_view>

#include "comention/entity.hpp"
#include "comention/page.hpp"
#include "pipeline/document.hpp"

namespace comention {

/// The record that `comention clean` prints for an article: one JSON object and a line end.
/// `number` counts the page's articles from 1. With `explain` every verdict of the page follows.
std::string clean_record(const Page& page, std::size_t number, bool explain);

/// What another tagger is given of a document: id and text, one JSON object without a line end.
std::string article_record(const Document& document);

/// The record that `comention extract` prints for a document whose mentions are resolved.
std::string extract_record(const Document& document, std::span<const NameId> names,
                           const Entities& entities);

/// The record that `comention entities` prints for an entity.
std::string entity_record(const Entities& entities, EntityId id);

/// The record for a form that stayed ambiguous.
std::string ambiguous_record(const Entities& entities, const AmbiguousName& name);

}  // namespace comention
