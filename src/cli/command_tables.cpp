#include <fmt/format.h>

#include "base/output.hpp"
#include "cli/command.hpp"
#include "comention/algorithms.hpp"
#include "comention/backbone.hpp"
#include "comention/export.hpp"
#include "comention/measure.hpp"

namespace comention::cli {
namespace {

/// A command that prints a table of what is registered.
void add_table(CLI::App& app, Selected& selected, const char* name, const char* description,
               std::string (*table)()) {
  CLI::App* command = app.add_subcommand(name, description);
  command->callback([&selected, table] {
    selected.run = [table] {
      Console console;
      auto out = AtomicFile::open("-");
      if (!out) return console.finish(tl::unexpected(out.error()));
      if (auto written = out->write(table()); !written) return console.finish(written);
      return console.finish(out->commit());
    };
  });
}

std::string formats_table() {
  std::string text = "Input (--input-format)\n";
  for (const auto& format : input_formats()) {
    text +=
        fmt::format("  {:<12} .{:<24} {}\n", format.name, format.extensions, format.description);
  }
  text +=
      "  packed       .gz .zst .xz .bz2 .zip .tar .warc: any of them inside\n\nOutput (--format)\n";
  for (const auto& format : export_formats()) {
    text +=
        fmt::format("  {:<12} .{:<24} {}\n", format.name, format.extensions, format.description);
  }
  return text;
}

std::string measures_table() {
  std::string text = "Edge measures (--measures)\n";
  for (const Measure& measure : measures()) {
    text += fmt::format("  {:<22} {:<52} {}\n", measure.name, measure.formula, measure.source);
  }
  text += "\nNode measures (--node-measures)\n";
  for (const NodeMeasure& measure : node_measures()) {
    text += fmt::format("  {:<22} {:<52} {}\n", measure.name, measure.description, measure.source);
  }
  return text;
}

std::string backbones_table() {
  std::string text = "Backbones (--backbone)\n";
  for (const Backbone& backbone : backbones()) {
    text +=
        fmt::format("  {:<22} {:<52} {}\n", backbone.name, backbone.description, backbone.source);
  }
  return text;
}

}  // namespace

void add_formats_command(CLI::App& app, Selected& selected) {
  add_table(app, selected, "formats", "what can be read and written", formats_table);
}

void add_measures_command(CLI::App& app, Selected& selected) {
  add_table(app, selected, "measures", "what can be computed of edges and nodes", measures_table);
}

void add_backbones_command(CLI::App& app, Selected& selected) {
  add_table(app, selected, "backbones", "how a graph can be cut down to what matters",
            backbones_table);
}

}  // namespace comention::cli
