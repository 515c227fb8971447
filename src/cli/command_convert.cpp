#include <memory>

#include "cli/command.hpp"
#include "comention/export.hpp"
#include "comention/graph.hpp"
#include "comention/pipeline.hpp"

namespace comention::cli {
namespace {

struct ConvertArguments {
  std::string input;
  std::vector<std::string> outputs;
  std::string format;
  WriterOptions writer;
};

Result<void> convert(const ConvertArguments& arguments, Console& console) {
  std::vector<OutputRequest> outputs;
  for (const auto& path : arguments.outputs) outputs.push_back({path, arguments.format});
  const std::vector<std::string> inputs = {arguments.input};
  if (auto checked = check_outputs(outputs, inputs); !checked) return checked;
  const auto graph = read_graph(arguments.input);
  if (!graph) return tl::unexpected(graph.error());
  return write_graph_files(*graph, outputs, arguments.writer, console);
}

}  // namespace

void add_convert_command(CLI::App& app, Selected& selected) {
  auto arguments = std::make_shared<ConvertArguments>();
  CLI::App* command = app.add_subcommand("convert", "a written graph into other formats");
  command->add_option("GRAPH", arguments->input, "a graph that comention wrote (JSON, GraphML)")
      ->required()
      ->type_name("");
  command
      ->add_option("-o,--output", arguments->outputs,
                   "file to write, format by its suffix; repeatable")
      ->required()
      ->type_name("FILE");
  command->add_option("--format", arguments->format, "format of all outputs")->type_name("NAME");
  command->add_flag("--csv-safe", arguments->writer.csv_safe,
                    "cells that a spreadsheet would run as a formula begin with '");
  command->add_flag("--gexf-1.3", arguments->writer.gexf_13, "GEXF 1.3 instead of 1.2");
  command->callback([&selected, arguments] {
    selected.run = [arguments] {
      Console console;
      return console.finish(convert(*arguments, console));
    };
  });
}

}  // namespace comention::cli
