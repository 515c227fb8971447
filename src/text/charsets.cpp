#include "text/charsets.hpp"

#include <algorithm>

#include "text/encoding.hpp"
#include "text/utf8.hpp"

namespace comention {
namespace {

constexpr std::size_t declaration_window = 2048;

struct Label {
  std::string_view name;
  std::string_view charset;
};

/// Labels that mean another charset than they say, after the WHATWG encoding standard, under the
/// names that iconv knows.
constexpr Label labels[] = {
    {"ascii", "WINDOWS-1252"},
    {"us-ascii", "WINDOWS-1252"},
    {"latin1", "WINDOWS-1252"},
    {"latin-1", "WINDOWS-1252"},
    {"l1", "WINDOWS-1252"},
    {"iso-8859-1", "WINDOWS-1252"},
    {"iso8859-1", "WINDOWS-1252"},
    {"iso_8859-1", "WINDOWS-1252"},
    {"cp1252", "WINDOWS-1252"},
    {"x-cp1252", "WINDOWS-1252"},
    {"ansi", "WINDOWS-1252"},
    {"iso-8859-9", "WINDOWS-1254"},
    {"latin5", "WINDOWS-1254"},
    {"iso-8859-11", "CP874"},
    {"tis-620", "CP874"},
    {"windows-874", "CP874"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"gb_2312-80", "GB18030"},
    {"x-gbk", "GB18030"},
    {"chinese", "GB18030"},
    {"big5", "BIG5-HKSCS"},
    {"x-x-big5", "BIG5-HKSCS"},
    {"shift_jis", "CP932"},
    {"shift-jis", "CP932"},
    {"sjis", "CP932"},
    {"x-sjis", "CP932"},
    {"windows-31j", "CP932"},
    {"ms_kanji", "CP932"},
    {"euc-kr", "CP949"},
    {"ks_c_5601-1987", "CP949"},
    {"korean", "CP949"},
    {"utf8", "UTF-8"},
    {"unicode-1-1-utf-8", "UTF-8"},
    {"utf-16", "UTF-16LE"},
    {"unicode", "UTF-16LE"},
    {"x-mac-cyrillic", "MACCYRILLIC"},
    {"macintosh", "MACINTOSH"},
    {"x-mac-roman", "MACINTOSH"},
    {"x-user-defined", "WINDOWS-1252"},
    {"visual", "ISO-8859-8"},
    {"logical", "ISO-8859-8"},
    {"iso-8859-8-i", "ISO-8859-8"},
    {"dos-874", "CP874"},
};

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string ascii_upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

bool is_label_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' ||
         c == '.' || c == '+';
}

/// The value that follows `key` and a "=" in lower-cased text, without quotes.
std::string value_after(std::string_view text, std::string_view key) {
  const std::size_t found = text.find(key);
  if (found == std::string_view::npos) return {};
  std::size_t at = found + key.size();
  const auto skip = [&](std::string_view what) {
    while (at < text.size() && what.find(text[at]) != std::string_view::npos) ++at;
  };
  skip(" \t\r\n");
  if (at >= text.size() || text[at] != '=') return {};
  ++at;
  skip(" \t\r\n\"'");
  std::size_t end = at;
  while (end < text.size() && is_label_char(text[end])) ++end;
  return std::string(text.substr(at, std::min<std::size_t>(end - at, 40)));
}

}  // namespace

std::string charset_of(std::string_view declared) {
  std::string name = ascii_lower(trim(declared));
  if (name.find("charset") != std::string::npos) name = value_after(name, "charset");
  if (name.empty() || !std::all_of(name.begin(), name.end(), is_label_char)) return {};
  for (const Label& label : labels) {
    if (label.name == name) return std::string(label.charset);
  }
  return ascii_upper(name);
}

std::string declared_charset(std::string_view bytes) {
  const std::string head = ascii_lower(bytes.substr(0, declaration_window));
  const std::string_view view = head;
  if (view.substr(0, 5) == "<?xml") {
    const auto end = view.find("?>");
    if (auto name = value_after(view.substr(0, end), "encoding"); !name.empty()) return name;
  }
  for (auto at = view.find("<meta"); at != std::string_view::npos;
       at = view.find("<meta", at + 5)) {
    const auto tag = view.substr(at, view.find('>', at) - at);
    if (auto name = value_after(tag, "charset"); !name.empty()) return name;
  }
  return {};
}

}  // namespace comention
