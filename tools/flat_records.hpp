#pragma once

#include <rapidjson/reader.h>

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
