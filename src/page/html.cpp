#include "page/html.hpp"

namespace comention {

Page clean_html_page(const RawPage& page, const CleanOptions&) {
  return Page{page.source, page.id, {Article{}}, {}};
}

}  // namespace comention
