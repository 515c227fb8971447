#include "mention/tagger_votes.hpp"

#include <algorithm>
#include <string>

#include "text/word_hash.hpp"

namespace comention {
namespace {

// Numbers of templates, far from those of the first reading.
enum Template : std::uint64_t {
  vote_top = 1000,
  vote_set,
  vote_label,
  vote_before,
  vote_after,
  vote_around,
  vote_spelled,
  vote_type,
};

std::uint64_t feature(std::uint64_t number, std::uint64_t value) {
  return mix_hash(value, number * 0x9E3779B97F4A7C15u);
}

}  // namespace

std::size_t DocumentVotes::role_of(Label label) {
  if (label == outside) return 0;
  const Place place = place_of(label);
  const std::size_t part = place == Place::unit ? 0 : place == Place::last ? 1 : 2;
  return 1 + 3 * static_cast<std::size_t>(type_of(label)) + part;
}

void DocumentVotes::collect(std::span<const Label> labels) {
  labels_ = labels;
  votes_.assign(document_.words.size(), {});
  spelled_.clear();
  for (const TokenRun& run : document_.runs) {
    for (std::uint32_t i = run.first; i < run.last; ++i) {
      std::uint16_t& votes = votes_[document_.slot_of(i)][role_of(labels[i])];
      if (votes < 1000) ++votes;
    }
    collect_capitals(run);
  }
}

// "World Health Organization" spells "WHO".
void DocumentVotes::collect_capitals(const TokenRun& run) {
  std::string capitals;
  for (std::uint32_t i = run.first; i < run.last; ++i) {
    const Label label = labels_[i];
    if (label == outside || place_of(label) == Place::begin) capitals.clear();
    if (label == outside || place_of(label) == Place::unit) continue;
    const Token& token = document_.tokens[i];
    if (token.is(Token::upper_first)) capitals += document_.text[token.start];
    if (place_of(label) != Place::last || capitals.size() < 2) continue;
    spelled_.push_back({hash_ascii_folded(capitals), type_of(label)});
  }
}

const DocumentVotes::Spelled* DocumentVotes::spelled(std::size_t token) const {
  const Token& word = document_.tokens[token];
  if (word.end - word.start < 2 || word.end - word.start > 8 || word.is(Token::has_lower) ||
      word.kind != TokenKind::word) {
    return nullptr;
  }
  for (const Spelled& name : spelled_) {
    if (name.key == document_.keys[token]) return &name;
  }
  return nullptr;
}

DocumentVotes::Votes DocumentVotes::others(std::size_t token) const {
  Votes votes = votes_[document_.slot_of(token)];
  std::uint16_t& own = votes[role_of(labels_[token])];
  if (own > 0) --own;
  return votes;
}

void DocumentVotes::features(std::size_t token, const TokenRun& run, FeatureList& out) const {
  out.size = 0;
  struct Summary {
    std::uint64_t top = roles;  // none
    std::uint64_t strength = 0, set = 0;
    std::array<unsigned, 1 + tagger_type_names.size()> types{};
  };
  const auto summarize = [&](std::size_t at) {
    Summary summary;
    const Votes votes = others(at);
    unsigned all = 0, most = 0;
    for (std::size_t role = 0; role < roles; ++role) {
      if (votes[role] == 0) continue;
      all += votes[role];
      summary.set |= std::uint64_t{1} << role;
      summary.types[(role + 2) / 3] += votes[role];
      if (votes[role] > most) most = votes[role], summary.top = role;
    }
    const unsigned share = most == all ? 2 : 2 * most > all ? 1 : 0;
    summary.strength = (most < 2 ? most : most < 4 ? 2u : 3u) * 4 + share;
    return summary;
  };
  const Summary here = summarize(token);
  const Label label = labels_[token];
  if (const Spelled* name = spelled(token)) {
    out.add(feature(vote_spelled, static_cast<std::uint64_t>(name->type)));
    out.add(feature(vote_spelled, 64 + 32 * static_cast<std::uint64_t>(name->type) + label));
  }
  const bool first = token == run.first, last = token + 1 == run.last;
  const std::uint64_t before = first ? roles + 1 : summarize(token - 1).top;
  const std::uint64_t after = last ? roles + 1 : summarize(token + 1).top;
  if (here.top == roles && before >= roles && after >= roles) return;
  out.add(feature(vote_before, before * 32 + here.top));
  out.add(feature(vote_after, after * 32 + here.top));
  const Label label_before = first ? label_count : labels_[token - 1];
  const Label label_after = last ? label_count : labels_[token + 1];
  out.add(feature(vote_around, (before * 32 + after) * 32 + label));
  out.add(feature(vote_label, (std::uint64_t{label_before} * 32 + label) * 32 + label_after));
  if (here.top == roles) return;
  const auto type = static_cast<std::uint64_t>(
      std::max_element(here.types.begin(), here.types.end()) - here.types.begin());
  out.add(feature(vote_top, here.top * 16 + here.strength));
  out.add(feature(vote_set, here.set));
  out.add(feature(vote_label, (here.top * 16 + here.strength) * 32 + label + (1u << 20)));
  out.add(feature(vote_type, (type * 4 + here.strength / 4) * 32 + label));
}

}  // namespace comention
