#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/array.hpp"
#include "text/prints.hpp"

namespace comention {

/// Which texts count as copies of an earlier one.
enum class CopySearch : std::uint8_t {
  off,
  exact,  ///< the same words in the same order
  near    ///< also texts that share most of their wording
};

/// How a text repeats an earlier one.
enum class CopyKind : std::uint8_t { none, exact, near };

/// What the search says about one text.
struct Copy {
  CopyKind kind = CopyKind::none;
  std::uint32_t of = 0;  ///< number of the first text with that wording, when there is one
};

/// Finds copies across a corpus. Texts are given as prints in the corpus' order, so the first one
/// is the original whatever the threads that made the prints. Near copies are sought among texts
/// that agree in a band of the sketch (locality-sensitive hashing) and decided by the whole sketch.
/// Memory: up to 160 bytes for each text that is no copy (under exact search, 24), 0 for copies.
class CopyFinder {
 public:
  explicit CopyFinder(CopySearch search) : search_(search) {}

  /// The answer for the next text; texts are counted from 0.
  Copy add(const TextPrint& print);

  /// From this similarity on a text is a near copy.
  static constexpr double near_from = 0.7;
  /// Texts of fewer words are copies only when they are the same.
  static constexpr std::uint32_t min_words_near = 20;

 private:
  static constexpr std::size_t bands = 8;
  static constexpr std::size_t rows = TextPrint::places / bands;
  static constexpr std::uint32_t nobody = 0xFFFFFFFF;
  /// Texts looked at in one band, newest first: bounds the time for pages of one template.
  static constexpr int max_looks = 64;

  struct Kept {
    TextPrint print;
    std::uint32_t number;
    std::array<std::uint32_t, bands> before;  ///< the kept text before it in each band's chain
  };
  struct Known {
    std::uint64_t exact;
    std::uint32_t words;
    std::uint32_t number;  ///< `nobody`: a free place
  };

  std::size_t bucket(const TextPrint& print, std::size_t band) const;
  Known& place_of(const TextPrint& print);
  void grow_known();
  Copy find_near(const TextPrint& print) const;
  void keep(const TextPrint& print, std::uint32_t number);
  void link(std::uint32_t place);

  CopySearch search_;
  std::uint32_t count_ = 0;
  std::size_t originals_ = 0;
  std::vector<Known> known_;          ///< open addressing by exact print
  Array<Kept> kept_;                  ///< texts that near copies are sought among
  std::vector<std::uint32_t> heads_;  ///< the newest kept text of each bucket of band keys
};

}  // namespace comention
