#include "page/html.hpp"

#include <algorithm>

#include "base/embedded.hpp"
#include "page/html_blocks.hpp"
#include "page/html_features.hpp"
#include "page/html_meta.hpp"
#include "page/trees.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

const std::optional<TreeModel>& block_model() {
  static const auto model = TreeModel::parse(embedded_file("blocks.bin"));
  return model;
}

std::vector<float> rate_blocks(const HtmlText& page, const HtmlMeta& meta) {
  std::vector<float> out(page.blocks.size(), 0.0f);
  const auto& model = block_model();
  if (model && model->feature_count() == block_feature_count) {
    model->probabilities(block_features(page, clues_of(meta)), out);
  }
  return out;
}

}  // namespace

Page clean_html_page(const RawPage& page, const CleanOptions&) {
  const HtmlSource source = prepare_html(page.text);
  const HtmlText text = read_html_text(source, HiddenText::leave_out);
  const HtmlMeta meta = read_html_meta(source, text);
  const auto ratings = rate_blocks(text, meta);
  Article article;
  if (!meta.titles.empty()) article.title = meta.titles.front();
  for (std::size_t i = 0; i < text.blocks.size(); ++i) {
    if (ratings[i] >= 0.5f) article.paragraphs.push_back(to_nfc(text.blocks[i].text));
  }
  return Page{page.source, page.id, {std::move(article)}, {}};
}

}  // namespace comention
