#include <thread>

#include "cli/command.hpp"

namespace comention::cli {
namespace {

std::string format_names() {
  std::string names;
  for (const auto& format : input_formats()) {
    if (!names.empty()) names += ", ";
    names += format.name;
  }
  return names;
}

}  // namespace

void add_input_options(CLI::App& command, InputOptions& options) {
  command.add_option("INPUT", options.inputs, "files, folders, archives, or - for standard input")
      ->required()
      ->type_name("");
  command
      .add_option("--input-format", options.read.format,
                  "by content and suffix unless named: " + format_names())
      ->type_name("NAME");
  command.add_option("--text-column", options.read.text_column, "column of a table with the text")
      ->type_name("NAME");
  command.add_option("--tags-column", options.read.tags_column, "column of a table with the tags")
      ->type_name("NAME");
  command.add_option("--date-column", options.read.date_column, "column of a table with the date")
      ->type_name("NAME");
  command.add_option("--id-column", options.read.id_column, "column of a table with the id")
      ->type_name("NAME");
  command.add_option("--delimiter", options.delimiter, "one character, or \"tab\"")
      ->type_name("CHAR");
  command.add_flag("--as-is", options.clean.as_is,
                   "take each text as one article: no cleaning, no cutting, no de-duplication");
  command.add_option("--threads", options.threads, "threads (0: all cores); same bytes out")
      ->type_name("N");
}

void settle(InputOptions& options) {
  if (options.delimiter == "tab" || options.delimiter == "\\t") {
    options.read.delimiter = '\t';
  } else if (!options.delimiter.empty()) {
    options.read.delimiter = options.delimiter.front();
  }
  if (options.threads == 0) options.threads = std::max(1u, std::thread::hardware_concurrency());
}

}  // namespace comention::cli
