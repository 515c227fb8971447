#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "page/html_blocks.hpp"

namespace comention {

/// Figures of one block's text.
struct TextFigures {
  float chars = 0;  ///< code points
  float words = 0;
  float enders = 0;  ///< sentence ends inside or at the end
  float commas = 0;
  float digits = 0;
  float uppers = 0;  ///< words that begin with a capital
  float lowers = 0;  ///< words that begin with a small letter
  float quotes = 0;
  float bars = 0;  ///< | » • ›
  bool ends_sentence = false;
  bool ends_open = false;  ///< with a colon or an ellipsis
  bool begins_upper = false;
  bool begins_lower = false;
  bool copyright = false;
  float link_share = 0;
  float strong_share = 0;
  float prose = 0;  ///< weight of running text, in characters
};

TextFigures figures_of(const HtmlBlock& block);

/// Hashes of the words in lower case, for overlaps; into `keys`, whose memory is used again.
void read_word_keys(std::string_view text, std::vector<std::size_t>& keys);

/// A set of hashes: open addressing, no memory a key of its own.
class KeySet {
 public:
  explicit KeySet(std::span<const std::size_t> keys = {});
  bool contains(std::size_t key) const;
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }

 private:
  std::size_t place_of(std::size_t key) const;
  std::vector<std::size_t> slots_;  ///< 0: free
  std::size_t size_ = 0;
};

}  // namespace comention
