// Trains the classifier of text lines (models/lines.bin).
//
// usage: train-lines PAGES BODIES MODEL
//   PAGES   a folder with files ID.NAME.txt: page ID as text, in one or more renderings
//   BODIES  JSON lines {"id", "labels", "body"}: the article text of each page
//   MODEL   the file to write
// A line counts as body when most of its word 4-shingles stand in the body, a short line when it is
// one of the body's lines and stands between body lines.

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <unordered_set>
#include <vector>

#include "page/features.hpp"
#include "page/lines.hpp"
#include "page/trees.hpp"

using namespace comention;

namespace {

struct Body {
  std::string text;
  bool by_hand = false;
};

/// Takes the strings of one flat JSON object.
struct FlatObject : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, FlatObject> {
  bool Key(const char* s, rapidjson::SizeType n, bool) { return key.assign(s, n), true; }
  bool String(const char* s, rapidjson::SizeType n, bool) {
    fields[key].assign(s, n);
    return true;
  }
  std::string key;
  std::map<std::string, std::string> fields;
};

std::map<std::string, Body> read_bodies(const std::string& path) {
  std::map<std::string, Body> bodies;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    FlatObject object;
    rapidjson::Reader reader;
    rapidjson::StringStream stream(line.c_str());
    if (reader.Parse(stream, object).IsError()) continue;
    bodies[object.fields["id"]] = {object.fields["body"], object.fields["labels"] == "readability"};
  }
  return bodies;
}

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
};

void add_page(const std::string& text, const Body& body, Rows& rows) {
  const PageLines page(text), truth(body.text);
  if (page.lines().empty() || truth.lines().empty()) return;
  const auto labels = settle_short(align(page, truth));
  double found = 0, all = 0;
  for (std::size_t i = 0; i < labels.size(); ++i)
    if (labels[i] == 1) found += page.lines()[i].word_count;
  for (const auto& line : truth.lines()) all += line.word_count;
  if (found < 0.5 * all) return;  // the rendering does not hold the body
  const auto features = line_features(page);
  std::size_t words_here = 0, stops = 0;
  for (const auto& line : truth.lines()) {
    words_here += line.word_count;
    stops += line.stops;
  }
  // Pages in English are few in the training set, but most of what is read later.
  const double page_weight = stops * 4 > words_here ? english_weight : 1.0;
  rows.features.insert(rows.features.end(), features.begin(), features.end());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    rows.labels.push_back(static_cast<float>(labels[i]));
    const double words = 1.5 + page.lines()[i].word_count;
    rows.weights.push_back(
        static_cast<float>(std::min(words / (found + 60), 0.2) * 100 * page_weight));
  }
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fputs("usage: train-lines PAGES BODIES MODEL [ROUNDS [LEAVES [MIN_ROWS [RATE]]]]\n",
               stderr);
    return 2;
  }
  const auto bodies = read_bodies(argv[2]);
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1]))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  Rows rows;
  for (const auto& file : files) {
    const auto name = file.filename().string();
    const auto body = bodies.find(name.substr(0, name.find('.')));
    if (body != bodies.end()) add_page(read_file(file), body->second, rows);
  }
  TreeTraining options;
  options.rounds = argc > 4 ? std::atoi(argv[4]) : 120;
  options.leaves = argc > 5 ? std::atoi(argv[5]) : 12;
  options.min_rows = argc > 6 ? std::atoi(argv[6]) : 60;
  options.rate = argc > 7 ? std::atof(argv[7]) : 0.12;
  const auto model =
      train_trees(rows.features, line_feature_count(), rows.labels, rows.weights, options);
  std::ofstream(argv[3], std::ios::binary) << model;
  std::fprintf(stderr, "%zu lines, %zu features, %zu bytes\n", rows.labels.size(),
               line_feature_count(), model.size());
  return 0;
}
