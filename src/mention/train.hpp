#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "comention/result.hpp"

namespace comention {

/// Settings of training. The defaults made the model that is compiled in.
struct TrainOptions {
  unsigned epochs = 8;
  unsigned buckets = 1u << 15;   ///< size of the model: 208 bytes each
  unsigned members = 4;          ///< models trained in another order each, then averaged
  unsigned margin = 500;         ///< by how much the right labels have to win, for each label
  unsigned dropout = 40;         ///< percent of the features hidden at each step
  unsigned changed_case = 12;    ///< percent of the texts in capitals; the same in title case
  unsigned folds = 4;            ///< parts of the texts checked by models of the other parts
  unsigned fold_epochs = 4;      ///< epochs of those models
  unsigned doubted_weight = 30;  ///< percent of its weight that a contradicted label keeps
  int eagerness = 200;           ///< what no name is behind; chosen for balance on running text
  std::uint64_t seed = 1;
};

/// What a training saw and wrote.
struct TrainingReport {
  std::size_t texts = 0;
  std::size_t tokens = 0;
  std::size_t names = 0;
  std::size_t features = 0;  ///< with a weight, before the smallest were left out
  std::size_t model_bytes = 0;
};

/// Trains the tagger from a folder of labelled text (*.jsonl, see read_labelled_text) and writes a
/// model. The same folder and options give the same bytes. `progress` hears one line an epoch.
Result<TrainingReport> train_names(const std::string& folder, const std::string& out_file,
                                   const TrainOptions& options,
                                   const std::function<void(std::string_view)>& progress);

}  // namespace comention
