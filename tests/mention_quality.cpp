#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "mention/score_names.hpp"

using namespace comention;

TEST_CASE("the built-in model keeps its quality on newswire it never saw") {
  const std::string file = COMENTION_SOURCE_DIR "/../shared/ner/dev/worldwide_dev.jsonl";
  if (!std::filesystem::exists(file)) {
    WARN("skipped: no labelled newswire beside the sources");
    return;
  }
  const TaggerModel* model = TaggerModel::built_in();
  REQUIRE(model);
  CHECK(model->sources().find("WikiGold") != std::string_view::npos);
  const auto scores = score_names(file, *model);
  REQUIRE(scores);
  for (const TagScores& score : *scores) {
    INFO("letters " << static_cast<int>(score.letters));
    CHECK(score.main.f1() > (score.letters == LetterCase::as_is ? 0.80 : 0.73));
  }
}
