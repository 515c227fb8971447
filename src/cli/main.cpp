#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <new>
#include <string>

#include "cli/command.hpp"

namespace {

int run(int argc, char** argv) {
  using namespace comention::cli;
  CLI::App app(
      "Turns dirty pages and tag lists into a co-occurrence graph that shows the sentence behind "
      "every edge.",
      "comention");
  app.set_version_flag("--version", "comention " COMENTION_VERSION);
  app.require_subcommand(1);
  Selected selected;
#define COMENTION_COMMAND(name) add_##name##_command(app, selected);
#include "cli/commands.def"
#undef COMENTION_COMMAND
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? exit_ok : exit_usage;
  }
  install_signal_handlers();
  return selected.run();
}

}  // namespace

int main(int argc, char** argv) {
  comention::cli::occupy_standard_streams();
  try {
    return run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("comention: out of memory; nothing was written\n", stderr);
    return comention::cli::exit_failed;
  } catch (const std::exception& error) {  // of the system: no thread to be had, a locale missing
    const std::string line = fmt::format("comention: {}; nothing was written\n", error.what());
    std::fputs(line.c_str(), stderr);
    return comention::cli::exit_failed;
  }
}
