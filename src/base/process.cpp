#include "base/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <thread>

namespace comention {
namespace {

struct Pipe {
  int read_end = -1, write_end = -1;
};

Result<Pipe> make_pipe() {
  std::array<int, 2> ends;
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    const int error = errno;
    return fail(ErrorKind::io, std::generic_category().message(error));
  }
  return Pipe{ends[0], ends[1]};
}

/// Writes everything; false when the other side went away.
bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Result<pid_t> start(const std::string& command, int standard_input, int standard_output) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, standard_input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, standard_output, STDOUT_FILENO);
  // The child must not inherit that we ignore SIGPIPE.
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  std::string shell = "sh", flag = "-c", text = command;
  std::array<char*, 4> arguments = {shell.data(), flag.data(), text.data(), nullptr};
  pid_t child = -1;
  const int error =
      ::posix_spawn(&child, "/bin/sh", &actions, &attributes, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (error != 0) {
    return fail(ErrorKind::io, fmt::format("cannot start \"{}\": {}", command,
                                           std::generic_category().message(error)));
  }
  return child;
}

/// Hands over the lines of a descriptor; the last one may lack its end.
Result<void> take_lines(int descriptor,
                        const std::function<Result<void>(std::string_view)>& take_line) {
  std::string pending;
  std::array<char, 1 << 16> block;
  for (;;) {
    const auto got = ::read(descriptor, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    pending.append(block.data(), static_cast<std::size_t>(got));
    std::size_t start = 0;
    for (std::size_t end; (end = pending.find('\n', start)) != std::string::npos; start = end + 1) {
      const auto line = std::string_view(pending).substr(start, end - start);
      if (auto taken = take_line(line); !taken) return taken;
    }
    pending.erase(0, start);
  }
  return pending.empty() ? Result<void>() : take_line(pending);
}

Result<void> check_end(const std::string& command, pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  return fail(ErrorKind::input,
              WIFSIGNALED(status)
                  ? fmt::format("\"{}\" was killed by signal {}", command, WTERMSIG(status))
                  : fmt::format("\"{}\" failed with exit code {}", command, WEXITSTATUS(status)));
}

}  // namespace

Result<void> run_filter(const std::string& command,
                        const std::function<std::optional<std::string>()>& next_line,
                        const std::function<Result<void>(std::string_view)>& take_line) {
  const auto in = make_pipe();
  if (!in) return tl::unexpected(in.error());
  const auto out = make_pipe();
  if (!out) {
    ::close(in->read_end);
    ::close(in->write_end);
    return tl::unexpected(out.error());
  }
  const auto child = start(command, in->read_end, out->write_end);
  ::close(in->read_end);
  ::close(out->write_end);
  if (!child) {
    ::close(in->write_end);
    ::close(out->read_end);
    return tl::unexpected(child.error());
  }
  std::thread feeder([&, descriptor = in->write_end] {
    while (auto line = next_line()) {
      *line += '\n';
      if (!write_all(descriptor, *line)) break;
    }
    ::close(descriptor);
  });
  const auto taken = take_lines(out->read_end, take_line);
  ::close(out->read_end);
  if (!taken) ::kill(*child, SIGTERM);
  feeder.join();
  const auto ended = check_end(command, *child);
  return taken ? ended : taken;
}

}  // namespace comention
