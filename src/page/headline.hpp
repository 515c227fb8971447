#pragma once

#include <vector>

#include "page/lines.hpp"

namespace comention {

/// Lines that may be the headline of a text, each with what speaks for and against it.
struct HeadlineCandidates {
  std::vector<std::size_t> lines;  ///< places in the page
  std::vector<float> features;     ///< rows of `headline_feature_count()` numbers
};

/// Number of features that describe a candidate; the model's file belongs to one such list.
std::size_t headline_feature_count();

/// The candidates around the beginning of a text whose lines are `body`, none of them before
/// `from`. The same code serves training and reading.
HeadlineCandidates headline_candidates(const PageLines& page, std::size_t from,
                                       const std::vector<std::size_t>& body);

/// The line that is most probably the headline of a text (`models/headlines.bin`, trained by
/// tools/train_headlines.cpp), or `no_line`: many an extracted text has none.
std::size_t find_headline(const PageLines& page, std::size_t from,
                          const std::vector<std::size_t>& body);

}  // namespace comention
