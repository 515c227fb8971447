#include "entity/name_form.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace comention {
namespace {

bool is_separator(char c) { return c == ' ' || c == '-' || c == '/' || c == ',' || c == '_'; }

/// Curly quotes and long dashes as ASCII, so that bytes can be looked at.
std::string plain_punctuation(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    if (c == U'\u2018' || c == U'\u2019' || c == U'\u02BC' || c == U'`') {
      out += '\'';
    } else if (c == U'\u201C' || c == U'\u201D' || c == U'\u00AB' || c == U'\u00BB') {
      out += '"';
    } else if (c >= U'\u2010' && c <= U'\u2015') {
      out += '-';
    } else {
      out.append(text.substr(start, at - start));
    }
  }
  return out;
}

/// Printable ASCII without a blank too many: nothing to squeeze or to replace.
bool is_plain(std::string_view text) {
  char before = ' ';
  for (const char c : text) {
    if (c < ' ' || c > '~' || c == '`' || (c == ' ' && before == ' ')) return false;
    before = c;
  }
  return before != ' ';
}

void cut_possessive(std::string& text) {
  const auto ends = [&](std::string_view tail) { return text.ends_with(tail); };
  if (ends("'s") || ends("'S")) {
    text.resize(text.size() - 2);
  } else if (ends("s'") || ends("S'")) {
    text.pop_back();
  }
}

bool is_edge_mark(char c) {
  return c == '"' || c == '\'' || c == '(' || c == '[' || c == ' ' || c == ',' || c == ';' ||
         c == ':' || c == '-' || c == '*' || c == '|';
}

/// Takes out what stands in quotes or brackets inside a name: `Vincent "The Chin" Gigante`. What a
/// bracket at the very end holds goes to `bracket`.
void cut_insertions(std::string& text, std::string& bracket, std::string& nickname) {
  constexpr std::array<std::pair<char, char>, 3> marks = {{{'(', ')'}, {'"', '"'}, {'\'', '\''}}};
  for (const auto& [open, close] : marks) {
    std::size_t from = text.find(open);
    // An apostrophe opens a nickname only after a blank: not in "O'Brien" or "Ka'loni".
    while (open == '\'' && from != std::string::npos && (from == 0 || text[from - 1] != ' ')) {
      from = text.find(open, from + 1);
    }
    if (from == std::string::npos || from == 0) continue;
    const std::size_t to = text.find(close, from + 1);
    if (to == std::string::npos || to == from + 1) continue;
    const bool at_end = to + 1 == text.size() && open == '(';
    append_folded(std::string_view(text).substr(from + 1, to - from - 1),
                  at_end ? bracket : nickname);
    text.replace(from, to - from + 1, 1, ' ');
  }
}

Generation generation_of(std::string_view folded) {
  if (folded == "jr" || folded == "junior") return Generation::junior;
  if (folded == "sr" || folded == "senior") return Generation::senior;
  if (folded == "ii") return Generation::second;
  if (folded == "iii") return Generation::third;
  return folded == "iv" ? Generation::fourth : Generation::none;
}

struct Letters {
  std::size_t letters = 0;
  bool all_upper = true;
  bool lower_start = false;
};

/// British spelling of a word's ending: "recognised" becomes "recognized".
void standardise_ending(std::string& folded, std::size_t at) {
  constexpr std::size_t shortest = 8;
  if (folded.size() - at < shortest) return;
  for (const std::string_view ending : {"isation", "isations", "ised", "ising", "ise"}) {
    if (!folded.ends_with(ending)) continue;
    folded[folded.size() - ending.size() + 1] = 'z';
    return;
  }
}

/// "Amazon.com" is Amazon.
std::string_view without_domain(std::string_view token) {
  for (const std::string_view domain : {".com", ".org", ".net"}) {
    if (token.size() > domain.size() + 2 && token.ends_with(domain)) {
      return token.substr(0, token.size() - domain.size());
    }
  }
  return token;
}

Letters look_at(std::string_view token) {
  Letters seen;
  for (const char c : token) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool lower = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (!upper && !lower) continue;
    if (seen.letters == 0) seen.lower_start = c >= 'a' && c <= 'z';
    ++seen.letters;
    if (lower) seen.all_upper = false;
  }
  return seen;
}

}  // namespace

NameClass class_of(EntityType type) {
  switch (type) {
    case EntityType::person:
      return NameClass::person;
    case EntityType::org:
      return NameClass::org;
    case EntityType::place:
      return NameClass::place;
    case EntityType::norp:
      return NameClass::norp;
    case EntityType::tag:
      return NameClass::tag;
    default:
      return NameClass::other;
  }
}

std::string clean_surface(std::string_view text) {
  std::string out = is_plain(text) ? std::string(text) : plain_punctuation(squeeze_spaces(text));
  for (bool changed = true; changed && !out.empty();) {
    const std::size_t before = out.size();
    cut_possessive(out);
    const bool closes = out.back() == ')' && out.find('(') == std::string::npos;
    if (!out.empty() && (is_edge_mark(out.back()) || closes)) out.pop_back();
    std::size_t lead = 0;
    while (lead < out.size() && is_edge_mark(out[lead])) ++lead;
    out.erase(0, lead);
    changed = out.size() != before;
  }
  return out.empty() ? std::string(trim(text)) : out;
}

void NameForm::parse(std::string_view text, NameClass name_class) {
  class_ = name_class;
  count_ = 0;
  folded_.clear();
  bracket_.clear();
  nickname_.clear();
  cut_initials_.clear();
  rest_ = 0;
  sex_ = Sex::unknown;
  generation_ = Generation::none;
  titled_ = acronym_ = caps_word_ = false;
  clean_ = clean_surface(text);
  if (clean_.find_first_of("(\"'") != std::string::npos)
    cut_insertions(clean_, bracket_, nickname_);
  take_tokens(clean_);
  if (count_ > 1 && word(0) == "the") drop(0, 1);
  if (class_ == NameClass::person) {
    cut_generation();
    cut_titles();
    return;
  }
  join_letters();
  acronym_ = count_ == 1 && words_[0].capitals && words_[0].size <= 8;
  caps_word_ = acronym_ && (words_[0].flags & WordIs::function) != 0;
  if (class_ == NameClass::norp || class_ == NameClass::tag) return;
  cut_owner();
  cut_legal();
  if (count_ > 1) name_countries();
}

void NameForm::take_tokens(std::string_view text) {
  // A person's name ends at a comma unless a generation mark follows.
  while (!text.empty()) {
    const std::size_t end = std::min(
        text.size(), static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_separator) -
                                              text.begin()));
    const char mark = end < text.size() ? text[end] : ' ';
    if (end > 0) add_token(text.substr(0, end), mark == '-');
    text.remove_prefix(std::min(text.size(), end + 1));
    if (mark == ',' && class_ == NameClass::person && count_ > 0) {
      std::string next;
      const std::string_view after = trim(text);
      append_folded(after.substr(0, after.find(' ')), next);
      if (generation_of(next) == Generation::none) return;
    }
  }
}

void NameForm::add_token(std::string_view token, bool hyphen_after) {
  if (class_ != NameClass::person) token = without_domain(token);
  const bool owner = token.ends_with("'s");
  if (owner && class_ == NameClass::place) token.remove_suffix(2);
  const Letters seen = look_at(token);
  const std::size_t at = folded_.size();
  if (token == "&") {
    folded_ += "and";
  } else {
    append_folded(token, folded_);
  }
  std::size_t size = folded_.size() - at;
  if (size == 0) return;
  if (class_ != NameClass::person) standardise_ending(folded_, at);
  const Vocabulary& vocabulary = Vocabulary::get();
  std::uint32_t flags = vocabulary.flags(std::string_view(folded_).substr(at, size));
  if ((flags & WordIs::respelt) != 0 && class_ != NameClass::person) {
    folded_.replace(at, size, vocabulary.standard(std::string_view(folded_).substr(at, size)));
    size = folded_.size() - at;
    flags = vocabulary.flags(std::string_view(folded_).substr(at, size));
  }
  // Arabic articles of a person's name come and go: "Bashar al-Assad", "Bashar Assad".
  if (class_ == NameClass::person && (flags & WordIs::article) != 0 &&
      (hyphen_after || seen.lower_start || count_ > 0)) {
    folded_.resize(at);
    return;
  }
  if (count_ == max_words || size > 200) {
    rest_ = mix_bits(rest_ + hash_bytes(std::string_view(folded_).substr(at, size)));
    folded_.resize(at);
    return;
  }
  words_[count_++] = {static_cast<std::uint16_t>(at),
                      static_cast<std::uint16_t>(size),
                      seen.letters >= 2 && seen.all_upper,
                      seen.lower_start,
                      owner,
                      flags};
}

void NameForm::drop(std::size_t from, std::size_t to) {
  std::move(words_.begin() + to, words_.begin() + count_, words_.begin() + from);
  count_ -= to - from;
}

void NameForm::replace(std::size_t from, std::size_t to, std::string_view text) {
  const auto at = static_cast<std::uint16_t>(folded_.size());
  folded_ += text;
  Word word{at,    static_cast<std::uint16_t>(text.size()),
            true,  false,
            false, Vocabulary::get().flags(text)};
  drop(from + 1, to);
  words_[from] = word;
}

void NameForm::cut_generation() {
  if (count_ < 2) return;
  const Generation found = generation_of(last());
  if (found == Generation::none) return;
  generation_ = found;
  --count_;
}

/// "Russian Foreign Minister Sergey Lavrov": everything up to the last title goes, if only roles
/// and nationalities stand before it.
void NameForm::cut_titles() {
  std::size_t end = 0;
  bool title = false;
  for (std::size_t i = 0; i + 1 < count_; ++i) {
    const std::uint32_t flags = words_[i].flags;
    const bool is_title = (flags & WordIs::title) != 0;
    if (!is_title && (flags & (WordIs::role_word | WordIs::demonym)) == 0 &&
        !(words_[i].capitals && words_[i].size <= 3)) {
      break;
    }
    // "Dean Martin", "Earl Warren": a given name that is also a title stays before a single word.
    const bool given = (flags & WordIs::given_title) != 0 && i + 2 >= count_;
    if (given && !title) break;
    if ((flags & WordIs::regal) != 0 && i + 2 == count_) break;
    if (is_title) {
      title = true;
      if ((flags & WordIs::female_title) != 0) sex_ = Sex::female;
      if ((flags & WordIs::male_title) != 0 && sex_ == Sex::unknown) sex_ = Sex::male;
    }
    end = i + 1;
  }
  if (!title) return;
  titled_ = true;
  drop(0, end);
}

void NameForm::cut_last() {
  constexpr std::size_t shortest = 4;  // "Inc" and "Ltd" are abbreviations themselves
  if (last().size() >= shortest) cut_initials_.insert(cut_initials_.begin(), last().front());
  --count_;
}

void NameForm::cut_legal() {
  while (count_ > 1 && (words_[count_ - 1].flags & WordIs::legal) != 0) cut_last();
  // "Staunton Police Department" is "Staunton Police".
  if (count_ > 2 && last() == "department" &&
      (word(count_ - 2) == "police" || word(count_ - 2) == "fire")) {
    cut_last();
  }
}

/// "Indonesia's Aceh" and "City of Palmer" are Aceh and Palmer.
void NameForm::cut_owner() {
  if (class_ != NameClass::place || count_ < 2) return;
  const bool owner = words_[0].owner && (words_[0].flags & WordIs::place) != 0;
  // "Iranian Island of Qeshm", but not "Indian Ocean".
  const bool nation = (words_[0].flags & WordIs::demonym) != 0 && count_ > 3 &&
                      (words_[1].flags & WordIs::settlement) != 0 && word(2) == "of";
  if (owner || nation || word(0) == "downtown") drop(0, 1);
  if (count_ > 2 && word(1) == "of" && (words_[0].flags & WordIs::settlement) != 0) drop(0, 2);
}

/// "U. S. Geological Survey": single letters in a row are one word.
void NameForm::join_letters() {
  for (std::size_t i = 0; i < count_; ++i) {
    std::size_t end = i;
    while (end < count_ && words_[end].size == 1) ++end;
    if (end - i < 2) continue;
    std::string joined;
    for (std::size_t k = i; k < end; ++k) joined += word(k);
    replace(i, end, joined);
  }
}

/// Inside a longer name a country has one form: "US Senate", "U.S. Senate", "United States Senate".
void NameForm::name_countries() {
  for (std::size_t i = 0; i < count_; ++i) {
    if (word(i) == "united" && i + 1 < count_) {
      const std::string_view next = word(i + 1);
      if (next == "states") replace(i, i + 2, "usa");
      if (next == "nations") replace(i, i + 2, "un");
      if (next == "kingdom") replace(i, i + 2, "uk");
    } else if (word(i) == "us" && words_[i].capitals) {
      replace(i, i + 1, "usa");
    }
  }
  if (count_ == 1) return;
  // "United States of America"
  if (count_ == 3 && word(0) == "usa" && word(2) == "america") drop(1, 3);
}

std::size_t NameForm::first_of_surname() const {
  if (count_ == 0) return 0;
  std::size_t first = count_ - 1;
  while (first > 0 && (words_[first - 1].flags & WordIs::particle) != 0) {
    // "Van Morrison", "Ben Affleck": a given name that looks like a particle.
    const bool given =
        first == 1 && !words_[0].lower && (words_[0].flags & WordIs::hard_particle) == 0;
    if (given) break;
    --first;
  }
  return first;
}

std::string NameForm::key() const {
  std::string key(1, static_cast<char>('a' + static_cast<int>(class_)));
  for (std::size_t i = 0; i < count_; ++i) {
    key += ' ';
    key += word(i);
  }
  if (count_ == 0) key += '=', key += clean_;
  if (caps_word_) key += '!';
  if (generation_ != Generation::none)
    key += static_cast<char>('0' + static_cast<int>(generation_));
  if (rest_ != 0) key += '+', key += std::to_string(rest_);
  const bool single = class_ == NameClass::person && bare();
  if (single && sex_ != Sex::unknown) key += sex_ == Sex::male ? "#m" : "#f";
  return key;
}

std::string NameForm::letters() const {
  std::string out;
  for (std::size_t i = 0; i < count_; ++i) {
    if ((words_[i].flags & WordIs::stop) != 0 && count_ > 1) continue;
    std::string_view w = word(i);
    if (count_ > 1 && class_ != NameClass::person && w.size() > 4 && w.back() == 's' &&
        w[w.size() - 2] != 's')
      w.remove_suffix(1);
    out += w;
  }
  return out;
}

std::uint64_t neighbour_hash(std::string_view text) {
  const auto end = text.find_last_not_of(" .,)'\"");
  if (end == std::string_view::npos) return hash_bytes(text);
  text = text.substr(0, end + 1);
  std::string folded;
  append_folded(text.substr(text.find_last_of(" -") + 1), folded);
  return hash_bytes(folded);
}

}  // namespace comention
