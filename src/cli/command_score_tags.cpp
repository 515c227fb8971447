#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "base/output.hpp"
#include "cli/command.hpp"
#include "mention/score_names.hpp"

namespace comention::cli {
namespace {

struct ScoreArguments {
  std::vector<std::string> files;
  std::string model;
};

std::string_view name_of(LetterCase letters) {
  switch (letters) {
    case LetterCase::upper:
      return "ALL CAPS";
    case LetterCase::title:
    case LetterCase::headline:
      return "Title Case";
    case LetterCase::lower:
      return "lower case";
    case LetterCase::as_is:
      break;
  }
  return "as it is";
}

std::string row_of(std::string_view letters, std::string_view type, const TagCounts& counts) {
  return fmt::format("{:<11} {:<12} {:6.1f} {:6.1f} {:6.1f} {:7} {:7}\n", letters, type,
                     100 * counts.precision(), 100 * counts.recall(), 100 * counts.f1(),
                     counts.right + counts.missed, counts.right + counts.wrong);
}

std::string table_of(const std::string& file, const std::vector<TagScores>& all) {
  std::string text = fmt::format("{}\n{:<11} {:<12} {:>6} {:>6} {:>6} {:>7} {:>7}\n", file,
                                 "letters", "type", "P", "R", "F1", "gold", "found");
  for (const TagScores& scores : all) {
    for (std::size_t type = 0; type < scores.types.size(); ++type) {
      text += row_of(name_of(scores.letters), tagger_type_names[type], scores.types[type]);
    }
    text += row_of(name_of(scores.letters), "PER+ORG+LOC", scores.main);
  }
  return text;
}

Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  if (!in || !(bytes << in.rdbuf())) return fail(ErrorKind::io, path + ": cannot be read");
  return bytes.str();
}

Result<void> score(const ScoreArguments& arguments) {
  std::string bytes;
  TaggerModel loaded;
  const TaggerModel* model = TaggerModel::built_in();
  if (!arguments.model.empty()) {
    auto read = read_file(arguments.model);
    if (!read) return tl::unexpected(read.error());
    bytes = std::move(*read);
    auto parsed = TaggerModel::from_bytes(bytes);
    if (!parsed) return fail(parsed.error().kind, arguments.model + ": " + parsed.error().message);
    loaded = *parsed;
    model = &loaded;
  }
  if (!model) return fail(ErrorKind::usage, "no model is built in; give one with --model");
  auto out = AtomicFile::open("-");
  if (!out) return tl::unexpected(out.error());
  for (const auto& file : arguments.files) {
    auto scores = score_names(file, *model);
    if (!scores) return tl::unexpected(scores.error());
    if (auto written = out->write(table_of(file, *scores)); !written) return written;
  }
  return out->commit();
}

}  // namespace

void add_score_tags_command(CLI::App& app, Selected& selected) {
  CLI::App* command =
      app.add_subcommand("score-tags", "measure the tagger of names on labelled text (JSON lines)");
  auto arguments = std::make_shared<ScoreArguments>();
  command->add_option("files", arguments->files, "labelled text")->required()->type_name("FILE");
  command->add_option("--model", arguments->model, "another model than the one that is built in")
      ->type_name("MODEL");
  command->callback([&selected, arguments] {
    selected.run = [arguments] {
      Console console;
      return console.finish(score(*arguments));
    };
  });
}

}  // namespace comention::cli
