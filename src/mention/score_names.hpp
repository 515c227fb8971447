#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "comention/result.hpp"
#include "mention/tagger_labels.hpp"
#include "mention/tagger_model.hpp"
#include "mention/train_data.hpp"

namespace comention {

/// Right, wrong and missed names; strict: borders and type have to agree.
struct TagCounts {
  std::uint64_t right = 0;
  std::uint64_t wrong = 0;   ///< found, but not in the labelled text
  std::uint64_t missed = 0;  ///< in the labelled text, but not found
  double precision() const;
  double recall() const;
  double f1() const;
};

/// How a tagger did on a set in one kind of letters.
struct TagScores {
  LetterCase letters;
  std::array<TagCounts, tagger_type_names.size()> types;  ///< by TaggerType
  TagCounts main;  ///< persons, organisations and places together
};

/// Measures a model on labelled text (JSON lines, see read_labelled_text): as it is, in capitals,
/// in title case and in lower case.
Result<std::vector<TagScores>> score_names(const std::string& file, const TaggerModel& model);

}  // namespace comention
