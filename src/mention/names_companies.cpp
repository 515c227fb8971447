#include "mention/names_companies.hpp"

#include <algorithm>

#include "mention/names_phrases.hpp"
#include "mention/word_set.hpp"

namespace comention {
namespace {

class Companies {
 public:
  Companies(const TaggerDocument& document, std::vector<TokenName>& names)
      : document_(document), names_(names) {}

  void settle() {
    for (const TokenName& name : names_)
      if (name.type == TaggerType::per && name.last > name.first + 1)
        for (std::uint32_t i = name.first; i < name.last; ++i) persons_.push_back(key(i));
    std::sort(persons_.begin(), persons_.end());
    for (const TokenName& name : names_)
      if (may_be_company(name) && is_treated_so(name.first)) companies_.push_back(key(name.first));
    if (companies_.empty()) return;
    std::sort(companies_.begin(), companies_.end());
    for (TokenName& name : names_)
      if (may_be_company(name) && has(companies_, key(name.first))) name.type = TaggerType::org;
  }

 private:
  std::uint64_t key(std::uint32_t i) const { return document_.keys[i]; }
  static bool has(const std::vector<std::uint64_t>& keys, std::uint64_t key) {
    return std::binary_search(keys.begin(), keys.end(), key);
  }

  bool may_be_company(const TokenName& name) const {
    return name.type == TaggerType::per && name.last == name.first + 1 &&
           (document_.lists[name.first].single & personal) == 0 && !has(persons_, key(name.first));
  }

  bool is_treated_so(std::uint32_t i) const {
    static const WordSet kinds = {
        "company",      "startup",    "firm",      "maker",       "retailer",  "airline",
        "publisher",    "platform",   "carmaker",  "chipmaker",   "automaker", "brand",
        "provider",     "subsidiary", "newspaper", "magazine",    "carrier",   "operator",
        "manufacturer", "website",    "app",       "broadcaster", "band",      "club",
        "insurer",      "lender",     "brewer",    "chain",       "charity",   "nonprofit",
        "group",        "giant",      "agency",    "bank",        "school"};
    static const WordSet parts = {"shares",     "stock",       "shareholders", "investors",
                                  "users",      "customers",   "employees",    "headquarters",
                                  "spokesman",  "spokeswoman", "spokesperson", "executives",
                                  "subsidiary", "ceo",         "website",      "app"};
    const bool before =
        i > 0 && !document_.tokens[i - 1].is(Token::has_upper) && kinds.has(key(i - 1));
    if (before) return true;
    if (i > 1 && key(i - 1) == of_ && parts.has(key(i - 2))) return true;
    std::uint32_t next = i + 1;
    if (next < document_.tokens.size() && document_.tokens[next].kind == TokenKind::clitic) ++next;
    return next < document_.tokens.size() && parts.has(key(next));
  }

  const TaggerDocument& document_;
  std::vector<TokenName>& names_;
  std::vector<std::uint64_t> persons_, companies_;
  const std::uint64_t of_ = hash_ascii_folded("of");
};

}  // namespace

void settle_companies(const TaggerDocument& document, std::vector<TokenName>& names) {
  Companies(document, names).settle();
}

}  // namespace comention
