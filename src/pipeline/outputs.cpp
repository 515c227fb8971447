#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <system_error>

#include "base/output.hpp"
#include "comention/pipeline.hpp"

namespace comention {
namespace {

namespace fs = std::filesystem;

/// `g.csv` with `.nodes` is `g.nodes.csv`.
std::string with_suffix(const std::string& path, std::string_view suffix) {
  if (suffix.empty()) return path;
  const auto name = path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1;
  const auto dot = path.rfind('.');
  if (dot == std::string::npos || dot <= name) return path + std::string(suffix);
  return path.substr(0, dot) + std::string(suffix) + path.substr(dot);
}

Result<const ExportFormat*> format_of(const OutputRequest& output) {
  const ExportFormat* format =
      output.format.empty() ? export_format_for(output.path) : find_export_format(output.format);
  if (format != nullptr) return format;
  if (!output.format.empty()) {
    return fail(ErrorKind::usage,
                fmt::format("unknown format \"{}\"; see `comention formats`", output.format));
  }
  if (output.path == "-") {
    return fail(ErrorKind::usage, "standard output needs a --format; see `comention formats`");
  }
  return fail(ErrorKind::usage,
              fmt::format("{}: no format has this suffix; see `comention formats`", output.path));
}

Result<void> check_folder(const std::string& path) {
  const fs::path parent = fs::path(path).parent_path();
  const std::string folder = parent.empty() ? "." : parent.string();
  if (::access(folder.c_str(), W_OK | X_OK) == 0) return {};
  const int error = errno;
  return fail(ErrorKind::io, fmt::format("{}: cannot write into folder {}: {}", path, folder,
                                         std::generic_category().message(error)));
}

Result<void> check_against_input(const std::string& path, const std::string& input) {
  std::error_code error;
  if (input == "-") return {};
  if (fs::exists(path, error) && fs::equivalent(path, input, error)) {
    return fail(ErrorKind::usage, fmt::format("{}: is an input and an output", path));
  }
  if (!fs::is_directory(input, error)) return {};
  const auto folder = fs::weakly_canonical(input, error);
  const auto target = fs::weakly_canonical(fs::absolute(path, error), error);
  const auto [end, unused] =
      std::mismatch(folder.begin(), folder.end(), target.begin(), target.end());
  if (end == folder.end()) {
    return fail(ErrorKind::usage, fmt::format("{}: lies inside the input folder {}", path, input));
  }
  return {};
}

/// The files of one output, opened when its writer asks for them.
class OutputFiles {
 public:
  explicit OutputFiles(std::string path) : path_(std::move(path)) {}

  Result<ByteSink*> open(std::string_view suffix) {
    auto file = AtomicFile::open(path_ == "-" ? path_ : with_suffix(path_, suffix));
    if (!file) return tl::unexpected(file.error());
    files_.push_back(std::make_unique<AtomicFile>(std::move(*file)));
    return files_.back().get();
  }

  Result<void> commit() {
    for (auto& file : files_) {
      if (auto committed = file->commit(); !committed) return committed;
    }
    return {};
  }

 private:
  std::string path_;
  std::vector<std::unique_ptr<AtomicFile>> files_;
};

}  // namespace

Result<void> check_outputs(std::span<const OutputRequest> outputs,
                           std::span<const std::string> inputs) {
  for (const auto& output : outputs) {
    const auto format = format_of(output);
    if (!format) return tl::unexpected(format.error());
    if ((*format)->missing != nullptr && !(*format)->missing().empty()) {
      return fail(ErrorKind::usage, fmt::format("{}: {}", output.path, (*format)->missing()));
    }
    if (output.path == "-") continue;
    if (auto folder = check_folder(output.path); !folder) return folder;
    for (const auto& input : inputs) {
      if (auto apart = check_against_input(output.path, input); !apart) return apart;
    }
  }
  return {};
}

Result<void> write_graph_files(const Graph& graph, std::span<const OutputRequest> outputs,
                               const WriterOptions& options, Observer& observer) {
  std::vector<std::unique_ptr<OutputFiles>> files;
  for (const auto& output : outputs) {
    if (observer.stop_requested()) return fail(ErrorKind::stopped, "stopped");
    const auto format = format_of(output);
    if (!format) return tl::unexpected(format.error());
    observer.progress({"writing", files.size() + 1, outputs.size(), "files", 0});
    files.push_back(std::make_unique<OutputFiles>(output.path));
    OutputFiles& opened = *files.back();
    const auto writer = (*format)->make(
        [&opened](std::string_view suffix) { return opened.open(suffix); }, options);
    if (auto written = write_graph(graph, *writer); !written) return written;
  }
  for (const auto& file : files) {
    if (auto committed = file->commit(); !committed) return committed;
  }
  return {};
}

}  // namespace comention
