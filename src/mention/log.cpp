#include "mention/log.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "base/hash.hpp"
#include "base/varint.hpp"

namespace comention {
namespace {

constexpr std::size_t length_bytes = 4;
constexpr std::size_t fetch_bytes = 1 << 18;

SpillPlace half(const SpillPlace& place) { return {place.folder, place.memory / 2}; }

/// Difference of two unsigned numbers in either direction.
std::uint64_t delta(std::uint32_t to, std::uint32_t from) {
  return zigzag(static_cast<std::int64_t>(to) - static_cast<std::int64_t>(from));
}

std::uint32_t apply(std::uint32_t from, const char*& at) {
  return static_cast<std::uint32_t>(from + unzigzag(get_varint(at)));
}

void pack_sentences(std::string& out, std::span<const Sentence> sentences) {
  put_varint(out, sentences.size());
  Sentence last{0, 0, 0};
  for (const Sentence& s : sentences) {
    put_varint(out, delta(s.start, last.end));
    put_varint(out, s.end - s.start);
    put_varint(out, delta(s.paragraph, last.paragraph));
    last = s;
  }
}

/// Column by column. A tag has a name only: it is marked by its origin and skipped in the columns
/// of places.
void pack_mentions(std::string& out, std::span<const LoggedMention> mentions) {
  put_varint(out, mentions.size());
  for (const auto& m : mentions) {
    put_varint(out, static_cast<std::uint64_t>(m.name) * 3 + static_cast<std::uint64_t>(m.origin));
  }
  LoggedMention last{};
  for (const auto& m : mentions) {
    if (m.origin == Origin::tag) continue;
    put_varint(out, delta(m.start, last.end));
    put_varint(out, delta(m.end, m.start));
    put_varint(out, delta(m.token, last.token));
    put_varint(out, delta(m.sentence, last.sentence));
    put_varint(out, delta(m.paragraph, last.paragraph));
    last = m;
  }
}

void unpack_sentences(const char*& at, std::vector<Sentence>& sentences) {
  sentences.resize(get_varint(at));
  Sentence last{0, 0, 0};
  for (Sentence& s : sentences) {
    s.start = apply(last.end, at);
    s.end = s.start + static_cast<std::uint32_t>(get_varint(at));
    s.paragraph = apply(last.paragraph, at);
    last = s;
  }
}

void unpack_mentions(const char*& at, std::vector<LoggedMention>& mentions) {
  mentions.resize(get_varint(at));
  for (auto& m : mentions) {
    const auto packed = get_varint(at);
    m = {};
    m.name = NameId{static_cast<std::uint32_t>(packed / 3)};
    m.origin = static_cast<Origin>(packed % 3);
  }
  LoggedMention last{};
  for (auto& m : mentions) {
    if (m.origin == Origin::tag) continue;
    m.start = apply(last.end, at);
    m.end = apply(m.start, at);
    m.token = apply(last.token, at);
    m.sentence = apply(last.sentence, at);
    m.paragraph = apply(last.paragraph, at);
    last = m;
  }
}

}  // namespace

MentionLog::MentionLog(SpillPlace place) : columns_(half(place)), texts_(half(place)) {}

Result<ArticleId> MentionLog::add(const ArticleEntry& article) {
  if (article.source != last_source_ || last_source_ref_.size == 0) {
    auto at = texts_.append(article.source);
    if (!at) return tl::unexpected(at.error());
    last_source_ = article.source;
    last_source_ref_ = {*at, static_cast<std::uint32_t>(article.source.size())};
  }
  auto text_at = texts_.append(article.text);
  if (!text_at) return tl::unexpected(text_at.error());

  packed_.assign(length_bytes, '\0');
  put_varint(packed_, hash_bytes(article.source));
  put_varint(packed_, article.number);
  put_varint(packed_, zigzag(article.day));
  put_varint(packed_, last_source_ref_.at);
  put_varint(packed_, last_source_ref_.size);
  put_varint(packed_, *text_at);
  put_varint(packed_, article.text.size());
  pack_sentences(packed_, article.sentences);
  pack_mentions(packed_, article.mentions);
  const auto length = static_cast<std::uint32_t>(packed_.size() - length_bytes);
  std::memcpy(packed_.data(), &length, length_bytes);
  if (auto at = columns_.append(packed_); !at) return tl::unexpected(at.error());
  mentions_ += article.mentions.size();
  skipped_.push_back(false);
  return ArticleId{articles_++};
}

void MentionLog::skip(ArticleId article) {
  assert(static_cast<std::uint32_t>(article) < articles_);
  skipped_[static_cast<std::uint32_t>(article)] = true;
}

bool MentionLog::skipped(ArticleId article) const {
  return skipped_[static_cast<std::uint32_t>(article)];
}

Result<std::string> MentionLog::text(TextRef ref) const {
  std::string out(ref.size, '\0');
  if (auto done = texts_.read(ref.at, out); !done) return tl::unexpected(done.error());
  return out;
}

/// Makes sure that `bytes` unread bytes are in the block; false when the log ends before.
Result<bool> MentionLog::Replay::fill(std::size_t bytes) {
  if (block_.size() - used_ >= bytes) return true;
  block_.erase(0, used_);
  used_ = 0;
  const std::size_t have = block_.size();
  const std::uint64_t left = log_->columns_.size() - at_;
  if (have + left < bytes) return false;
  const auto want =
      static_cast<std::size_t>(std::min<std::uint64_t>(left, std::max(bytes - have, fetch_bytes)));
  block_.resize(have + want);
  if (auto done = log_->columns_.read(at_, std::span(block_).subspan(have)); !done) {
    return tl::unexpected(done.error());
  }
  at_ += want;
  return true;
}

void MentionLog::only_days(Day first, Day last) {
  first_day_ = first;
  last_day_ = last;
}

Result<bool> MentionLog::Replay::next(LoggedArticle& article) {
  for (;;) {
    if (auto more = fill(length_bytes); !more || !*more) return more;
    std::uint32_t length = 0;
    std::memcpy(&length, block_.data() + used_, length_bytes);
    if (auto more = fill(length_bytes + length); !more || !*more) return more;
    const char* at = block_.data() + used_ + length_bytes;
    used_ += length_bytes + length;
    article.id = ArticleId{article_++};
    if (log_->skipped(article.id)) continue;
    article.source_key = get_varint(at);
    article.number = static_cast<std::uint32_t>(get_varint(at));
    article.day = static_cast<Day>(unzigzag(get_varint(at)));
    const bool restricted = log_->last_day_ != no_day;
    if (restricted && (article.day < log_->first_day_ || article.day > log_->last_day_)) continue;
    article.source.at = get_varint(at);
    article.source.size = static_cast<std::uint32_t>(get_varint(at));
    article.text.at = get_varint(at);
    article.text.size = static_cast<std::uint32_t>(get_varint(at));
    unpack_sentences(at, article.sentences);
    unpack_mentions(at, article.mentions);
    return true;
  }
}

}  // namespace comention
