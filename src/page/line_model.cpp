#include "page/line_model.hpp"

#include <optional>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "page/context_features.hpp"
#include "page/features.hpp"
#include "page/trees.hpp"

namespace comention {
namespace {

/// A model that belongs to a list of features; nothing when it does not.
std::optional<TreeModel> read_model(std::string_view name, std::size_t features) {
  auto parsed = TreeModel::parse(embedded_file(name));
  if (parsed && parsed->feature_count() != features) parsed.reset();
  return parsed;
}

struct LineModels {
  std::optional<TreeModel> first = read_model("lines.bin", line_feature_count());
  std::optional<TreeModel> second = read_model("lines_context.bin", context_feature_count());
};

const LineModels& line_models() {
  static const LineModels models;
  return models;
}

}  // namespace

void rate_lines(PageLines& page) {
  auto& lines = page.lines();
  const auto& [first, second] = line_models();
  // A page of so many lines is none that somebody wrote, and each line takes a kilobyte of
  // features.
  constexpr std::size_t most_lines = 100'000;
  if (!first || lines.size() > most_lines) {
    for (auto& line : lines) line.probability = line.prose() ? 0.9F : 0.1F;
    return;
  }
  const auto features = line_features(page);
  std::vector<float> out(lines.size());
  first->probabilities(features, out);
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i].probability = out[i];
  if (!second) return;
  second->probabilities(context_features(page, features, out), out);
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i].second = out[i];
}

}  // namespace comention
