#pragma once

#include "read/format.hpp"

namespace comention {

/// Reads a file as one page of the given form, decoded to UTF-8.
class WholeFileReader final : public PageReader {
 public:
  WholeFileReader(std::string source, ByteStream& stream, PageForm form, const ReadOptions& options)
      : source_(std::move(source)), stream_(stream), form_(form), options_(options) {}

  Result<bool> next(RawPage& page) override;

 private:
  std::string source_;
  ByteStream& stream_;
  PageForm form_;
  ReadOptions options_;
  bool done_ = false;
};

}  // namespace comention
