#include <fmt/format.h>

#include "cli/command.hpp"
#include "mention/train.hpp"

namespace comention::cli {
namespace {

struct TrainArguments {
  std::string folder, output;
  TrainOptions options;
};

int run_train(const TrainArguments& arguments) {
  Console console;
  const auto report =
      train_names(arguments.folder, arguments.output, arguments.options,
                  [&](std::string_view line) { console.say(fmt::format("{}\n", line)); });
  if (!report) return console.finish(tl::unexpected(report.error()));
  console.say(fmt::format("{} texts, {} tokens, {} names -> {} features, {} bytes\n", report->texts,
                          report->tokens, report->names, report->features, report->model_bytes));
  return console.finish({});
}

}  // namespace

void add_train_command(CLI::App& app, Selected& selected) {
  CLI::App* command = app.add_subcommand(
      "train", "train the tagger of names from a folder of labelled text (JSON lines)");
  auto arguments = std::make_shared<TrainArguments>();
  command->add_option("folder", arguments->folder, "folder with *.jsonl of labelled text")
      ->required()
      ->type_name("FOLDER");
  command->add_option("-o,--output", arguments->output, "the model to write")
      ->required()
      ->type_name("MODEL");
  command->add_option("--epochs", arguments->options.epochs, "how often every text is read")
      ->capture_default_str()
      ->check(CLI::Range(1, 100));
  command->add_option("--seed", arguments->options.seed, "number that all chance comes from")
      ->capture_default_str();
  command->callback(
      [&selected, arguments] { selected.run = [arguments] { return run_train(*arguments); }; });
}

}  // namespace comention::cli
