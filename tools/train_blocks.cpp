// Trains the classifier of HTML blocks (models/blocks.bin).
//
// usage: train-blocks PAGES BODIES MODEL [FOLD FOLDS]
//   PAGES   a folder with files ID.html
//   BODIES  JSON lines {"id", "labels", "body"}: the article text of each page
//   MODEL   the file to write
//   FOLD    leave out every page whose number modulo FOLDS is FOLD (for cross-validation)
// A block counts as body when most of its word 4-shingles stand in the body, a short one when it
// stands there together with its neighbours' words. Its weight is its share of the page's body, so
// that long pages count as much as short ones.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "page/html.hpp"
#include "page/html_features.hpp"
#include "page/html_meta.hpp"
#include "page/trees.hpp"
#include "text/encoding.hpp"
#include "text/utf8.hpp"
#include "training_pages.hpp"

using namespace comention;

namespace {

constexpr std::size_t width = 4;
constexpr float hand_weight = 9;  ///< of pages whose body was made by hand
/// A paragraph too many costs more than one too few: it puts names of other stories into the graph.
constexpr float furniture_weight = 1.5f;

/// Words for comparison: ASCII letters and digits, other scripts by the character. Marked letters
/// divide words, because some bodies have them garbled.
std::vector<std::size_t> words_of(std::string_view text) {
  std::vector<std::size_t> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(std::hash<std::string>{}(word));
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = to_lower(next_code_point(text, at));
    if (c < 0x80 && (is_letter(c) || is_digit(c))) {
      word += static_cast<char>(c);
      continue;
    }
    end_word();
    if (c >= 0x250 && is_letter(c)) words.push_back(c);
  }
  end_word();
  return words;
}

std::size_t shingle(std::span<const std::size_t> words) {
  std::size_t hash = 1469598103934665603ULL;
  for (const std::size_t word : words) hash = (hash ^ word) * 1099511628211ULL;
  return hash;
}

using Shingles = std::unordered_set<std::size_t>;

void add_shingles(std::span<const std::size_t> words, Shingles& out) {
  for (std::size_t i = 0; i + width <= words.size(); ++i)
    out.insert(shingle(words.subspan(i, width)));
}

float share_inside(std::span<const std::size_t> words, const Shingles& body) {
  if (words.size() < width) return 0;
  float found = 0;
  for (std::size_t i = 0; i + width <= words.size(); ++i) {
    found += body.contains(shingle(words.subspan(i, width)));
  }
  return found / static_cast<float>(words.size() - width + 1);
}

struct Samples {
  std::vector<float> rows, labels, weights;
  std::size_t pages = 0, left_out = 0;
};

/// Whether a short block stands in the body together with words of the blocks around it.
bool joins(const std::vector<std::vector<std::size_t>>& words, std::size_t i,
           const Shingles& body) {
  std::vector<std::size_t> joined;
  if (i > 0) {
    const auto& before = words[i - 1];
    joined.assign(before.end() - static_cast<std::ptrdiff_t>(std::min(before.size(), width - 1)),
                  before.end());
  }
  joined.insert(joined.end(), words[i].begin(), words[i].end());
  if (i + 1 < words.size()) {
    const auto& after = words[i + 1];
    joined.insert(joined.end(), after.begin(),
                  after.begin() + static_cast<std::ptrdiff_t>(std::min(after.size(), width - 1)));
  }
  return share_inside(joined, body) >= 0.7f;
}

void add_page(const std::string& html, const Body& body, Samples& samples) {
  const HtmlSource source = prepare_html(html);
  const HtmlText page = read_html_text(source, HiddenText::leave_out);
  const HtmlMeta meta = read_html_meta(source, page);
  if (page.blocks.empty()) return;
  const auto body_words = words_of(body.text);
  Shingles shingles;
  add_shingles(body_words, shingles);
  std::vector<std::vector<std::size_t>> words;
  for (const HtmlBlock& block : page.blocks) words.push_back(words_of(block.text));
  std::vector<float> labels;
  Shingles covered;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool inside = words[i].size() >= width ? share_inside(words[i], shingles) >= 0.5f
                                                 : !words[i].empty() && joins(words, i, shingles);
    labels.push_back(inside);
    if (inside) add_shingles(words[i], covered);
  }
  std::size_t found = 0;
  for (const std::size_t s : covered) found += shingles.contains(s);
  if (shingles.empty() || found * 10 < shingles.size() * 6) {
    ++samples.left_out;
    return;
  }
  ++samples.pages;
  const auto rows = block_features(page, clues_of(meta));
  samples.rows.insert(samples.rows.end(), rows.begin(), rows.end());
  samples.labels.insert(samples.labels.end(), labels.begin(), labels.end());
  const float unit =
      (body.by_hand ? hand_weight : 1) * 100 / (static_cast<float>(body_words.size()) + 100);
  for (const auto& block : words) {
    samples.weights.push_back(unit *
                              (static_cast<float>(std::min<std::size_t>(block.size(), 150)) + 2));
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4 && argc != 6)
    return std::fprintf(stderr, "usage: train-blocks PAGES BODIES MODEL [FOLD FOLDS]\n"), 2;
  const std::size_t fold = argc == 6 ? std::strtoul(argv[4], nullptr, 10) : 1;
  const std::size_t folds = argc == 6 ? std::strtoul(argv[5], nullptr, 10) : 1;
  Samples samples;
  std::size_t number = 0;
  for (const auto& [id, body] : read_bodies(argv[2])) {
    if (number++ % folds == fold) continue;
    const auto html = read_whole(std::filesystem::path(argv[1]) / (id + ".html"));
    add_page(decode_text(html).text, body, samples);
  }
  float sum = 0;
  for (const float weight : samples.weights) sum += weight;
  for (float& weight : samples.weights) weight *= static_cast<float>(samples.weights.size()) / sum;
  TreeTraining options;
  options.rounds = 150;
  const std::string model =
      train_trees(samples.rows, block_feature_count, samples.labels, samples.weights, options);
  std::ofstream(argv[3], std::ios::binary) << model;
  std::printf("%zu pages, %zu left out, %zu blocks, %zu bytes\n", samples.pages, samples.left_out,
              samples.labels.size(), model.size());
}
