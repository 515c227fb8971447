#pragma once

#include <array>
#include <functional>
#include <string_view>

#include "page/html_blocks.hpp"

namespace comention {

/// What the attributes of an element say, read in one pass.
struct Reading {
  WordGroups groups = 0;
  bool hidden = false;
  std::string_view classes, itemprop;
};

/// word_groups() of the values of a page: the same ones come again and again.
class GroupCache {
 public:
  WordGroups of(std::string_view value) {
    Entry& entry = entries_[std::hash<std::string_view>{}(value) % entries_.size()];
    if (entry.value.data() == nullptr || entry.value != value) entry = {value, word_groups(value)};
    return entry.groups;
  }

 private:
  struct Entry {
    std::string_view value;
    WordGroups groups = 0;
  };
  std::array<Entry, 1024> entries_{};
};

/// Reads the attributes of a start tag as written.
Reading read_attributes(std::string_view attributes, GroupCache& cache);

}  // namespace comention
