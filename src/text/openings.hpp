#pragma once

#include <bitset>
#include <cassert>
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace comention {

/// True when a text begins with `prefix`, which is in small ASCII letters, in whatever case.
inline bool starts_with_folded(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    const char c = text[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c) != prefix[i]) return false;
  }
  return true;
}

/// Tells most texts that begin with none of some phrases by their first two letters, before they
/// are compared with each in turn.
class Openings {
 public:
  Openings() = default;
  Openings(std::initializer_list<std::string_view> phrases) {
    for (const auto phrase : phrases) add(phrase);
  }

  /// `phrase` has two letters or more, small ones. It is not copied.
  void add(std::string_view phrase) {
    assert(phrase.size() >= 2);
    phrases_.push_back(phrase);
    if (is_ascii(phrase[0]) && is_ascii(phrase[1])) pairs_.set(place_of(phrase));
  }

  /// False when the text, in whatever case, begins with none of the phrases. Letters beyond ASCII
  /// are not looked at.
  bool may_open(std::string_view text) const {
    if (text.size() < 2 || !is_ascii(text[0]) || !is_ascii(text[1])) return true;
    return pairs_[place_of(text)];
  }

  /// The first phrase that a text begins with, in whatever case of ASCII; empty when there is none.
  std::string_view of(std::string_view text) const {
    if (!may_open(text)) return {};
    for (const auto phrase : phrases_)
      if (starts_with_folded(text, phrase)) return phrase;
    return {};
  }

 private:
  static constexpr std::size_t letters = 128;
  static bool is_ascii(char c) { return static_cast<unsigned char>(c) < letters; }
  static std::size_t fold(char c) {
    return static_cast<std::size_t>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }

  static std::size_t place_of(std::string_view text) {
    return fold(text[0]) * letters + fold(text[1]);
  }

  std::vector<std::string_view> phrases_;
  std::bitset<letters * letters> pairs_;
};

}  // namespace comention
