#include "entity/table_names.hpp"

#include <string>

namespace comention {
namespace {

/// The key without its class: rows are found whatever type a tagger gave.
std::uint64_t words_hash(const NameForm& name) {
  const std::string key = name.key();
  return hash_bytes(std::string_view(key).substr(1));
}

std::uint32_t find_in(const HashTable<std::uint32_t>& table, std::uint64_t hash) {
  const std::uint32_t* row = table.find(hash);
  return row == nullptr ? TableNames::none : *row;
}

}  // namespace

const TableNames& TableNames::get() {
  static const TableNames names;
  return names;
}

TableNames::TableNames() {
  const Vocabulary& vocabulary = Vocabulary::get();
  NameForm form;
  std::uint32_t number = 0;
  for (const Vocabulary::Row& row : vocabulary.rows()) {
    ++number;
    const auto type = static_cast<EntityType>(row.type);
    for (const std::string_view name : row.names) {
      form.parse(name, class_of(type));
      std::uint32_t& slot = rows_[words_hash(form)];
      if (slot == none) slot = number;
      // A tagger may call it something else than a person or a place.
      form.parse(name, NameClass::tag);
      std::uint32_t& plain = rows_[words_hash(form)];
      if (plain == none) plain = number;
    }
  }
  for (const auto& relation : vocabulary.demonyms()) {
    form.parse(relation.name, NameClass::norp);
    demonyms_[words_hash(form)] = relation.row + 1;
  }
  for (const auto& relation : vocabulary.capitals()) {
    form.parse(relation.name, NameClass::place);
    capitals_[words_hash(form)] = relation.row + 1;
  }
}

std::uint32_t TableNames::row_of(const NameForm& name) const {
  return find_in(rows_, words_hash(name));
}

std::uint32_t TableNames::country_of_demonym(const NameForm& name) const {
  return find_in(demonyms_, words_hash(name));
}

std::uint32_t TableNames::country_of_capital(const NameForm& name) const {
  return find_in(capitals_, words_hash(name));
}

std::string_view TableNames::name_of(std::uint32_t row) const {
  return Vocabulary::get().rows()[row - 1].names.front();
}

EntityType TableNames::type_of(std::uint32_t row) const {
  return static_cast<EntityType>(Vocabulary::get().rows()[row - 1].type);
}

bool TableNames::is_country(std::uint32_t row) const {
  return Vocabulary::get().rows()[row - 1].country;
}

}  // namespace comention
