#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/array.hpp"
#include "entity/clusters.hpp"

namespace comention {

/// The hash of a form that a name can be shortened to; `rule` keeps the kinds of form apart.
std::uint64_t form_hash(char rule, std::string_view text);

/// The words of a name from `from` to `to`, a blank behind each.
std::string words_of(const NameForm& form, std::size_t from, std::size_t to);
inline std::string words_of(const NameForm& form, std::size_t from = 0) {
  return words_of(form, from, form.size());
}

/// Which forms are asked for at all: one bit a hash. Keeps the list of meanings as short as the
/// short forms that the corpus really has (and some that share a bit with one).
class AskedForms {
 public:
  explicit AskedForms(std::size_t names) {
    std::size_t words = 64;
    while (words * 4 < names) words *= 2;  // at least 16 bits a name
    bits_.assign(words, 0);
  }
  void add(std::uint64_t form) { bits_[at(form)] |= bit(form); }
  bool has(std::uint64_t form) const { return (bits_[at(form)] & bit(form)) != 0; }

 private:
  std::size_t at(std::uint64_t form) const { return (form >> 6) & (bits_.size() - 1); }
  static std::uint64_t bit(std::uint64_t form) { return std::uint64_t{1} << (form & 63); }
  std::vector<std::uint64_t> bits_;
};

using Found = std::vector<std::pair<std::uint64_t, std::uint32_t>>;  ///< weight, cluster

/// Collects which forms the full names of the corpus can be shortened to, and answers for a form.
/// Order of calls: add* (sort (by_uses | by_votes)*)*.
class Meanings {
 public:
  void add(std::uint64_t form, std::uint32_t node, std::uint32_t votes = 0) {
    list_.push_back({form, node, votes});
  }
  /// Call again when clusters have grown.
  void sort(const Clusters& clusters);
  /// The clusters that a form can mean, weighed by their uses, heaviest first; of very many the
  /// heaviest.
  Found by_uses(std::uint64_t form, const Clusters& clusters) const;
  /// The clusters that a form can mean, weighed by how often documents took it so.
  Found by_votes(std::uint64_t form) const;

 private:
  struct Meaning {
    std::uint64_t form;
    std::uint32_t node;
    std::uint32_t votes;
  };
  template <class Visit>
  std::size_t for_each(std::uint64_t form, Visit visit) const;

  Array<Meaning> list_;
  /// Answers that took long: a common surname is asked for once for each company it is seen in.
  mutable std::unordered_map<std::uint64_t, Found> answers_;
};

/// What the full names of a corpus can be shortened to.
struct ShortForms {
  explicit ShortForms(const CorpusNames& names, const Clusters& clusters);
  void sort(const Clusters& clusters);

  Meanings votes;     ///< how often documents took a form for a name
  Meanings surnames;  ///< under 's'; the last two words under 't'
  Meanings bodies;    ///< acronyms 'a', cores 'c', tails 't', towns 'p', heads 'h'
};

/// True for a node that no rule has merged as a short form yet and that could be one.
bool may_be_short(const CorpusNames& names, const Clusters& clusters, std::uint32_t node);

/// The surname that a tag of one capitalised word may be, or nothing.
std::string surname_of_tag(const CorpusNames& names, const Clusters& clusters, std::uint32_t node);

}  // namespace comention
