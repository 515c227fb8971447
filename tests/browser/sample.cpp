// Writes an invented graph for the browser suite: viewer-sample NODES EDGES SHAPE FILE
// SHAPE is `plain`, `hostile` (labels that try to run as script) or `bare` (no dates, groups,
// positions or sentences).
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>
#include <set>

#include "base/output.hpp"
#include "comention/export.hpp"
#include "comention/graph.hpp"
#include "comention/layout.hpp"

namespace comention {
namespace {

using Random = std::mt19937;

// std::uniform_int_distribution may differ between libraries; the sample may not.
std::size_t below(Random& random, std::size_t limit) { return random() % limit; }

const std::vector<std::string> given = {"Mira",  "Tobin", "Ansel", "Ilka",  "Ruben", "Sanna",
                                        "Odile", "Piet",  "Yara",  "Corin", "Leda",  "Emeka"};
const std::vector<std::string> start = {"Tal", "Bren", "Var", "Hol", "Quin", "Sol", "Mar",
                                        "Fen", "Dor",  "Kes", "Lun", "Ost",  "Wyn", "Ren"};
const std::vector<std::string> middle = {"a", "e", "i", "o", "an", "er", "il", "or"};
const std::vector<std::string> finish = {"vik", "mond", "sen", "ley",  "dale", "ros",
                                         "ter", "gard", "lin", "wick", "by",   "holm"};
const std::vector<std::string> bodies = {"Trust", "Institute", "Council", "Ferries",
                                         "Union", "Gazette",   "Bank",    "Authority"};
const std::vector<std::string> seasons = {"winter", "spring",   "summer",  "autumn", "old",
                                          "new",    "northern", "western", "lost",   "last"};
const std::vector<std::string> topics = {
    "harbour",    "ferry",  "orchard fair", "railway", "mill",    "flood wall",  "market",
    "lighthouse", "quarry", "regatta",      "tramway", "herring", "observatory", "festival"};
const std::vector<std::string> hostile = {
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "<!--<script>",
    "]]>",
    "\"quoted\" & 'single'",
    "=HYPERLINK(\"http://example.invalid\")",
    "line\nbreak\ttab\r",
    "\xE2\x80\xA8line separator\xE2\x80\xA9",
    "\x01\x02 control \x7F",
    "\xD8\xA7\xD9\x84\xD8\xB9\xD8\xB1\xD8\xA8\xD9\x8A\xD8\xA9 \xE2\x80\x8F rtl",
    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80 astral",
    "\xE4\xB8\xAD\xE6\x96\x87\xE5\x90\x8D",
    "__proto__",
    "constructor",
    "toString",
    "&lt;b&gt;",
    "{{7*7}}",
    "${alert(1)}",
    "javascript:document.title='owned'",
    "' onmouseover='document.title=1"};

std::string surname(Random& random) {
  return start[below(random, start.size())] + middle[below(random, middle.size())] +
         finish[below(random, finish.size())];
}

std::string invent_name(Random& random, std::size_t kind) {
  if (kind == 0) return given[below(random, given.size())] + " " + surname(random);
  if (kind == 1) return surname(random) + " " + bodies[below(random, bodies.size())];
  if (kind == 2) return below(random, 3) == 0 ? "Port " + surname(random) : surname(random);
  return seasons[below(random, seasons.size())] + " " + topics[below(random, topics.size())];
}

struct Sample {
  Graph graph;
  std::vector<std::size_t> group;
};

// Few names are named often: member m is drawn about as often as 1/m^0.7 of its group.
std::uint32_t draw(Random& random, const std::vector<std::uint32_t>& members) {
  const auto u = static_cast<double>(below(random, 1U << 20U)) / (1U << 20U);
  return members[static_cast<std::size_t>(std::pow(u, 3.2) * static_cast<double>(members.size()))];
}

// Dense groups with hubs, and bridges between the hubs.
void invent_links(Sample& sample, Random& random, std::size_t edges, std::size_t groups) {
  std::vector<std::vector<std::uint32_t>> members(groups);
  for (std::uint32_t n = 0; n < sample.graph.ids.size(); ++n) members[sample.group[n]].push_back(n);
  std::set<std::pair<std::uint32_t, std::uint32_t>> ends;
  for (std::uint32_t n = 0; n < sample.graph.ids.size() && ends.size() < edges; ++n) {
    const auto hub = draw(random, members[sample.group[n]]);
    if (hub != n) ends.emplace(std::min(n, hub), std::max(n, hub));
  }
  for (std::size_t tries = 0; ends.size() < edges && tries < edges * 40; ++tries) {
    const auto g = sample.group[below(random, sample.group.size())];
    const auto h = below(random, 14) == 0 ? below(random, groups) : g;
    if (members[g].empty() || members[h].empty()) continue;
    const auto a = draw(random, members[g]), b = draw(random, members[h]);
    if (a != b) ends.emplace(std::min(a, b), std::max(a, b));
  }
  sample.graph.ends.assign(ends.begin(), ends.end());
}

// As a corpus would be laid out; large graphs in few rounds, since only their size matters here.
void lay_out(Graph& graph) {
  graph.weight.clear();
  for (const auto weight : graph.edges.find("weight")->reals) graph.weight.push_back(weight);
  graph.index();
  LayoutOptions options;
  if (graph.ids.size() > 3000) options.iterations = 60;
  const auto& uses = graph.nodes.find("occurrences")->integers;
  const auto sizes = node_sizes(std::vector<double>(uses.begin(), uses.end()));
  set_positions(graph, force_atlas2(graph, options, sizes));
  set_sizes(graph, sizes);
}

std::string date_of(std::size_t day) {
  return fmt::format("20{:02}-{:02}-{:02}", 12 + day / 360, day / 30 % 12 + 1, day % 30 + 1);
}

EvidenceSentence invent_sentence(Random& random, const std::string& a, const std::string& b,
                                 std::size_t day) {
  static const std::vector<std::array<std::string, 3>> shapes = {
      {"On the second evening ", " sat beside ", " and neither of them mentioned the bill."},
      {"A letter from ", " to ", " turned up in a drawer, unopened – and unsigned."},
      {"", " had promised as much, though ", " remembered it differently."},
      {"Nobody at the café doubted that ", " would outbid ", " before the week was over."}};
  const auto& shape = shapes[below(random, shapes.size())];
  EvidenceSentence sentence;
  sentence.text = shape[0] + a + shape[1] + b + shape[2];
  sentence.source_start = static_cast<std::uint32_t>(shape[0].size());
  sentence.source_end = static_cast<std::uint32_t>(shape[0].size() + a.size());
  sentence.target_start = static_cast<std::uint32_t>(sentence.source_end + shape[1].size());
  sentence.target_end = static_cast<std::uint32_t>(sentence.target_start + b.size());
  sentence.source = fmt::format("gazette/{:04}.txt#{}", below(random, 3000), below(random, 4) + 1);
  sentence.date = date_of(day);
  return sentence;
}

Sample invent(std::size_t nodes, std::size_t edges, std::string_view shape) {
  Sample sample;
  Random random(20140330);
  const auto groups = std::clamp<std::size_t>(nodes / 40, 1, 24);
  auto& graph = sample.graph;
  const bool bare = shape == "bare";
  auto& label = graph.nodes.add("label", ColumnType::text, ColumnRole::label).texts;
  std::vector<std::string> labels, kinds;
  const std::vector<std::string> kind_names = {"PERSON", "ORG", "PLACE", "TAG"};
  for (std::size_t n = 0; n < nodes; ++n) {
    graph.ids.push_back(fmt::format("n{}", n));
    const std::size_t kind =
        std::array<std::size_t, 10>{0, 0, 0, 0, 1, 1, 2, 2, 2, 3}[below(random, 10)];
    kinds.push_back(kind_names[kind]);
    labels.push_back(shape == "hostile" && n < hostile.size() ? hostile[n]
                                                              : invent_name(random, kind));
    const auto g = below(random, groups) * (below(random, groups) + 1) / groups;
    sample.group.push_back(std::min(g, groups - 1));
  }
  label = labels;
  invent_links(sample, random, edges, groups);
  std::vector<std::int64_t> degree(nodes, 0);
  for (const auto& [a, b] : graph.ends) ++degree[a], ++degree[b];
  graph.nodes.add("type", ColumnType::text, ColumnRole::kind).texts = kinds;
  auto& occurrences = graph.nodes.add("occurrences", ColumnType::integer, ColumnRole::occurrences);
  for (std::size_t n = 0; n < nodes; ++n) {
    occurrences.integers.push_back(degree[n] * 3 / 2 + static_cast<std::int64_t>(below(random, 5)));
  }
  if (!bare) {
    auto& aliases = graph.nodes.add("aliases", ColumnType::text_list, ColumnRole::aliases).lists;
    for (std::size_t n = 0; n < nodes; ++n) {
      const auto blank = labels[n].rfind(' ');
      aliases.emplace_back();
      if (kinds[n] == "PERSON" && blank != std::string::npos) {
        aliases.back() = {labels[n].substr(blank + 1),
                          labels[n].substr(0, 1) + ". " + labels[n].substr(blank + 1)};
      }
    }
    auto& community = graph.nodes.add("community", ColumnType::integer, ColumnRole::community);
    for (const auto g : sample.group) community.integers.push_back(static_cast<std::int64_t>(g));
  }

  std::vector<std::int64_t> counts;
  std::vector<double> weights, npmi;
  std::vector<std::string> first, last;
  std::vector<std::vector<EvidenceSentence>> evidence;
  std::vector<std::pair<std::size_t, std::size_t>> days(nodes, {99999, 0});
  for (const auto& [a, b] : graph.ends) {
    const auto heat = below(random, 1000);
    const auto count = 1 + static_cast<std::int64_t>(2000 / (heat * heat / 40 + 20));
    counts.push_back(count);
    weights.push_back(
        std::round(static_cast<double>(count) * 1000 / static_cast<double>(2 + below(random, 4))) /
        1000);
    npmi.push_back(static_cast<double>(below(random, 2000)) / 1000 - 1);
    const auto from = below(random, 900) + sample.group[a] * 25, to = from + below(random, 500);
    first.push_back(date_of(from));
    last.push_back(date_of(to));
    for (const auto n : {a, b}) {
      days[n] = {std::min(days[n].first, from), std::max(days[n].second, to)};
    }
    evidence.emplace_back();
    for (std::int64_t i = 0; i < std::min<std::int64_t>(count, 3); ++i) {
      evidence.back().push_back(
          invent_sentence(random, labels[a], labels[b], from + (to - from) * std::size_t(i) / 3));
    }
  }
  graph.edges.add("weight", ColumnType::real, ColumnRole::weight).reals = weights;
  graph.edges.add("count", ColumnType::integer).integers = counts;
  if (!bare) {
    graph.edges.add("npmi", ColumnType::real).reals = npmi;
    graph.edges.add("first_seen", ColumnType::text, ColumnRole::first_seen).texts = first;
    graph.edges.add("last_seen", ColumnType::text, ColumnRole::last_seen).texts = last;
    graph.edges.add("evidence", ColumnType::evidence, ColumnRole::evidence).evidence = evidence;
    auto& node_first =
        graph.nodes.add("first_seen", ColumnType::text, ColumnRole::first_seen).texts;
    for (const auto& d : days) node_first.push_back(d.first > d.second ? "" : date_of(d.first));
    auto& node_last = graph.nodes.add("last_seen", ColumnType::text, ColumnRole::last_seen).texts;
    for (const auto& d : days) node_last.push_back(d.first > d.second ? "" : date_of(d.second));
  }
  if (!bare) lay_out(graph);
  graph.metadata =
      R"({"version":"sample","input":{"documents":3000,"articles":3412},"note":"invented </script> names"})";
  return sample;
}

}  // namespace
}  // namespace comention

int main(int argc, char** argv) {
  using namespace comention;
  if (argc != 5) return fmt::print(stderr, "usage: viewer-sample NODES EDGES SHAPE FILE\n"), 2;
  const auto sample =
      invent(std::strtoul(argv[1], nullptr, 10), std::strtoul(argv[2], nullptr, 10), argv[3]);
  auto file = AtomicFile::open(argv[4]);
  if (!file) return fmt::print(stderr, "{}\n", file.error().message), 1;
  const OpenSink open = [&](std::string_view) -> Result<ByteSink*> { return &*file; };
  auto done = write_graph(sample.graph, *export_format_for(argv[4])->make(open, {}));
  if (done) done = file->commit();
  if (!done) return fmt::print(stderr, "{}\n", done.error().message), 1;
  return 0;
}
