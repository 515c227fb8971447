#include "mention/tagger_features.hpp"

#include <algorithm>
#include <bit>
#include <string>

#include "text/utf8.hpp"
#include "text/word_hash.hpp"

namespace comention {
namespace {

constexpr std::uint64_t list_count = static_cast<std::uint64_t>(NameList::count_);
static_assert(3 * list_count <= 64, "the lists of a token are packed into one number");

// Every template has a number; it is mixed into the hash of its values.
enum Template : std::uint64_t {
  bias = 1,
  word_cased,
  word_key,
  word_shape,
  word_prefix,
  word_suffix = word_prefix + 3,
  word_sentence_start = word_suffix + 4,
  word_key_casing,
  word_lists_casing,
  key_before,
  key_before2,
  key_after,
  key_after2,
  keys_before_here,
  keys_here_after,
  keys_around,
  keys_before2,
  keys_after2,
  shape_before,
  shape_after,
  shapes_three,
  shape_here_key_before,
  shape_here_key_after,
  suffix_before,
  suffix_after,
  suffix_here_after,
  suffix_before_here,
  lists_here,
  lists_before,
  lists_after,
  lists_before_here,
  lists_here_after,
  lists_here_key_before,
  lists_here_key_after,
  list_bit_here,
  list_bit_before = list_bit_here + 3 * list_count,
  list_bit_after = list_bit_before + list_count,
  run_place = list_bit_after + list_count,
  run_before,
  run_after,
  run_before_place,
  run_after_place,
  run_last_key,
  run_first_key,
  run_heads,
  run_hyphen,
  run_lists_ahead,
  document_lower,
  document_evidence,
  document_evidence_set = document_evidence + 16,
};

std::uint64_t feature(std::uint64_t number, std::uint64_t value) {
  return mix_hash(value, number * 0x9E3779B97F4A7C15u);
}
std::uint64_t feature(std::uint64_t number, std::uint64_t a, std::uint64_t b) {
  return mix_hash(mix_hash(a, b + 0x2545F4914F6CDD1Du), number * 0x9E3779B97F4A7C15u);
}

// Runs of one class of character ("Xx", "XXx", "X.X."), where one capital and several are told
// apart; long ones are cut.
std::uint64_t shape_of(std::string_view word) {
  std::uint64_t shape = word.size() == 1 ? 7 : 0;
  unsigned before = 0, length = 0;
  for (const char c : word) {
    unsigned now = 5;
    if (c >= 'a' && c <= 'z') now = 1;
    if (c >= 'A' && c <= 'Z') now = 2;
    if (c >= '0' && c <= '9') now = 3;
    if (static_cast<unsigned char>(c) >= 0x80) now = 4;
    if (now == 2 && before == 2) {
      shape = shape / 8 * 8 + 6;
      continue;
    }
    if (now == before || length >= 12) continue;
    shape = shape * 8 + now;
    before = now;
    ++length;
  }
  return shape + 1;
}

std::uint64_t small_bytes(std::string_view bytes) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes.data(), bytes.size());
  return (value | 0x20202020u) + (static_cast<std::uint64_t>(bytes.size()) << 40);
}

}  // namespace

FeatureReader::Form FeatureReader::form_of(std::size_t token_number) const {
  const Token& token = document_.tokens[token_number];
  Form form{};
  std::string_view word = token.in(document_.text);
  form.key = document_.keys[token_number];
  const ListMatch& match = document_.lists[token_number];
  form.lists = match.single | (std::uint64_t{match.begin} << list_count) |
               (std::uint64_t{match.inside} << (2 * list_count));
  form.any_list = match.any();
  if (casing_ == Casing::hidden) {
    form.cased = form.key;
    form.shape = token.kind == TokenKind::word ? 3 : 4 + static_cast<std::uint64_t>(token.kind);
  } else {
    form.cased = hash_word(word);
    form.shape = shape_of(word) * 2 + (casing_ == Casing::title);
  }
  std::string folded;
  if (token.is(Token::non_ascii)) {
    folded = fold_key(word);
    word = folded;
  }
  for (std::size_t n = 2; n <= 4; ++n) {
    form.prefixes[n - 2] = word.size() >= n ? small_bytes(word.substr(0, n)) : 0;
  }
  for (std::size_t n = 1; n <= 4; ++n) {
    form.suffixes[n - 1] = word.size() >= n ? small_bytes(word.substr(word.size() - n)) : 0;
  }
  return form;
}

void FeatureReader::enter(const TokenRun& run) {
  run_ = run;
  sentence_ = document_.sentences[run.sentence];
  casing_ = document_.casing[run.sentence];
  forms_from_ = run.first >= sentence_.first + 2 ? run.first - 2 : sentence_.first;
  const std::size_t last = std::min<std::size_t>(run.last + 2, sentence_.last);
  forms_.clear();
  for (std::size_t i = forms_from_; i < last; ++i) forms_.push_back(form_of(i));
}

const FeatureReader::Form& FeatureReader::form(std::ptrdiff_t token) const {
  const std::ptrdiff_t at = token - static_cast<std::ptrdiff_t>(forms_from_);
  return at < 0 || at >= static_cast<std::ptrdiff_t>(forms_.size()) ? nothing_ : forms_[at];
}

void FeatureReader::features(std::size_t token, FeatureList& out) const {
  out.size = 0;
  out.add(feature(bias, 0));
  word_features(token, out);
  context_features(token, out);
  list_features(token, out);
  run_features(token, out);
  document_features(token, out);
}

void FeatureReader::word_features(std::size_t token, FeatureList& out) const {
  const Form& here = form(token);
  const auto casing = static_cast<std::uint64_t>(casing_);
  out.add(feature(word_cased, here.cased));
  out.add(feature(word_key, here.key));
  out.add(feature(word_shape, here.shape));
  for (std::size_t n = 0; n < here.prefixes.size(); ++n) {
    if (here.prefixes[n]) out.add(feature(word_prefix + n, here.prefixes[n]));
  }
  for (std::size_t n = 0; n < here.suffixes.size(); ++n) {
    if (here.suffixes[n]) out.add(feature(word_suffix + n, here.suffixes[n]));
  }
  out.add(feature(word_sentence_start, token == sentence_.first, here.shape));
  out.add(feature(word_key_casing, here.key, casing));
  out.add(feature(word_lists_casing, here.lists, casing));
}

void FeatureReader::context_features(std::size_t token, FeatureList& out) const {
  const auto i = static_cast<std::ptrdiff_t>(token);
  const Form &here = form(i), &before = form(i - 1), &after = form(i + 1);
  const Form &before2 = form(i - 2), &after2 = form(i + 2);
  out.add(feature(key_before, before.key));
  out.add(feature(key_before2, before2.key));
  out.add(feature(key_after, after.key));
  out.add(feature(key_after2, after2.key));
  out.add(feature(keys_before_here, before.key, here.key));
  out.add(feature(keys_here_after, here.key, after.key));
  out.add(feature(keys_around, before.key, after.key));
  out.add(feature(keys_before2, before2.key, before.key));
  out.add(feature(keys_after2, after.key, after2.key));
  out.add(feature(shape_before, before.shape));
  out.add(feature(shape_after, after.shape));
  out.add(feature(shapes_three, before.shape * 4099 + here.shape, after.shape));
  out.add(feature(shape_here_key_before, here.shape, before.key));
  out.add(feature(shape_here_key_after, here.shape, after.key));
  out.add(feature(suffix_before, before.suffixes[2]));
  out.add(feature(suffix_after, after.suffixes[2]));
  out.add(feature(suffix_here_after, here.suffixes[2], after.suffixes[2]));
  out.add(feature(suffix_before_here, before.suffixes[2], here.suffixes[2]));
}

void FeatureReader::list_features(std::size_t token, FeatureList& out) const {
  const auto i = static_cast<std::ptrdiff_t>(token);
  const Form &here = form(i), &before = form(i - 1), &after = form(i + 1);
  out.add(feature(lists_here, here.lists));
  out.add(feature(lists_before, before.lists));
  out.add(feature(lists_after, after.lists));
  out.add(feature(lists_before_here, before.lists, here.lists));
  out.add(feature(lists_here_after, here.lists, after.lists));
  out.add(feature(lists_here_key_before, here.lists, before.key));
  out.add(feature(lists_here_key_after, here.lists, after.key));
  for (std::uint64_t rest = here.lists; rest; rest &= rest - 1) {
    out.add(feature(list_bit_here + static_cast<std::uint64_t>(std::countr_zero(rest)), 1));
  }
  for (ListSet rest = before.any_list; rest; rest &= rest - 1) {
    out.add(feature(list_bit_before + static_cast<std::uint64_t>(std::countr_zero(rest)), 1));
  }
  for (ListSet rest = after.any_list; rest; rest &= rest - 1) {
    out.add(feature(list_bit_after + static_cast<std::uint64_t>(std::countr_zero(rest)), 1));
  }
}

void FeatureReader::run_features(std::size_t token, FeatureList& out) const {
  const auto first = static_cast<std::ptrdiff_t>(run_.first);
  const auto last = static_cast<std::ptrdiff_t>(run_.last);
  const auto i = static_cast<std::ptrdiff_t>(token);
  const Form& here = form(i);
  const auto place = static_cast<std::uint64_t>(std::min<std::ptrdiff_t>(i - first, 3) * 4 +
                                                std::min<std::ptrdiff_t>(last - 1 - i, 3));
  out.add(feature(run_place, place, here.shape));
  out.add(feature(run_before, form(first - 1).key));
  out.add(feature(run_after, form(last).key));
  out.add(feature(run_before_place, form(first - 1).key, place));
  out.add(feature(run_after_place, form(last).key, place));
  if (casing_ != Casing::hidden) {
    out.add(feature(run_last_key, form(last - 1).key, place));
    out.add(feature(run_first_key, form(first).key, place));
  }
  // Heads of organisations and places further on in the run.
  std::uint64_t heads = 0;
  ListSet ahead = 0;
  for (std::ptrdiff_t k = i + 1; k < std::min(last, i + 5); ++k) {
    const auto& match = document_.lists[k];
    heads |= ((match.single & bit(NameList::orghead)) ? 1u : 0u) |
             ((match.single & bit(NameList::placehead)) ? 2u : 0u);
    if (k <= i + 2) ahead |= match.any();
  }
  for (std::ptrdiff_t k = std::max(first, i - 4); k < i; ++k) {
    const auto& match = document_.lists[k];
    heads |= ((match.single & bit(NameList::orghead)) ? 4u : 0u) |
             ((match.single & bit(NameList::title)) ? 8u : 0u) |
             ((match.single & bit(NameList::first)) ? 16u : 0u);
  }
  out.add(feature(run_heads, heads));
  out.add(feature(run_lists_ahead, ahead, here.any_list));
  const auto& tokens = document_.tokens;
  const bool touches_before = i > 0 && !tokens[token].is(Token::space_before);
  const bool touches_after =
      token + 1 < sentence_.last && !tokens[token + 1].is(Token::space_before);
  out.add(feature(run_hyphen, touches_before * 2u + touches_after, here.shape));
}

void FeatureReader::document_features(std::size_t token, FeatureList& out) const {
  const DocumentWord& word = document_.word_of(token);
  const auto step = [](unsigned n) { return n == 0 ? 0u : n == 1 ? 1u : n < 4 ? 2u : 3u; };
  if (casing_ != Casing::hidden) {
    const unsigned lower = word.lower == 0 ? 0u : word.lower < word.capital ? 1u : 2u;
    out.add(feature(document_lower, lower * 4 + step(word.capital),
                    static_cast<std::uint64_t>(casing_) * 2 + (token == sentence_.first)));
  }
  const std::array<std::uint16_t, 8> counts = {
      word.after_title, word.after_first,    word.after_in,  word.before_said,
      word.possessive,  word.in_parentheses, word.after_the, word.in_long_run};
  unsigned set = 0;
  for (std::size_t n = 0; n < counts.size(); ++n) {
    const unsigned strength = step(counts[n]);
    if (strength == 0) continue;
    set |= 1u << n;
    out.add(feature(document_evidence + n, strength));
  }
  out.add(feature(document_evidence_set, set));
}

}  // namespace comention
