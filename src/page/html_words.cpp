#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/embedded.hpp"
#include "page/html_blocks.hpp"

namespace comention {
namespace {

constexpr std::array<std::string_view, word_group_count> group_names = {
    "article", "body", "comment", "sidebar", "navigation", "header", "footer", "related", "ad",
    "share",   "form", "author",  "tags",    "caption",    "date",   "title",  "quote",   "table"};

/// Finds all words of data/html_words.tsv in a text in one walk (Aho and Corasick 1975).
class WordFinder {
 public:
  WordFinder() {
    nodes_.emplace_back();
    for_each_tsv_row(embedded_file("html_words.tsv"), [&](const auto& fields) {
      if (fields.size() == 3) add_row(fields[0], fields[1] == "word", fields[2]);
    });
    link();
  }

  WordGroups find(std::string_view value) const {
    WordGroups found = 0;
    std::uint16_t node = 0;
    bool break_before = true;  // of the present character
    std::size_t word_length = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
      const char c = value[i];
      const bool upper = c >= 'A' && c <= 'Z';
      const bool camel = upper && i > 0 && value[i - 1] >= 'a' && value[i - 1] <= 'z';
      const char lower = upper ? static_cast<char>(c + 32) : c;
      break_before = camel || !is_letter(i > 0 ? value[i - 1] : ' ');
      word_length = break_before ? 1 : word_length + 1;
      const int letter = letter_of(lower);
      node = letter < 0 ? 0 : nodes_[node].next[static_cast<std::size_t>(letter)];
      const Node& at = nodes_[node];
      found |= at.parts;
      if (at.words && word_ends(value, i)) found |= words_of(node, word_length);
    }
    return found;
  }

 private:
  static constexpr std::size_t letters = 27;  // a to z and "-"
  struct Node {
    std::array<std::uint16_t, letters> next{};
    std::uint16_t fail = 0;
    std::uint16_t depth = 0;
    WordGroups parts = 0;      ///< of this node and all its suffixes
    WordGroups own_words = 0;  ///< of this node alone
    bool words = false;        ///< this node or a suffix ends a whole word
  };

  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
  static int letter_of(char c) {
    return c >= 'a' && c <= 'z' ? c - 'a' : c == '-' || c == '_' ? 26 : -1;
  }

  static bool word_ends(std::string_view value, std::size_t i) {
    if (i + 1 >= value.size()) return true;
    const char next = value[i + 1];
    return !is_letter(next) || (next <= 'Z' && value[i] >= 'a');
  }

  WordGroups words_of(std::uint16_t node, std::size_t length) const {
    for (; node != 0 && nodes_[node].depth >= length; node = nodes_[node].fail) {
      if (nodes_[node].depth == length) return nodes_[node].own_words;
    }
    return 0;
  }

  void add_row(std::string_view group, bool whole, std::string_view words) {
    const auto name = std::find(group_names.begin(), group_names.end(), group);
    if (name == group_names.end()) return;
    const WordGroups bit = 1u << (name - group_names.begin());
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(' '), words.size());
      add(words.substr(0, end), whole, bit);
      words.remove_prefix(std::min(end + 1, words.size()));
    }
  }

  void add(std::string_view word, bool whole, WordGroups bit) {
    std::uint16_t node = 0;
    for (const char c : word) {
      const auto letter = static_cast<std::size_t>(letter_of(c));
      if (nodes_[node].next[letter] == 0) {
        nodes_[node].next[letter] = static_cast<std::uint16_t>(nodes_.size());
        nodes_.emplace_back();
        nodes_.back().depth = static_cast<std::uint16_t>(nodes_[node].depth + 1);
      }
      node = nodes_[node].next[letter];
    }
    (whole ? nodes_[node].own_words : nodes_[node].parts) |= bit;
  }

  void link() {
    std::vector<std::uint16_t> queue = {0};
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const std::uint16_t node = queue[i];
      for (std::size_t letter = 0; letter < letters; ++letter) {
        const std::uint16_t child = nodes_[node].next[letter];
        const std::uint16_t back = node == 0 ? 0 : nodes_[nodes_[node].fail].next[letter];
        if (child == 0) {
          nodes_[node].next[letter] = back;
          continue;
        }
        nodes_[child].fail = back;
        nodes_[child].parts |= nodes_[back].parts;
        nodes_[child].words = nodes_[child].own_words != 0 || nodes_[back].words;
        queue.push_back(child);
      }
    }
  }

  std::vector<Node> nodes_;
};

}  // namespace

WordGroups word_groups(std::string_view value) {
  static const WordFinder finder;
  return finder.find(value);
}

}  // namespace comention
