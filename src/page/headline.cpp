#include "page/headline.hpp"

#include <algorithm>
#include <optional>

#include "base/embedded.hpp"
#include "base/flat_table.hpp"
#include "page/feature_values.hpp"
#include "page/head.hpp"
#include "page/names.hpp"
#include "page/structure.hpp"
#include "page/trees.hpp"

namespace comention {
namespace {

/// How far around the first line of the text a headline is sought, in lines: menus may stand
/// between them, and teasers above it may have been taken for text.
constexpr std::size_t reach_above = 80;
constexpr std::size_t reach_below = 15;
/// A candidate less probable than this is no headline; of few words, which labels have as well, it
/// has to be more probable (cross-validated).
constexpr float headline_threshold = 0.12F, label_threshold = 0.3F;
constexpr std::uint16_t label_words = 3;

/// The body's words that carry meaning, and those of its first lines.
struct BodyWord {
  bool in_opening = false;
};
using BodyWords = FlatTable<std::uint32_t, BodyWord>;

BodyWords words_of_body(const PageLines& page, const std::vector<std::size_t>& body) {
  std::size_t most = 0;
  for (const auto i : body) most += page.lines()[i].word_count;
  BodyWords out(most);
  for (std::size_t n = 0; n < body.size(); ++n)
    for (const auto& word : page.words(page.lines()[body[n]])) {
      if (word.stop || word.length < 3) continue;
      BodyWord& known = out[word.hash];
      known.in_opening = known.in_opening || n < 3;
    }
  return out;
}

struct SharedWords {
  float words = 0, in_text = 0, in_opening = 0;
};

SharedWords shared_words(const PageLines& page, const Line& line, const BodyWords& body) {
  SharedWords shared;
  for (const auto& word : page.words(line)) {
    if (word.stop || word.length < 3) continue;
    ++shared.words;
    const BodyWord* known = body.find(word.hash);
    shared.in_text += flag(known != nullptr);
    shared.in_opening += flag(known != nullptr && known->in_opening);
  }
  return shared;
}

/// What a headline is told by, collected once for the lines of a window.
class Candidates {
 public:
  Candidates(const PageLines& page, std::size_t from, const std::vector<std::size_t>& body);
  HeadlineCandidates take() && { return std::move(out_); }

 private:
  bool is_candidate(std::size_t i) const;
  void describe(std::size_t i, const SharedWords& shared);
  void describe_shape(const Line& line);
  void describe_place(std::size_t i);
  float distance(std::size_t i, const std::vector<char>& marks, int step) const;

  const PageLines& page_;
  const std::vector<Line>& lines_;
  std::size_t from_;  ///< lines before belong to nothing here
  std::size_t first_, begin_, end_;
  std::vector<char> datings_, bylines_;  ///< by line from `begin_`
  float best_share_ = 0;                 ///< of the words of a candidate before in the text
  std::size_t longest_ = 0;              ///< of the candidates before
  HeadlineCandidates out_;
};

Candidates::Candidates(const PageLines& page, std::size_t from,
                       const std::vector<std::size_t>& body)
    : page_(page), lines_(page.lines()), from_(from), first_(body[0]) {
  begin_ = first_ > reach_above ? std::max(from, first_ - reach_above) : from;
  end_ = std::min(first_ + reach_below, lines_.size());
  for (std::size_t i = begin_; i < end_; ++i) {
    datings_.push_back(is_dating(lines_[i]));
    bylines_.push_back(lines_[i].byline);
  }
  const BodyWords words = words_of_body(page, body);
  for (std::size_t i = begin_; i < end_; ++i) {
    if (!is_candidate(i)) continue;
    const auto shared = shared_words(page, lines_[i], words);
    describe(i, shared);
    if (shared.words >= 2) best_share_ = std::max(best_share_, shared.in_text / shared.words);
    longest_ = std::max(longest_, lines_[i].size());
  }
}

bool Candidates::is_candidate(std::size_t i) const {
  const Line& line = lines_[i];
  return line.size() >= 6 && line.size() <= 300 && line.word_count > 0 &&
         (line.reason.empty() || line.kind == LineKind::duplicate);
}

/// Lines to the nearest mark in a direction, at most 10.
float Candidates::distance(std::size_t i, const std::vector<char>& marks, int step) const {
  auto at = static_cast<std::ptrdiff_t>(i - begin_);
  for (int n = 1; n < 10; ++n) {
    at += step;
    if (at < 0 || at >= static_cast<std::ptrdiff_t>(marks.size())) break;
    if (marks[static_cast<std::size_t>(at)] != 0) return static_cast<float>(n);
  }
  return 10;
}

void Candidates::describe_shape(const Line& line) {
  const auto count = static_cast<float>(line.word_count);
  auto& out = out_.features;
  out.push_back(static_cast<float>(line.size()));
  out.push_back(count);
  out.push_back(static_cast<float>(line.capitals) / count);
  out.push_back(static_cast<float>(line.all_capitals) / count);
  out.push_back(static_cast<float>(line.stops) / count);
  out.push_back(static_cast<float>(line.numbers));
  out.push_back(static_cast<float>(line.commas));
  out.push_back(static_cast<float>(line.separators));
  out.push_back(static_cast<float>(line.sentences));
  out.push_back(flag(line.text.ends_with('.')) + 2 * flag(line.ends_colon) +
                3 * flag(line.ends_ellipsis));
  out.push_back(flag(line.quotes > 0));
  out.push_back(flag(line.bullet));
  out.push_back(flag(line.whole != 0) * 2 + flag((line.start | line.any) != 0));
  out.push_back(flag(line.has_address || line.has_copyright));
  out.push_back(flag(line.dated) + flag(line.dates_only) + flag(line.relative_date));
  out.push_back(flag(is_headline(line)));
  out.push_back(flag(line.credit || line.ends_in_credit));
  out.push_back(flag(looks_like_name(line.text)));
  out.push_back(flag(line.kind == LineKind::duplicate));
  out.push_back(line.probability);
}

void Candidates::describe_place(std::size_t i) {
  auto& out = out_.features;
  std::size_t copies = 0, copies_before = 0, between = 0;
  for (std::size_t j = begin_; j < end_; ++j) {
    if (lines_[j].hash == lines_[i].hash) (j < i ? copies_before : copies) += 1;
    if (j > i && j < first_ && lines_[j].size() > 30) ++between;
  }
  out.push_back(static_cast<float>(copies_before));
  out.push_back(static_cast<float>(copies));
  out.push_back(static_cast<float>(between));
  out.push_back(static_cast<float>(first_) - static_cast<float>(i));
  out.push_back(log_of(static_cast<double>(i - from_)));
  out.push_back(log_of(static_cast<double>(lines_.size() - from_)));
  out.push_back(static_cast<float>(std::min<unsigned>(lines_[i].blanks_before, 4)));
  for (const int step : {-2, -1, 1, 2}) {
    const auto at = static_cast<std::ptrdiff_t>(i) + step;
    const bool inside =
        at >= static_cast<std::ptrdiff_t>(from_) && at < static_cast<std::ptrdiff_t>(lines_.size());
    const Line* line = inside ? &lines_[static_cast<std::size_t>(at)] : nullptr;
    out.push_back(line ? log_of(static_cast<double>(line->size())) : -1);
    out.push_back(line ? line->probability : -1);
  }
  out.push_back(i + 1 < lines_.size() ? static_cast<float>(lines_[i + 1].blanks_before) : 4);
  out.push_back(distance(i, datings_, 1));
  out.push_back(distance(i, datings_, -1));
  out.push_back(distance(i, bylines_, 1));
  out.push_back(distance(i, bylines_, -1));
  out.push_back(flag(bylines_[i - begin_] != 0));
}

void Candidates::describe(std::size_t i, const SharedWords& shared) {
  out_.lines.push_back(i);
  describe_shape(lines_[i]);
  describe_place(i);
  auto& out = out_.features;
  const float words = std::max(1.0F, shared.words);
  out.push_back(shared.words);
  out.push_back(shared.in_text);
  out.push_back(shared.in_text / words);
  out.push_back(shared.in_opening / words);
  out.push_back(shared.in_text / words - best_share_);
  out.push_back(static_cast<float>(lines_[i].size()) - static_cast<float>(longest_));
}

const std::optional<TreeModel>& headline_model() {
  static const std::optional<TreeModel> model = [] {
    auto parsed = TreeModel::parse(embedded_file("headlines.bin"));
    if (parsed && parsed->feature_count() != headline_feature_count()) parsed.reset();
    return parsed;
  }();
  return model;
}

}  // namespace

std::size_t headline_feature_count() {
  static const std::size_t count = [] {
    const PageLines page("A line of words\nand one more of them.");
    return headline_candidates(page, 0, {1}).features.size() / 2;
  }();
  return count;
}

HeadlineCandidates headline_candidates(const PageLines& page, std::size_t from,
                                       const std::vector<std::size_t>& body) {
  if (body.empty()) return {};
  return Candidates(page, from, body).take();
}

std::size_t find_headline(const PageLines& page, std::size_t from,
                          const std::vector<std::size_t>& body) {
  const auto& model = headline_model();
  const auto candidates = headline_candidates(page, from, body);
  if (!model || candidates.lines.empty()) return no_line;
  std::vector<float> probability(candidates.lines.size());
  model->probabilities(candidates.features, probability);
  // A text of one line has that line to say, and no headline besides.
  for (std::size_t n = 0; n < candidates.lines.size(); ++n)
    if (body.size() == 1 && candidates.lines[n] == body[0]) probability[n] = 0;
  for (;;) {
    const auto best = std::max_element(probability.begin(), probability.end());
    if (*best < headline_threshold) return no_line;
    const auto i = candidates.lines[static_cast<std::size_t>(best - probability.begin())];
    const Line& line = page.lines()[i];
    const bool probable = line.word_count > label_words || *best >= label_threshold;
    if (line.whole == 0 && !line.byline) return probable ? i : no_line;
    *best = 0;
  }
}

}  // namespace comention
