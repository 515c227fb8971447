// bench-pair_sum FILE: number, sum and a checksum of `a TAB b TAB count` lines that does not depend
// on their order or on which end comes first.

#include <cstdint>
#include <fstream>
#include <iostream>
#include <string>

#include "base/hash.hpp"

using namespace comention;

int main(int count, char** words) {
  if (count != 2) return 2;
  std::ifstream in(words[1], std::ios::binary);
  std::uint64_t pairs = 0, sum = 0, check = 0;
  for (std::string line; std::getline(in, line);) {
    const auto first = line.find('\t'), second = line.find('\t', first + 1);
    if (second == std::string::npos) return 1;
    const std::string_view text(line);
    const auto a = hash_bytes(text.substr(0, first));
    const auto b = hash_bytes(text.substr(first + 1, second - first - 1));
    const std::uint64_t n = std::stoull(line.substr(second + 1));
    ++pairs;
    sum += n;
    check += mix_bits((a ^ b) + mix_bits(a + b) + n);
  }
  std::cout << pairs << ' ' << sum << ' ' << check << '\n';
}
