#include "read/whole_file.hpp"

#include "text/utf8.hpp"

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
  page.text = repair_utf8(*bytes);
  return true;
}

}  // namespace comention
