#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "comention/types.hpp"
#include "entity/vocabulary.hpp"

namespace comention {

/// How a name of a type is taken apart and compared.
enum class NameClass : std::uint8_t { person, org, place, norp, other, tag };

/// The class of a type (events and others are one class).
NameClass class_of(EntityType type);

/// Generation mark of a person's name.
enum class Generation : std::uint8_t { none, junior, senior, second, third, fourth };

/// A name taken apart: its meaningful words folded, and what was cut off kept as facts. Reuse one
/// object for many names: it allocates only when a name is longer than any before.
class NameForm {
 public:
  static constexpr std::size_t max_words = 12;

  /// A folded word and how it was written.
  struct Word {
    std::uint16_t at;
    std::uint16_t size;
    bool capitals;        ///< two or more letters, all upper case
    bool lower;           ///< begins with a small letter
    bool owner;           ///< had a possessive
    std::uint32_t flags;  ///< WordIs
  };

  /// Takes a name apart. Words past `max_words` are left out (their hash stays in key()).
  void parse(std::string_view text, NameClass name_class);

  NameClass name_class() const { return class_; }
  std::size_t size() const { return count_; }
  bool empty() const { return count_ == 0; }
  std::string_view word(std::size_t i) const {
    return std::string_view(folded_).substr(words_[i].at, words_[i].size);
  }
  std::uint32_t flags(std::size_t i) const { return words_[i].flags; }
  std::string_view last() const { return word(count_ - 1); }
  bool initial(std::size_t i) const { return words_[i].size == 1; }

  Sex sex() const { return sex_; }  ///< told by a title
  /// Takes over what a title before the name tells.
  void set_sex(Sex sex) { sex_ = sex; }
  Generation generation() const { return generation_; }  ///< Jr., III
  bool titled() const { return titled_; }
  std::string_view bracket() const { return bracket_; }  ///< letters of a final "(LN)", folded
  /// What stood in quotes or brackets inside a name: "jerry" of `Luis "Jerry" Ortiz`.
  std::string_view nickname() const { return nickname_; }
  /// First letters of the words cut off a body's end that an acronym may still count: "d" of
  /// "Staunton Police Department", "c" of a Corporation.
  std::string_view cut_initials() const { return cut_initials_; }

  /// A person's name without given name: "Kerry", "bin Laden".
  bool bare() const { return count_ > 0 && first_of_surname() == 0; }
  /// Index of the first word of the surname with its particles.
  std::size_t first_of_surname() const;
  /// One word in capitals that may abbreviate a longer name: "UN", "USGS".
  bool acronym() const { return acronym_; }

  /// What makes two names the same name: class, words, generation; and for a bare surname the sex.
  std::string key() const;
  std::uint64_t hash() const { return hash_bytes(key()); }
  /// All letters of the name without stop words and blanks, plural endings cut.
  std::string letters() const;

 private:
  void take_tokens(std::string_view text);
  void add_token(std::string_view token, bool hyphen_after);
  void cut_titles();
  void cut_generation();
  void cut_legal();
  void cut_last();
  void cut_owner();
  void join_letters();
  void name_countries();
  void drop(std::size_t from, std::size_t to);
  void replace(std::size_t from, std::size_t to, std::string_view word);

  NameClass class_ = NameClass::other;
  std::array<Word, max_words> words_;
  std::size_t count_ = 0;
  std::string folded_;
  std::string bracket_;
  std::string nickname_;
  std::string cut_initials_;
  std::string clean_;
  std::uint64_t rest_ = 0;  ///< hash of words past max_words
  Sex sex_ = Sex::unknown;
  Generation generation_ = Generation::none;
  bool titled_ = false;
  bool acronym_ = false;
  bool caps_word_ = false;
};

/// What a name is as a neighbour of others: its last word, so that "Obama" and "Barack Obama" are
/// one neighbour.
std::uint64_t neighbour_hash(std::string_view text);

/// The name as people write it: quotes and brackets at its ends, a possessive and doubled blanks
/// gone.
std::string clean_surface(std::string_view text);

}  // namespace comention
