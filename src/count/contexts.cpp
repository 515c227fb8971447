#include "count/contexts.hpp"

#include <algorithm>
#include <utility>

namespace comention {
namespace {

/// Mentions that a window looks ahead at most: keeps crowded records from costing their square.
constexpr std::size_t window_mentions = 500;

}  // namespace

ContextCutter::ContextCutter(std::span<const EntityId> of_name, const ContextOptions& options)
    : of_name_(of_name), options_(options) {
  options_.window = std::max(options_.window, 1u);
}

std::span<const Context> ContextCutter::cut(const LoggedArticle& article) {
  text_.clear();
  tags_.clear();
  items_.clear();
  cuts_.clear();
  std::size_t tags = 0;
  for (const LoggedMention& mention : article.mentions) {
    if (mention.origin == Origin::tag && ++tags > max_tags_of_article) continue;
    const auto name = static_cast<std::size_t>(mention.name);
    if (name >= of_name_.size() || of_name_[name] == no_entity) continue;
    if (mention.origin == Origin::tag) {
      tags_.push_back({of_name_[name], 0});
    } else {
      text_.push_back({of_name_[name], place_of(mention)});
    }
  }
  const bool has_tags = tags > 0;
  if (tags > max_tags_of_article) ++cut_short_;
  const bool joined =
      options_.kind == ContextKind::document && options_.tags == TagLists::with_document;
  if (joined) {
    text_.insert(text_.end(), tags_.begin(), tags_.end());
  }
  if (is_window()) {
    cut_windows();
  } else {
    cut_units(units_of(article, joined && has_tags));
  }
  if (has_tags && !joined && options_.tags != TagLists::ignore) add_whole(tags_);
  return give();
}

bool ContextCutter::is_window() const {
  return options_.kind == ContextKind::window_tokens ||
         options_.kind == ContextKind::window_sentences;
}

std::uint32_t ContextCutter::place_of(const LoggedMention& mention) const {
  switch (options_.kind) {
    case ContextKind::document:
      return 0;
    case ContextKind::paragraph:
      return mention.paragraph;
    case ContextKind::sentence:
    case ContextKind::window_sentences:
      return mention.sentence;
    case ContextKind::window_tokens:
      return mention.token;
  }
  return 0;
}

/// How many contexts the article's text is, with entities or without.
std::uint32_t ContextCutter::units_of(const LoggedArticle& article, bool tags_joined) const {
  if (options_.kind == ContextKind::document) {
    return article.text.size > 0 || !text_.empty() || tags_joined ? 1 : 0;
  }
  if (options_.kind == ContextKind::sentence) {
    return static_cast<std::uint32_t>(article.sentences.size());
  }
  std::uint32_t paragraphs = 0;
  for (std::size_t i = 0; i < article.sentences.size(); ++i) {
    if (i == 0 || article.sentences[i].paragraph != article.sentences[i - 1].paragraph) {
      ++paragraphs;
    }
  }
  return paragraphs;
}

/// Mentions that share a place are one context; the other contexts of the text are empty.
void ContextCutter::cut_units(std::uint32_t units) {
  std::uint32_t cut = 0;
  // Given mentions may come in any order.
  std::stable_sort(text_.begin(), text_.end(),
                   [](const Instance& a, const Instance& b) { return a.at < b.at; });
  for (std::size_t begin = 0, end = 0; begin < text_.size(); begin = end) {
    while (end < text_.size() && text_[end].at == text_[begin].at) ++end;
    add_whole(std::span(text_).subspan(begin, end - begin));
    ++cut;
  }
  for (; cut < units; ++cut) cuts_.push_back({items_.size(), 0, 1});
}

/// One context of all these instances.
void ContextCutter::add_whole(std::span<const Instance> instances) {
  const std::size_t first = items_.size();
  for (const Instance& instance : instances) items_.push_back({instance.entity, 1});
  const auto begin = items_.begin() + static_cast<std::ptrdiff_t>(first);
  std::sort(begin, items_.end(),
            [](const ContextItem& a, const ContextItem& b) { return a.entity < b.entity; });
  std::size_t out = first;
  for (std::size_t i = first; i < items_.size(); ++i) {
    if (out > first && items_[out - 1].entity == items_[i].entity) {
      ++items_[out - 1].mentions;
    } else {
      items_[out++] = items_[i];
    }
  }
  items_.resize(out);
  if (out - first > max_entities_of_context) keep_first(instances, first);
  cuts_.push_back({first, items_.size() - first, 1});
}

/// Leaves of the items from `first` on those entities that come first among the instances.
void ContextCutter::keep_first(std::span<const Instance> instances, std::size_t first) {
  ++cut_short_;
  std::vector<bool> kept(items_.size() - first);
  const auto begin = items_.begin() + static_cast<std::ptrdiff_t>(first);
  std::size_t left = max_entities_of_context;
  for (const Instance& instance : instances) {
    const auto at = std::lower_bound(
        begin, items_.end(), instance.entity,
        [](const ContextItem& item, EntityId entity) { return item.entity < entity; });
    const auto place = static_cast<std::size_t>(at - begin);
    if (kept[place]) continue;
    kept[place] = true;
    if (--left == 0) break;
  }
  std::size_t out = first;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (kept[i]) items_[out++] = items_[first + i];
  }
  items_.resize(out);
}

void ContextCutter::add_pair(EntityId a, EntityId b, std::uint32_t distance) {
  cuts_.push_back({items_.size(), 2, distance});
  items_.push_back({std::min(a, b), 1});
  items_.push_back({std::max(a, b), 1});
}

/// Each pair of instances that are near enough is a context. Looking ahead from an instance ends
/// where its own entity comes again (binary): later partners are nearer to that one. A partner
/// entity is met once: its later instances are further away.
void ContextCutter::cut_windows() {
  const bool tokens = options_.kind == ContextKind::window_tokens;
  const std::uint32_t reach = tokens ? options_.window : options_.window - 1;
  const bool binary = options_.occurrences == Occurrences::binary;
  std::stable_sort(text_.begin(), text_.end(),
                   [](const Instance& a, const Instance& b) { return a.at < b.at; });
  paired_.assign(text_.size(), 0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    ++round_;
    const std::size_t end = std::min(text_.size(), i + 1 + window_mentions);
    for (std::size_t j = i + 1; j < end && text_[j].at - text_[i].at <= reach; ++j) {
      if (text_[j].entity == text_[i].entity) {
        if (binary) break;
        continue;
      }
      if (binary) {
        const auto entity = static_cast<std::size_t>(text_[j].entity);
        if (entity >= met_.size()) met_.resize(entity + 1);
        if (std::exchange(met_[entity], round_) == round_) continue;
      }
      const std::uint32_t apart = text_[j].at - text_[i].at;
      add_pair(text_[i].entity, text_[j].entity, tokens ? std::max(apart, 1u) : apart + 1);
      paired_[i] = paired_[j] = 1;
    }
    if (!paired_[i]) add_whole(std::span(text_).subspan(i, 1));
  }
}

std::span<const Context> ContextCutter::give() {
  contexts_.clear();
  for (const Cut& cut : cuts_) {
    contexts_.push_back({std::span(items_).subspan(cut.first, cut.count), cut.distance});
  }
  return contexts_;
}

}  // namespace comention
