#pragma once

#include <gumbo.h>

#include <memory>
#include <string_view>
#include <vector>

namespace comention {

/// The tree that gumbo makes of a markup, in an arena: parsing takes half the calls to malloc, and
/// freeing does not recurse by depth as gumbo's own destructor does.
class GumboTree {
 public:
  explicit GumboTree(std::string_view markup);
  ~GumboTree();
  GumboTree(const GumboTree&) = delete;
  GumboTree& operator=(const GumboTree&) = delete;

  /// The `html` element.
  const GumboNode* root() const { return root_; }

 private:
  static constexpr std::size_t first_chunk = 1 << 20, largest_chunk = 4 << 20;
  static void* allocate(void* self, std::size_t size);
  static void release(void* self, void* memory);

  std::vector<std::unique_ptr<char[]>> chunks_;
  char* free_ = nullptr;
  std::size_t left_ = 0;
  std::size_t next_chunk_ = first_chunk;
  bool first_is_spare_ = false;  ///< the first chunk has the usual size
  const GumboNode* root_ = nullptr;
};

}  // namespace comention
