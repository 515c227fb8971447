#pragma once

#include <cstdint>
#include <string_view>

#include "comention/result.hpp"

namespace comention {

/// How far a run has come.
struct Progress {
  std::string_view stage;  ///< "reading", "resolving names", "counting", "writing", ...
  std::uint64_t done;      ///< in `unit`s
  std::uint64_t total;     ///< 0: unknown
  std::string_view unit;   ///< "bytes", "articles", "nodes", ...
  std::uint64_t pages;     ///< pages read so far
};

/// Hears of what happens during a run. Called from one thread at a time. The defaults do nothing,
/// so that a library user hears what he asks for.
class Observer {
 public:
  virtual ~Observer() = default;
  /// A unit of input that could not be read and was left out.
  virtual void skipped(const Error&) {}
  /// Something the user should know although nothing was lost.
  virtual void notice(std::string_view) {}
  virtual void progress(const Progress&) {}
  /// Asked between pages and between rows: true ends the run with an error of kind `stopped`.
  virtual bool stop_requested() { return false; }
};

}  // namespace comention
