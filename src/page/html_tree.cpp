#include "page/html_tree.hpp"

#include <algorithm>
#include <cstddef>

namespace comention {

GumboTree::GumboTree(std::string_view markup) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = release;
  options.userdata = this;
  options.max_errors = 0;
  root_ = gumbo_parse_with_options(&options, markup.data(), markup.size())->root;
}

void* GumboTree::allocate(void* self, std::size_t size) {
  auto& tree = *static_cast<GumboTree*>(self);
  constexpr std::size_t unit = alignof(std::max_align_t);
  size = (size + unit - 1) / unit * unit;
  if (size > tree.left_) {
    const std::size_t chunk = std::max(size, tree.next_chunk_);
    tree.next_chunk_ = std::min(tree.next_chunk_ * 2, largest_chunk);
    tree.chunks_.push_back(std::make_unique_for_overwrite<char[]>(chunk));
    tree.free_ = tree.chunks_.back().get();
    tree.left_ = chunk;
  }
  char* memory = tree.free_;
  tree.free_ += size;
  tree.left_ -= size;
  return memory;
}

void GumboTree::release(void*, void*) {}

}  // namespace comention
