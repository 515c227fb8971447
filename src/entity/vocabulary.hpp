#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "entity/hash_table.hpp"

namespace comention {

/// Sex of a person as far as a title or a given name tells.
enum class Sex : std::uint8_t { unknown, male, female };

/// What a word can be in a name; a word can be several of these.
struct WordIs {
  enum : std::uint32_t {
    title = 1u << 0,          ///< "senator"
    role_word = 1u << 1,      ///< stands in a role before a name: "foreign" (Minister)
    male_title = 1u << 2,     ///< "mr"
    female_title = 1u << 3,   ///< "mrs"
    article = 1u << 4,        ///< Arabic article, left out of persons' names
    particle = 1u << 5,       ///< "van", "bin": belongs to the surname
    hard_particle = 1u << 6,  ///< a particle that is no given name
    legal = 1u << 7,          ///< "inc"
    stop = 1u << 8,           ///< "of"
    body = 1u << 9,           ///< "council": makes a body of its own out of a name
    reorder = 1u << 10,       ///< "department": X of Y is Y X
    facility = 1u << 11,      ///< "center", "river"
    compass = 1u << 12,       ///< "north"
    rival = 1u << 13,         ///< tells two names apart at their head: "free" (Syrian Army)
    function = 1u << 14,      ///< a common small word that capitals turn into a name: "us", "who"
    first_name = 1u << 15,
    place = 1u << 16,
    demonym = 1u << 17,
    male_name = 1u << 18,
    female_name = 1u << 19,
    regal = 1u << 20,         ///< a title that goes with a given name: "king", "pope"
    vague = 1u << 21,         ///< a kind of facility that people mix up: "center", "clinic"
    settlement = 1u << 22,    ///< "city" (of Palmer)
    given_title = 1u << 23,   ///< a title that is a given name as well: "dean"
    family_first = 1u << 24,  ///< a surname that stands first: "xi"
    respelt = 1u << 25        ///< has another usual form: "centre"
  };
};

/// The words and facts that the rules of this room look up: lists of data/, loaded once. Words are
/// asked for in folded form without punctuation.
class Vocabulary {
 public:
  static const Vocabulary& get();

  /// The WordIs flags of a word, or of a place or nationality of several words.
  std::uint32_t flags(std::string_view folded) const {
    const std::uint32_t* found = flags_.find(hash_bytes(folded));
    return found == nullptr ? 0 : *found;
  }
  bool is(std::string_view folded, std::uint32_t kinds) const {
    return (flags(folded) & kinds) != 0;
  }
  /// The usual form of a word ("centre" -> "center"); the word itself if there is no other.
  std::string_view standard(std::string_view folded) const;
  /// The groups of given names (nicknames, transliterations) that a name stands in, sorted.
  std::span<const std::uint16_t> given_groups(std::string_view folded) const;
  Sex sex_of_given(std::string_view folded) const;

  /// A row of aliases.tsv or countries.tsv: its names, the first is the entity's.
  struct Row {
    std::vector<std::string_view> names;
    std::uint8_t type;
    bool country;
  };
  std::span<const Row> rows() const { return rows_; }
  /// Nationalities and capitals with the row of their country.
  struct Relation {
    std::string_view name;
    std::uint32_t row;
  };
  std::span<const Relation> demonyms() const { return demonyms_; }
  std::span<const Relation> capitals() const { return capitals_; }

 private:
  Vocabulary();
  void read_words();
  void read_shared_lists();
  void read_given_names();
  void read_countries();
  void read_aliases();

  HashTable<std::uint32_t> flags_;
  HashTable<std::string_view> standard_;
  HashTable<std::vector<std::uint16_t>> groups_;
  std::vector<Row> rows_;
  std::vector<Relation> demonyms_;
  std::vector<Relation> capitals_;
};

/// Folds one word: lower case, no marks, no punctuation. ASCII is done without a detour.
void append_folded(std::string_view word, std::string& out);

}  // namespace comention
