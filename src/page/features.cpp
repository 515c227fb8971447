#include "page/features.hpp"

#include <algorithm>
#include <array>

#include "page/feature_values.hpp"

namespace comention {
namespace {

constexpr KindSet junk_kinds =
    kind_bit(LineKind::navigation) | kind_bit(LineKind::share) | kind_bit(LineKind::newsletter) |
    kind_bit(LineKind::form) | kind_bit(LineKind::comments) | kind_bit(LineKind::related) |
    kind_bit(LineKind::ad) | kind_bit(LineKind::legal) | kind_bit(LineKind::pager);
/// Wording after which an article is mostly over.
constexpr KindSet end_kinds = kind_bit(LineKind::comments) | kind_bit(LineKind::related) |
                              kind_bit(LineKind::legal) | kind_bit(LineKind::pager) |
                              kind_bit(LineKind::author_note);

/// Trees cut at thresholds: a logarithm would not change what they can tell.
float amount(double x) { return static_cast<float>(std::max(0.0, x)); }

/// How much a line says for a stretch of prose, in characters.
double prose_worth(const Line& line) {
  const auto size = static_cast<double>(line.size());
  if (line.prose() && (line.whole | line.any) == 0) return std::min(size, 1500.0);
  if (line.prose()) return size / 3;
  if (size >= 80 && line.smalls > 1) return size / 4;
  if (line.bullet) return -40;
  return -25;
}

/// Sums over a prefix of lines, so that any window costs the same.
class WindowSums {
 public:
  explicit WindowSums(std::size_t lines) { sums_.reserve(lines + 1); }
  void add(double value) { sums_.push_back(sums_.back() + value); }
  double around(std::size_t at, std::size_t reach) const {
    const auto begin = at > reach ? at - reach : 0;
    const auto end = std::min(at + reach + 1, sums_.size() - 1);
    return sums_[end] - sums_[begin];
  }
  double total() const { return sums_.back(); }
  double before(std::size_t at) const { return sums_[at]; }

 private:
  std::vector<double> sums_{0.0};
};

/// What is known about the whole page before its lines are described one by one.
struct Outline {
  explicit Outline(const PageLines& page);

  const std::vector<Line>& lines;
  ProseSpan span;
  WindowSums characters, prose, junk, dates, words, stops;
  WindowSums comments, related, headings, bullets, capitals, readers, speakers;
  std::vector<float> until_end_mark;   ///< lines until such wording
  std::vector<std::uint16_t> repeats;  ///< lines of the same shape at equal distances
  std::vector<std::uint16_t> run_size, run_place, copies;
  std::vector<float> since_end_mark;  ///< lines since wording that ends an article, in the span
  std::vector<float> since_date, since_heading, since_colon;
  std::size_t prose_lines = 0;
};

std::vector<std::uint16_t> count_copies(const std::vector<Line>& lines) {
  std::vector<std::uint32_t> hashes;
  hashes.reserve(lines.size());
  for (const auto& line : lines) hashes.push_back(line.hash);
  std::sort(hashes.begin(), hashes.end());
  std::vector<std::uint16_t> copies;
  copies.reserve(lines.size());
  for (const auto& line : lines) {
    const auto [first, last] = std::equal_range(hashes.begin(), hashes.end(), line.hash);
    copies.push_back(static_cast<std::uint16_t>(std::min<std::ptrdiff_t>(last - first, 1000)));
  }
  return copies;
}

void measure_runs(Outline& page) {
  const auto count = page.lines.size();
  page.run_size.resize(count);
  page.run_place.resize(count);
  for (std::size_t begin = 0; begin < count;) {
    std::size_t end = begin + 1;
    while (end < count && page.lines[end].blanks_before == 0) ++end;
    for (std::size_t i = begin; i < end; ++i) {
      page.run_size[i] = static_cast<std::uint16_t>(std::min<std::size_t>(end - begin, 1000));
      page.run_place[i] = static_cast<std::uint16_t>(std::min<std::size_t>(i - begin, 1000));
    }
    begin = end;
  }
}

bool is_end_mark(const Line& line) {
  if (((line.whole | line.start) & end_kinds) != 0 && line.size() < 80) return true;
  return line.has_copyright && line.size() < 200;
}

/// Words by which a page speaks to its readers, and by which a text reports.
struct Persons {
  int readers = 0, speakers = 0;
};

/// Words of a list, looked up for every word of a page: most are refused by one bit.
template <std::size_t count>
class FewWords {
 public:
  explicit FewWords(const std::array<std::string_view, count>& words) {
    for (std::size_t i = 0; i < count; ++i) {
      hashes_[i] = word_hash(words[i]);
      bits_ |= bit(hashes_[i]);
    }
  }
  bool has(std::uint32_t hash) const {
    return (bits_ & bit(hash)) != 0 &&
           std::find(hashes_.begin(), hashes_.end(), hash) != hashes_.end();
  }

 private:
  static std::uint64_t bit(std::uint32_t hash) { return std::uint64_t{1} << (hash >> 26); }
  std::array<std::uint32_t, count> hashes_;
  std::uint64_t bits_ = 0;
};

Persons count_persons(std::span<const Word> words) {
  static const FewWords<8> to_readers({"you", "your", "our", "we", "us", "my", "please", "click"});
  static const FewWords<9> of_others(
      {"he", "she", "his", "her", "they", "their", "said", "was", "were"});
  Persons out;
  for (const Word& word : words) {
    out.readers += to_readers.has(word.hash);
    out.speakers += of_others.has(word.hash);
  }
  return out;
}

/// What a line looks like from afar.
unsigned shape_of(const Line& line) {
  const unsigned size = line.size() < 20 ? 0 : line.size() < 60 ? 1 : line.size() < 160 ? 2 : 3;
  return size | (line.ends_sentence ? 4U : 0U) | (line.bullet ? 8U : 0U) |
         (line.dated || line.relative_date ? 16U : 0U) | (line.blanks_before > 0 ? 32U : 0U) |
         (line.ends_ellipsis ? 64U : 0U) | (line.whole != 0 ? 128U : 0U);
}

/// For each line the number of lines of its shape, and with neighbours of equal shapes, at equal
/// distances around it: the entries of a list of teasers or remarks look alike.
std::vector<std::uint16_t> count_repeats(const std::vector<Line>& lines) {
  constexpr std::size_t longest = 8, rounds = 3;
  std::vector<unsigned> shapes;
  for (const auto& line : lines) shapes.push_back(shape_of(line));
  std::vector<std::uint16_t> out(lines.size());
  for (std::size_t period = 2; period <= longest; ++period) {
    // matches[i]: lines from i on that equal those one period later.
    std::size_t run = 0;
    for (std::size_t i = lines.size(); i-- > 0;) {
      const bool equal = i + period < lines.size() && shapes[i] == shapes[i + period];
      bool varied = false;
      if (equal)
        for (std::size_t k = 1; k < period; ++k) varied = varied || shapes[i + k] != shapes[i];
      run = equal && varied ? run + 1 : 0;
      if (run < period) continue;
      const auto count = static_cast<std::uint16_t>(std::min(run / period + 1, rounds + 2));
      for (std::size_t k = 0; k < 2 * period; ++k) out[i + k] = std::max(out[i + k], count);
    }
  }
  return out;
}

Outline::Outline(const PageLines& page)
    : lines(page.lines()),
      span(main_prose(lines)),
      characters(lines.size()),
      prose(lines.size()),
      junk(lines.size()),
      dates(lines.size()),
      words(lines.size()),
      stops(lines.size()),
      comments(lines.size()),
      related(lines.size()),
      headings(lines.size()),
      bullets(lines.size()),
      capitals(lines.size()),
      readers(lines.size()),
      speakers(lines.size()),
      copies(count_copies(lines)) {
  measure_runs(*this);
  float end_mark = 500, date = 500, heading = 500, colon = 60;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    characters.add(static_cast<double>(line.size()));
    prose.add(line.prose() ? static_cast<double>(line.size()) : 0);
    prose_lines += line.prose();
    junk.add(((line.whole | line.start | line.any) & junk_kinds) != 0 ? 1 : 0);
    dates.add(line.dated || line.relative_date ? 1 : 0);
    words.add(line.word_count);
    stops.add(line.smalls);
    if (i == span.begin) end_mark = 500;
    end_mark = is_end_mark(line) ? 0 : std::min(end_mark + 1, 500.0F);
    date = line.dated && line.size() < 120 ? 0 : std::min(date + 1, 500.0F);
    const bool headline = !line.ends_sentence && !line.bullet && line.word_count >= 4 &&
                          line.word_count <= 20 && line.size() < 130;
    heading = headline ? 0 : std::min(heading + 1, 500.0F);
    since_end_mark.push_back(end_mark);
    since_date.push_back(date);
    since_heading.push_back(heading);
    colon = line.ends_colon && line.word_count >= 2 ? 0
            : line.prose()                          ? 60
                                                    : std::min(colon + 1, 60.0F);
    since_colon.push_back(colon);
    const auto kinds = line.whole | line.start | line.any;
    comments.add((kinds & kind_bit(LineKind::comments)) != 0 ? 1 : 0);
    related.add((kinds & kind_bit(LineKind::related)) != 0 ? 1 : 0);
    headings.add(headline ? 1 : 0);
    bullets.add(line.bullet ? 1 : 0);
    capitals.add(line.capitals);
    const auto persons = count_persons(page.words(line));
    readers.add(persons.readers);
    speakers.add(persons.speakers);
  }
  until_end_mark.resize(lines.size());
  float until = 500;
  for (std::size_t i = lines.size(); i-- > 0;) {
    until_end_mark[i] = until;
    until = is_end_mark(lines[i]) ? 1 : std::min(until + 1, 500.0F);
  }
  repeats = count_repeats(lines);
}

/// Features of a line by itself.
void describe_shape(const Line& line, std::span<const Word> words, std::vector<float>& out) {
  const double count = std::max<double>(1, line.word_count);
  const double size = static_cast<double>(line.size());
  out.push_back(amount(size));
  out.push_back(static_cast<float>(std::min(size / count, 40.0)));
  out.push_back(flag(line.ends_sentence));
  out.push_back(flag(line.ends_colon));
  out.push_back(flag(line.ends_ellipsis));
  out.push_back(std::min<float>(line.sentences, 20));
  out.push_back(share(line.commas, count));
  out.push_back(share(line.capitals, count));
  out.push_back(share(line.all_capitals, count));
  out.push_back(share(line.numbers, count));
  out.push_back(share(line.stops, count));
  out.push_back(share(line.smalls, count));
  out.push_back(std::min<float>(line.smalls, 30));
  out.push_back(share(line.separators, count));
  out.push_back(std::min<float>(line.quotes, 6));
  out.push_back(std::min<float>(line.brackets, 6));
  out.push_back(flag(line.bullet));
  out.push_back(std::min<float>(line.indent, 12));
  out.push_back(std::min<float>(line.tabs, 6));
  out.push_back(flag(!words.empty() && !words[0].capital && !words[0].digits));
  out.push_back(flag(line.text[0] == '"' || line.text.starts_with("\xE2\x80\x9C")));
  out.push_back(flag(line.text[0] == '[' || line.text[0] == '('));
  out.push_back(flag(line.has_address));
  out.push_back(flag(line.has_copyright));
  out.push_back(flag(line.dated) + flag(line.dates_only));
  out.push_back(flag(line.has_year));
  out.push_back(flag(line.relative_date || line.clock_only));
}

/// Wording of the kinds that matter: 2 the whole line, 1 its start or a part.
void describe_wording(const Line& line, std::vector<float>& out) {
  constexpr std::array kinds = {LineKind::navigation,  LineKind::share,    LineKind::newsletter,
                                LineKind::form,        LineKind::comments, LineKind::related,
                                LineKind::ad,          LineKind::legal,    LineKind::pager,
                                LineKind::author_note, LineKind::credit};
  for (const auto kind : kinds) {
    const bool whole = (line.whole & kind_bit(kind)) != 0;
    const bool part = ((line.start | line.any) & kind_bit(kind)) != 0;
    out.push_back(whole ? 2.0F : flag(part));
  }
}

/// Features of a line's neighbours and of the layout around it.
void describe_layout(const Outline& page, std::size_t i, std::vector<float>& out) {
  const auto& lines = page.lines;
  const auto count = lines.size();
  out.push_back(std::min<float>(lines[i].blanks_before, 4));
  out.push_back(i + 1 < count ? std::min<float>(lines[i + 1].blanks_before, 4) : 4.0F);
  out.push_back(amount(page.run_size[i]));
  out.push_back(share(page.run_place[i], page.run_size[i]));
  out.push_back(amount(static_cast<double>(i)));
  out.push_back(amount(static_cast<double>(count - i)));
  out.push_back(amount(static_cast<double>(count)));
  out.push_back(share(page.characters.before(i), page.characters.total()));
  out.push_back(std::min<float>(page.copies[i], 5));
  for (const int step : {-2, -1, 1, 2}) {
    const auto at = static_cast<std::ptrdiff_t>(i) + step;
    const bool inside = at >= 0 && at < static_cast<std::ptrdiff_t>(count);
    const Line* line = inside ? &lines[static_cast<std::size_t>(at)] : nullptr;
    out.push_back(line ? amount(static_cast<double>(line->size())) : -1.0F);
    out.push_back(line ? flag(line->ends_sentence) + 2 * flag(line->bullet) : -1.0F);
  }
  out.push_back(page.since_end_mark[i]);
  out.push_back(page.since_date[i]);
  out.push_back(page.since_heading[i]);
  out.push_back(page.since_colon[i]);
  out.push_back(page.until_end_mark[i]);
  out.push_back(page.repeats[i]);
  for (const std::size_t reach : {4, 15}) {
    out.push_back(static_cast<float>(page.comments.around(i, reach)));
    out.push_back(static_cast<float>(page.related.around(i, reach)));
  }
  out.push_back(static_cast<float>(page.headings.around(i, 6)));
  out.push_back(static_cast<float>(page.bullets.around(i, 6)));
  out.push_back(share(page.bullets.total(), static_cast<double>(count)));
  out.push_back(share(page.headings.total(), static_cast<double>(count)));
}

/// Features of the prose around a line and of the way to the page's main stretch of prose.
void describe_prose(const Outline& page, std::size_t i, std::vector<float>& out) {
  for (const std::size_t reach : {1, 3, 8, 20})
    out.push_back(share(page.prose.around(i, reach), page.characters.around(i, reach)));
  out.push_back(amount(page.prose.around(i, 8)));
  for (const std::size_t reach : {3, 10})
    out.push_back(static_cast<float>(page.junk.around(i, reach)));
  out.push_back(static_cast<float>(page.dates.around(i, 8)));
  out.push_back(share(page.stops.around(i, 5), page.words.around(i, 5)));
  out.push_back(share(page.prose.around(i, 50), page.characters.around(i, 50)));
  out.push_back(share(page.capitals.around(i, 3), page.words.around(i, 3)));
  out.push_back(static_cast<float>(page.readers.around(i, 0)));
  out.push_back(static_cast<float>(page.speakers.around(i, 0)));
  for (const std::size_t reach : {3, 12}) {
    out.push_back(share(page.readers.around(i, reach), page.words.around(i, reach)));
    out.push_back(share(page.speakers.around(i, reach), page.words.around(i, reach)));
  }
  out.push_back(share(page.readers.total(), page.words.total()));
  out.push_back(share(page.speakers.total(), page.words.total()));
  out.push_back(share(page.characters.total(), static_cast<double>(page.lines.size())));
  const auto span = page.span;
  const bool inside = i >= span.begin && i < span.end;
  out.push_back(inside ? 1.0F : i < span.begin ? 0.0F : 2.0F);
  const double outside = inside           ? 0
                         : i < span.begin ? static_cast<double>(span.begin - i)
                                          : static_cast<double>(i - span.end + 1);
  out.push_back(amount(outside));
  out.push_back(share(static_cast<double>(i) - static_cast<double>(span.begin),
                      static_cast<double>(span.end - span.begin)));
  const double total = page.prose.total();
  const double in_span = page.prose.before(span.end) - page.prose.before(span.begin);
  out.push_back(amount(total));
  out.push_back(share(in_span, total));
  out.push_back(share(total, page.characters.total()));
  out.push_back(share(page.prose.before(i), total));
  const double gap = i < span.begin ? page.prose.before(span.begin) - page.prose.before(i)
                                    : page.prose.before(i) - page.prose.before(span.end);
  out.push_back(inside ? 0.0F : amount(gap));
  out.push_back(share(page.dates.total(), static_cast<double>(page.lines.size())));
  out.push_back(share(page.stops.total(), page.words.total()));
}

void describe(const PageLines& page, const Outline& outline, std::size_t i,
              std::vector<float>& out) {
  const Line& line = outline.lines[i];
  describe_shape(line, page.words(line), out);
  describe_wording(line, out);
  describe_layout(outline, i, out);
  describe_prose(outline, i, out);
}

}  // namespace

ProseSpan main_prose(const std::vector<Line>& lines) {
  ProseSpan best;
  double best_sum = 0, sum = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (sum <= 0) {
      sum = 0;
      begin = i;
    }
    sum += prose_worth(lines[i]);
    if (sum <= best_sum) continue;
    best_sum = sum;
    best = {begin, i + 1};
  }
  return best;
}

std::size_t line_feature_count() {
  static const std::size_t count = [] {
    const PageLines page("One line.");
    return line_features(page).size();
  }();
  return count;
}

std::vector<float> line_features(const PageLines& page) {
  const Outline outline(page);
  std::vector<float> out;
  out.reserve(page.lines().size() * 80);
  for (std::size_t i = 0; i < page.lines().size(); ++i) describe(page, outline, i, out);
  return out;
}

}  // namespace comention
