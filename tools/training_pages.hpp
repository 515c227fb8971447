#pragma once

#include <rapidjson/reader.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

/// The strings of one JSON object by their keys; of an array the last one stays.
using FlatRecord = std::map<std::string, std::string>;

struct FlatRecordReader : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, FlatRecordReader> {
  bool Key(const char* s, rapidjson::SizeType n, bool) { return key.assign(s, n), true; }
  bool String(const char* s, rapidjson::SizeType n, bool) {
    fields[key].assign(s, n);
    return true;
  }
  std::string key;
  FlatRecord fields;
};

/// Reads JSON lines; lines that are no JSON are passed over.
inline std::vector<FlatRecord> read_flat_records(const std::string& path) {
  std::vector<FlatRecord> records;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    FlatRecordReader object;
    rapidjson::Reader reader;
    rapidjson::StringStream stream(line.c_str());
    if (!reader.Parse(stream, object).IsError()) records.push_back(std::move(object.fields));
  }
  return records;
}

inline std::string read_whole(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

/// The true text of a page.
struct Body {
  std::string text;
  bool by_hand = false;  ///< labelled by hand, not by an extractor
};

/// Reads bodies by the id of their page from JSON lines {"id", "labels", "body"}.
inline std::map<std::string, Body> read_bodies(const std::string& path) {
  std::map<std::string, Body> bodies;
  for (auto& record : read_flat_records(path))
    bodies[record["id"]] = {record["body"], record["labels"] == "readability"};
  return bodies;
}

/// The files of a folder in the order of their names.
inline std::vector<std::filesystem::path> files_of(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// The id that a file's name begins with: "0001" of "0001.full.txt".
inline std::string page_id(const std::filesystem::path& file) {
  const auto name = file.filename().string();
  return name.substr(0, name.find('.'));
}
