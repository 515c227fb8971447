#include <algorithm>
#include <filesystem>
#include <optional>

#include "base/output.hpp"
#include "mention/tagger_features.hpp"
#include "mention/tagger_votes.hpp"
#include "mention/train.hpp"
#include "mention/train_corrections.hpp"
#include "mention/train_data.hpp"
#include "mention/train_learner.hpp"
#include "text/word_hash.hpp"

namespace comention {
namespace {

// What is known of the sources of labelled text: how far to trust them, and under which licence
// they are. Weights are whole numbers; 20 counts as one.
struct Source {
  std::string_view file;
  std::int32_t weight;
  std::string_view notice;
};
constexpr Source sources[] = {
    {"gmb_voa", 20, "Groningen Meaning Bank: public domain English texts, corrected"},
    {"wikigold", 20, "WikiGold (Balasuriya et al. 2009): CC BY 4.0"},
    {"re3d_gov", 20,
     "re3d (Dstl): public domain, Open Government Licence v3.0, CC BY 3.0 AU, EEAS notice"},
    {"btc", 10, "Broad Twitter Corpus (Derczynski et al. 2016): CC BY 4.0"},
    {"wnut17", 10, "WNUT 2017 emerging entities (Derczynski et al. 2017): CC BY 4.0"},
    {"masc_silver_spacy", 8,
     "MASC (Open American National Corpus): open, commercial development included; labels by an "
     "MIT-licensed model of spaCy"},
};
constexpr std::int32_t unknown_weight = 10;

struct Sample {
  LabelledText text;
  std::int32_t weight;
  std::uint64_t source;  ///< number of its file
};

// A text ready for learning: features and labels of its runs.
struct PreparedText {
  std::vector<std::uint64_t> features;
  std::vector<std::uint32_t> ends;  ///< of each token's features, counted from the run's first
  std::vector<Label> gold;
  std::vector<std::uint64_t> votes;  ///< features of the second reading
  std::vector<std::uint32_t> vote_ends;
  struct Run {
    std::size_t first_feature, first_token, tokens;
    std::size_t first_vote = 0;
    bool doubted = false;  ///< the labels are perhaps wrong
  };
  std::vector<Run> runs;

  RunFeatures features_of(const Run& run) const {
    RunFeatures result{std::span(features).subspan(run.first_feature),
                       std::span(ends).subspan(run.first_token, run.tokens),
                       {},
                       {}};
    if (vote_ends.empty()) return result;
    result.votes = std::span(votes).subspan(run.first_vote);
    result.vote_ends = std::span(vote_ends).subspan(run.first_token, run.tokens);
    return result;
  }
  std::span<const Label> gold_of(const Run& run) const {
    return std::span(gold).subspan(run.first_token, run.tokens);
  }
};

class Preparer {
 public:
  explicit Preparer(const MajorityTypes& majority) : majority_(majority) {}
  PreparedText prepare(const LabelledText& labelled, LetterCase letters) {
    text_ = labelled.text;
    change_case(text_, letters);
    document_.read(text_);
    label_tokens(labelled);
    PreparedText prepared;
    for (const TokenRun& run : document_.runs) {
      reader_.enter(run);
      prepared.runs.push_back(
          {prepared.features.size(), prepared.gold.size(), run.last - run.first});
      const std::size_t base = prepared.features.size();
      append_gold(run, prepared.gold);
      for (std::size_t i = run.first; i < run.last; ++i) {
        reader_.features(i, features_);
        prepared.features.insert(
            prepared.features.end(), features_.hashes.begin(),
            features_.hashes.begin() + static_cast<std::ptrdiff_t>(features_.size));
        prepared.ends.push_back(static_cast<std::uint32_t>(prepared.features.size() - base));
      }
    }
    return prepared;
  }
  std::size_t tokens() const { return document_.tokens.size(); }

  // Reads the text that was prepared last with a model and keeps what the document then says.
  void add_votes(PreparedText& prepared, const TaggerModel& model) {
    std::vector<Label> labels(document_.tokens.size(), outside);
    for (std::size_t r = 0; r < document_.runs.size(); ++r) {
      const auto found = decode(model, prepared.features_of(prepared.runs[r]));
      std::copy(found.begin(), found.end(), labels.begin() + document_.runs[r].first);
    }
    votes_.collect(labels);
    prepared.votes.clear();
    prepared.vote_ends.clear();
    for (std::size_t r = 0; r < document_.runs.size(); ++r) {
      const TokenRun& run = document_.runs[r];
      const std::size_t base = prepared.runs[r].first_vote = prepared.votes.size();
      for (std::size_t i = run.first; i < run.last; ++i) {
        votes_.features(i, run, features_);
        prepared.votes.insert(
            prepared.votes.end(), features_.hashes.begin(),
            features_.hashes.begin() + static_cast<std::ptrdiff_t>(features_.size));
        prepared.vote_ends.push_back(static_cast<std::uint32_t>(prepared.votes.size() - base));
      }
    }
  }

  // The labels that a model gives to a run at a first reading.
  std::span<const Label> decode(const TaggerModel& model, const RunFeatures& run) {
    scores_.clear();
    std::size_t at = 0;
    for (const std::uint32_t end : run.ends) {
      scores_.push_back(model.score(run.features.subspan(at, end - at)));
      at = end;
    }
    decoder_.decode(scores_, model.transitions(), labels_);
    return labels_;
  }

 private:
  // Names as token ranges; a name that cuts a token takes the whole token.
  void label_tokens(const LabelledText& labelled) {
    names_.clear();
    for (const auto& raw : labelled.names) {
      const LabelledName name = trim_name(labelled.text, raw);
      const auto first =
          std::partition_point(document_.tokens.begin(), document_.tokens.end(),
                               [&](const Token& token) { return token.end <= name.start; });
      auto last = first;
      while (last != document_.tokens.end() && last->start < name.end) ++last;
      if (first == last) continue;
      const TaggerType type =
          majority_.settle(labelled.text.substr(raw.start, raw.end - raw.start), name.type);
      names_.push_back({static_cast<std::uint32_t>(first - document_.tokens.begin()),
                        static_cast<std::uint32_t>(last - document_.tokens.begin()), type});
    }
    std::sort(names_.begin(), names_.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    correct_names(document_, names_);
  }

  // Names outside of the run, or crossing its ends, cannot be learned there.
  void append_gold(const TokenRun& run, std::vector<Label>& gold) const {
    const std::size_t base = gold.size();
    gold.resize(base + run.last - run.first, outside);
    auto name = std::partition_point(names_.begin(), names_.end(),
                                     [&](const TokenName& n) { return n.first < run.first; });
    std::uint32_t free_from = run.first;
    for (; name != names_.end() && name->last <= run.last; ++name) {
      if (name->first < free_from) continue;
      free_from = name->last;
      for (std::uint32_t i = name->first; i < name->last; ++i) {
        const bool first = i == name->first, last = i + 1 == name->last;
        const Place place = first && last ? Place::unit
                            : first       ? Place::begin
                            : last        ? Place::last
                                          : Place::inside;
        gold[base + i - run.first] = make_label(name->type, place);
      }
    }
  }

  const MajorityTypes& majority_;
  std::string text_;
  TaggerDocument document_;
  FeatureReader reader_{document_};
  FeatureList features_;
  DocumentVotes votes_{document_};
  Decoder decoder_;
  std::vector<LabelScores> scores_;
  std::vector<Label> labels_;
  std::vector<TokenName> names_;
};

Result<std::vector<Sample>> read_folder(const std::string& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  }
  if (error) return fail(ErrorKind::io, folder + ": " + error.message());
  if (files.empty()) return fail(ErrorKind::input, folder + ": no *.jsonl file of labelled text");
  std::sort(files.begin(), files.end());
  std::vector<Sample> samples;
  std::uint64_t number = 0;
  for (const auto& file : files) {
    ++number;
    auto texts = read_labelled_text(file.string());
    if (!texts) return tl::unexpected(texts.error());
    std::int32_t weight = unknown_weight;
    for (const auto& source : sources) {
      if (source.file == file.stem().string()) weight = source.weight;
    }
    for (auto& text : to_article_size(std::move(*texts)))
      samples.push_back({std::move(text), weight, number});
  }
  return samples;
}

// A number from the seed and two counters; the same on every machine.
std::uint64_t draw(std::uint64_t seed, std::uint64_t a, std::uint64_t b) {
  return mix_hash(mix_hash(seed, a), b);
}

LetterCase draw_case(const TrainOptions& options, std::uint64_t seed, std::uint64_t epoch,
                     std::uint64_t sample) {
  const auto percent = draw(seed ^ 77, epoch, sample) % 200;
  const unsigned part = options.changed_case * 2;
  if (percent < part) return LetterCase::upper;
  if (percent < part + part / 2) return LetterCase::title;
  if (percent < 2 * part) return LetterCase::headline;
  if (percent < 2 * part + part / 2) return LetterCase::lower;
  return LetterCase::as_is;
}

std::vector<std::size_t> shuffled(std::size_t count, std::uint64_t seed, std::uint64_t epoch) {
  std::vector<std::size_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = i;
  for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[draw(seed, epoch, i) % i]);
  return order;
}

std::string notice_of_sources() {
  std::string notice = "Trained on:\n";
  for (const auto& source : sources) {
    notice += std::string(source.file) + ": " + std::string(source.notice) + "\n";
  }
  return notice;
}

class Trainer {
 public:
  Trainer(const TrainOptions& options, std::vector<Sample> samples,
          const std::function<void(std::string_view)>& progress)
      : options_(options), samples_(std::move(samples)), progress_(progress) {
    for (const auto& sample : samples_) majority_.count(sample.text);
  }

  TrainingReport prepare() {
    TrainingReport report;
    for (const auto& sample : samples_) {
      prepared_.push_back(preparer_.prepare(sample.text, LetterCase::as_is));
      ++report.texts;
      report.tokens += preparer_.tokens();
      report.names += sample.text.names.size();
    }
    progress_("read " + std::to_string(report.texts) + " texts, " + std::to_string(report.tokens) +
              " tokens");
    return report;
  }

  // Labels that a model trained on all other texts contradicts are trusted less. (The idea of
  // CrossWeigh, Wang et al. 2019.)
  void doubt() {
    std::size_t runs = 0, doubted = 0;
    for (unsigned fold = 0; fold < options_.folds; ++fold) {
      fold_bytes_.push_back(learn(options_.fold_epochs, fold));
    }
    for (const auto& bytes : fold_bytes_) {
      auto model = TaggerModel::from_bytes(bytes);
      if (!model) return;
      fold_models_.push_back(std::move(*model));
    }
    for (std::size_t s = 0; s < prepared_.size(); ++s) {
      const TaggerModel* model = fold_model(s);
      prepared_[s] = preparer_.prepare(samples_[s].text, LetterCase::as_is);
      preparer_.add_votes(prepared_[s], *model);
      for (auto& run : prepared_[s].runs) {
        ++runs;
        run.doubted = contradicts(*model, prepared_[s], run);
        doubted += run.doubted;
      }
    }
    if (runs > 0) {
      progress_(std::to_string(doubted) + " of " + std::to_string(runs) + " runs are doubted");
    }
  }

  // Trains on all texts, or on those outside of one fold; returns the model's bytes.
  std::string learn(unsigned epochs, std::optional<unsigned> without_fold) {
    LearnedWeights weights;
    const unsigned members = without_fold ? 1 : options_.members;
    for (unsigned member = 0; member < members; ++member) {
      NameLearner learner(options_.dropout, options_.margin);
      run_epochs(learner, epochs, member, without_fold);
      weights.add(learner);
    }
    features_ = weights.features().size();
    return write_tagger_model(weights.features(), weights.transitions(), options_.buckets,
                              notice_of_sources(), without_fold ? 0 : options_.eagerness);
  }

  void run_epochs(NameLearner& learner, unsigned epochs, unsigned member,
                  std::optional<unsigned> without_fold) {
    const std::uint64_t seed = options_.seed + 1000003 * member;
    for (unsigned epoch = 0; epoch < epochs; ++epoch) {
      std::size_t runs = 0, corrected = 0;
      for (const std::size_t s : shuffled(samples_.size(), seed, epoch)) {
        if (without_fold && fold_of(s) == *without_fold) continue;
        const LetterCase letters = draw_case(options_, seed, epoch, s);
        PreparedText changed;
        const PreparedText* text = &prepared_[s];
        if (letters != LetterCase::as_is) {
          changed = preparer_.prepare(samples_[s].text, letters);
          if (const TaggerModel* model = fold_model(s)) preparer_.add_votes(changed, *model);
          text = &changed;
        }
        for (const auto& run : text->runs) {
          ++runs;
          RunFeatures features = text->features_of(run);
          features.source = samples_[s].source;
          corrected += learner.learn(features, text->gold_of(run), weight_of(run, s));
        }
      }
      progress_((without_fold ? "without part " + std::to_string(*without_fold + 1) + ", " : "") +
                "epoch " + std::to_string(epoch + 1) + ": " + std::to_string(corrected) + " of " +
                std::to_string(runs) + " runs corrected");
    }
  }

  std::size_t features() const { return features_; }

 private:
  unsigned fold_of(std::size_t sample) const {
    return static_cast<unsigned>(draw(options_.seed, 99, sample) % options_.folds);
  }

  // The model that has not seen the text, or null while those models are made.
  const TaggerModel* fold_model(std::size_t sample) const {
    return fold_models_.empty() ? nullptr : &fold_models_[fold_of(sample)];
  }

  std::int32_t weight_of(const PreparedText::Run& run, std::size_t sample) const {
    const std::int32_t weight = samples_[sample].weight;
    if (!run.doubted) return weight;
    return std::max(1, weight * static_cast<std::int32_t>(options_.doubted_weight) / 100);
  }

  bool contradicts(const TaggerModel& model, const PreparedText& text,
                   const PreparedText::Run& run) {
    const auto found = preparer_.decode(model, text.features_of(run));
    const auto gold = text.gold_of(run);
    return !std::equal(gold.begin(), gold.end(), found.begin());
  }

  const TrainOptions& options_;
  std::vector<Sample> samples_;
  const std::function<void(std::string_view)>& progress_;
  MajorityTypes majority_;
  Preparer preparer_{majority_};
  std::vector<PreparedText> prepared_;
  std::vector<std::string> fold_bytes_;
  std::vector<TaggerModel> fold_models_;  ///< each learned without one part of the texts
  std::size_t features_ = 0;
};

}  // namespace

Result<TrainingReport> train_names(const std::string& folder, const std::string& out_file,
                                   const TrainOptions& options,
                                   const std::function<void(std::string_view)>& progress) {
  auto samples = read_folder(folder);
  if (!samples) return tl::unexpected(samples.error());
  Trainer trainer(options, std::move(*samples), progress);
  TrainingReport report = trainer.prepare();
  if (options.folds > 1) trainer.doubt();
  const std::string model = trainer.learn(options.epochs, std::nullopt);
  report.features = trainer.features();
  report.model_bytes = model.size();
  auto file = AtomicFile::open(out_file);
  if (!file) return tl::unexpected(file.error());
  if (auto written = file->write(model); !written) return tl::unexpected(written.error());
  if (auto done = file->commit(); !done) return tl::unexpected(done.error());
  return report;
}

}  // namespace comention
