// Trains the chooser of headlines (models/headlines.bin).
//
// usage: train-headlines PAGES TITLES MODEL
//   PAGES   a folder with files ID.NAME.txt: page ID as text, in one or more renderings
//   TITLES  JSON lines {"source": "ID.html", "title"}: the title of each page as its HTML states
//   it,
//           as `comention clean` writes them
//   MODEL   the file to write
// A line counts as headline when it is the title, or one of the two holds most of the other.

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "page/headline.hpp"
#include "page/line_model.hpp"
#include "page/structure.hpp"
#include "page/trees.hpp"
#include "training_pages.hpp"

using namespace comention;

namespace {

constexpr float body_threshold = 0.5F;
/// Of pages whose title stands in no line: it may be worded otherwise there.
constexpr float unmatched_weight = 0.5F;

bool is_title(std::span<const Word> line, std::span<const Word> title) {
  const auto& shorter = line.size() < title.size() ? line : title;
  const auto& longer = line.size() < title.size() ? title : line;
  if (shorter.empty() || 5 * shorter.size() < 3 * longer.size()) return false;
  return std::search(longer.begin(), longer.end(), shorter.begin(), shorter.end(),
                     [](const Word& a, const Word& b) { return a.hash == b.hash; }) != longer.end();
}

struct Rows {
  std::vector<float> features, labels, weights;
};

void add_page(const std::string& text, const std::string& title, Rows& rows) {
  PageLines page(text);
  const PageLines known(title);
  if (known.lines().empty()) return;
  rate_lines(page);
  mark_duplicates(page);
  std::vector<std::size_t> body;
  for (std::size_t i = 0; i < page.lines().size(); ++i)
    if (page.lines()[i].probability >= body_threshold &&
        page.lines()[i].kind != LineKind::duplicate)
      body.push_back(i);
  const auto candidates = headline_candidates(page, 0, body);
  bool found = false;
  for (const auto i : candidates.lines) {
    const bool yes = is_title(page.words(page.lines()[i]), known.words(known.lines()[0]));
    rows.labels.push_back(yes ? 1.0F : 0.0F);
    found = found || yes;
  }
  rows.features.insert(rows.features.end(), candidates.features.begin(), candidates.features.end());
  rows.weights.resize(rows.labels.size(), found ? 1.0F : unmatched_weight);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: train-headlines PAGES TITLES MODEL\n", stderr);
    return 2;
  }
  std::map<std::string, std::string> titles;
  for (auto& record : read_flat_records(argv[2])) {
    titles.emplace(page_id(record["source"]), record["title"]);  // the first article of a page
  }
  Rows rows;
  for (const auto& file : files_of(argv[1])) {
    const auto title = titles.find(page_id(file));
    if (title != titles.end()) add_page(read_whole(file), title->second, rows);
  }
  TreeTraining options;
  options.rounds = 150;
  options.leaves = 8;
  options.min_rows = 30;
  const auto model =
      train_trees(rows.features, headline_feature_count(), rows.labels, rows.weights, options);
  std::ofstream(argv[3], std::ios::binary) << model;
  std::fprintf(stderr, "%zu lines, %zu features, %zu bytes\n", rows.labels.size(),
               headline_feature_count(), model.size());
  return 0;
}
