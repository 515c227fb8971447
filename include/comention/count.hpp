#pragma once

#include <cstdint>

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
/// one of another entity: further pairs stop where one of the two is named again. No mention looks
/// ahead over more than 500 others. A mention without a partner is a context of one entity.
struct ContextOptions {
  ContextKind kind = ContextKind::sentence;
  std::uint32_t window = 10;  ///< tokens or sentences; at least 1
  TagLists tags = TagLists::own;
  Occurrences occurrences = Occurrences::binary;
  Decay decay = Decay::none;
};

/// What a co-occurrence adds to the link weight: 1, or 1/(k-1) in a context of k entities (Newman
/// 2001; Perianes-Rodriguez, Waltman, van Eck 2016). The whole-number count stands beside it
/// always.
enum class Counting : std::uint8_t { full, fractional };

/// What becomes of contexts of more than `large_from` entities.
enum class LargeContexts : std::uint8_t {
  downweight,  ///< such a context adds to link weights as much as one of `large_from` entities does
               ///< in all, evenly: factor L(L-1)/(k(k-1)) under full, L/k under fractional counting
  skip,        ///< it is no context: it counts nowhere
  keep
};

/// The length of a time slice.
enum class Slice : std::uint8_t { none, day, week, month, year };

}  // namespace comention
