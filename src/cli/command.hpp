#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "comention/observer.hpp"
#include "comention/pipeline.hpp"

namespace comention::cli {

/// Exit codes of the program.
enum ExitCode { exit_ok = 0, exit_failed = 1, exit_usage = 2, exit_skipped = 3 };

/// What the command line asked for: filled by the command that was named.
struct Selected {
  std::function<int()> run;
};

// Each command is one file command_NAME.cpp, which registers its options, and one word in
// commands.def.
#define COMENTION_COMMAND(name) void add_##name##_command(CLI::App& app, Selected& selected);
#include "cli/commands.def"
#undef COMENTION_COMMAND

/// What the commands that read a corpus have in common, as typed.
struct CorpusArguments {
  std::vector<std::string> inputs;
  CorpusOptions options;
  std::string delimiter, dedup = "near", memory = "1G";
  std::string thesaurus, do_not_merge;
};

/// Registers INPUT, how to read, clean and resolve it, --threads and --memory.
void add_corpus_options(CLI::App& command, CorpusArguments& arguments);

/// Turns what was typed into `arguments.options`; reads the thesaurus files.
Result<void> settle(CorpusArguments& arguments);

/// Bytes of "512M", "2G", "100000"; an error for anything else.
Result<std::size_t> parse_bytes(std::string_view text);

/// Two tab-separated columns of a file, without a header line `label TAB replace by` and empty
/// lines.
Result<std::vector<std::pair<std::string, std::string>>> read_pairs(const std::string& path);

/// Speaks to the person at the terminal: what was skipped, notices, a progress line on a terminal,
/// the wish to stop (SIGINT, SIGTERM).
class Console final : public Observer {
 public:
  Console();
  ~Console() override;
  void skipped(const Error& error) override;
  void notice(std::string_view text) override;
  /// Prints text on standard error as it is.
  void say(std::string_view text);
  void progress(const Progress& progress) override;
  bool stop_requested() override;

  /// The exit code for a finished run, or for `error`, which is said on stderr.
  int finish(const Result<void>& outcome);

 private:
  void clear_line();

  std::uint64_t skipped_ = 0;
  bool terminal_;
  bool line_shown_ = false;
  double started_, shown_ = 0;
  std::string stage_;  ///< what runs; the time left is that of the stage
  double stage_started_;
};

/// Installs the handlers of SIGINT and SIGTERM and ignores SIGPIPE and SIGXFSZ.
void install_signal_handlers();

/// Fills the places of standard streams that were closed, so that no file that is opened later
/// gets their numbers and has messages written into it.
void occupy_standard_streams();

}  // namespace comention::cli
