#include "mention/names.hpp"

#include <algorithm>

#include "comention/mention.hpp"
#include "mention/names_rules.hpp"

namespace comention {
namespace {

EntityType entity_type_of(TaggerType type) {
  switch (type) {
    case TaggerType::per:
      return EntityType::person;
    case TaggerType::org:
      return EntityType::org;
    case TaggerType::loc:
      return EntityType::place;
    case TaggerType::norp:
      return EntityType::norp;
    case TaggerType::misc:
      break;
  }
  return EntityType::other;
}

std::vector<Sentence> to_sentences(const std::vector<Token>& tokens,
                                   const std::vector<SentenceRange>& ranges) {
  std::vector<Sentence> sentences;
  sentences.reserve(ranges.size());
  for (const auto& range : ranges) {
    sentences.push_back({tokens[range.first].start, tokens[range.last - 1].end, range.paragraph});
  }
  return sentences;
}

}  // namespace

const std::vector<TokenName>& NameTagger::tag(std::string_view text) {
  document_.read(text);
  read_first();
  votes_.collect(labels_);
  read_again();
  names_.clear();
  for (const TokenRun& run : document_.runs) {
    read_names(std::span(labels_).subspan(run.first, run.last - run.first), run.first, names_);
  }
  agree_in_document(document_, names_);
  return names_;
}

void NameTagger::read_first() {
  scores_.clear();
  labels_.assign(document_.tokens.size(), outside);
  for (const TokenRun& run : document_.runs) {
    reader_.enter(run);
    const std::size_t from = scores_.size();
    for (std::size_t i = run.first; i < run.last; ++i) {
      reader_.features(i, features_);
      scores_.push_back(model_.score(std::span(features_.hashes).first(features_.size)));
    }
    decoder_.decode(std::span(scores_).subspan(from), model_.transitions(), run_labels_);
    std::copy(run_labels_.begin(), run_labels_.end(), labels_.begin() + run.first);
  }
}

// The scores of the first reading stay, what the document says about its words is added.
void NameTagger::read_again() {
  std::vector<Label> second = labels_;
  std::size_t from = 0;
  for (const TokenRun& run : document_.runs) {
    bool more = false;
    for (std::size_t i = run.first; i < run.last; ++i) {
      votes_.features(i, run, features_);
      if (features_.size == 0) continue;
      more = true;
      const LabelScores added = model_.score(std::span(features_.hashes).first(features_.size));
      LabelScores& scores = scores_[from + i - run.first];
      for (std::size_t label = 0; label < label_count; ++label) scores[label] += added[label];
    }
    const auto scores = std::span(scores_).subspan(from, run.last - run.first);
    from += run.last - run.first;
    if (!more) continue;
    decoder_.decode(scores, model_.transitions(), run_labels_);
    std::copy(run_labels_.begin(), run_labels_.end(), second.begin() + run.first);
  }
  labels_.swap(second);
}

std::vector<Sentence> split_sentences(std::string_view text) {
  std::vector<Token> tokens;
  std::vector<SentenceRange> ranges;
  split_tokens(text, tokens);
  find_sentences(text, tokens, ranges);
  return to_sentences(tokens, ranges);
}

TaggedText find_names(std::string_view text) {
  TaggedText result;
  const TaggerModel* model = TaggerModel::built_in();
  if (!model) return result;
  static thread_local NameTagger tagger(*model);
  const auto& names = tagger.tag(text);
  const TaggerDocument& document = tagger.document();
  result.tokens = static_cast<std::uint32_t>(document.tokens.size());
  result.sentences = to_sentences(document.tokens, document.sentences);
  result.mentions.reserve(names.size());
  std::uint32_t sentence = 0;
  for (const TokenName& name : names) {
    while (document.sentences[sentence].last <= name.first) ++sentence;
    Mention mention{document.tokens[name.first].start, document.tokens[name.last - 1].end,
                    entity_type_of(name.type)};
    mention.paragraph = document.sentences[sentence].paragraph;
    mention.sentence = sentence;
    mention.token = name.first;
    result.mentions.push_back(mention);
  }
  return result;
}

TaggedText locate_mentions(std::string_view text, std::vector<Mention> mentions) {
  TaggedText result;
  std::vector<Token> tokens;
  std::vector<SentenceRange> ranges;
  split_tokens(text, tokens);
  find_sentences(text, tokens, ranges);
  result.tokens = static_cast<std::uint32_t>(tokens.size());
  result.sentences = to_sentences(tokens, ranges);
  for (Mention& mention : mentions) {
    const auto token = std::partition_point(tokens.begin(), tokens.end(),
                                            [&](const Token& t) { return t.end <= mention.start; });
    mention.token = static_cast<std::uint32_t>(token - tokens.begin());
    auto range = std::partition_point(ranges.begin(), ranges.end(), [&](const SentenceRange& r) {
      return r.last <= mention.token;
    });
    if (range == ranges.end()) {
      if (ranges.empty()) continue;
      --range;
    }
    mention.sentence = static_cast<std::uint32_t>(range - ranges.begin());
    mention.paragraph = range->paragraph;
  }
  result.mentions = std::move(mentions);
  return result;
}

}  // namespace comention
