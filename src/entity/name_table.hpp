#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "base/array.hpp"
#include "comention/entity.hpp"
#include "entity/name_form.hpp"
#include "entity/reason.hpp"

namespace comention {

/// 256 bits into which the names of the same documents are hashed: tells whether two names ever had
/// a neighbour in common, whatever the order or number of documents.
struct Neighbours {
  std::uint64_t bits[4] = {0, 0, 0, 0};
  void add(std::uint64_t hash) { bits[(hash >> 6) & 3] |= std::uint64_t{1} << (hash & 63); }
  void remove(std::uint64_t hash) { bits[(hash >> 6) & 3] &= ~(std::uint64_t{1} << (hash & 63)); }
  void add(const Neighbours& other);
  int count() const;
  int shared(const Neighbours& other) const;
};

/// The sum, or the largest number there is.
constexpr std::uint32_t saturated_sum(std::uint32_t a, std::uint32_t b) {
  return a > std::numeric_limits<std::uint32_t>::max() - b
             ? std::numeric_limits<std::uint32_t>::max()
             : a + b;
}

/// All distinct names of a corpus: form, type and the name it stands for. Some 40 bytes a name
/// beside the letters of its form, in a few flat arrays. They grow with the names and are not
/// spilled: every use of a name looks at them.
class NameTable {
 public:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  struct Key {
    std::string_view text;
    EntityType type;
    std::uint32_t full = none;  ///< the name that it stands for
    Reason reason = Reason::same_name;
    Sex sex = Sex::unknown;  ///< told by a title before it
    /// Keeps the uses of a bare surname apart by the company in which they stand; 0: not kept
    /// apart.
    std::uint16_t company = 0;
  };

  /// The neighbours that the names of one document share; stored when a first name needs them.
  struct Company {
    Neighbours neighbours;
    std::uint32_t set = none;
  };

  /// The number of a name, new or known, after `uses` more uses of it.
  std::uint32_t add(const Key& key, std::uint32_t uses);
  /// Marks a name as given with a record: its type is trusted.
  void mark_given(std::uint32_t name) { rows_[name].given = 1; }
  /// Names of one document only share its set; a name of a second document gets one of its own.
  void add_neighbours(std::uint32_t name, Company& document);
  /// Gives back what only add() needs.
  void finish() { slots_ = {}; }

  std::size_t size() const { return rows_.size(); }
  std::string_view text(std::uint32_t name) const {
    const std::uint64_t begin = rows_[name].begin;
    const std::uint64_t end = name + 1 < rows_.size() ? rows_[name + 1].begin : letters_.size();
    return {letters_.data() + begin, static_cast<std::size_t>(end - begin)};
  }
  EntityType type(std::uint32_t name) const { return static_cast<EntityType>(rows_[name].type); }
  std::uint32_t full(std::uint32_t name) const { return rows_[name].full; }
  Reason reason(std::uint32_t name) const { return rows_[name].reason; }
  std::uint32_t uses(std::uint32_t name) const { return rows_[name].uses; }
  bool given(std::uint32_t name) const { return rows_[name].given != 0; }
  std::uint16_t company(std::uint32_t name) const { return rows_[name].company; }
  Sex sex(std::uint32_t name) const { return static_cast<Sex>(rows_[name].sex); }
  /// The set of a name's neighbours, or `none`.
  std::uint32_t neighbour_set(std::uint32_t name) const { return rows_[name].neighbours; }
  const Neighbours& set(std::uint32_t number) const { return sets_[number]; }
  /// Bytes in use.
  std::size_t memory() const;

 private:
  struct Row {
    std::uint64_t begin;  ///< in letters_
    std::uint32_t full;
    std::uint32_t uses;
    std::uint32_t neighbours;
    std::uint16_t company;
    Reason reason;
    std::uint8_t type : 3, sex : 2, given : 1;
    std::uint8_t own_set : 1;  ///< no other name has its set
  };
  static_assert(sizeof(Row) == 24);
  /// The hash stands beside the number, so that a look-up touches the row of its own name only.
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t name = none;
  };
  bool equal(std::uint32_t name, const Key& key) const;
  void grow();

  Array<char> letters_;
  Array<Row> rows_;
  Array<Neighbours> sets_;
  std::vector<Slot> slots_;
};

}  // namespace comention
