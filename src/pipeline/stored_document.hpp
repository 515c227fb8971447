#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/array.hpp"
#include "base/spill.hpp"
#include "pipeline/document.hpp"

namespace comention {

/// A document as it comes back from the store: without sentences and linked names.
struct StoredDocument {
  Document document;
  std::vector<NameId> names;  ///< of each mention
};

/// Documents that wait for the entities of their names; past the budget in a temporary file.
class DocumentStore {
 public:
  explicit DocumentStore(SpillPlace place) : bytes_(std::move(place)) {}

  Result<void> add(const Document& document, std::span<const NameId> names);
  std::size_t size() const { return starts_.size(); }
  Result<StoredDocument> get(std::size_t number) const;

 private:
  SpillBuffer bytes_;
  Array<std::uint64_t> starts_;
};

}  // namespace comention
