#pragma once

#include <bitset>
#include <cassert>
#include <cstddef>
#include <string_view>

namespace comention {

/// Tells most texts that begin with none of some phrases by their first two letters, before they
/// are compared with each in turn.
class Openings {
 public:
  /// `phrase` has two letters or more, small ones.
  void add(std::string_view phrase) {
    assert(phrase.size() >= 2);
    if (is_ascii(phrase[0]) && is_ascii(phrase[1])) pairs_.set(place_of(phrase));
  }

  /// False when the text, in whatever case, begins with none of the phrases. Letters beyond ASCII
  /// are not looked at.
  bool may_open(std::string_view text) const {
    if (text.size() < 2 || !is_ascii(text[0]) || !is_ascii(text[1])) return true;
    return pairs_[place_of(text)];
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

  std::bitset<letters * letters> pairs_;
};

}  // namespace comention
