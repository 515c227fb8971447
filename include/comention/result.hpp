#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace comention {

/// What kind of trouble an error is; the command line derives its exit code from it.
enum class ErrorKind {
  usage,        ///< the caller asked for something that does not exist or does not fit together
  input,        ///< data that cannot be read as what it claims to be
  io,           ///< the operating system refused: missing file, full disk, broken pipe
  limit,        ///< a stated limit was passed (line length, nesting, memory)
  closed_pipe,  ///< who reads our output went away: the end, but no failure
  stopped,      ///< the observer asked to stop
};

/// One failure, in the user's words: `pages.jsonl:17: not UTF-8 at byte 40`.
struct Error {
  ErrorKind kind;
  std::string message;
};

/// A value, or the reason why there is none. The library reports every failure that input or disk
/// can cause in this way; it throws nothing but `std::bad_alloc`.
template <class T>
using Result = tl::expected<T, Error>;

/// Shorthand for returning an error: `return fail(ErrorKind::io, "...")`.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorKind kind, std::string message) {
  return tl::unexpected<Error>(Error{kind, std::move(message)});
}

}  // namespace comention
