#include "entity/corpus_names.hpp"

#include <algorithm>
#include <array>

#include "entity/table_names.hpp"

namespace comention {
namespace {

constexpr std::array<NameClass, 6> classes = {NameClass::person, NameClass::org,  NameClass::place,
                                              NameClass::other,  NameClass::norp, NameClass::tag};

std::uint64_t row_hash(std::uint32_t row) {
  return mix_bits(0x726F77u + (std::uint64_t{row} << 24));
}

/// Where only equal names are one, a name is its text and type.
std::uint64_t exact_hash(std::string_view text, EntityType type) {
  return mix_bits(hash_bytes(text) + (static_cast<std::uint64_t>(type) << 56));
}

/// Every hash under which a listed label may stand.
void append_hashes(std::string_view label, std::vector<std::uint64_t>& out) {
  NameForm form;
  for (const NameClass c : classes) {
    form.parse(label, c);
    out.push_back(form.hash());
    const std::uint32_t row = TableNames::get().row_of(form);
    if (row != TableNames::none) out.push_back(row_hash(row));
  }
  for (std::size_t type = 0; type < entity_type_names.size(); ++type) {
    out.push_back(exact_hash(label, static_cast<EntityType>(type)));
  }
}

}  // namespace

std::span<const NameClass> all_classes() { return classes; }

CorpusNames::CorpusNames(const NameTable& names, const ResolveOptions& options)
    : names_(&names), options_(&options) {
  for (const auto& [label, other] : options.thesaurus) append_hashes(label, listed_);
  for (const auto& [label, other] : options.do_not_merge) {
    append_hashes(label, listed_);
    append_hashes(other, listed_);
  }
  std::sort(listed_.begin(), listed_.end());

  const auto count = static_cast<std::uint32_t>(names.size());
  node_of_.assign(count, none);
  std::vector<std::pair<std::uint64_t, std::uint32_t>> hashed;
  hashed.reserve(count);
  NameForm form;
  for (std::uint32_t name = 0; name < count; ++name) {
    if (stands_alone(name, form)) hashed.emplace_back(hash_of_name(name, form), name);
  }
  std::sort(hashed.begin(), hashed.end());
  // What is reserved and not used takes no memory.
  hash_.reserve(count);
  best_.reserve(count);
  class_.reserve(count);
  row_.reserve(count);
  uses_.reserve(count);
  neighbours_of_.reserve(count);
  group(std::move(hashed));
  for (std::uint32_t name = 0; name < count; ++name) {
    if (node_of_[name] != none) continue;
    node_of_[name] = node_of_[names.full(name)];
    std::uint32_t& uses = uses_[node_of_[name]];
    uses = saturated_sum(uses, names.uses(name));
  }
}

bool CorpusNames::stands_alone(std::uint32_t name, NameForm& form) const {
  if (names_->full(name) == NameTable::none) return true;
  if (listed_.empty()) return false;
  return std::binary_search(listed_.begin(), listed_.end(), hash_of_name(name, form));
}

void CorpusNames::parse_name(std::uint32_t name, NameForm& form) const {
  form.parse(names_->text(name), class_of(names_->type(name)));
  if (names_->sex(name) != Sex::unknown) form.set_sex(names_->sex(name));
}

void CorpusNames::parse(std::uint32_t node, NameForm& form) const { parse_name(best_[node], form); }

/// The row of the tables that a name is, unless its type tells that it is something else: a person
/// called Jordan is no country.
std::uint32_t CorpusNames::row_for(std::uint32_t name, const NameForm& form) const {
  const TableNames& tables = TableNames::get();
  const EntityType type = names_->type(name);
  if (options_->map_demonyms && (type == EntityType::norp || type == EntityType::tag)) {
    if (const std::uint32_t row = tables.country_of_demonym(form)) return row;
  }
  if (options_->map_capitals && type != EntityType::person) {
    if (const std::uint32_t row = tables.country_of_capital(form)) return row;
  }
  const std::uint32_t row = tables.row_of(form);
  if (row == TableNames::none || type != EntityType::person) return row;
  if (tables.type_of(row) == EntityType::person) return row;
  const bool could_be_person =
      form.size() == 1 && Vocabulary::get().is(form.word(0), WordIs::first_name);
  return could_be_person || names_->given(name) ? TableNames::none : row;
}

std::uint64_t CorpusNames::hash_of_name(std::uint32_t name, NameForm& form) const {
  parse_name(name, form);
  if (!options_->aliases) return exact_hash(names_->text(name), names_->type(name));
  const std::uint32_t row = row_for(name, form);
  if (row != TableNames::none) return row_hash(row);
  const std::uint64_t hash = form.hash();
  const std::uint16_t company = names_->company(name);
  if (company == 0 || std::binary_search(listed_.begin(), listed_.end(), hash)) return hash;
  return mix_bits(hash + company);
}

/// Adds the neighbours of a name to those that its node has already.
void CorpusNames::add_set(std::uint32_t name, std::uint32_t& seen) {
  const std::uint32_t own = names_->neighbour_set(name);
  if (own == NameTable::none || own == seen) return;
  if (seen == none) {
    seen = own;
    return;
  }
  if ((seen & merged_set) == 0) {
    merged_.push_back(names_->set(seen));
    seen = static_cast<std::uint32_t>(merged_.size() - 1) | merged_set;
  }
  merged_[seen & ~merged_set].add(names_->set(own));
}

void CorpusNames::group(std::vector<std::pair<std::uint64_t, std::uint32_t>> hashed) {
  // What a document saw first must not matter: between equals the text decides, then every fact.
  const auto better = [&](std::uint32_t a, std::uint32_t b) {
    const auto rank = [&](std::uint32_t n) {
      return std::tuple(names_->type(n) != EntityType::tag, names_->uses(n));
    };
    if (rank(a) != rank(b)) return rank(a) > rank(b);
    const auto facts = [&](std::uint32_t n) {
      return std::tuple(names_->text(n), names_->type(n), names_->sex(n), names_->company(n));
    };
    return facts(a) < facts(b);
  };
  NameForm form;
  for (std::size_t at = 0; at < hashed.size();) {
    const auto node = size();
    std::uint32_t best = hashed[at].second;
    std::uint32_t uses = 0;
    bool given = false;
    std::uint32_t seen = none;
    std::size_t end = at;
    for (; end < hashed.size() && hashed[end].first == hashed[at].first; ++end) {
      const std::uint32_t name = hashed[end].second;
      node_of_[name] = node;
      uses = saturated_sum(uses, names_->uses(name));
      given = given || names_->given(name);
      if (better(name, best)) best = name;
      add_set(name, seen);
    }
    parse_name(best, form);
    const std::uint32_t row = options_->aliases ? row_for(best, form) : TableNames::none;
    hash_.push_back(hashed[at].first);
    best_.push_back(best);
    row_.push_back(row);
    class_.push_back(row == TableNames::none ? form.name_class()
                                             : class_of(TableNames::get().type_of(row)));
    has_other_than_tags_ = has_other_than_tags_ || class_.back() != NameClass::tag;
    uses_.push_back(uses);
    given_.push_back(given);
    neighbours_of_.push_back(seen);
    at = end;
  }
}

const Neighbours* CorpusNames::neighbours(std::uint32_t node) const {
  const std::uint32_t set = neighbours_of_[node];
  if (set == none) return nullptr;
  return (set & merged_set) != 0 ? &merged_[set & ~merged_set] : &names_->set(set);
}

std::uint32_t CorpusNames::find_hash(std::uint64_t hash) const {
  const auto found = std::lower_bound(hash_.begin(), hash_.end(), hash);
  if (found == hash_.end() || *found != hash) return none;
  return static_cast<std::uint32_t>(found - hash_.begin());
}

std::vector<std::uint32_t> CorpusNames::find(std::string_view text) const {
  std::vector<std::uint64_t> hashes;
  append_hashes(text, hashes);
  std::vector<std::uint32_t> nodes;
  for (const std::uint64_t hash : hashes) {
    const std::uint32_t node = find_hash(hash);
    if (node != none) nodes.push_back(node);
  }
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

}  // namespace comention
