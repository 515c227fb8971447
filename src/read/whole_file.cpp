#include "read/whole_file.hpp"

#include "text/encoding.hpp"

namespace comention {

Result<bool> WholeFileReader::next(RawPage& page) {
  if (done_) return false;
  done_ = true;
  auto bytes = read_all(stream_, limit_);
  if (!bytes) return tl::unexpected(bytes.error());
  page = RawPage{};
  page.source = source_;
  page.id = source_;
  page.form = form_;
  DecodedText decoded = decode_text(std::move(*bytes));
  page.note = decoded.note();
  page.text = std::move(decoded.text);
  return true;
}

}  // namespace comention
