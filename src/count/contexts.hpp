#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "comention/entity.hpp"
#include "mention/log.hpp"

namespace comention {

/// What two entities have to share to co-occur.
enum class ContextKind : std::uint8_t {
  document,
  paragraph,
  sentence,
  window_tokens,    ///< at most `window` tokens apart
  window_sentences  ///< within `window` sentences in a row
};

/// What becomes of an article's tags.
enum class TagLists : std::uint8_t {
  own,            ///< the tag list is a context of its own
  with_document,  ///< tags join the article's context when that is the document; else as `own`
  ignore
};

/// Whether a second mention in a context counts.
enum class Occurrences : std::uint8_t {
  binary,   ///< an entity is in a context or not
  multiple  ///< link weights count pairs of mentions; `count` and all measures stay binary
};

/// How the weight of a pair of mentions falls with their distance (windows only).
enum class Decay : std::uint8_t {
  none,
  inverse  ///< 1/distance, as in GloVe (Pennington, Socher, Manning 2014)
};

/// How articles are cut into contexts.
///
/// Windows have no borders that count twice or not at all: a context is a pair of mentions of two
/// entities in the text of one article of which the second starts at most `window` tokens after
/// the first (or stands within `window` sentences in a row with it), counted once however many
/// positions of a sliding window would cover both. Windows cross sentence and paragraph ends, never
/// the ends of an article; nothing is padded. Under `binary` a mention pairs only with the nearest
/// one of another entity: further pairs stop where one of the two is named again. A mention
/// without a partner is a context of one entity.
struct ContextOptions {
  ContextKind kind = ContextKind::sentence;
  std::uint32_t window = 10;  ///< tokens or sentences; at least 1
  TagLists tags = TagLists::own;
  Occurrences occurrences = Occurrences::binary;
  Decay decay = Decay::none;
};

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

/// Cuts articles into contexts. Every sentence, paragraph or document with text is a context, with
/// entities or without.
class ContextCutter {
 public:
  /// `of_name` gives each name its entity, or `no_entity`: such mentions are not there. Names past
  /// its end have none. It must outlive the cutter.
  ContextCutter(std::span<const EntityId> of_name, const ContextOptions& options);

  /// The contexts of an article in text order, the tag list last. They last until the next call.
  std::span<const Context> cut(const LoggedArticle& article);

 private:
  struct Instance {
    EntityId entity;
    std::uint32_t at;  ///< paragraph, sentence or token
  };
  void cut_units(std::uint32_t units);
  void cut_windows();
  void cut_tags();
  void add(std::size_t first, std::uint32_t distance);
  void close();

  std::span<const EntityId> of_name_;
  ContextOptions options_;
  std::vector<Instance> text_, tags_;
  std::vector<ContextItem> items_;
  struct Cut {
    std::size_t first, count;
    std::uint32_t distance;
  };
  std::vector<Cut> cuts_;
  std::vector<Context> contexts_;
  std::vector<EntityId> seen_;
  std::vector<std::uint8_t> paired_;
};

}  // namespace comention
