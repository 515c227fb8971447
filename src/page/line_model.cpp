#include "page/line_model.hpp"

#include <optional>
#include <vector>

#include "base/embedded.hpp"
#include "page/features.hpp"
#include "page/trees.hpp"

namespace comention {
namespace {

const std::optional<TreeModel>& line_model() {
  static const std::optional<TreeModel> model = [] {
    auto parsed = TreeModel::parse(embedded_file("lines.bin"));
    if (parsed && parsed->feature_count() != line_feature_count()) parsed.reset();
    return parsed;
  }();
  return model;
}

}  // namespace

void rate_lines(PageLines& page) {
  auto& lines = page.lines();
  const auto& model = line_model();
  if (!model) {
    for (auto& line : lines) line.probability = line.prose() ? 0.9F : 0.1F;
    return;
  }
  const auto features = line_features(page);
  std::vector<float> out(lines.size());
  model->probabilities(features, out);
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i].probability = out[i];
}

}  // namespace comention
