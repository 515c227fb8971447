#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "comention/mention.hpp"
#include "text/tokens.hpp"

using namespace comention;

namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<Token> tokens;
  split_tokens(text, tokens);
  std::vector<std::string> words;
  for (const auto& token : tokens) words.emplace_back(token.in(text));
  return words;
}

std::vector<std::string> sentences_of(std::string_view text) {
  std::vector<std::string> result;
  for (const auto& s : split_sentences(text))
    result.emplace_back(text.substr(s.start, s.end - s.start));
  return result;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("words keep their inner marks, hyphens and possessives stand alone") {
  CHECK(words_of("O'Hara of AT&T paid 3.5 or 1,000.") ==
        Words{"O'Hara", "of", "AT&T", "paid", "3.5", "or", "1,000", "."});
  CHECK(words_of("Lena's well-known dogs' toys") ==
        Words{"Lena", "'s", "well", "-", "known", "dogs", "'", "toys"});
  CHECK(words_of("Lena’s Café") == Words{"Lena", "’s", "Café"});
  CHECK(words_of("U.S. Gen. J. R. Plum") == Words{"U.S.", "Gen.", "J.", "R.", "Plum"});
  CHECK(words_of("see https://a.example/b?c=d, now...") ==
        Words{"see", "https://a.example/b?c=d,", "now", "..."});
}

TEST_CASE("tokens know their letters and the blanks before them") {
  std::vector<Token> tokens;
  split_tokens("McKay  runs\nÉva", tokens);
  REQUIRE(tokens.size() == 3);
  CHECK(tokens[0].is(Token::line_start));
  CHECK(tokens[0].is(Token::has_lower));
  CHECK(tokens[1].is(Token::space_before));
  CHECK_FALSE(tokens[1].is(Token::has_upper));
  CHECK(tokens[2].is(Token::line_start));
  CHECK(tokens[2].is(Token::upper_first));
}

TEST_CASE("any bytes give tokens that stay in order and inside of the text") {
  std::string noise;
  unsigned state = 7;
  for (int i = 0; i < 20000; ++i)
    noise += "aB.'’s-&@ \n3É—,"[(state = state * 1103515245u + 12345u) >> 16 & 15];
  std::vector<Token> tokens;
  split_tokens(noise, tokens);
  std::size_t end = 0;
  for (const auto& token : tokens) {
    REQUIRE(token.start >= end);
    REQUIRE(token.end > token.start);
    end = token.end;
  }
  CHECK(end <= noise.size());
  CHECK(split_sentences("").empty());
  CHECK(split_sentences(" \n\n ").empty());
}

TEST_CASE("sentences end at marks, not at abbreviations, and never cross a line") {
  CHECK(sentences_of("Dr. Plum came. \"He left,\" said Mr. Ode. Why? No one asked.") ==
        Words{"Dr. Plum came.", "\"He left,\" said Mr. Ode.", "Why?", "No one asked."});
  CHECK(sentences_of("The U.S. Senate met. It left the U.S. The rest stayed.") ==
        Words{"The U.S. Senate met.", "It left the U.S.", "The rest stayed."});
  CHECK(sentences_of("A headline without an end\nThen \"a quote.\" After it") ==
        Words{"A headline without an end", "Then \"a quote.\"", "After it"});
  CHECK(sentences_of("It rose 3.5 percent in Jan. 2019 and fell.") ==
        Words{"It rose 3.5 percent in Jan. 2019 and fell."});
}

TEST_CASE("a sentence knows its paragraph, the line of the text") {
  const auto sentences = split_sentences("One. Two.\n\nThree.");
  REQUIRE(sentences.size() == 3);
  CHECK(sentences[0].paragraph == 0);
  CHECK(sentences[1].paragraph == 0);
  CHECK(sentences[2].paragraph == 2);
}
