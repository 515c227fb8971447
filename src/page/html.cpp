#include "page/html.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "base/embedded.hpp"
#include "page/html_blocks.hpp"
#include "page/html_facts.hpp"
#include "page/html_features.hpp"
#include "page/html_meta.hpp"
#include "page/html_posts.hpp"
#include "page/html_rules.hpp"
#include "page/html_tag_lists.hpp"
#include "page/lines.hpp"
#include "page/live.hpp"
#include "page/name_parts.hpp"
#include "page/names.hpp"
#include "page/structure.hpp"
#include "page/trees.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

const std::optional<TreeModel>& block_model() {
  static const auto model = TreeModel::parse(embedded_file("blocks.bin"));
  return model;
}

std::vector<float> rate_blocks(const HtmlText& page, const HtmlMeta& meta) {
  std::vector<float> out(page.blocks.size(), 0.0f);
  const auto& model = block_model();
  if (model && model->feature_count() == block_feature_count) {
    model->probabilities(block_features(page, clues_of(meta)), out);
  }
  return out;
}

/// Share of the words of `a` that stand in `b`, by their folded form.
double shared_words(std::string_view a, std::string_view b) {
  const std::string in = fold_key(b);
  const std::string words = fold_key(a);
  std::size_t all = 0, found = 0;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    const std::string word = words.substr(at, end - at);
    if (word.size() >= 3) {
      ++all;
      found += in.find(word) != std::string::npos;
    }
    at = end + 1;
  }
  return all == 0 ? 0 : static_cast<double>(found) / static_cast<double>(all);
}

/// The page's only `h1`, when it says about the same as a title of the head.
std::string only_heading(const HtmlText& page, const HtmlMeta& meta) {
  std::string found;
  for (const HtmlElement& element : page.elements) {
    if (element.tag != GUMBO_TAG_H1) continue;
    std::string text = text_between(page, element.begin, element.end);
    if (text.empty()) continue;
    if (!found.empty() && text != found) return {};
    found = std::move(text);
  }
  if (found.size() < 12 || found.size() > 300) return {};
  const bool agrees =
      std::any_of(meta.titles.begin(), meta.titles.end(),
                  [&](const std::string& title) { return shared_words(found, title) >= 0.4; });
  return agrees ? found : std::string();
}

bool is_printed(const HtmlText& page, std::string_view title) {
  const std::string key = fold_key(title);
  return std::any_of(page.blocks.begin(), page.blocks.end(), [&](const HtmlBlock& block) {
    return block.text.size() < 2 * title.size() + 8 && folds_to(block.text, key);
  });
}

/// The headline: what heads the page as meta elements and blocks agree on it.
std::string find_html_title(const HtmlText& page, const HtmlMeta& meta) {
  std::string unprinted;
  for (const std::string& title : meta.titles) {
    std::string out = title_without_site(page, title, meta.site);
    if (out.size() >= 8 && is_printed(page, out)) return out;
    if (unprinted.empty()) unprinted = std::move(out);
  }
  const std::string heading = only_heading(page, meta);
  return heading.empty() ? unprinted : heading;
}

/// One page under way.
class HtmlReader {
 public:
  HtmlReader(const RawPage& raw, HiddenText hidden, const CleanOptions& options)
      : source_(prepare_html(raw.text)),
        page_(read_html_text(source_, hidden)),
        meta_(read_html_meta(source_, page_)),
        ratings_(rate_blocks(page_, meta_)),
        lines_(lines_of(page_)),
        options_(options) {}

  Page read() {
    for (Line& line : lines_.lines()) line.probability = ratings_[line.number - 1];
    const std::string title = find_html_title(page_, meta_);
    const auto sign = declares_live() ? LiveSign::declared : live_sign(title);
    if (!find_live_entries(lines_, sign).entries.empty()) return read_live(title, sign);
    if (!meta_.is_article) {
      const auto posts = find_html_posts(page_, ratings_);
      if (!posts.empty()) return read_posts(posts);
      const auto dated = find_dated_posts(lines_);
      if (!dated.empty()) return read_dated_posts(dated);
    }
    return read_single(title);
  }

 private:
  BlockRange whole() const { return {0, static_cast<std::uint32_t>(page_.blocks.size())}; }

  /// From the first block that counts as text to the last.
  BlockRange rated_body() const {
    BlockRange out;
    for (std::uint32_t i = 0; i < ratings_.size(); ++i) {
      if (ratings_[i] < 0.5f) continue;
      if (out.end == 0) out.begin = i;
      out.end = i + 1;
    }
    return out;
  }

  bool declares_live() const {
    return std::any_of(source_.json_ld.begin(), source_.json_ld.end(), [](std::string_view json) {
      return json.find("LiveBlogPosting") != json.npos;
    });
  }

  /// A page by the clock: its lines are cut as text is, and what the head says counts for its
  /// introduction.
  Page read_live(const std::string& title, LiveSign sign) {
    PageHints hints;
    hints.title = title;
    hints.live = sign;
    hints.date = meta_.published.date;
    hints.time = meta_.published.time;
    Page out = read_structure(lines_, hints, options_);
    Article& intro = out.articles.front();
    const auto live = find_live_entries(lines_, sign);
    // A headline that says so is the page's, whatever the head of the page calls it.
    if (live.title != no_line && !says_live(title))
      intro.title = to_nfc(lines_.lines()[live.title].text);
    if (intro.byline.empty()) take_meta_authors(intro);
    if (intro.tags.empty()) take_meta_tags(page_, meta_, intro);
    return out;
  }

  Page read_single(const std::string& title) {
    PageHints hints;
    hints.title = title;
    const auto rulings = rule_blocks(page_, lines_, hints.title, ratings_);
    const HtmlFacts facts = read_html_facts(page_, whole(), rated_body());
    Page out = read_whole(hints);
    const bool marked = meta_.is_article || !facts.published.date.empty() || !facts.tags.empty();
    if (out.articles.front().paragraphs.empty() && marked && rescue_stub(page_, ratings_)) {
      out = read_whole(hints);
    }
    drop_foreign_tags(page_, out.articles.front());
    split_joined_tags(page_, lines_, out.articles.front());
    complete(out.articles.front(), facts);
    drop_section_tag(page_, hints.title, out.articles.front());
    if (!marked) set_scraps_aside(out.articles.front());
    for (Article& article : out.articles) name_kinds(rulings, article.set_aside);
    name_kinds(rulings, out.verdicts);
    return out;
  }

  /// A line or two on a page that has neither date nor tags nor calls itself an article are no
  /// article: an error page, an index.
  static void set_scraps_aside(Article& article) {
    constexpr std::size_t scraps = 140;
    std::size_t bytes = 0;
    for (const std::string& paragraph : article.paragraphs) bytes += paragraph.size();
    if (bytes == 0 || bytes >= scraps || !article.date.empty()) return;
    for (std::string& paragraph : article.paragraphs) {
      article.set_aside.push_back({0, LineKind::other, 0.5f, "too-little", std::move(paragraph)});
    }
    article.paragraphs.clear();
  }

  /// Says what the page's structure knows of lines that are set aside: a ruling's own reason, and
  /// the elements around where the words told nothing.
  void name_kinds(const std::vector<BlockRuling>& rulings, std::vector<Verdict>& verdicts) const {
    for (Verdict& verdict : verdicts) {
      if (!is_set_aside(verdict.kind) || verdict.line == 0 || verdict.line > rulings.size())
        continue;
      const BlockRuling& ruling = rulings[verdict.line - 1];
      if (ruling.kind != LineKind::body) {
        verdict.kind = ruling.kind;
        verdict.reason = ruling.reason;
        continue;
      }
      const LineKind kind = kind_by_elements(page_, page_.blocks[verdict.line - 1]);
      const bool surer = verdict.kind == LineKind::other || kind == LineKind::comments;
      if (kind == LineKind::other || !surer) continue;
      verdict.kind = kind;
      verdict.reason = "element";
    }
  }

  /// Posts that the order of lines tells apart.
  Page read_dated_posts(const std::vector<BlockRange>& posts) {
    Page out = read_structure(lines_, {}, options_);
    for (std::size_t i = 0; i < std::min(posts.size(), out.articles.size()); ++i)
      complete_from_facts(out.articles[i], read_html_facts(page_, posts[i]));
    return out;
  }

  Page read_posts(const std::vector<HtmlPost>& posts) {
    Page out;
    std::uint32_t done = 0;
    for (const HtmlPost& post : posts) {
      for (std::uint32_t i = post.range.begin; i < post.range.end; ++i) {
        if (is_post_text(page_.blocks[i])) ratings_[i] = std::max(ratings_[i], 0.9f);
      }
      PageHints hints;
      hints.title = page_.blocks[post.title].text;
      Page part = read_range(post.range, hints);
      complete_from_facts(part.articles.front(), read_html_facts(page_, post.range));
      leave_out({done, post.range.begin}, part.articles.front(), out);
      append(out, std::move(part));
      done = post.range.end;
    }
    leave_out({done, whole().end}, out.articles.back(), out);
    return out;
  }

  static void append(Page& out, Page part) {
    for (auto& article : part.articles) out.articles.push_back(std::move(article));
    for (auto& verdict : part.verdicts) out.verdicts.push_back(std::move(verdict));
  }

  /// Blocks between posts belong to no article; they are set aside with the one beside them.
  void leave_out(BlockRange range, Article& article, Page& out) const {
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      Verdict verdict{i + 1, LineKind::other, ratings_[i], "between-posts", page_.blocks[i].text};
      if (options_.explain) out.verdicts.push_back(verdict);
      article.set_aside.push_back(std::move(verdict));
    }
  }

  Page read_whole(PageHints& hints) {
    hints.one_article = hints.from_elements = true;
    for (Line& line : lines_.lines()) line.probability = ratings_[line.number - 1];
    return read_structure(lines_, hints, options_);
  }

  /// Reads the blocks of a stretch as lines and leaves naming them to the rules for text.
  Page read_range(BlockRange range, PageHints& hints) const {
    hints.one_article = hints.from_elements = true;
    std::vector<std::string_view> texts;
    for (std::uint32_t i = range.begin; i < range.end; ++i) texts.push_back(page_.blocks[i].text);
    PageLines lines(texts);
    for (Line& line : lines.lines()) {
      line.number += range.begin;
      line.probability = ratings_[line.number - 1];
    }
    return read_structure(lines, hints, options_);
  }

  /// What elements say counts where the printed lines say nothing.
  void complete_from_facts(Article& article, const HtmlFacts& facts) const {
    if (article.date.empty()) {
      article.date = facts.published.date;
      article.time = facts.published.time;
    }
    if (article.byline.empty()) article.byline = facts.authors;
    tidy_byline(article);
    // What is declared is what the printed line says, without the words around it.
    if (facts.tags_declared) article.tags.clear();
    for (const std::string& tag : facts.tags) add_html_tag(article, tag);
  }

  void complete(Article& article, const HtmlFacts& facts) const {
    settle_date(article, facts);
    if (article.byline.empty()) article.byline = facts.authors;
    if (article.byline.empty()) take_meta_authors(article);
    tidy_byline(article);
    take_listed_tags(page_, facts, article);
    if (article.tags.empty()) take_meta_tags(page_, meta_, article);
  }

  /// Agencies and names of accounts are no authors, and beside a name neither are the site nor
  /// letters of a degree.
  void tidy_byline(Article& article) const {
    std::vector<std::string> names;
    for (std::string& name : article.byline) {
      while (!name.empty() && std::string_view(" ,;|").find(name.back()) != std::string_view::npos)
        name.pop_back();
      if (is_account(name) || std::find(names.begin(), names.end(), name) != names.end()) continue;
      if (const auto agency = agency_named(name); !agency.empty()) {
        add_once(article.agency, agency);
        continue;
      }
      if (!names.empty() && (is_degree(name) || fold_key(name) == fold_key(meta_.site))) continue;
      names.push_back(std::move(name));
    }
    article.byline = std::move(names);
  }

  static bool is_account(std::string_view name) {
    const std::string key = fold_key(name);
    const std::string_view word = key;
    return word.empty() || word.ends_with("admin") || word == "administrator" ||
           word == "webmaster" || word == "guest" || word == "user" || word == "editor";
  }

  /// "MD", "RDN", "PhD".
  static bool is_degree(std::string_view name) {
    const auto capitals =
        std::count_if(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return name.size() <= 4 && capitals >= 2 && name.find(' ') == std::string_view::npos;
  }

  /// The printed date counts where the machine's one is a day off at most (another time zone).
  void settle_date(Article& article, const HtmlFacts& facts) const {
    const DateAndTime& machine = meta_.published.date.empty() ? facts.published : meta_.published;
    if (machine.date.empty()) return;
    const bool near = !article.date.empty() &&
                      std::abs(parse_iso_day(article.date) - parse_iso_day(machine.date)) <= 1;
    if (near && !article.time.empty()) return;
    if (near && article.date != machine.date) return;
    article.date = machine.date;
    article.time = machine.time;
  }

  void take_meta_authors(Article& article) const {
    for (const std::string& author : meta_.authors) {
      if (const auto agency = agency_named(author); !agency.empty()) {
        article.agency.emplace_back(agency);
        continue;
      }
      // A list of names, or a name with its job or outlet.
      const std::size_t by = author.find(" by ");  // "Analysis by ..."
      const auto byline = read_byline("By " + (by == author.npos ? author : author.substr(by + 4)));
      for (const std::string& name : byline ? byline->names : std::vector<std::string>{}) {
        const bool site = fold_key(name) == fold_key(meta_.site);
        const bool known = std::find(article.byline.begin(), article.byline.end(), to_nfc(name)) !=
                           article.byline.end();
        if (!site && !known) article.byline.push_back(to_nfc(name));
      }
    }
  }

  HtmlSource source_;
  HtmlText page_;
  HtmlMeta meta_;
  std::vector<float> ratings_;
  PageLines lines_;  ///< one for each block that has words
  const CleanOptions& options_;
};

bool has_text(const Page& page) {
  return std::any_of(page.articles.begin(), page.articles.end(),
                     [](const Article& article) { return !article.paragraphs.empty(); });
}

}  // namespace

Page clean_html_page(const RawPage& raw, const CleanOptions& options) {
  Page out = HtmlReader(raw, HiddenText::leave_out, options).read();
  if (!has_text(out)) {
    Page all = HtmlReader(raw, HiddenText::keep, options).read();
    if (has_text(all)) out = std::move(all);
  }
  out.source = raw.source;
  out.id = raw.id;
  return out;
}

}  // namespace comention
