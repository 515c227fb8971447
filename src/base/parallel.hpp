#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace comention {

/// Runs `next` (one thread at a time) -> `work` (all threads) -> `take` (one at a time, in the
/// order of `next`). `next()` gives std::optional<Item> (nothing: the end), `work(Item&)` gives an
/// Output, `take(Output)` receives the outputs in order, so results do not depend on the number of
/// threads. At most `4 * threads` items are under way. With one thread everything runs on the
/// caller's. `take` returns false to stop early. An exception of any part ends the run and is
/// rethrown.
template <class Next, class Work, class Take>
void for_each_in_order(unsigned threads, Next next, Work work, Take take) {
  using Item = typename decltype(next())::value_type;
  using Output = decltype(work(std::declval<Item&>()));
  if (threads <= 1) {
    while (auto item = next()) {
      if (!take(work(*item))) return;
    }
    return;
  }
  struct Slot {
    std::optional<Output> output;
  };
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<Slot> window;  // outputs of items [first, first + window.size())
  std::size_t first = 0;
  bool ended = false, taking = false;
  std::exception_ptr error;
  const std::size_t limit = 4u * threads;

  const auto run = [&] {
    std::unique_lock lock(mutex);
    try {
      for (;;) {
        // Hand over what is ready, in order; one thread at a time.
        if (!taking && !window.empty() && window.front().output) {
          taking = true;
          Output output = std::move(*window.front().output);
          window.pop_front();
          ++first;
          lock.unlock();
          const bool go_on = take(std::move(output));
          lock.lock();
          taking = false;
          if (!go_on) ended = true, window.clear();
          changed.notify_all();
          continue;
        }
        if (error) break;
        if (!ended && window.size() < limit) {
          std::optional<Item> item = next();
          if (!item) {
            ended = true;
            changed.notify_all();
            continue;
          }
          const std::size_t number = first + window.size();
          window.emplace_back();
          lock.unlock();
          Output output = work(*item);
          lock.lock();
          if (number >= first && number - first < window.size()) {
            window[number - first].output = std::move(output);
          }
          changed.notify_all();
          continue;
        }
        if (ended && window.empty()) break;
        changed.wait(lock);
      }
    } catch (...) {
      if (!lock.owns_lock()) lock.lock();
      if (!error) error = std::current_exception();
      ended = true;
      taking = false;
      window.clear();
    }
    changed.notify_all();
  };
  std::vector<std::thread> workers;
  workers.reserve(threads - 1);
  try {
    for (unsigned i = 1; i < threads; ++i) workers.emplace_back(run);
  } catch (const std::system_error&) {
    // The system gives no more threads: those at hand do the work.
  }
  run();
  for (auto& worker : workers) worker.join();
  if (error) std::rethrow_exception(error);
}

/// Runs `work(i)` for i in [0, count) on up to `threads` threads; chunks are handed out in order.
template <class Work>
void for_each_index(unsigned threads, std::size_t count, Work work) {
  std::size_t at = 0;
  for_each_in_order(
      static_cast<unsigned>(std::min<std::size_t>(threads, std::max<std::size_t>(count, 1))),
      [&]() -> std::optional<std::size_t> {
        if (at == count) return std::nullopt;
        return at++;
      },
      [&](std::size_t& i) {
        work(i);
        return true;
      },
      [](bool) { return true; });
}

}  // namespace comention
