#include "entity/blocks.hpp"

namespace comention {
namespace {

/// Records of a run that are fetched at once, at least.
constexpr std::size_t least_fetched = 4096;

std::string_view bytes_of(std::span<const Filed> filed) {
  return {reinterpret_cast<const char*>(filed.data()), filed.size_bytes()};
}

}  // namespace

void Blocks::sort_filed() {
  std::sort(filed_.begin(), filed_.end());
  filed_.erase(std::unique(filed_.begin(), filed_.end()), filed_.end());
}

void Blocks::write_run() {
  if (!written_) return filed_.clear();
  if (!file_) {
    auto file = UnlinkedFile::create(place_.folder);
    if (!file) {
      written_ = tl::unexpected(file.error());
      return;
    }
    file_ = std::move(*file);
  }
  sort_filed();
  written_ = file_.write(size_, bytes_of(filed_));
  const std::uint64_t begin = size_;
  size_ += filed_.size() * sizeof(Filed);
  runs_.push_back({begin, size_, {}});
  filed_.clear();
}

Result<void> Blocks::start_merge() {
  if (!filed_.empty()) write_run();
  if (!written_) return written_;
  filed_ = {};
  for (std::uint32_t i = 0; i < runs_.size(); ++i) {
    if (auto filled = refill(runs_[i]); !filled) return filled;
    heap_.push_back(i);
  }
  return {};
}

Result<void> Blocks::refill(Run& run) const {
  const std::uint64_t share = place_.memory / sizeof(Filed) / runs_.size();
  const std::uint64_t left = (run.end - run.next) / sizeof(Filed);
  run.buffer.resize(std::min(left, std::max<std::uint64_t>(share, least_fetched)));
  run.at = 0;
  const std::span<char> into(reinterpret_cast<char*>(run.buffer.data()),
                             run.buffer.size() * sizeof(Filed));
  if (auto read = file_.read(run.next, into); !read) return read;
  run.next += into.size();
  return {};
}

Result<bool> Blocks::take(Filed& filed) {
  if (runs_.empty()) {
    if (at_ == filed_.size()) return false;
    filed = filed_[at_++];
    return true;
  }
  const auto later = [&](std::uint32_t a, std::uint32_t b) {
    return runs_[b].buffer[runs_[b].at] < runs_[a].buffer[runs_[a].at];
  };
  if (heap_.empty()) return false;
  std::pop_heap(heap_.begin(), heap_.end(), later);
  Run& run = runs_[heap_.back()];
  filed = run.buffer[run.at++];
  if (run.at == run.buffer.size()) {
    if (auto filled = refill(run); !filled) return tl::unexpected(filled.error());
  }
  if (run.buffer.empty()) {
    heap_.pop_back();
  } else {
    std::push_heap(heap_.begin(), heap_.end(), later);
  }
  return true;
}

Result<bool> Blocks::next_block(std::size_t least, std::vector<std::uint32_t>& nodes) {
  if (!sorted_) {
    sorted_ = true;
    if (runs_.empty() && written_) {
      sort_filed();
    } else if (auto started = start_merge(); !started) {
      return tl::unexpected(started.error());
    } else {
      std::make_heap(heap_.begin(), heap_.end(), [&](std::uint32_t a, std::uint32_t b) {
        return runs_[b].buffer.front() < runs_[a].buffer.front();
      });
    }
  }
  for (;;) {
    if (!waiting_) {
      const auto more = take(ahead_);
      if (!more || !*more) return more;
    }
    const std::uint64_t block = ahead_.block;
    nodes.assign(1, ahead_.node);
    for (waiting_ = false; !waiting_;) {
      const auto more = take(ahead_);
      if (!more) return more;
      if (!*more) break;
      waiting_ = ahead_.block != block;
      // The same record can stand in several runs.
      if (!waiting_ && ahead_.node != nodes.back()) nodes.push_back(ahead_.node);
    }
    if (nodes.size() >= least) return true;
  }
}

}  // namespace comention
