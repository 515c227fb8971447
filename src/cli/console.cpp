#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <utility>

#include "base/output.hpp"
#include "cli/command.hpp"

namespace comention::cli {
namespace {

volatile std::sig_atomic_t stop_signal = 0;

// The first signal asks the run to stop; the second, or a run that does not ask, ends it.
void on_signal(int number) {
  if (stop_signal != 0) {
    remove_temporary_files_from_signal();
    ::_exit(128 + number);
  }
  stop_signal = number;
  ::alarm(2);  // the promise: stopped within 2 seconds
}

void on_alarm(int) {
  constexpr char said[] =
      "comention: stopped; nothing was written, a new run starts from the beginning\n";
  if (::write(STDERR_FILENO, said, sizeof said - 1) < 0) {
    // Nobody listens any more.
  }
  remove_temporary_files_from_signal();
  ::_exit(128 + stop_signal);
}

/// Says it, or not: fmt::print would throw when standard error is closed or its disk is full, and
/// what cannot be said must not end the run.
template <class... Values>
void to_stderr(fmt::format_string<Values...> text, Values&&... values) {
  const std::string line = fmt::format(text, std::forward<Values>(values)...);
  (void)std::fwrite(line.data(), 1, line.size(), stderr);
}

double now() {
  using clock = std::chrono::steady_clock;
  return std::chrono::duration<double>(clock::now().time_since_epoch()).count();
}

std::string in_words(std::uint64_t bytes) {
  if (bytes < 10'000'000) return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
  if (bytes < 10'000'000'000) return fmt::format("{} MB", bytes / 1'000'000);
  return fmt::format("{:.1f} GB", static_cast<double>(bytes) / 1e9);
}

std::string time_left(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s", seconds);
  if (seconds < 5400) return fmt::format("{:.0f} min", seconds / 60);
  return fmt::format("{:.1f} h", seconds / 3600);
}

}  // namespace

void install_signal_handlers() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  std::signal(SIGALRM, on_alarm);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

void occupy_standard_streams() {
  // The other way round than they are used: who reads or writes there meets an error, as before.
  for (const auto& [descriptor, mode] :
       {std::pair(STDIN_FILENO, O_WRONLY), std::pair(STDOUT_FILENO, O_RDONLY),
        std::pair(STDERR_FILENO, O_RDONLY)}) {
    if (::fcntl(descriptor, F_GETFD) != -1) continue;
    if (::open("/dev/null", mode) < 0) return;
  }
}

Console::Console()
    : terminal_(::isatty(STDERR_FILENO) == 1), started_(now()), stage_started_(started_) {}

Console::~Console() { clear_line(); }

void Console::clear_line() {
  if (line_shown_) std::fputs("\r\033[K", stderr);
  line_shown_ = false;
}

void Console::skipped(const Error& error) {
  clear_line();
  ++skipped_;
  // A million bad lines are not printed one by one; the last line says how many there were.
  if (skipped_ <= 100) to_stderr("comention: skipped {}\n", error.message);
}

void Console::notice(std::string_view text) {
  clear_line();
  to_stderr("comention: {}\n", text);
}

void Console::say(std::string_view text) {
  clear_line();
  to_stderr("{}", text);
}

void Console::progress(const Progress& progress) {
  if (!terminal_) return;
  const double time = now();
  if (progress.stage != stage_) {
    stage_ = progress.stage;
    stage_started_ = time;
  }
  if (time - started_ < 1 || time - shown_ < 0.1) return;
  shown_ = time;
  std::string line = fmt::format("{}: ", progress.stage);
  if (progress.done == 0 && progress.total == 0) {
    line = fmt::format("{} ...", progress.stage);
  } else if (progress.unit == "bytes") {
    line += fmt::format("{} pages, {}", progress.pages, in_words(progress.done));
    if (progress.total > 0) line += fmt::format(" of {}", in_words(progress.total));
  } else {
    if (progress.done > 0) line += fmt::format("{} ", progress.done);
    if (progress.total > 0) line += fmt::format("of {} ", progress.total);
    line += progress.unit;
  }
  if (progress.total > 0 && progress.done > 0 && progress.done < progress.total) {
    const double share = static_cast<double>(progress.done) / static_cast<double>(progress.total);
    line += fmt::format(", about {} left", time_left((time - stage_started_) * (1 / share - 1)));
  }
  to_stderr("\r{:.100}\033[K", line);
  std::fflush(stderr);
  line_shown_ = true;
}

bool Console::stop_requested() { return stop_signal != 0; }

int Console::finish(const Result<void>& outcome) {
  clear_line();
  if (skipped_ > 100) to_stderr("comention: {} more skipped\n", skipped_ - 100);
  if (!outcome) {
    const Error& error = outcome.error();
    if (error.kind == ErrorKind::closed_pipe) return exit_ok;
    if (error.kind == ErrorKind::stopped) {
      to_stderr("comention: stopped; nothing was written, a new run starts from the beginning\n");
      return 128 + stop_signal;
    }
    to_stderr("comention: {}\n", error.message);
    return error.kind == ErrorKind::usage ? exit_usage : exit_failed;
  }
  return skipped_ > 0 ? exit_skipped : exit_ok;
}

}  // namespace comention::cli
