#include <algorithm>
#include <array>
#include <bit>
#include <vector>

#include "page/head.hpp"
#include "page/structure.hpp"

namespace comention {
namespace {

constexpr std::size_t width = 5;  ///< words a shingle

/// Shingles of a page with the lines in which they stand, for look-ups of copies: a table with open
/// addressing, since most shingles stand once.
class ShingleIndex {
 public:
  explicit ShingleIndex(const PageLines& page) : page_(page) {
    const auto& lines = page.lines();
    std::size_t most = 1;
    for (const Line& line : lines) most += is_candidate(line) ? line.word_count : 0;
    entries_.resize(std::bit_ceil(2 * most));
    for (std::uint32_t i = 0; i < lines.size(); ++i) {
      if (is_candidate(lines[i])) each(lines[i], [&](std::uint64_t hash) { add(hash, i); });
    }
  }

  /// Lines short enough to be neither text nor deck, and menus, are left alone.
  static bool is_candidate(const Line& line) {
    return line.word_count >= width + 1 && line.stops > 0 && line.size() >= 35;
  }

  template <class Visit>
  void each(const Line& line, Visit visit) const {
    const auto words = page_.words(line);
    for (std::size_t i = 0; i + width <= words.size(); ++i) {
      std::uint64_t hash = 1469598103934665603ULL;
      for (std::size_t k = 0; k < width; ++k) hash = (hash ^ words[i + k].hash) * 1099511628211ULL;
      visit(hash);
    }
  }

  /// The first other line in which a shingle stands, or `lines.size()`; at most four are looked at.
  std::uint32_t other(std::uint64_t hash, std::uint32_t line) const {
    const Entry& entry = entries_[place_of(hash)];
    for (std::uint32_t n = 0; n < entry.count; ++n)
      if (entry.lines[n] != line) return entry.lines[n];
    return static_cast<std::uint32_t>(page_.lines().size());
  }

 private:
  static constexpr std::uint32_t most_lines = 4;
  struct Entry {
    std::uint64_t hash = 0;
    std::uint32_t count = 0;  ///< 0: free
    std::array<std::uint32_t, most_lines> lines{};
  };

  std::size_t place_of(std::uint64_t hash) const {
    const std::size_t mask = entries_.size() - 1;
    std::size_t at = (hash ^ hash >> 32) & mask;
    while (entries_[at].count != 0 && entries_[at].hash != hash) at = (at + 1) & mask;
    return at;
  }

  void add(std::uint64_t hash, std::uint32_t line) {
    Entry& entry = entries_[place_of(hash)];
    entry.hash = hash;
    if (entry.count < most_lines) entry.lines[entry.count++] = line;
  }

  const PageLines& page_;
  std::vector<Entry> entries_;
};

/// How a line's shingles recur in other lines.
struct Recurrence {
  double covered = 0;        ///< share of its shingles that stand elsewhere
  std::uint32_t holder = 0;  ///< the other line with most of them
  double in_holder = 0;      ///< share in that line
  std::uint32_t lines = 0;   ///< number of other lines in which they stand
};

/// `found` is room for the lines at hand, used again.
Recurrence recurrence(const PageLines& page, const ShingleIndex& index, std::uint32_t i,
                      std::vector<std::uint32_t>& found) {
  found.clear();
  std::size_t all = 0;
  index.each(page.lines()[i], [&](std::uint64_t hash) {
    ++all;
    const auto other = index.other(hash, i);
    if (other < page.lines().size()) found.push_back(other);
  });
  Recurrence out;
  if (all == 0 || found.empty()) return out;
  std::sort(found.begin(), found.end());
  std::size_t best = 0;
  for (std::size_t a = 0; a < found.size();) {
    std::size_t b = a;
    while (b < found.size() && found[b] == found[a]) ++b;
    ++out.lines;
    if (b - a > best) {
      best = b - a;
      out.holder = found[a];
    }
    a = b;
  }
  out.covered = static_cast<double>(found.size()) / static_cast<double>(all);
  out.in_holder = static_cast<double>(best) / static_cast<double>(all);
  return out;
}

/// How much a line is surrounded by text: sum of the neighbours' chances.
float company(const std::vector<Line>& lines, std::uint32_t i) {
  float sum = 0;
  for (std::uint32_t j = i > 3 ? i - 3 : 0; j < std::min<std::size_t>(i + 4, lines.size()); ++j)
    if (j != i && lines[j].kind != LineKind::duplicate) sum += lines[j].probability;
  return sum;
}

bool heads_text(const std::vector<Line>& lines, std::uint32_t i) {
  if (!is_headline(lines[i])) return false;
  for (std::size_t j = i + 1; j < std::min<std::size_t>(i + 4, lines.size()); ++j)
    if (is_head_line(lines[j])) return true;
  return false;
}

void set_aside(Line& line, std::string_view reason) {
  line.kind = LineKind::duplicate;
  line.reason = reason;
}

}  // namespace

void mark_duplicates(PageLines& page) {
  auto& lines = page.lines();
  const ShingleIndex index(page);
  std::vector<std::uint32_t> others;
  for (std::uint32_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (!ShingleIndex::is_candidate(line)) continue;
    const auto found = recurrence(page, index, i, others);
    if (found.covered < 0.75) continue;
    if (found.in_holder < 0.7) {
      // Its text stands in several other lines, but for the shingles across their borders: the
      // flat copy of a text in paragraphs.
      if (found.lines >= 2 && line.size() >= 200) set_aside(line, "flat-copy");
      continue;
    }
    Line& holder = lines[found.holder];
    if (holder.kind == LineKind::duplicate) continue;
    if (found.in_holder < 0.9) continue;
    const bool equal = holder.hash == line.hash;
    if (!equal && holder.size() > line.size()) {
      // A longer line that is itself no flat copy holds it: deck, pull quote, highlight. A headline
      // with its date or author stays one, though a teaser says it as well.
      if (heads_text(lines, i)) continue;
      if (holder.size() < 3000 && holder.probability >= 0.3F) set_aside(line, "said-in-paragraph");
    } else if (equal && found.holder > i) {
      set_aside(company(lines, found.holder) > company(lines, i) + 0.5F ? line : holder,
                "printed-again");
    }
  }
}

}  // namespace comention
