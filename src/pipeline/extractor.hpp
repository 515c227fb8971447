#pragma once

#include <functional>
#include <string>

#include "comention/pipeline.hpp"
#include "pipeline/stored_document.hpp"

namespace comention {

/// Has another tagger find the names of waiting documents: `command` gets one line
/// `{"doc_id": ..., "text": ...}` for each and answers each, in the same order, with
/// `{"doc_id": ..., "mentions": [{"start", "end", "type"}]}` (code points). Each document is handed
/// on in order. An answer that is no JSON, is about another document or lies outside the text is
/// skipped by name, and its document goes on with its tags only; a command that fails or answers
/// too few ends the run.
Result<void> find_names_elsewhere(const std::string& command, const DocumentStore& waiting,
                                  const EntityResolver& resolver,
                                  const std::function<Result<void>(const Document&)>& take,
                                  CorpusReport& report, Observer& observer);

}  // namespace comention
