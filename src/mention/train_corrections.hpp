#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "mention/tagger_document.hpp"
#include "mention/tagger_labels.hpp"
#include "mention/train_data.hpp"

namespace comention {

/// Labelled text of many hands contradicts itself; what is certain is set right before learning.
/// Strings that nearly always have one type get that type everywhere.
class MajorityTypes {
 public:
  void count(const LabelledText& text);
  /// The type to learn for a name; its own unless the others of its string agree on another one.
  TaggerType settle(const std::string& name, TaggerType type) const;

 private:
  struct Counts {
    std::array<unsigned, tagger_type_names.size()> of{};
  };
  std::unordered_map<std::string, Counts> counts_;
};

/// Corrects the names of a text by the lists: titles are no part of a person; a country is a place
/// and a nationality a NORP, whole and wherever they stand on their own; months are no names.
/// `names` are in order and do not overlap, before and after.
void correct_names(const TaggerDocument& document, std::vector<TokenName>& names);

}  // namespace comention
