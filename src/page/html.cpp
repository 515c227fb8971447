#include "page/html.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>

#include "base/embedded.hpp"
#include "page/html_blocks.hpp"
#include "page/html_facts.hpp"
#include "page/html_features.hpp"
#include "page/html_meta.hpp"
#include "page/html_posts.hpp"
#include "page/html_rules.hpp"
#include "page/lines.hpp"
#include "page/names.hpp"
#include "page/structure.hpp"
#include "page/tags.hpp"
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
    if (!meta_.is_article) {
      const auto posts = find_html_posts(page_, ratings_);
      if (!posts.empty()) return read_posts(posts);
    }
    return read_single();
  }

 private:
  BlockRange whole() const { return {0, static_cast<std::uint32_t>(page_.blocks.size())}; }

  Page read_single() {
    PageHints hints;
    hints.title = find_html_title(page_, meta_);
    const auto rulings = rule_blocks(page_, lines_, hints.title, ratings_);
    const HtmlFacts facts = read_html_facts(page_, whole());
    Page out = read_whole(hints);
    const bool marked = meta_.is_article || !facts.published.date.empty() || !facts.tags.empty();
    if (out.articles.front().paragraphs.empty() && marked && rescue_stub(page_, ratings_)) {
      out = read_whole(hints);
    }
    drop_foreign_tags(out.articles.front());
    complete(out.articles.front(), facts);
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
    hints.one_article = true;
    for (Line& line : lines_.lines()) line.probability = ratings_[line.number - 1];
    return read_structure(lines_, hints, options_);
  }

  /// Reads the blocks of a stretch as lines and leaves naming them to the rules for text.
  Page read_range(BlockRange range, PageHints& hints) const {
    hints.one_article = true;
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
    for (const std::string& tag : facts.tags) add_tag(article, tag);
  }

  void complete(Article& article, const HtmlFacts& facts) const {
    settle_date(article, facts);
    if (article.byline.empty()) article.byline = facts.authors;
    if (article.byline.empty()) take_meta_authors(article);
    for (const std::string& tag : facts.tags) add_tag(article, tag);
    if (article.tags.empty()) take_meta_tags(article);
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
      } else if (fold_key(author) != fold_key(meta_.site) && looks_like_name(author)) {
        article.byline.push_back(to_nfc(author));
      }
    }
  }

  /// Tags that only the head declares count where the page prints most of them, too: many sites
  /// declare the same keywords on every page. Those that the menu links are sections of the site.
  void take_meta_tags(Article& article) const {
    const PageLabels labels = read_labels(page_);
    for (const auto* list : {&meta_.tags, &meta_.keywords}) {
      std::vector<std::string> found;
      for (const std::string& tag : *list) {
        if (labels.printed.contains(fold_key(tag))) found.push_back(tag);
      }
      if (found.size() * 2 <= list->size()) continue;
      for (const std::string& tag : found) {
        if (!labels.menu.contains(fold_key(tag))) add_tag(article, tag);
      }
      return;
    }
  }

  /// Lines can be read as tags that stand in other elements than the list: the button behind it,
  /// the form of the comments. A tag must stand outside those somewhere.
  void drop_foreign_tags(Article& article) const {
    if (article.tags.empty()) return;
    std::set<std::string> inside, outside;
    for (const HtmlBlock& block : page_.blocks) {
      if (block.text.size() > 100) continue;
      const LineKind kind = kind_by_elements(page_, block);
      const bool foreign = kind == LineKind::comments || kind == LineKind::form;
      (foreign ? inside : outside).insert(fold_key(block.text));
    }
    std::erase_if(article.tags, [&](const Tag& tag) {
      const std::string key = fold_key(tag.text);
      return inside.contains(key) && !outside.contains(key);
    });
  }

  /// Tags for programs rather than readers: "autoplay_video", "@site", "type:story", "1234".
  static bool is_machine_word(std::string_view tag) {
    if (tag.find_first_of("_@=:/<>{}") != std::string_view::npos) return true;
    return std::none_of(tag.begin(), tag.end(), [](char c) {
      return (c & 0x80) != 0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
  }

  static void add_tag(Article& article, const std::string& text) {
    const std::string key = fold_key(text);
    for (const Tag& tag : article.tags) {
      if (fold_key(tag.text) == key) return;
    }
    if (text.empty() || text.size() > 100 || is_machine_word(text)) return;
    article.tags.push_back({to_nfc(text), kind_of_tag(text, article.paragraphs)});
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
