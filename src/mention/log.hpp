#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/spill.hpp"
#include "comention/entity.hpp"
#include "comention/mention.hpp"
#include "comention/result.hpp"
#include "comention/types.hpp"

namespace comention {

/// An article of the log; dense from 0 in the order of MentionLog::add.
enum class ArticleId : std::uint32_t {};

/// A stretch of bytes in the log's text store.
struct TextRef {
  std::uint64_t at = 0;
  std::uint32_t size = 0;
};

/// A mention as the log keeps it. A tag (`Origin::tag`) stands outside the text: it has only its
/// name, the rest is 0.
struct LoggedMention {
  NameId name;
  Origin origin = Origin::text;
  std::uint32_t paragraph = 0;  ///< as in Mention
  std::uint32_t sentence = 0;
  std::uint32_t token = 0;
  std::uint32_t start = 0;  ///< first byte in the article's text
  std::uint32_t end = 0;
};

/// What the log takes of one article.
struct ArticleEntry {
  std::string_view source;   ///< file or URL of the page; evidence names it
  std::uint32_t number = 1;  ///< of the article in its page, from 1
  Day day = no_day;
  std::string_view text;                    ///< what byte offsets refer to; empty for a tag list
  std::span<const Sentence> sentences;      ///< of `text`, in order
  std::span<const LoggedMention> mentions;  ///< those of the text in text order, then the tags
};

/// What the log gives back of one article. Reuse one object for a whole replay.
struct LoggedArticle {
  ArticleId id{};
  std::uint64_t source_key = 0;  ///< hash of the source's name: orders articles, however they came
  std::uint32_t number = 1;
  Day day = no_day;
  TextRef source;
  TextRef text;
  std::vector<Sentence> sentences;
  std::vector<LoggedMention> mentions;
};

/// Everything counting needs to know of a corpus, so that text is read once and another window,
/// measure or alias decision recounts from here. Columns are packed to a few bytes a mention and,
/// like the texts beside them, go to an unlinked temporary file past the budget. Order of calls:
/// add* then (skip | replay | text)*. add() from one thread, in document order; replays may run
/// side by side.
class MentionLog {
 public:
  /// `place.memory` is shared by the log (one half) and its text store (the other).
  explicit MentionLog(SpillPlace place = {});

  Result<ArticleId> add(const ArticleEntry& article);

  /// Takes an article out of every later replay (a copy of another one).
  void skip(ArticleId article);
  bool skipped(ArticleId article) const;

  /// From now on replays give only articles of these days, both included; `no_day` twice: all
  /// articles again.
  void only_days(Day first, Day last);

  std::uint32_t articles() const { return articles_; }  ///< added, with the skipped ones
  std::uint64_t mentions() const { return mentions_; }

  /// The bytes of a text or of a source's name.
  Result<std::string> text(TextRef ref) const;

  /// One walk over the log from its beginning. The log must outlive it.
  class Replay {
   public:
    /// Reads the next article that is not skipped; false at the end.
    Result<bool> next(LoggedArticle& article);

   private:
    friend class MentionLog;
    explicit Replay(const MentionLog& log) : log_(&log) {}
    Result<bool> fill(std::size_t bytes);

    const MentionLog* log_;
    std::uint64_t at_ = 0;       ///< next byte of the log to fetch
    std::string block_;          ///< bytes fetched
    std::size_t used_ = 0;       ///< of block_
    std::uint32_t article_ = 0;  ///< number of the next article
  };
  Replay replay() const { return Replay(*this); }

 private:
  SpillBuffer columns_;
  SpillBuffer texts_;
  std::vector<bool> skipped_;
  Day first_day_ = no_day, last_day_ = no_day;  ///< what replays are restricted to
  std::uint32_t articles_ = 0;
  std::uint64_t mentions_ = 0;
  std::string packed_;  ///< scratch of add()
  std::string last_source_;
  TextRef last_source_ref_;
};

}  // namespace comention
