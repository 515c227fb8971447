#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

#include "comention/export.hpp"

namespace comention {

/// Bytes of one file on their way to its sink, one block at a time: the only place where writers
/// turn numbers into text. A failed write is remembered and reported by status(); what is put after
/// it is dropped. Also serves RapidJSON as an output stream (`Ch`, `Put`, `Flush`).
class TextOut {
 public:
  using Ch = char;

  /// Asks for the file and gets the block ready. Call once, before anything else.
  Result<void> open(const OpenSink& sinks, std::string_view suffix = {});

  void put(char c) {
    if (used_ == block_size) flush();
    block_[used_++] = c;
  }
  void put(std::string_view bytes) {
    if (bytes.size() > block_size - used_) return put_long(bytes);
    std::memcpy(block_.get() + used_, bytes.data(), bytes.size());
    used_ += bytes.size();
  }
  void put(const char* bytes) { put(std::string_view(bytes)); }
  void put(std::int64_t number);
  void put(std::uint64_t number);
  /// A finite number in the fewest digits that read back as the same number, always with a decimal
  /// point ("3.0", "1.0e-07"), so that readers which guess types never take a real for an integer.
  void put(double number);

  /// Several things after one another.
  template <class... Parts>
  void add(const Parts&... parts) {
    (put(parts), ...);
  }

  /// Whether everything so far could be written.
  Result<void> status() const {
    return failure_ ? Result<void>(tl::unexpected<Error>(*failure_)) : Result<void>();
  }
  /// Hands the last block to the sink.
  Result<void> close();

  void Put(char c) { put(c); }
  void Flush() {}

 private:
  static constexpr std::size_t block_size = std::size_t{1} << 16;
  void put_long(std::string_view bytes);
  void flush();

  ByteSink* sink_ = nullptr;
  std::unique_ptr<char[]> block_;
  std::size_t used_ = 0;
  std::unique_ptr<Error> failure_;
};

/// The digits of a finite number as TextOut writes them; lives in `digits`, which holds 32 bytes.
std::string_view real_digits(double number, char* digits);

}  // namespace comention
