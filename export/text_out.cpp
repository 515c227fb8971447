#include "export/text_out.hpp"

#include <charconv>
#include <string>

namespace comention {

Result<void> TextOut::open(const OpenSink& sinks, std::string_view suffix) {
  auto sink = sinks(suffix);
  if (!sink) return tl::unexpected<Error>(sink.error());
  sink_ = *sink;
  block_ = std::make_unique<char[]>(block_size);
  return {};
}

void TextOut::flush() {
  if (!failure_) {
    if (auto written = sink_->write({block_.get(), used_}); !written) {
      failure_ = std::make_unique<Error>(std::move(written.error()));
    }
  }
  used_ = 0;
}

void TextOut::put_long(std::string_view bytes) {
  while (!bytes.empty()) {
    if (used_ == block_size) flush();
    const auto part = bytes.substr(0, block_size - used_);
    std::memcpy(block_.get() + used_, part.data(), part.size());
    used_ += part.size();
    bytes.remove_prefix(part.size());
  }
}

void TextOut::put(std::int64_t number) {
  char digits[24];
  put(std::string_view(digits, std::to_chars(digits, digits + sizeof digits, number).ptr));
}

void TextOut::put(std::uint64_t number) {
  char digits[24];
  put(std::string_view(digits, std::to_chars(digits, digits + sizeof digits, number).ptr));
}

void TextOut::put(double number) {
  char digits[32];
  put(real_digits(number, digits));
}

Result<void> TextOut::close() {
  flush();
  return status();
}

std::string_view real_digits(double number, char* digits) {
  char* end = std::to_chars(digits, digits + 30, number).ptr;
  char* at = digits;
  while (at != end && *at != '.' && *at != 'e') ++at;
  if (at == end || *at == 'e') {
    std::memmove(at + 2, at, static_cast<std::size_t>(end - at));
    std::memcpy(at, ".0", 2);
    end += 2;
  }
  return {digits, end};
}

}  // namespace comention
