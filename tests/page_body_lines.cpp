#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "page/body_lines.hpp"
#include "page/lines.hpp"
#include "page/structure.hpp"

using namespace comention;

namespace {

const std::string sentence =
    "The old lighthouse keeper of the northern isles still writes down every ship that passes.";

/// The lines chosen on a page of sentences that are rated with these chances.
std::vector<std::size_t> chosen(const std::vector<float>& chances) {
  std::string text;
  for (std::size_t i = 0; i < chances.size(); ++i) text += sentence + "\n\n";
  PageLines page(text);
  for (std::size_t i = 0; i < chances.size(); ++i)
    page.lines()[i].probability = page.lines()[i].second = chances[i];
  return body_of_page(page.lines(), {});
}

}  // namespace

TEST_CASE("above sure text an unsure sentence is left out") {
  CHECK(chosen({0.42F, 0.99F, 0.98F, 0.97F, 0.98F}) == std::vector<std::size_t>{1, 2, 3, 4});
}

TEST_CASE("where a page is hard to tell, sentences nearly as likely as the best are taken") {
  CHECK(chosen({0.42F, 0.42F, 0.6F, 0.55F, 0.42F}) == std::vector<std::size_t>{0, 1, 2, 3, 4});
  CHECK(chosen({0.3F, 0.25F, 0.3F, 0.28F, 0.3F}).empty());
}

TEST_CASE("a paragraph that ends in French quotation marks is text") {
  PageLines page("\xC2\xAB " + sentence + " " + sentence + " \xC2\xBB");
  page.lines()[0].probability = page.lines()[0].second = 0.9F;
  CHECK(body_of_page(page.lines(), {}).size() == 1);
}

TEST_CASE("a story announced inside the text does not begin it, however many buttons stand above") {
  std::string text = "Harbour town mourns its last lighthouse\n\nBy Nora Quist\n\n3 May 2021\n\n";
  for (const auto* button : {"Facebook", "Twitter", "Mail", "Print", "Copy", "More", "Save"})
    text += std::string(button) + "\n";
  const std::string paragraph = "\n" + sentence + " " + sentence + "\n";
  text +=
      paragraph + paragraph + "\nFerry to Port Ellery delayed by rotten pier\n\nBy Ole Brandt\n";
  for (int i = 0; i < 4; ++i) text += paragraph;
  PageLines page(text);
  std::size_t paragraphs = 0;
  for (Line& line : page.lines()) {
    line.probability = line.second = line.prose() ? 0.95F : 0.05F;
    paragraphs += line.prose();
  }
  CHECK(body_of_page(page.lines(), {}).size() == paragraphs);
}
