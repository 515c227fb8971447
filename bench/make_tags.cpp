// bench-make_tags DOCS TAGS VOCABULARY SEED [EVERY HEAVY]: a tag table on standard output. A
// document has TAGS tags on average (Poisson, at least one), drawn with replacement from a
// vocabulary whose frequencies follow Zipf's law with exponent 1; every EVERY-th document has HEAVY
// tags.

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

/// A 64-bit linear congruential generator, high bits out: the same data on every machine.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_(seed * 2 + 1) {}
  double uniform() {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(state_ >> 11) * 0x1p-53;
  }

 private:
  std::uint64_t state_;
};

/// Draws from weights in constant time (Walker's alias method, as Vose builds it).
class AliasTable {
 public:
  explicit AliasTable(std::vector<double> weights)
      : keep_(std::move(weights)), other_(keep_.size()) {
    double sum = 0;
    for (const double w : keep_) sum += w;
    std::vector<std::uint32_t> small, large;
    for (std::uint32_t i = 0; i < keep_.size(); ++i) {
      keep_[i] *= static_cast<double>(keep_.size()) / sum;
      (keep_[i] < 1 ? small : large).push_back(i);
    }
    while (!small.empty() && !large.empty()) {
      const std::uint32_t less = small.back(), more = large.back();
      small.pop_back();
      other_[less] = more;
      keep_[more] -= 1 - keep_[less];
      if (keep_[more] >= 1) continue;
      large.pop_back();
      small.push_back(more);
    }
    for (const auto i : small) keep_[i] = 1;
    for (const auto i : large) keep_[i] = 1;
  }

  std::uint32_t draw(Draws& draws) const {
    const double at = draws.uniform() * static_cast<double>(keep_.size());
    const auto i = static_cast<std::uint32_t>(at);
    return at - i < keep_[i] ? i : other_[i];
  }

 private:
  std::vector<double> keep_;
  std::vector<std::uint32_t> other_;
};

/// A pronounceable word for a number, so that names are as long as names are.
std::string word(std::uint64_t number) {
  static constexpr char syllables[] = "kalemitorusavenipodaguhireboxyza";
  std::string out;
  do {
    out.append(syllables + number % 16 * 2, 2);
    number /= 16;
  } while (number != 0 || out.size() < 4);
  return out;
}

unsigned poisson(Draws& draws, double mean) {
  const double limit = std::exp(-mean);
  unsigned n = 0;
  for (double product = draws.uniform(); product > limit; product *= draws.uniform()) ++n;
  return n;
}

}  // namespace

int main(int count, char** words) {
  if (count != 5 && count != 7) return 2;
  const std::uint64_t documents = std::strtoull(words[1], nullptr, 10);
  const double mean = std::atof(words[2]);
  std::vector<double> weights;
  std::vector<std::string> names;
  const std::uint64_t vocabulary = std::strtoull(words[3], nullptr, 10);
  for (std::uint64_t i = 0; i < vocabulary; ++i) {
    weights.push_back(1.0 / static_cast<double>(i + 1));
    names.push_back(word(i * 2654435761u % (1u << 28)));
  }
  const AliasTable tags(std::move(weights));
  Draws draws(std::strtoull(words[4], nullptr, 10));
  const std::uint64_t every = count == 7 ? std::strtoull(words[5], nullptr, 10) : 0;
  const unsigned heavy = count == 7 ? static_cast<unsigned>(std::atoi(words[6])) : 0;
  std::string line;
  for (std::uint64_t d = 0; d < documents; ++d) {
    line = "d" + std::to_string(d);
    unsigned n = every != 0 && d % every == 0 ? heavy : 1 + poisson(draws, mean - 1);
    for (; n > 0; --n) (line += '\t') += names[tags.draw(draws)];
    line += '\n';
    std::fwrite(line.data(), 1, line.size(), stdout);
  }
}
