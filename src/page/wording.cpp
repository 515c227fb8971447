#include "page/wording.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/embedded.hpp"
#include "text/dates.hpp"

namespace comention {
namespace {

enum class Where : std::uint8_t { line, start, end, any };

struct Phrase {
  std::vector<std::uint32_t> words;
  KindSet kind;
  Where where;
};

std::optional<LineKind> kind_named(std::string_view name) {
  for (int k = 0; k <= static_cast<int>(LineKind::other); ++k) {
    const auto kind = static_cast<LineKind>(k);
    if (to_string(kind) == name) return kind;
  }
  return std::nullopt;
}

std::optional<Where> where_named(std::string_view name) {
  constexpr std::array<std::string_view, 4> names = {"line", "start", "end", "any"};
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Where>(found - names.begin());
}

/// Phrases by their first word, in open addressing over a power of two.
class PhraseTable {
 public:
  PhraseTable() {
    std::vector<Phrase> all;
    for_each_tsv_row(embedded_file("boilerplate.tsv"), [&](const auto& row) {
      if (row.size() < 3) return;
      const auto kind = kind_named(row[0]);
      const auto where = where_named(row[1]);
      if (!kind || !where) return;
      Phrase phrase{hashes(row[2]), kind_bit(*kind), *where};
      if (!phrase.words.empty()) all.push_back(std::move(phrase));
    });
    std::stable_sort(all.begin(), all.end(),
                     [](const Phrase& a, const Phrase& b) { return a.words[0] < b.words[0]; });
    phrases_ = std::move(all);
    slots_.assign(4096, {0, 0, 0});
    for (std::uint32_t i = 0; i < phrases_.size();) {
      std::uint32_t end = i;
      while (end < phrases_.size() && phrases_[end].words[0] == phrases_[i].words[0]) ++end;
      slot(phrases_[i].words[0]) = {phrases_[i].words[0], i, end};
      i = end;
    }
  }

  std::span<const Phrase> beginning_with(std::uint32_t hash) const {
    for (std::size_t at = hash & 4095;; at = (at + 1) & 4095) {
      const Slot& s = slots_[at];
      if (s.end == 0) return {};
      if (s.hash == hash) return std::span(phrases_).subspan(s.begin, s.end - s.begin);
    }
  }

 private:
  struct Slot {
    std::uint32_t hash, begin, end;
  };

  Slot& slot(std::uint32_t hash) {
    std::size_t at = hash & 4095;
    while (slots_[at].end != 0) at = (at + 1) & 4095;
    return slots_[at];
  }

  /// The words' hashes; PageLines is the one place that knows what a word is.
  static std::vector<std::uint32_t> hashes(std::string_view phrase) {
    std::vector<std::uint32_t> out;
    for (std::size_t at = 0; at < phrase.size();) {
      if (is_word_start(phrase, at))
        out.push_back(next_word(phrase, at).hash);
      else
        ++at;
    }
    return out;
  }

  std::vector<Phrase> phrases_;
  std::vector<Slot> slots_;
};

const PhraseTable& phrase_table() {
  static const PhraseTable table;
  return table;
}

class StopWords {
 public:
  StopWords() {
    for_each_tsv_row(embedded_file("stopwords.tsv"), [&](const auto& row) {
      const auto hash = word_hash(row[0]);
      std::size_t at = hash & 511;
      while (slots_[at] != 0) at = (at + 1) & 511;
      slots_[at] = hash;
    });
  }
  bool has(std::uint32_t hash) const {
    for (std::size_t at = hash & 511; slots_[at] != 0; at = (at + 1) & 511)
      if (slots_[at] == hash) return true;
    return false;
  }

 private:
  std::array<std::uint32_t, 512> slots_{};
};

bool matches(const Phrase& phrase, std::span<const Word> words) {
  if (phrase.words.size() > words.size()) return false;
  for (std::size_t i = 0; i < phrase.words.size(); ++i)
    if (phrase.words[i] != words[i].hash) return false;
  return true;
}

}  // namespace

bool is_stop_word(std::uint32_t hash) {
  static const StopWords stop_words;
  return stop_words.has(hash);
}

void mark_wording(Line& line, std::span<const Word> words) {
  const auto& table = phrase_table();
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (const auto& phrase : table.beginning_with(words[i].hash)) {
      if (phrase.where != Where::any && phrase.where != Where::end && i > 0) continue;
      if (!matches(phrase, words.subspan(i))) continue;
      const bool to_end = i + phrase.words.size() == words.size();
      if (i == 0 && to_end && phrase.where == Where::line) line.whole |= phrase.kind;
      if (i == 0 && phrase.where == Where::start) line.start |= phrase.kind;
      if (phrase.where == Where::any || (phrase.where == Where::end && to_end))
        line.any |= phrase.kind;
    }
  }
}

void see_dates(Line& line) {
  constexpr std::size_t short_line = 90;
  const auto text = line.text;
  // Short lines may print a year of two digits, or one that is glued to the time behind it.
  if (line.has_year || (line.numbers > 1 && text.size() <= short_line)) {
    if (const auto date = find_date(text)) {
      line.dated = true;
      const auto covered = date->end - date->begin;
      line.dates_only =
          text.size() <= short_line && text.size() - covered <= 24 && line.word_count <= 11;
    }
  }
  if (text.size() > 40) return;
  if (line.numbers > 0 && !line.dated) {
    const auto time = find_time(text, 0, {});
    line.clock_only = time && text.size() - (time->end - time->begin) <= 5;
  }
  line.relative_date = is_relative_date(text);
}

}  // namespace comention
