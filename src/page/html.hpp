#pragma once

#include "comention/page.hpp"

namespace comention {

/// clean_page() for HTML source (`PageForm::html`): parses it, finds titles, dates, authors and
/// tags, tells body blocks from everything around them with the trained classifier and structural
/// rules, and cuts pages with several posts. Pure; linear in the length of the page but for
/// gumbo's own bounds (see html_source.hpp); never fails.
Page clean_html_page(const RawPage& page, const CleanOptions& options);

}  // namespace comention
