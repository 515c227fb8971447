#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "comention/count.hpp"
#include "comention/entity.hpp"
#include "mention/log.hpp"
#include "read/tag_table.hpp"

namespace comention {

/// An entity in a context.
struct ContextItem {
  EntityId entity;
  std::uint32_t mentions;  ///< at least 1
};

/// A context, each entity once, sorted by entity.
struct Context {
  std::span<const ContextItem> items;
  std::uint32_t distance = 1;  ///< of the two mentions of a window (tokens or sentences + 1)
};

/// Limits that keep one page from costing its square: of the tags of an article as many count as of
/// a line of a tag table, of a context of text the entities that are named first.
inline constexpr std::size_t max_tags_of_article = max_tags_of_line;
inline constexpr std::size_t max_entities_of_context = 5000;

/// Cuts articles into contexts. Every sentence, paragraph or document with text is a context, with
/// entities or without.
class ContextCutter {
 public:
  /// `of_name` gives each name its entity, or `no_entity`: such mentions are not there. Names past
  /// its end have none. It must outlive the cutter.
  ContextCutter(std::span<const EntityId> of_name, const ContextOptions& options);

  /// The contexts of an article in text order, the tag list last. They last until the next call.
  std::span<const Context> cut(const LoggedArticle& article);
  /// How many tag lists and contexts were longer than the limits so far.
  std::uint64_t cut_short() const { return cut_short_; }

 private:
  struct Instance {
    EntityId entity;
    std::uint32_t at;  ///< paragraph, sentence or token
  };
  bool is_window() const;
  std::uint32_t place_of(const LoggedMention& mention) const;
  std::uint32_t units_of(const LoggedArticle& article, bool tags_joined) const;
  void cut_units(std::uint32_t units);
  void cut_windows();
  void add_whole(std::span<const Instance> instances);
  void add_pair(EntityId a, EntityId b, std::uint32_t distance);
  void keep_first(std::span<const Instance> instances, std::size_t first);
  std::span<const Context> give();

  std::span<const EntityId> of_name_;
  ContextOptions options_;
  std::uint64_t cut_short_ = 0;
  std::vector<Instance> text_, tags_;
  std::vector<ContextItem> items_;
  struct Cut {
    std::size_t first, count;
    std::uint32_t distance;
  };
  std::vector<Cut> cuts_;
  std::vector<Context> contexts_;
  std::vector<std::uint64_t> met_;  ///< of each entity: the round in which it was met last
  std::uint64_t round_ = 0;
  std::vector<std::uint8_t> paired_;
};

}  // namespace comention
