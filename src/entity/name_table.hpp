#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

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

/// All distinct names of a corpus: form, type and the name it stands for. About 30 bytes a name
/// beside the letters of its form, in a few flat arrays.
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

  /// The number of a name, new or known, after `uses` more uses of it.
  std::uint32_t add(const Key& key, std::uint32_t uses);
  /// Marks a name as given with a record: its type is trusted.
  void mark_given(std::uint32_t name) { flags_[name] |= given_flag; }
  void add_neighbours(std::uint32_t name, const Neighbours& neighbours);

  std::size_t size() const { return type_.size(); }
  std::string_view text(std::uint32_t name) const {
    return std::string_view(letters_).substr(begin_[name], end_of(name) - begin_[name]);
  }
  EntityType type(std::uint32_t name) const { return static_cast<EntityType>(type_[name]); }
  std::uint32_t full(std::uint32_t name) const { return full_[name]; }
  Reason reason(std::uint32_t name) const { return static_cast<Reason>(reason_[name]); }
  std::uint32_t uses(std::uint32_t name) const { return uses_[name]; }
  bool given(std::uint32_t name) const { return (flags_[name] & given_flag) != 0; }
  std::uint16_t company(std::uint32_t name) const { return company_[name]; }
  Sex sex(std::uint32_t name) const { return static_cast<Sex>(flags_[name] & sex_mask); }
  const Neighbours* neighbours(std::uint32_t name) const {
    return neighbours_of_[name] == none ? nullptr : &neighbours_[neighbours_of_[name]];
  }

 private:
  static constexpr std::uint8_t sex_mask = 3;
  static constexpr std::uint8_t given_flag = 4;
  std::uint64_t end_of(std::uint32_t name) const {
    return name + 1 < begin_.size() ? begin_[name + 1] : letters_.size();
  }
  bool equal(std::uint32_t name, const Key& key, std::uint32_t hash) const;
  void grow();

  std::string letters_;
  std::vector<std::uint64_t> begin_;
  std::vector<std::uint32_t> hash_;
  std::vector<std::uint32_t> full_;
  std::vector<std::uint32_t> uses_;
  std::vector<std::uint32_t> neighbours_of_;
  std::vector<std::uint16_t> company_;
  std::vector<std::uint8_t> type_;
  std::vector<std::uint8_t> reason_;
  std::vector<std::uint8_t> flags_;
  std::vector<Neighbours> neighbours_;
  std::vector<std::uint32_t> slots_;
};

}  // namespace comention
