#include "page/html_tree.hpp"

#include <algorithm>
#include <cstddef>

namespace comention {
namespace {

/// The first chunk of the last tree of this thread, for the next one: fresh memory from the system
/// costs more than parsing a small page.
thread_local std::unique_ptr<char[]> spare_chunk;

}  // namespace

GumboTree::GumboTree(std::string_view markup) {
  if (spare_chunk) {
    chunks_.push_back(std::move(spare_chunk));
    free_ = chunks_.back().get();
    left_ = first_chunk;
    first_is_spare_ = true;
  }
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = release;
  options.userdata = this;
  options.max_errors = 0;
  root_ = gumbo_parse_with_options(&options, markup.data(), markup.size())->root;
}

GumboTree::~GumboTree() {
  if (!chunks_.empty() && first_is_spare_) spare_chunk = std::move(chunks_.front());
}

void* GumboTree::allocate(void* self, std::size_t size) {
  auto& tree = *static_cast<GumboTree*>(self);
  constexpr std::size_t unit = alignof(std::max_align_t);
  size = (size + unit - 1) / unit * unit;
  if (size > tree.left_) {
    const std::size_t chunk = std::max(size, tree.next_chunk_);
    tree.next_chunk_ = std::min(tree.next_chunk_ * 2, largest_chunk);
    // A first chunk of the usual size can serve again.
    if (tree.chunks_.empty()) tree.first_is_spare_ = chunk == first_chunk;
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
