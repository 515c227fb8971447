#pragma once

#include <string_view>
#include <vector>

#include "mention/tagger_document.hpp"
#include "mention/tagger_features.hpp"
#include "mention/tagger_labels.hpp"
#include "mention/tagger_model.hpp"
#include "mention/tagger_votes.hpp"

namespace comention {

/// A tagger at work: keeps its memory from one text to the next. One for each thread.
class NameTagger {
 public:
  explicit NameTagger(const TaggerModel& model) : model_(model) {}

  /// The names of a text in order, as ranges of tokens of `document()`.
  const std::vector<TokenName>& tag(std::string_view text);

  const TaggerDocument& document() const { return document_; }

 private:
  void read_first();
  void read_again();

  const TaggerModel& model_;
  TaggerDocument document_;
  FeatureReader reader_{document_};
  FeatureList features_;
  Decoder decoder_;
  DocumentVotes votes_{document_};
  std::vector<LabelScores> scores_;  ///< of the tokens of all runs, one after another
  std::vector<Label> labels_;        ///< of all tokens
  std::vector<Label> run_labels_;
  std::vector<TokenName> names_;
};

}  // namespace comention
