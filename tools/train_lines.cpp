// Trains the two classifiers of text lines.
//
// usage: train-lines PAGES BODIES FIRST SECOND
//   PAGES   a folder with files ID.NAME.txt: page ID as text, in one or more renderings
//   BODIES  JSON lines {"id", "labels", "body"}: the article text of each page
//   FIRST   the file to write with the model that looks at lines (models/lines.bin)
//   SECOND  the file to write with the model of the second look (models/lines_context.bin)
// A line counts as body when most of its word 4-shingles stand in the body, a short line when it is
// one of the body's lines and stands between body lines.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "page/context_features.hpp"
#include "page/features.hpp"
#include "page/lines.hpp"
#include "page/trees.hpp"
#include "training_pages.hpp"

using namespace comention;

namespace {

std::uint64_t shingle(std::span<const Word> words) {
  std::uint64_t hash = 1469598103934665603ULL;
  for (const auto& word : words) hash = (hash ^ word.hash) * 1099511628211ULL;
  return hash;
}

constexpr std::size_t width = 4;
constexpr double english_weight = 3;

/// Whether each line of a page is body; -1 for lines that are too short to say alone.
std::vector<int> align(const PageLines& page, const PageLines& body) {
  std::unordered_set<std::uint64_t> shingles, short_lines;
  std::vector<Word> all;
  for (const auto& line : body.lines()) {
    const auto words = body.words(line);
    all.insert(all.end(), words.begin(), words.end());
    short_lines.insert(line.hash);
  }
  for (std::size_t i = 0; i + width <= all.size(); ++i)
    shingles.insert(shingle(std::span(all).subspan(i, width)));
  std::vector<int> labels;
  for (const auto& line : page.lines()) {
    const auto words = page.words(line);
    if (words.size() < width + 2) {
      labels.push_back(short_lines.contains(line.hash) ? -1 : 0);
      continue;
    }
    std::size_t hits = 0;
    for (std::size_t i = 0; i + width <= words.size(); ++i)
      hits += shingles.contains(shingle(words.subspan(i, width)));
    labels.push_back(2 * hits > words.size() - width + 1 ? 1 : 0);
  }
  return labels;
}

/// Short lines that are lines of the body count when a body line stands within three lines.
std::vector<int> settle_short(std::vector<int> labels) {
  const auto sure = labels;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] >= 0) continue;
    bool near = false;
    for (std::size_t j = i > 3 ? i - 3 : 0; j < std::min(i + 4, labels.size()); ++j)
      near = near || sure[j] == 1;
    labels[i] = near ? 1 : 0;
  }
  return labels;
}

struct Rows {
  std::vector<float> features, labels, weights;

  void add(const Rows& other) {
    features.insert(features.end(), other.features.begin(), other.features.end());
    labels.insert(labels.end(), other.labels.begin(), other.labels.end());
    weights.insert(weights.end(), other.weights.begin(), other.weights.end());
  }
};

/// One rendering of a page with what its lines are.
struct LabelledPage {
  PageLines page;
  Rows rows;
  std::size_t fold;  ///< the same for all renderings of a page
};

/// Nothing for a rendering that does not hold the body.
std::optional<LabelledPage> label_page(const std::string& text, const Body& body) {
  PageLines page(text);
  const PageLines truth(body.text);
  if (page.lines().empty() || truth.lines().empty()) return std::nullopt;
  const auto labels = settle_short(align(page, truth));
  double found = 0, all = 0;
  for (std::size_t i = 0; i < labels.size(); ++i)
    if (labels[i] == 1) found += page.lines()[i].word_count;
  for (const auto& line : truth.lines()) all += line.word_count;
  if (found < 0.5 * all) return std::nullopt;
  Rows rows;
  rows.features = line_features(page);
  std::size_t words_here = 0, stops = 0;
  for (const auto& line : truth.lines()) {
    words_here += line.word_count;
    stops += line.stops;
  }
  // Pages in English are few in the training set, but most of what is read later.
  const double page_weight = stops * 4 > words_here ? english_weight : 1.0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    rows.labels.push_back(static_cast<float>(labels[i]));
    const double words = 1.5 + page.lines()[i].word_count;
    rows.weights.push_back(
        static_cast<float>(std::min(words / (found + 60), 0.2) * 100 * page_weight));
  }
  return LabelledPage{std::move(page), std::move(rows), 0};
}

std::string train(const Rows& rows, std::size_t features, const TreeTraining& options) {
  return train_trees(rows.features, features, rows.labels, rows.weights, options);
}

constexpr std::size_t folds = 4;

/// Rows for the second look: every page is rated by a first model that has not seen it.
Rows second_rows(const std::vector<LabelledPage>& pages, const TreeTraining& options) {
  Rows all;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    Rows others;
    for (const auto& page : pages)
      if (page.fold != fold) others.add(page.rows);
    const auto model = TreeModel::parse(train(others, line_feature_count(), options));
    for (const auto& page : pages) {
      if (page.fold != fold || !model) continue;
      std::vector<float> ratings(page.rows.labels.size());
      model->probabilities(page.rows.features, ratings);
      Rows rows = page.rows;
      rows.features = context_features(page.page, page.rows.features, ratings);
      all.add(rows);
    }
  }
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) {
    std::fputs("usage: train-lines PAGES BODIES FIRST SECOND\n", stderr);
    return 2;
  }
  const auto bodies = read_bodies(argv[2]);
  std::map<std::string, std::size_t> numbers;
  std::vector<LabelledPage> pages;
  Rows rows;
  for (const auto& file : files_of(argv[1])) {
    const auto body = bodies.find(page_id(file));
    if (body == bodies.end()) continue;
    auto page = label_page(read_whole(file), body->second);
    if (!page) continue;
    page->fold = numbers.emplace(body->first, numbers.size()).first->second % folds;
    rows.add(page->rows);
    pages.push_back(std::move(*page));
  }
  TreeTraining options;
  options.rounds = 200;
  options.leaves = 12;
  options.min_rows = 60;
  options.rate = 0.08;
  options.row_share = 0.5;
  TreeTraining second_options = options;
  second_options.rounds = 250;
  second_options.leaves = 16;
  second_options.min_rows = 150;
  second_options.rate = 0.06;
  const auto first = train(rows, line_feature_count(), options);
  std::ofstream(argv[3], std::ios::binary) << first;
  const auto second = train(second_rows(pages, options), context_feature_count(), second_options);
  std::ofstream(argv[4], std::ios::binary) << second;
  std::fprintf(stderr, "%zu lines, %zu features, %zu and %zu bytes\n", rows.labels.size(),
               line_feature_count(), first.size(), second.size());
  return 0;
}
