#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/tokens.hpp"

namespace comention {

/// What the lists of data/names_*.tsv know about a word or phrase; bits of a mask.
enum class NameList : std::uint8_t {
  country,
  area,
  region,
  metropolis,
  city,
  first,
  last,
  norp,
  org,
  title,
  month,
  orghead,
  placehead,
  surnameprefix,
  said,
  common,    ///< an English word that is written small
  company,   ///< the legal form behind the name of a company ("Ltd")
  orgword,   ///< a word that organisations often have in their names
  misc,      ///< events, works, products, laws
  mischead,  ///< a word that the names of such things end with ("Act", "Cup")
  acronym,   ///< letters that stand for a common word, no name ("GDP")
  count_
};

/// A set of lists, a bit each.
using ListSet = std::uint32_t;

constexpr ListSet bit(NameList list) { return ListSet{1} << static_cast<unsigned>(list); }

/// Key of a token for look-ups: equal for spellings that differ in case, diacritics or a final dot.
std::uint64_t token_key(std::string_view text, const Token& token);

/// For one token and each list: whether it is the single word, the first word, or a further word
/// of the longest phrase of that list that covers it.
struct ListMatch {
  ListSet single = 0, begin = 0, inside = 0;
  ListSet any() const { return single | begin | inside; }
};

/// The phrases of data/names_*.tsv, ready for matching. Built once, then shared by all threads.
class NameLists {
 public:
  static const NameLists& get();
  /// Given names, surnames and common words only, which are made in half the time: all that reading
  /// pages asks for.
  static const NameLists& persons();

  /// Matches the longest phrases of every list in tokens given by their keys.
  void match(std::span<const std::uint64_t> keys, std::span<ListMatch> matches) const;

  /// The lists that hold this single word.
  ListSet lists_of(std::uint64_t key) const;

 private:
  explicit NameLists(std::span<const std::string_view> files);
  struct Entry {
    std::uint64_t hash = 0;
    ListSet lists = 0;
    bool continues = false;  ///< a longer phrase begins with this one
  };
  void add(std::string_view phrase, ListSet lists, std::vector<Token>& tokens);
  Entry& insert(std::uint64_t hash);
  const Entry* find(std::uint64_t hash) const;

  std::vector<Entry> table_;
  std::size_t mask_;
};

}  // namespace comention
