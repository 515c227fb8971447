#include <fmt/format.h>

#include "base/output.hpp"
#include "cli/command.hpp"

namespace comention::cli {
namespace {

using Listing = Result<CorpusReport> (*)(std::span<const std::string>, const CorpusOptions&,
                                         ByteSink&, Observer&);

struct RecordArguments {
  CorpusArguments corpus;
  std::string output = "-";
};

Result<void> list_records(RecordArguments& arguments, Listing listing, Console& console) {
  if (auto settled = settle(arguments.corpus); !settled) return settled;
  if (arguments.output != "-") arguments.corpus.options.excluded.push_back(arguments.output);
  auto out = AtomicFile::open(arguments.output);
  if (!out) return tl::unexpected(out.error());
  const auto report = listing(arguments.corpus.inputs, arguments.corpus.options, *out, console);
  if (!report) return tl::unexpected(report.error());
  return out->commit();
}

/// A command that prints JSON lines of one stage.
CLI::App* add_listing(CLI::App& app, Selected& selected, const char* name, const char* description,
                      Listing listing, std::shared_ptr<RecordArguments> arguments) {
  CLI::App* command = app.add_subcommand(name, description);
  add_corpus_options(*command, arguments->corpus);
  command->add_option("-o,--output", arguments->output, "file, or - for standard output")
      ->type_name("FILE")
      ->capture_default_str();
  command->callback([&selected, listing, arguments] {
    selected.run = [listing, arguments] {
      Console console;
      return console.finish(list_records(*arguments, listing, console));
    };
  });
  return command;
}

}  // namespace

void add_clean_command(CLI::App& app, Selected& selected) {
  auto arguments = std::make_shared<RecordArguments>();
  CLI::App* command = add_listing(
      app, selected, "clean",
      "articles of dirty pages as JSON lines: what was kept, what was set aside and why",
      clean_pages, arguments);
  command->add_flag("--explain", arguments->corpus.options.clean.explain,
                    "show each line's verdict, reason and probability");
}

void add_extract_command(CLI::App& app, Selected& selected) {
  add_listing(app, selected, "extract",
              "mentions of each document as JSON lines, with the entity of each", extract_mentions,
              std::make_shared<RecordArguments>());
}

void add_entities_command(CLI::App& app, Selected& selected) {
  add_listing(
      app, selected, "entities",
      "entities as JSON lines: aliases with the reason of each merge, then what stayed ambiguous",
      list_entities, std::make_shared<RecordArguments>());
}

}  // namespace comention::cli
