#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

#include "page/copies.hpp"
#include "text/prints.hpp"

using namespace comention;

namespace {

/// A text of invented words, the same for the same seed.
std::vector<std::string> words_of(std::uint32_t seed, std::size_t count) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < count; ++i) {
    seed = seed * 1664525U + 1013904223U;
    words.push_back("w" + std::to_string((seed >> 10) % 5000));
  }
  return words;
}

std::string join(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += word + " ";
  return out;
}

double true_similarity(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto shingles = [](const std::vector<std::string>& w) {
    std::set<std::string> out;
    for (std::size_t i = 0; i + 4 <= w.size(); ++i)
      out.insert(w[i] + " " + w[i + 1] + " " + w[i + 2] + " " + w[i + 3]);
    return out;
  };
  const auto x = shingles(a), y = shingles(b);
  std::size_t both = 0;
  for (const auto& s : x) both += y.count(s);
  return static_cast<double>(both) / static_cast<double>(x.size() + y.size() - both);
}

}  // namespace

TEST_CASE("case, punctuation and layout do not change a print") {
  const auto a = print_of("The mayor\xE2\x80\x99s plan, he said, is dead.");
  const auto b = print_of("the mayor's plan\n he said IS DEAD");
  CHECK(same_text(a, b));
  CHECK(a.sketch == b.sketch);
  CHECK_FALSE(same_text(a, print_of("The mayor's plan, she said, is dead.")));
  CHECK(print_of("").words == 0);
}

TEST_CASE("sketches estimate how much wording two texts share") {
  for (const std::size_t changed : {0U, 5U, 20U, 60U, 200U}) {
    const auto text = words_of(7, 400);
    auto other = text;
    for (std::size_t i = 0; i < changed; ++i) other[(i * 37) % 400] = "x" + std::to_string(i);
    const double truth = true_similarity(text, other);
    CHECK(similarity(print_of(join(text)), print_of(join(other))) == Approx(truth).margin(0.2));
  }
  CHECK(similarity(print_of(join(words_of(1, 300))), print_of(join(words_of(2, 300)))) < 0.15);
}

TEST_CASE("copies point to the first text with their wording") {
  CopyFinder finder(CopySearch::near);
  const auto wire = words_of(3, 300);
  auto edited = wire;
  edited[10] = "changed";
  edited.push_back("editing");
  CHECK(finder.add(print_of(join(wire))).kind == CopyKind::none);
  CHECK(finder.add(print_of(join(words_of(4, 300)))).kind == CopyKind::none);
  const auto same = finder.add(print_of(join(wire)));
  CHECK(same.kind == CopyKind::exact);
  CHECK(same.of == 0);
  const auto near = finder.add(print_of(join(edited)));
  CHECK(near.kind == CopyKind::near);
  CHECK(near.of == 0);
}

TEST_CASE("exact search leaves near copies alone, and off finds nothing") {
  const auto wire = words_of(5, 200);
  auto edited = wire;
  edited[50] = "other";
  CopyFinder exact(CopySearch::exact), off(CopySearch::off);
  exact.add(print_of(join(wire)));
  off.add(print_of(join(wire)));
  CHECK(exact.add(print_of(join(edited))).kind == CopyKind::none);
  CHECK(exact.add(print_of(join(wire))).kind == CopyKind::exact);
  CHECK(off.add(print_of(join(wire))).kind == CopyKind::none);
}

TEST_CASE("short texts and different stories are no near copies") {
  CopyFinder finder(CopySearch::near);
  finder.add(print_of("Listen to the review above."));
  CHECK(finder.add(print_of("Listen to the review below.")).kind == CopyKind::none);
  for (std::uint32_t seed = 10; seed < 200; ++seed)
    CHECK(finder.add(print_of(join(words_of(seed, 120)))).kind == CopyKind::none);
}

TEST_CASE("hardly any near copy is missed") {
  CopyFinder finder(CopySearch::near);
  int found = 0;
  for (std::uint32_t seed = 1; seed <= 200; ++seed) {
    auto text = words_of(seed * 977, 250);
    finder.add(print_of(join(text)));
    for (std::size_t i = 0; i < 6; ++i) text[(i * 41 + seed) % 250] = "y";
    found += finder.add(print_of(join(text))).kind == CopyKind::near;
  }
  CHECK(found >= 190);
}
