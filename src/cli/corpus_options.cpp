#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <fstream>
#include <map>
#include <thread>

#include "cli/command.hpp"
#include "text/utf8.hpp"

namespace comention::cli {
namespace {

std::string input_format_names() {
  std::string names;
  for (const auto& format : input_formats()) {
    if (!names.empty()) names += ", ";
    names += format.name;
  }
  return names;
}

void add_reading(CLI::App& command, CorpusArguments& arguments) {
  constexpr const char* group = "Reading";
  ReadOptions& read = arguments.options.read;
  command
      .add_option("INPUT", arguments.inputs, "files, folders, archives, or - for standard input")
      ->required()
      ->type_name("");
  const auto text = [&](const char* name, std::string& value, const std::string& help) {
    command.add_option(name, value, help)->type_name("TEXT")->group(group);
  };
  text("--input-format", read.format,
       "by content and suffix unless named: " + input_format_names());
  text("--text-column", read.text_column, "a table's column with the text");
  text("--tags-column", read.tags_column, "a table's column with the tags");
  text("--date-column", read.date_column, "a table's column with the date");
  text("--id-column", read.id_column, "a table's column with the id");
  text("--delimiter", arguments.delimiter, "of a table: one character, or tab");
  command
      .add_flag("--as-is", arguments.options.clean.as_is,
                "take each text as one article: no cleaning, no cutting, no de-duplication")
      ->group(group);
  command.add_option("--dedup", arguments.dedup, "copies that count once: exact, near, off")
      ->check(CLI::IsMember({"exact", "near", "off"}))
      ->type_name("KIND")
      ->capture_default_str()
      ->group(group);
  command
      .add_flag("--strict", arguments.options.strict, "end at the first input that cannot be read")
      ->group(group);
}

void add_names(CLI::App& command, CorpusArguments& arguments) {
  constexpr const char* group = "Names";
  ResolveOptions& resolve = arguments.options.resolve;
  command.add_flag("!--no-aliases", resolve.aliases, "only equal names are one entity")
      ->group(group);
  command.add_flag("--map-demonyms", resolve.map_demonyms, "count a nationality as its country")
      ->group(group);
  command.add_flag("--map-capitals", resolve.map_capitals, "count a capital as its country")
      ->group(group);
  command
      .add_option("--thesaurus", arguments.thesaurus,
                  "file of lines `label TAB replace by`; an empty replacement deletes the name")
      ->type_name("FILE")
      ->group(group);
  command
      .add_option("--do-not-merge", arguments.do_not_merge,
                  "file of lines `name TAB name` that must stay two entities")
      ->type_name("FILE")
      ->group(group);
  command
      .add_option("--extractor", arguments.options.extractor,
                  "another tagger: a command that reads articles and writes mentions as JSON lines")
      ->type_name("COMMAND")
      ->group(group);
}

}  // namespace

void add_corpus_options(CLI::App& command, CorpusArguments& arguments) {
  add_reading(command, arguments);
  add_names(command, arguments);
  arguments.options.threads = 0;
  command.add_option("--threads", arguments.options.threads, "0: all cores; the same bytes out")
      ->type_name("N");
  command
      .add_option("--memory", arguments.memory,
                  "what is larger goes to temporary files; the same bytes out")
      ->type_name("BYTES")
      ->capture_default_str();
}

Result<std::size_t> parse_bytes(std::string_view text) {
  static const std::map<std::string, std::size_t> units = {{"", 1},
                                                           {"k", 1u << 10},
                                                           {"kib", 1u << 10},
                                                           {"m", 1u << 20},
                                                           {"mib", 1u << 20},
                                                           {"g", 1u << 30},
                                                           {"gib", 1u << 30},
                                                           {"t", std::size_t{1} << 40},
                                                           {"tib", std::size_t{1} << 40}};
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto unit =
      units.find(fold_key({end, static_cast<std::size_t>(text.data() + text.size() - end)}));
  if (error != std::errc() || unit == units.end()) {
    return fail(ErrorKind::usage,
                fmt::format("not a number of bytes: \"{}\" (e.g. 512M, 2G)", text));
  }
  return number * unit->second;
}

Result<std::vector<std::pair<std::string, std::string>>> read_pairs(const std::string& path) {
  std::ifstream in(path);
  if (!in) return fail(ErrorKind::io, fmt::format("{}: cannot be read", path));
  std::vector<std::pair<std::string, std::string>> pairs;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (line.empty() || line.front() == '#') continue;
    if (number == 1 && fold_key(line).starts_with("label\treplace by")) continue;
    const auto tab = line.find('\t');
    if (tab == std::string::npos) {
      return fail(ErrorKind::input,
                  fmt::format("{}:{}: no tab between two columns: \"{}\"", path, number, line));
    }
    const auto second = line.find('\t', tab + 1);
    pairs.emplace_back(trim(line.substr(0, tab)), trim(line.substr(tab + 1, second - tab - 1)));
  }
  return pairs;
}

Result<void> settle(CorpusArguments& arguments) {
  CorpusOptions& options = arguments.options;
  if (arguments.delimiter == "tab" || arguments.delimiter == "\\t") {
    options.read.delimiter = '\t';
  } else if (arguments.delimiter.size() == 1) {
    options.read.delimiter = arguments.delimiter.front();
  } else if (!arguments.delimiter.empty()) {
    return fail(ErrorKind::usage, "--delimiter: one character, or tab");
  }
  if (options.threads == 0) options.threads = std::max(1u, std::thread::hardware_concurrency());
  options.dedup = arguments.dedup == "off"     ? Dedup::off
                  : arguments.dedup == "exact" ? Dedup::exact
                                               : Dedup::near;
  if (options.clean.as_is) options.dedup = Dedup::off;
  const char* folder = std::getenv("TMPDIR");
  if (folder != nullptr && *folder != '\0') options.temporary_folder = folder;
  const auto memory = parse_bytes(arguments.memory);
  if (!memory) return tl::unexpected(memory.error());
  options.memory = *memory;
  const auto load = [](const std::string& path, auto& into) -> Result<void> {
    if (path.empty()) return {};
    auto pairs = read_pairs(path);
    if (!pairs) return tl::unexpected(pairs.error());
    into = std::move(*pairs);
    return {};
  };
  if (auto loaded = load(arguments.thesaurus, options.resolve.thesaurus); !loaded) return loaded;
  return load(arguments.do_not_merge, options.resolve.do_not_merge);
}

}  // namespace comention::cli
