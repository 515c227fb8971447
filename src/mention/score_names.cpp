#include "mention/score_names.hpp"

#include <algorithm>
#include <tuple>

#include "mention/names.hpp"

namespace comention {
namespace {

bool less(const LabelledName& a, const LabelledName& b) {
  return std::tuple(a.start, a.end, a.type) < std::tuple(b.start, b.end, b.type);
}

void tidy(std::string_view text, std::vector<LabelledName>& names) {
  for (auto& name : names) name = trim_name(text, name);
  std::sort(names.begin(), names.end(), less);
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

void compare(const std::vector<LabelledName>& gold, const std::vector<LabelledName>& found,
             TagScores& scores) {
  const auto of = [&](const LabelledName& name) -> TagCounts& {
    return scores.types[static_cast<std::size_t>(name.type)];
  };
  for (const auto& name : found) {
    const bool right = std::binary_search(gold.begin(), gold.end(), name, less);
    ++(right ? of(name).right : of(name).wrong);
  }
  for (const auto& name : gold) {
    if (!std::binary_search(found.begin(), found.end(), name, less)) ++of(name).missed;
  }
}

}  // namespace

double TagCounts::precision() const {
  return right + wrong == 0 ? 0.0 : static_cast<double>(right) / static_cast<double>(right + wrong);
}
double TagCounts::recall() const {
  return right + missed == 0 ? 0.0
                             : static_cast<double>(right) / static_cast<double>(right + missed);
}
double TagCounts::f1() const {
  const double all = static_cast<double>(2 * right + wrong + missed);
  return all == 0 ? 0.0 : 2.0 * static_cast<double>(right) / all;
}

Result<std::vector<TagScores>> score_names(const std::string& file, const TaggerModel& model) {
  auto texts = read_labelled_text(file);
  if (!texts) return tl::unexpected(texts.error());
  std::vector<TagScores> result;
  NameTagger tagger(model);
  for (const LetterCase letters :
       {LetterCase::as_is, LetterCase::upper, LetterCase::title, LetterCase::lower}) {
    TagScores scores{letters, {}, {}};
    for (const auto& labelled : *texts) {
      std::string text = labelled.text;
      change_case(text, letters);
      std::vector<LabelledName> gold = labelled.names, found;
      for (const TokenName& name : tagger.tag(text)) {
        const auto& tokens = tagger.document().tokens;
        found.push_back({tokens[name.first].start, tokens[name.last - 1].end, name.type});
      }
      tidy(text, gold);
      tidy(text, found);
      compare(gold, found, scores);
    }
    for (const TaggerType type : {TaggerType::per, TaggerType::org, TaggerType::loc}) {
      const TagCounts& counts = scores.types[static_cast<std::size_t>(type)];
      scores.main.right += counts.right;
      scores.main.wrong += counts.wrong;
      scores.main.missed += counts.missed;
    }
    result.push_back(scores);
  }
  return result;
}

}  // namespace comention
