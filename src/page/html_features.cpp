#include "page/html_features.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <unordered_map>

#include "page/html_figures.hpp"
#include "page/html_surroundings.hpp"
#include "page/html_tags.hpp"

namespace comention {
namespace {

float log1(float x) { return std::log2(1 + std::max(0.0f, x)); }

/// Pairs of neighbouring words.
KeySet word_pairs(std::string_view text) {
  std::vector<std::size_t> keys;
  read_word_keys(text, keys);
  for (std::size_t i = 1; i < keys.size(); ++i) keys[i - 1] = keys[i - 1] * 31 + keys[i];
  if (!keys.empty()) keys.pop_back();
  return KeySet(keys);
}

/// Everything about a page that features of several blocks share.
class PageFigures {
 public:
  PageFigures(const HtmlText& page, const BlockClues& clues) : page_(page), around_(page) {
    figures_.reserve(page.blocks.size());
    for (const HtmlBlock& block : page.blocks) figures_.push_back(figures_of(block));
    sum_prose();
    find_span();
    find_container();
    count_parents();
    count_signatures();
    count_copies();
    read_words(clues);
    find_title();
  }

  std::size_t size() const { return figures_.size(); }
  void append(std::size_t i, std::vector<float>& row) const;

 private:
  struct Group {
    float blocks = 0, prose = 0, chars = 0, links = 0;
  };

  float prose_between(std::size_t from, std::size_t to) const {
    return prose_sum_[std::min(to, size())] - prose_sum_[std::min(from, size())];
  }
  float chars_between(std::size_t from, std::size_t to) const {
    return char_sum_[std::min(to, size())] - char_sum_[std::min(from, size())];
  }
  float links_between(std::size_t from, std::size_t to) const {
    return link_sum_[std::min(to, size())] - link_sum_[std::min(from, size())];
  }

  void sum_prose() {
    prose_sum_ = char_sum_ = link_sum_ = {0};
    for (const TextFigures& text : figures_) {
      prose_sum_.push_back(prose_sum_.back() + text.prose);
      char_sum_.push_back(char_sum_.back() + text.chars);
      link_sum_.push_back(link_sum_.back() + text.chars * text.link_share);
    }
  }

  /// The run of blocks with the most prose and the least of everything else.
  void find_span() {
    float best = 0, sum = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < size(); ++i) {
      const TextFigures& text = figures_[i];
      sum += text.prose > 0 ? std::min(text.prose, 600.0f)
                            : -40 - 0.5f * std::min(text.chars * text.link_share, 120.0f);
      if (sum <= 0) {
        sum = 0;
        begin = i + 1;
      } else if (sum > best) {
        best = sum;
        span_begin_ = begin;
        span_end_ = i + 1;
      }
    }
  }

  /// From the top down to the smallest element that still holds most of the prose.
  void find_container() {
    const float all = prose_between(0, size());
    float least = all + 1;
    for (std::size_t i = 0; i < page_.elements.size(); ++i) {
      const HtmlElement& element = page_.elements[i];
      if (!element.is_block) continue;
      const float prose = prose_between(element.begin.block, element.end_block);
      if (prose >= 0.6f * all && prose <= least) {
        container_ = i;
        least = prose;
      }
    }
  }

  std::uint32_t parent_of(std::size_t block) const {
    const std::uint32_t element = page_.blocks[block].element;
    const HtmlElement& at = page_.elements[element];
    const bool leaf = at.tag == GUMBO_TAG_P || at.tag == GUMBO_TAG_LI ||
                      at.tag == GUMBO_TAG_BLOCKQUOTE ||
                      (at.tag >= GUMBO_TAG_H1 && at.tag <= GUMBO_TAG_H6);
    return leaf ? at.parent : element;
  }

  void count_parents() {
    parents_.resize(page_.elements.size());
    for (std::size_t i = 0; i < size(); ++i) {
      Group& group = parents_[parent_of(i)];
      ++group.blocks;
      group.prose += figures_[i].prose;
      group.chars += figures_[i].chars;
      top_parent_prose_ = std::max(top_parent_prose_, group.prose);
    }
    for (std::size_t i = 0; i < size(); ++i) {
      if (parents_[parent_of(i)].prose == top_parent_prose_) {
        top_parent_ = parent_of(i);
        break;
      }
    }
  }

  /// Hash of the class of an element, read once however many blocks stand in it.
  std::size_t class_hash(std::uint32_t element) {
    std::size_t& hash = class_hashes_[element];
    if (hash == 0) {
      hash = std::hash<std::string_view>{}(page_.elements[element].classes) | 1;
    }
    return hash;
  }

  std::size_t signature_of(std::size_t block) {
    std::size_t key = 17;
    std::uint32_t element = page_.blocks[block].element;
    for (int level = 0; level < 3; ++level) {
      const HtmlElement& at = page_.elements[element];
      key = key * 1099511628211u + static_cast<std::size_t>(at.tag);
      key = key * 31 + class_hash(element);
      element = at.parent;
    }
    return key;
  }

  void count_signatures() {
    class_hashes_.resize(page_.elements.size());
    std::unordered_map<std::size_t, std::uint32_t> places;  // of groups
    places.reserve(size());
    for (std::size_t i = 0; i < size(); ++i) {
      const auto next = static_cast<std::uint32_t>(signature_groups_.size());
      const auto place = places.try_emplace(signature_of(i), next).first->second;
      if (place == next) signature_groups_.emplace_back();
      signatures_.push_back(place);
      Group& group = signature_groups_[place];
      ++group.blocks;
      group.prose += figures_[i].prose;
      group.chars += figures_[i].chars;
      group.links += figures_[i].chars * figures_[i].link_share;
    }
  }

  /// How often each block's text stands on the page.
  void count_copies() {
    std::unordered_map<std::string_view, std::uint32_t> places;  // of counts
    places.reserve(size());
    std::vector<float> counts;
    std::vector<std::uint32_t> place_of;
    for (const HtmlBlock& block : page_.blocks) {
      const auto next = static_cast<std::uint32_t>(counts.size());
      const auto place = places.try_emplace(block.text, next).first->second;
      if (place == next) counts.push_back(0);
      ++counts[place];
      place_of.push_back(place);
    }
    for (const std::uint32_t place : place_of) copies_.push_back(counts[place]);
  }

  /// Title and clues ask for a block's words; they are read once.
  void read_words(const BlockClues& clues) {
    std::vector<std::size_t> keys;
    read_word_keys(clues.title, keys);
    title_words_ = KeySet(keys);
    const KeySet body = word_pairs(clues.article_body);
    const KeySet description = word_pairs(clues.description);
    const bool clued = !body.empty() || !description.empty();
    for (std::size_t i = 0; i < size(); ++i) {
      const bool may_be_title = figures_[i].chars < 300 && !title_words_.empty();
      if (clued || may_be_title) read_word_keys(page_.blocks[i].text, keys);
      title_shares_.push_back(may_be_title ? title_share(keys) : 0);
      body_shares_.push_back(body.size() < 40 ? -1 : share_of(keys, body));
      description_shares_.push_back(share_of(keys, description));
    }
  }

  void find_title() {
    float best = 0.5f;
    for (std::size_t i = 0; i < size(); ++i) {
      const GumboTag tag = page_.elements[page_.blocks[i].element].tag;
      const float score = title_shares_[i] + (tag == GUMBO_TAG_H1   ? 0.5f
                                              : tag == GUMBO_TAG_H2 ? 0.2f
                                                                    : 0);
      if (score > best) {
        best = score;
        title_block_ = i;
        has_title_ = true;
      }
    }
  }

  /// Agreement of a block with the title: shared words by all words of both.
  float title_share(const std::vector<std::size_t>& keys) const {
    float shared = 0;
    for (const std::size_t key : keys) shared += title_words_.contains(key);
    const float all = static_cast<float>(keys.size() + title_words_.size()) - shared;
    return all > 0 ? std::min(1.0f, shared / all) : 0;
  }

  static float share_of(const std::vector<std::size_t>& keys, const KeySet& pairs) {
    if (keys.size() < 2 || pairs.empty()) return 0;
    float found = 0;
    for (std::size_t i = 1; i < keys.size(); ++i)
      found += pairs.contains(keys[i - 1] * 31 + keys[i]);
    return found / static_cast<float>(keys.size() - 1);
  }

  void append_text(std::size_t i, std::vector<float>& row) const;
  void append_tree(std::size_t i, std::vector<float>& row) const;
  void append_place(std::size_t i, std::vector<float>& row) const;
  void append_neighbours(std::size_t i, std::vector<float>& row) const;
  void append_neighbour(std::ptrdiff_t i, std::vector<float>& row) const;

  const HtmlText& page_;
  std::vector<TextFigures> figures_;
  std::vector<float> prose_sum_, char_sum_, link_sum_;
  Surroundings around_;
  std::size_t span_begin_ = 0, span_end_ = 0;
  std::size_t container_ = 0;
  std::vector<Group> parents_;  ///< by element
  std::uint32_t top_parent_ = 0;
  float top_parent_prose_ = 0;
  std::vector<std::size_t> class_hashes_;  ///< by element; 0: not read yet
  std::vector<std::uint32_t> signatures_;  ///< by block: its place in `signature_groups_`
  std::vector<Group> signature_groups_;
  std::vector<float> copies_;
  KeySet title_words_;
  std::vector<float> title_shares_, body_shares_, description_shares_;
  std::size_t title_block_ = 0;
  bool has_title_ = false;
};

void PageFigures::append_text(std::size_t i, std::vector<float>& row) const {
  const TextFigures& text = figures_[i];
  const float words = std::max(text.words, 1.0f);
  row.insert(row.end(), {text.chars,
                         text.words,
                         text.chars / words,
                         text.enders,
                         text.commas / words,
                         text.digits / std::max(text.chars, 1.0f),
                         text.uppers / words,
                         text.lowers / words,
                         std::min(text.quotes, 9.0f),
                         std::min(text.bars, 9.0f),
                         static_cast<float>(text.ends_sentence),
                         static_cast<float>(text.ends_open),
                         static_cast<float>(text.begins_upper),
                         static_cast<float>(text.begins_lower),
                         static_cast<float>(text.copyright),
                         text.link_share,
                         text.strong_share,
                         static_cast<float>(page_.blocks[i].links),
                         static_cast<float>(page_.blocks[i].breaks),
                         static_cast<float>(page_.blocks[i].image),
                         copies_[i]});
}

void PageFigures::append_tree(std::size_t i, std::vector<float>& row) const {
  const std::uint32_t element = page_.blocks[i].element;
  const Surroundings::Levels& around = around_.of(element);
  for (std::size_t k = 0; k < Surroundings::size; ++k) row.push_back(around[k]);
  row.push_back(tag_rank(page_.elements[element].tag));
  row.push_back(page_.elements[element].depth);
  const HtmlElement& container = page_.elements[container_];
  row.push_back(i >= container.begin.block && i < container.end_block);
  row.push_back(static_cast<float>(page_.elements[element].depth) - container.depth);
}

void PageFigures::append_place(std::size_t i, std::vector<float>& row) const {
  const auto at = static_cast<float>(i);
  const auto count = static_cast<float>(size());
  const float all = std::max(prose_between(0, size()), 1.0f);
  const float span = std::max(prose_between(span_begin_, span_end_), 1.0f);
  const bool inside = i >= span_begin_ && i < span_end_;
  const float before = i < span_begin_ ? static_cast<float>(span_begin_ - i) : 0;
  const float after = i >= span_end_ ? static_cast<float>(i - span_end_ + 1) : 0;
  row.insert(row.end(),
             {at / count, count, prose_between(0, i) / all, static_cast<float>(inside),
              log1(before) - log1(after), inside ? prose_between(span_begin_, i) / span : -1.0f,
              log1(all), log1(static_cast<float>(span_end_ - span_begin_)), span / all});
  const Group& parent = parents_[parent_of(i)];
  row.insert(row.end(), {static_cast<float>(parent_of(i) == top_parent_),
                         parent.prose / std::max(top_parent_prose_, 1.0f), parent.blocks,
                         parent.prose / std::max(parent.chars, 1.0f), top_parent_prose_ / all});
  const Group& same = signature_groups_[signatures_[i]];
  row.insert(row.end(), {same.blocks, same.prose / all, same.chars / same.blocks,
                         same.links / std::max(same.chars, 1.0f)});
  const float title = static_cast<float>(title_block_);
  row.insert(row.end(), {title_shares_[i], has_title_ ? (at >= title ? 1.0f : -1.0f) : 0,
                         has_title_ ? std::clamp(at - title, -60.0f, 200.0f) : 250.0f,
                         has_title_ && i > title_block_ ? prose_between(title_block_, i) / all : 0,
                         body_shares_[i], description_shares_[i]});
}

void PageFigures::append_neighbour(std::ptrdiff_t i, std::vector<float>& row) const {
  if (i < 0 || i >= static_cast<std::ptrdiff_t>(size())) {
    row.insert(row.end(), {0, 0, 0, 12});
    return;
  }
  const TextFigures& text = figures_[static_cast<std::size_t>(i)];
  row.insert(row.end(),
             {text.chars, text.link_share, static_cast<float>(text.ends_sentence),
              tag_rank(page_.elements[page_.blocks[static_cast<std::size_t>(i)].element].tag)});
}

void PageFigures::append_neighbours(std::size_t i, std::vector<float>& row) const {
  const auto at = static_cast<std::ptrdiff_t>(i);
  append_neighbour(at - 1, row);
  append_neighbour(at + 1, row);
  for (const std::size_t reach : {2u, 5u, 12u}) {
    const std::size_t from = i - std::min(i, reach);
    const float back = std::max(chars_between(from, i), 1.0f);
    const float forth = std::max(chars_between(i + 1, i + 1 + reach), 1.0f);
    row.push_back(prose_between(from, i) / back);
    row.push_back(prose_between(i + 1, i + 1 + reach) / forth);
    if (reach == 5) {
      row.push_back(links_between(from, i) / back);
      row.push_back(links_between(i + 1, i + 1 + reach) / forth);
    }
  }
}

void PageFigures::append(std::size_t i, std::vector<float>& row) const {
  [[maybe_unused]] const std::size_t before = row.size();
  append_text(i, row);
  append_tree(i, row);
  append_place(i, row);
  append_neighbours(i, row);
  assert(row.size() - before == block_feature_count);
}

}  // namespace

std::vector<float> block_features(const HtmlText& page, const BlockClues& clues) {
  const PageFigures figures(page, clues);
  std::vector<float> rows;
  rows.reserve(figures.size() * block_feature_count);
  for (std::size_t i = 0; i < figures.size(); ++i) figures.append(i, rows);
  return rows;
}

}  // namespace comention
