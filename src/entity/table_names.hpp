#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "comention/types.hpp"
#include "entity/hash_table.hpp"
#include "entity/name_form.hpp"

namespace comention {

/// Finds a name's row in the tables of countries and aliases, under any of its forms.
class TableNames {
 public:
  static const TableNames& get();

  static constexpr std::uint32_t none = 0;
  /// Row number + 1 of a name, or `none`; `name` must have been parsed in the class of its type.
  std::uint32_t row_of(const NameForm& name) const;
  /// Row number + 1 of the country of a nationality or of a capital.
  std::uint32_t country_of_demonym(const NameForm& name) const;
  std::uint32_t country_of_capital(const NameForm& name) const;

  std::string_view name_of(std::uint32_t row) const;
  EntityType type_of(std::uint32_t row) const;
  bool is_country(std::uint32_t row) const;

 private:
  TableNames();
  HashTable<std::uint32_t> rows_;
  HashTable<std::uint32_t> demonyms_;
  HashTable<std::uint32_t> capitals_;
};

}  // namespace comention
