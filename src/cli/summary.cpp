#include "cli/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace comention::cli {
namespace {

/// "3 pages", "1 page"; with an ending of its own "2 copies".
std::string counted(std::uint64_t number, std::string_view noun, std::string_view ending = "") {
  return fmt::format("{} {}{}", number, noun, !ending.empty() ? ending : number == 1 ? "" : "s");
}

/// The kinds of lines that were set aside, most frequent first.
std::string kinds(const CorpusReport& corpus) {
  std::vector<std::pair<std::string, std::uint64_t>> list(corpus.set_aside.begin(),
                                                          corpus.set_aside.end());
  std::stable_sort(list.begin(), list.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string text;
  for (std::size_t i = 0; i < list.size() && i < 6; ++i) {
    text += fmt::format("{}{} {}", i == 0 ? "" : ", ", list[i].second, list[i].first);
  }
  return text;
}

}  // namespace

std::string summary(const BuildReport& report, std::span<const OutputRequest> outputs) {
  const CorpusReport& corpus = report.corpus;
  std::string text = fmt::format("read      {}", counted(corpus.pages, "page"));
  if (corpus.articles > 0) text += fmt::format(" with {}", counted(corpus.articles, "article"));
  if (corpus.tag_lists > 0) text += fmt::format(", {}", counted(corpus.tag_lists, "tag list"));
  if (corpus.skipped > 0) text += fmt::format("; {} could not be read", corpus.skipped);
  text += '\n';
  if (corpus.lines_set_aside > 0) {
    text +=
        fmt::format("set aside {}: {}\n", counted(corpus.lines_set_aside, "line"), kinds(corpus));
  }
  const auto copies = corpus.copies_exact + corpus.copies_near;
  if (copies + corpus.foreign_articles + corpus.not_english + corpus.pages_without_article > 0) {
    text += fmt::format(
        "          {}, {} apart, {} not English (names not searched), {} without article\n",
        counted(copies, "cop", copies == 1 ? "y left out" : "ies left out"),
        counted(corpus.foreign_articles, "foreign text"), corpus.not_english,
        counted(corpus.pages_without_article, "page"));
  }
  text += fmt::format("found     {}, {} of them names, merged into {}",
                      counted(corpus.mentions, "mention"), corpus.names,
                      counted(corpus.entities, "entit", corpus.entities == 1 ? "y" : "ies"));
  if (corpus.ambiguous > 0) text += fmt::format("; {} short forms left open", corpus.ambiguous);
  for (const auto& merge : report.merged) text += fmt::format("\n          {}", merge);
  text += fmt::format("\ncounted   {} in {}", counted(report.pairs, "pair"),
                      counted(report.contexts, "context"));
  if (report.below_threshold > 0) {
    text += fmt::format("; {} below {} co-occurrences left out", report.below_threshold,
                        report.min_cooccurrences);
  }
  if (report.edges_cut > 0) text += fmt::format("; {} cut by filters", report.edges_cut);
  text += fmt::format("\nwrote     {} and {} into ", counted(report.nodes, "node"),
                      counted(report.edges, "edge"));
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    text += fmt::format("{}{}", i == 0 ? "" : ", ",
                        outputs[i].path == "-" ? "standard output" : outputs[i].path);
  }
  for (const auto& note : report.notes) text += "\nnote      " + note;
  if (!report.heaviest.empty()) text += "\nheaviest pairs (weight, contexts)";
  for (const auto& edge : report.heaviest) {
    text += fmt::format("\n  {:8.2f} {:6}  {} - {}", edge.weight, edge.count, edge.a, edge.b);
  }
  return text + '\n';
}

}  // namespace comention::cli
