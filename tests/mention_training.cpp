#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "mention/names.hpp"
#include "mention/score_names.hpp"
#include "mention/train.hpp"
#include "mention/train_data.hpp"

using namespace comention;

namespace {

namespace fs = std::filesystem;

struct Folder {
  fs::path path = fs::temp_directory_path() / ("comention-training-" + std::to_string(getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  std::string operator/(const char* name) const { return (path / name).string(); }
};

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

// Invented towns and people in a few moulds, labelled.
void write_labelled(const std::string& path, int from, int count) {
  const char* towns[] = {"Velmora", "Quistal", "Brennoch", "Tarvia", "Osmelle"};
  const char* people[] = {"Ilda Forrim", "Pavo Restick", "Senna Woldau", "Karo Mintrell"};
  std::ofstream out(path);
  for (int i = from; i < from + count; ++i) {
    const std::string town = towns[i % 5], person = people[i % 4];
    const std::string text =
        person + " said the road to " + town + " was closed. Nobody asked why.";
    const auto at = text.find(town);
    out << R"({"doc_id": "d)" << i << R"(", "text": ")" << text
        << R"(", "mentions": [{"start": 0, "end": )" << person.size()
        << R"(, "type": "PERSON"}, {"start": )" << at << R"(, "end": )" << at + town.size()
        << R"(, "type": "GPE"}, {"start": 0, "end": 2, "type": "DATE"}]})"
        << "\n";
  }
}

TrainOptions quick() {
  TrainOptions options;
  options.epochs = 3;
  options.folds = 2;
  options.fold_epochs = 1;
  options.buckets = 1u << 10;
  return options;
}

}  // namespace

TEST_CASE("training twice gives the same bytes, and the model has learned") {
  Folder folder;
  write_labelled(folder / "a.jsonl", 0, 60);
  int lines = 0;
  const auto count = [&](std::string_view) { ++lines; };
  const auto first = train_names(folder.path.string(), folder / "one.bin", quick(), count);
  const auto second = train_names(folder.path.string(), folder / "two.bin", quick(), count);
  REQUIRE(first);
  REQUIRE(second);
  CHECK(lines > 4);
  CHECK(first->names == 120);
  CHECK(first->model_bytes == fs::file_size(folder / "one.bin"));
  const std::string bytes = read(folder / "one.bin");
  CHECK(bytes == read(folder / "two.bin"));

  const auto model = TaggerModel::from_bytes(bytes);
  REQUIRE(model);
  const auto scores = score_names(folder / "a.jsonl", *model);
  REQUIRE(scores);
  REQUIRE(scores->size() == 4);
  CHECK(scores->front().letters == LetterCase::as_is);
  CHECK(scores->front().main.f1() > 0.9);
}

TEST_CASE("a missing folder, an empty one and a broken line are named") {
  Folder folder;
  const auto silent = [](std::string_view) {};
  CHECK_FALSE(train_names(folder / "nowhere", folder / "m.bin", quick(), silent));
  CHECK_FALSE(train_names(folder.path.string(), folder / "m.bin", quick(), silent));
  std::ofstream(folder / "bad.jsonl") << "{\"text\": \"fine\"}\n{\"text\": \n";
  const auto broken = train_names(folder.path.string(), folder / "m.bin", quick(), silent);
  REQUIRE_FALSE(broken);
  CHECK(broken.error().message.find("bad.jsonl:2") != std::string::npos);
  CHECK_FALSE(fs::exists(folder / "m.bin"));
}

TEST_CASE("letters change in place") {
  std::string text = "Élan of the Übung";
  change_case(text, LetterCase::upper);
  CHECK(text == "ÉLAN OF THE ÜBUNG");
  change_case(text, LetterCase::lower);
  CHECK(text == "élan of the übung");
  std::string title = text;
  change_case(title, LetterCase::title);
  CHECK(title == "Élan Of The Übung");
  change_case(text, LetterCase::headline);
  CHECK(text == "Élan of the Übung");
}

TEST_CASE("what does not belong to a name is trimmed from it") {
  const auto trimmed = [](std::string_view text) {
    const auto name = trim_name(text, {0, text.size(), TaggerType::org});
    return std::string(text.substr(name.start, name.end - name.start));
  };
  CHECK(trimmed("the Velmora Times") == "Velmora Times");
  CHECK(trimmed("“Tarvia’s”") == "Tarvia");
  CHECK(trimmed("(Osmelle)") == "Osmelle");
  CHECK(trimmed("the") == "the");
}
